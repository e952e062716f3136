"""A cache of what the files of a book say; it can be thrown away at any time."""
