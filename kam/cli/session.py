"""What a command works with: the book, the day, the language, the terminal, the user."""

import os
import sys
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kam.cli.global_options import GlobalOptions
from kam.cli.languages import choose_for_book
from kam.cli.progress import progress_bar
from kam.domain.fields import FIRST_YEAR, LAST_YEAR
from kam.errors import NotFound, UsageError, WriteRefused
from kam.i18n import mark
from kam.render.screen import Screen
from kam.workspace.finding_book import find_book
from kam.workspace.viewing import open_view
from kam.workspace.worktree import WorkTree

if TYPE_CHECKING:
    from kam.cli.past import Dated
    from kam.domain.settings import Settings
    from kam.domain.shown import Display
    from kam.workspace.naming import Names
    from kam.workspace.revision import Revision
    from kam.workspace.view import View


class Session:
    """One run of a command; the one place that asks for the clock and the terminal.

    What only some commands need is imported where it is needed: a report starts without it.
    """

    def __init__(self, options: GlobalOptions) -> None:
        self.options = options
        self.currency: str | None = None
        """In which currency a report was asked to show its amounts; set before it is made."""

    @cached_property
    def root(self) -> Path:
        """The book's folder."""
        named = self.options.book or os.environ.get("KAM_BOOK")
        return find_book(Path(named) if named else None, Path.cwd())

    @cached_property
    def has_book(self) -> bool:
        """Whether there is a book here; a few commands do without one."""
        try:
            return self.root.is_dir()
        except NotFound:
            return False

    @cached_property
    def source(self) -> "WorkTree | Revision":
        """The files of the book: as they lie there, or as `--as-of` has them."""
        return WorkTree(self.root) if self.past is None else self.past

    @cached_property
    def past(self) -> "Revision | None":
        """The revision that `--as-of` names."""
        return None if self.options.as_of is None else self.revision(self.options.as_of)

    def revision(self, when: str) -> "Revision":
        """The book as it was: a day, a tag or any revision (SPEC.md 3).

        Raises:
            GitFailed: There is no such revision, or the history here does not reach so far.
        """
        from kam.cli.past import revision_at

        return revision_at(self.root, when, self._now)

    def day_meant(self, when: str) -> date | None:
        """The day that `when` names, as `revision` reads it; None where it names a revision."""
        from kam.cli.past import day_meant

        return day_meant(self.root, when, self._now)

    @cached_property
    def today(self) -> date:
        """`--today`, else the day of the revision of `--as-of`, else $KAM_TODAY, else now."""
        if self.past is not None and self.options.today is None:
            return self.past.day
        return self._now

    @cached_property
    def _now(self) -> date:
        """`--today`, else $KAM_TODAY, else the day here."""
        stated = self.options.today or os.environ.get("KAM_TODAY")
        here = date.today()  # noqa: DTZ011 - the calendar day where the user is
        return _day_of(stated, here) if stated else here

    def day(self, text: str | None) -> date:
        """The day on which something happened, as a person typed it; today where none was.

        Raises:
            UsageError: It is no day, is earlier than a file may say, or has not come yet.
        """
        day = _day_of(text, self.today) if text else self.today
        if day.year < FIRST_YEAR:
            raise UsageError(
                mark("{value} is too far away"),
                hint=mark("years from {low} to {high} are read"),
                value=day,
                low=FIRST_YEAR,
                high=LAST_YEAR,
            )
        if day > self.today:
            raise UsageError(
                mark("{day} has not come yet, and what is recorded has happened"), day=day
            )
        return day

    @cached_property
    def settings(self) -> "Settings":
        """The book's settings; its language comes into force."""
        from kam.workspace.opening import open_settings

        settings = open_settings(self.source).settings
        choose_for_book(self.options, settings.language)
        return settings

    @cached_property
    def view(self) -> "View":
        """The parts of the book that reports are made of; its language comes into force."""
        return self._shown(self._own_view, self.today)

    @cached_property
    def _own_view(self) -> "View":
        """The same in the book's own currency."""
        view = self._view_of(self.source, self.today)
        choose_for_book(self.options, view.settings.language)
        return view

    @cached_property
    def display(self) -> "Display | None":
        """In which other currency than the book's amounts are shown, at the rate of today."""
        if self.currency is None:
            return None
        from kam.cli.shown_currency import display_of

        found = display_of(self.currency, self._own_view.settings, self.today)
        return None if found.currency == found.home else found

    def _shown(self, view: "View", today: date) -> "View":
        """The parts of a book with their amounts in the currency that was asked for."""
        if self.display is None:
            return view
        from kam.cli.shown_currency import shown_view

        return shown_view(view, self.display, today)

    def view_at(self, when: str) -> "Dated":
        """The parts of the book as they were; the language of today's stays in force."""
        source = self.revision(when)
        return self.dated(source, self._view_of(source, source.day))

    def dated(self, source: "Revision", view: "View | None" = None) -> "Dated":
        """The parts of a revision; without a view they are read now, and no bar says how far."""
        from kam.cli.past import Dated

        if view is None:
            indexed = not self.options.no_index
            view = open_view(source, source.day, indexed=indexed, progress=lambda _done, _all: None)
        return Dated(source.day, source.commit.id, self._shown(view, source.day), source)

    @property
    def present(self) -> "Dated":
        """The book as it is, or as `--as-of` has it."""
        from kam.cli.past import Dated

        revision = self.past.commit.id if self.past else None
        return Dated(self.today, revision, self.view, self.source)

    def _view_of(self, source: "WorkTree | Revision", today: date) -> "View":
        with progress_bar(colour=self.screen.colour) as progress:
            return open_view(source, today, indexed=not self.options.no_index, progress=progress)

    @property
    def json(self) -> bool:
        """Whether one JSON object is wanted."""
        return self.options.json

    @property
    def asks(self) -> bool:
        """Whether what is missing may be asked for: on a terminal, and nobody forbade it."""
        quiet = self.options.no_input or self.json
        return not quiet and sys.stdin.isatty() and sys.stdout.isatty()

    @property
    def screen(self) -> Screen:
        """The terminal, or what stands for it; piped without COLUMNS nothing is cut."""
        terminal = sys.stdout.isatty()
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isdigit() and int(columns) else None
        if width is None and terminal:
            width = os.get_terminal_size(sys.stdout.fileno()).columns or None
        dumb = os.environ.get("TERM") == "dumb"
        plain = self.options.no_color or bool(os.environ.get("NO_COLOR")) or dumb
        return Screen(width=width, colour=terminal and not plain)

    def require_present(self) -> None:
        """Refuse to write into the past.

        Raises:
            WriteRefused: `--as-of` was said.
        """
        if self.options.as_of is not None:
            raise WriteRefused(
                mark("the past cannot be written: {when}"),
                hint=mark("Run the command without --as-of."),
                when=self.options.as_of,
            )

    def names(self, *, writes: bool = False) -> "Names":
        """Resolves what people type; a write that nobody watches takes exact names only."""
        from kam.workspace.naming import Names

        if writes:
            self.require_present()
        return Names(
            self.source, lambda: self.view, exact=writes and (self.json or self.options.no_input)
        )

    def person(self, stated: str | None = None) -> str | None:
        """Who does it: `--by`, else $KAM_USER, else whose e-mail git has, else the login name.

        Raises:
            UsageError: What was stated is no person id.
        """
        import getpass

        from kam.domain.ids import id_from_ascii, is_person
        from kam.vcs.identity import user_email

        for named in (stated, os.environ.get("KAM_USER")):
            if named:
                if not is_person(named):
                    raise UsageError(
                        mark('"{name}" is not an id of a person'),
                        hint=mark("small letters, digits, dots and dashes: li.wei"),
                        name=named,
                    )
                return named
        people = self.settings.people
        if email := user_email(self.root):
            for key, member in people.items():
                if member.email and member.email.casefold() == email.casefold():
                    return key
        try:
            login = getpass.getuser()
        except (KeyError, OSError):
            return None
        return login if is_person(login) else id_from_ascii(login) or None


def _day_of(text: str, here: date) -> date:
    """A day as a person typed it; an ISO date needs no closed list of words."""
    from kam.cli.words import day_of

    return day_of(text, here)


def session_of(context: typer.Context) -> Session:
    """The session of a command."""
    return Session(context.find_object(GlobalOptions) or GlobalOptions())
