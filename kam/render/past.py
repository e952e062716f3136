"""The line beside a report of the past: which commit was read, and what was not."""

from datetime import datetime

from kam.i18n import translate

_SHORT = 10


def past_line(commit: str, moment: int) -> str:
    """That a report shows the book as a commit has it; `moment` is in seconds since 1970."""
    when = datetime.fromtimestamp(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    return translate(
        "as of commit {commit} of {when}; changes that are not committed are not read"
    ).format(commit=commit[:_SHORT], when=when)
