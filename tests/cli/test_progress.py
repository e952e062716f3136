"""A bar on a terminal for what takes long, and silence everywhere else."""

import io
import re

import pytest

from kam.cli.progress import progress_bar

ERASED = "\x1b[2K"
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    """A stderr that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch, patience: float) -> Terminal:
    """A terminal in the place of stderr, and so many seconds before there is a bar."""
    found = Terminal()
    monkeypatch.setattr("sys.stderr", found)
    monkeypatch.setattr("kam.cli.progress.PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm-256color")
    return found


def test_what_takes_long_is_shown_and_taken_away_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, 0)
    with progress_bar(colour=False) as progress:
        progress(3, 12)
        progress(12, 12)
    said = CODES.sub("", shown.getvalue())
    assert "reading accounts" in said
    assert "12/12" in said
    assert shown.getvalue().endswith(ERASED)
    assert "\x1b[38" not in shown.getvalue()


def test_what_is_done_soon_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, 60)
    with progress_bar(colour=True) as progress:
        progress(3, 12)
        progress(12, 12)
    assert shown.getvalue() == ""


def test_an_end_before_its_time_takes_the_bar_away_too(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, 0)

    def interrupted() -> None:
        with progress_bar(colour=True) as progress:
            progress(3, 12)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert shown.getvalue().endswith(ERASED)


def test_no_terminal_no_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kam.cli.progress.PATIENCE", 0)
    with progress_bar(colour=True) as progress:
        progress(3, 12)
    assert capsys.readouterr() == ("", "")
