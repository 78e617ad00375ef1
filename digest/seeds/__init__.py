"""Raw bytes of press articles become seeds: what the file prints, nothing invented and nothing interpreted.

``reader`` tells the walk: decode, split into articles, read each by the layout it has.
"""

from digest.seeds.decode import MAX_BYTES
from digest.seeds.headlines import headline, summary
from digest.seeds.reader import read

__all__ = ["MAX_BYTES", "headline", "read", "summary"]
