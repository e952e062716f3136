"""The keys of the lines at the end of a commit's message by which kam knows its own commits."""

COMMAND = "Kam-Command"
"""The command that made the commit, as it could be typed again."""
UNDOES, REDOES = "Kam-Undoes", "Kam-Redoes"
"""A commit that this one takes back, or does again."""
BY_HAND = "Kam-By-Hand"
"""A file whose commit holds what somebody changed by hand, too."""
