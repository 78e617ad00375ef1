"""Press Digest: from a folder of raw press articles to a published site."""

__version__ = "0.1.0"
