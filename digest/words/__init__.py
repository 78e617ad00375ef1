"""The word files of the classifier; they are read as data. Each says at its top what it holds."""
