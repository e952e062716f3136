"""Puts store and schema together: open a book, resolve a name in it, edit it."""
