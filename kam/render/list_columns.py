"""The columns of each list: heading, how a row fills them, and which of them go first.

Where the screen is narrow, names and ids shorten and columns go in the order of their `drop`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.methods import Methods
from kam.domain.states import State
from kam.i18n import language, translate
from kam.render import figures
from kam.render.labels import category_word, relationship_label, state_word
from kam.render.line import Line, Span, Tone, line
from kam.render.phrases import listed
from kam.render.table import Column
from kam.render.units import Unit
from kam.reports import listing_rows as listing

_ID, _NAME, _TEXT = 20, 14, 24


@dataclass(frozen=True, slots=True)
class Look:
    """What the cells of one list need beside their row; `mixed` if amounts differ in currency."""

    methods: Methods
    today: date
    unit: Unit
    mixed: bool

    def word(self, vocabulary: str, key: str | None) -> Line:
        """A word of the book's vocabulary in the language in force."""
        if key is None:
            return line(figures.NOTHING)
        return line(self.methods.vocabulary.label(vocabulary, key, language()))

    def amount(self, value: Decimal | None, currency: str | None) -> Line:
        """An amount in the list's unit, with its currency where not all have the same."""
        shown = figures.amount(value, self.unit)
        return line(f"{shown} {currency or '':3}" if self.mixed and value else shown)


Columns = Sequence[tuple[Column, Callable[..., Line]]]
"""The columns, each with the function that fills it from a row and the look."""


def _text(value: str | None) -> Line:
    return line(value or figures.NOTHING)


def _id(heading: str) -> Column:
    return Column(heading=heading, least=_ID, keeps=True)


def _accounts() -> Columns:
    def stage(row: listing.AccountRow, look: Look) -> Line:
        return _text(row.stage and relationship_label(look.methods.relationship, row.stage))

    return (
        (_id(translate("Account")), lambda row, _: line(row.id)),
        (Column(heading=translate("Name"), least=_NAME), lambda row, _: line(row.name)),
        (Column(heading=translate("Tier"), drop=3), lambda row, look: look.word("tier", row.tier)),
        (Column(heading=translate("Owner"), drop=4), lambda row, _: _text(row.owner)),
        (Column(heading=translate("Segment"), drop=1), lambda row, _: _text(row.segment)),
        (Column(heading=translate("Relationship"), drop=2), stage),
    )


def _opportunities() -> Columns:
    return (
        (_id(translate("Opportunity")), lambda row, _: line(row.id)),
        (Column(heading=translate("Name"), least=_NAME, drop=8), lambda row, _: line(row.name)),
        (Column(heading=translate("Stage")), lambda row, _: _stage(row)),
        (
            Column(heading=translate("%"), right=True, drop=5),
            lambda row, _: line(figures.percent(row.probability)),
        ),
        (
            Column(heading=translate("Amount"), right=True),
            lambda row, look: look.amount(row.amount, row.currency),
        ),
        (
            Column(heading=translate("Close date"), drop=9),
            lambda row, look: _due(row.close_date, look.today, open_=row.state is State.OPEN),
        ),
        (Column(heading=translate("Owner"), drop=6), lambda row, _: _text(row.owner)),
        (
            Column(heading=translate("Category"), drop=3),
            lambda row, _: line(category_word(row.category), _category_tone(row)),
        ),
        (
            Column(heading=translate("Days"), right=True, drop=1),
            lambda row, _: line(figures.days(row.days_in_stage)),
        ),
        (
            Column(heading=translate("Pushes"), right=True, drop=2),
            lambda row, _: line(figures.count(row.pushes or 0)),
        ),
    )


def _gone(row: listing.ContactRow) -> Line:
    """`2026-11-01 -> bao-shan/wang`: since when a person counts no more, and where they are."""
    arrow = f" -> {row.moved_to}" if row.moved_to else ""
    return line(f"{figures.day(row.left)}{arrow}")


def _contacts() -> Columns:
    def roles(row: listing.ContactRow, look: Look) -> Line:
        words = [look.methods.vocabulary.label("role", role, language()) for role in row.roles]
        return _text(listed(words))

    return (
        (_id(translate("Contact")), lambda row, _: line(row.id)),
        (Column(heading=translate("Name"), least=_NAME), lambda row, _: line(row.name)),
        (
            Column(heading=translate("Title"), least=_NAME, drop=3),
            lambda row, _: _text(row.title),
        ),
        (
            Column(heading=translate("Level"), drop=2),
            lambda row, look: look.word("level", row.level),
        ),
        (Column(heading=translate("Roles"), least=_NAME, drop=4), roles),
        (
            Column(heading=translate("Attitude"), drop=5),
            lambda row, look: look.word("attitude", row.attitude),
        ),
        (Column(heading=translate("Left"), drop=1), lambda row, _: _gone(row)),
    )


def _tasks() -> Columns:
    return (
        (
            Column(heading=translate("Due")),
            lambda row, look: _due(row.due, look.today, open_=row.done is None),
        ),
        (
            Column(heading=translate("Next step"), least=_TEXT, sentence=True, keeps=True),
            lambda row, _: line(row.what),
        ),
        (Column(heading=translate("Id"), least=_ID, drop=4), lambda row, _: line(row.id)),
        (
            Column(heading=translate("Opportunity"), least=_NAME, drop=1),
            lambda row, _: _text((row.opportunity or "").rpartition("/")[2]),
        ),
        (Column(heading=translate("Owner"), drop=3), lambda row, _: _text(row.owner)),
        (Column(heading=translate("Done"), drop=2), lambda row, _: line(figures.day(row.done))),
    )


def _orders() -> Columns:
    return (
        (Column(heading=translate("Date"), drop=4), lambda row, _: line(figures.day(row.date))),
        (_id(translate("Order")), lambda row, _: line(row.id)),
        (
            Column(heading=translate("Product line"), least=_NAME, drop=3),
            lambda row, _: _text(row.line),
        ),
        (
            Column(heading=translate("Amount"), right=True),
            lambda row, look: look.amount(row.amount, row.currency),
        ),
        (
            Column(heading=translate("Margin"), right=True, drop=2),
            lambda row, look: look.amount(row.margin, row.currency),
        ),
        (
            Column(heading=translate("Accepted"), drop=1),
            lambda row, _: line(figures.day(row.accepted)),
        ),
    )


def _activities() -> Columns:
    return (
        (Column(heading=translate("Date")), lambda row, _: line(figures.day(row.date))),
        (
            Column(heading=translate("Kind"), drop=2),
            lambda row, look: look.word("activity", row.kind),
        ),
        (
            Column(heading=translate("About"), least=_ID, drop=4),
            lambda row, _: line(row.opportunity or row.account),
        ),
        (Column(heading=translate("By"), drop=3), lambda row, _: _text(row.by)),
        (
            Column(heading=translate("With"), least=_NAME, drop=1),
            lambda row, _: _text(listed(row.with_)),
        ),
        (
            Column(heading=translate("Note"), least=_TEXT, sentence=True, keeps=True),
            lambda row, _: _text(row.note),
        ),
    )


def _due(day: date | None, today: date, *, open_: bool) -> Line:
    """A date that something open should have happened by; at risk once it is past."""
    late = open_ and day is not None and day < today
    return line(figures.day(day), Tone.RISK if late else Tone.PLAIN)


def _stage(row: listing.OpportunityRow) -> Line:
    """The stage, how it ended where it is not open, and that another one counts in its place."""
    stage = Span(row.stage or figures.NOTHING)
    if row.superseded:
        return (stage, Span(" "), Span(translate("alternative"), Tone.FAINT))
    if row.state is State.OPEN:
        return (stage,)
    tone = Tone.WON if row.state is State.WON else Tone.PLAIN
    return (stage, Span(f" {state_word(row.state)}", tone))


def _category_tone(row: listing.OpportunityRow) -> Tone:
    return Tone.COMMIT if row.category == "commit" else Tone.PLAIN


COLUMNS: Mapping[str, Callable[[], Columns]] = {
    "accounts": _accounts,
    "opportunities": _opportunities,
    "contacts": _contacts,
    "tasks": _tasks,
    "orders": _orders,
    "activities": _activities,
}
"""The columns of each list, worded when they are asked for."""
