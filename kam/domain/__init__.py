"""Frozen dataclasses of the book and pure rules over them; no file, no terminal, no clock."""
