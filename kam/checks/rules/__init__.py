"""The rules of `kam check`, one a file."""
