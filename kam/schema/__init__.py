"""Pydantic over the domain's dataclasses: nodes of a file -> objects, every error at its place.

Imported only to read a file or to write one.
"""
