"""Lines under a table: what was not counted, and what to do next."""

from collections.abc import Iterator, Sequence

from kam.i18n import translate, translate_plural
from kam.render.figures import amount, count, money
from kam.render.line import Line, Span, Tone, line
from kam.render.phrases import listed, with_detail
from kam.render.units import Unit
from kam.reports.selection import Apart, OtherRow

_NAMED = 2
"""How many projects are named beside their alternatives."""


def not_counted(other: Sequence[OtherRow], unit: Unit, *, signing: bool = True) -> Iterator[Line]:
    """One line that names what stands apart with its amount; none where nothing does.

    Without `signing`, what is overdue may be delivered or paid late as well.
    """
    if other:
        parts = listed(_apart(row, unit, signing=signing) for row in other)
        yield line(translate("not counted: {parts}").format(parts=parts))


def past_words(number: int, *, signing: bool) -> str:
    """What is overdue, still without its count: to be signed, or whatever else its day was for."""
    if signing:
        return translate_plural("{count} overdue", "{count} overdue", number)
    return translate_plural("{count} past its day", "{count} past their day", number)


def _apart(row: OtherRow, unit: Unit, *, signing: bool) -> str:
    """A reason and its sum; what no rate converts keeps its own currency."""
    detail = amount(row.amount, unit)
    if row.kind is Apart.UNCONVERTED:
        detail = listed(money(value, code) for code, value in row.stated)
    words = past_words(row.count, signing=signing)
    if row.kind is not Apart.OVERDUE:
        words = _reason(row.kind, row.count)
    words = words.format(count=row.count)
    if row.projects and len(row.projects) <= _NAMED:
        names = listed(row.projects)
        words = translate("{words} of {names}").format(words=words, names=names)
    return with_detail(words, detail)


def _reason(kind: Apart, number: int) -> str:
    return {
        Apart.HELD: translate_plural("{count} held", "{count} held", number),
        Apart.UNCONVERTED: translate_plural(
            "{count} not converted", "{count} not converted", number
        ),
        Apart.ALTERNATIVES: translate_plural("{count} alternative", "{count} alternatives", number),
        Apart.UNDATED: translate_plural("{count} undated", "{count} undated", number),
    }[kind]


def counted_once(rows: int, unique: int) -> Iterator[Line]:
    """How many opportunities there are where some count in several rows."""
    if rows != unique:
        yield line(
            translate_plural(
                "{count} opportunity; it counts in several rows",
                "{count} opportunities; some count in several rows",
                unique,
            ).format(count=count(unique))
        )


def uneven_splits(names: Sequence[str]) -> Iterator[Line]:
    """That splits were shared out in proportion, since they miss 100 %; none: nothing."""
    if names:
        words = translate_plural(
            "splits of {count} opportunity miss 100 %: shared out in proportion",
            "splits of {count} opportunities miss 100 %: shared out in proportion",
            len(names),
        )
        yield next_step(words.format(count=len(names)), "kam check --select splits-total")


def no_account(*, is_empty: bool) -> Line:
    """That there is no row: how to begin in a book without accounts, else only that none is meant.

    A filter may leave none, and so may files that do not read.
    """
    words = translate("no account")
    return next_step(words, "kam add-account NAME") if is_empty else line(words)


def next_step(words: str, command: str) -> Line:
    """What asks for action, and the command that says more."""
    return (Span(words, Tone.RISK), Span(translate(": ")), Span(command, Tone.STRONG))


def unread_sales(accounts: Sequence[str]) -> Iterator[Line]:
    """The accounts that are in no figure because a file of theirs does not read."""
    words = translate("{account} is left out: a file of it does not read")
    for account in accounts:
        yield line(words.format(account=account), Tone.RISK)


def no_amount(number: int) -> Iterator[Line]:
    """How many opportunities bring nothing to a sum, for what they are worth is not known."""
    if number:
        words = translate_plural(
            "{count} of them has no amount that converts",
            "{count} of them have no amount that converts",
            number,
        )
        yield line(words.format(count=count(number)))
