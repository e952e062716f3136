"""Sweep lists and references on paper (METHODS.md 5).

Where the screen is narrow, names shorten, then these columns go: the owner and what is open; of
references: subjects, the last order.
"""

from collections.abc import Iterator, Mapping, Sequence

from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.phrases import joined, listed
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.reports.sweep import Sweep, SweepRow, Touch
from kam.reports.vouching import ReferenceRow, References

_NAME = 14
_SHOWN = 5
"""How many accounts are named in one line."""
_STATES = {
    Touch.UNTOUCHED: mark("untouched"),
    Touch.TOUCHED: mark("touched"),
    Touch.OPEN: mark("opportunity open"),
    Touch.CUSTOMER: mark("customer"),
    Touch.UNKNOWN: mark("does not read"),
}
_WILLING = {True: mark("willing"), False: mark("not willing"), None: mark("not asked")}


def sweep_text(result: Sweep, names: Mapping[str, str], screen: Screen) -> str:
    """The accounts of a market, those that nobody has touched first; `names` are of accounts."""
    title = translate("Sweep of {market}").format(market=result.market)
    if result.like is not None:
        like = names.get(result.like, result.like)
        title = translate("Neighbours of {name} in {market}")
        title = title.format(name=like, market=result.market)
    table = Table(
        title=title_of(title, result.as_of, _counts(result)),
        columns=[
            Column(heading=translate("Account"), least=_NAME, keeps=True),
            Column(heading=translate("Standing")),
            Column(heading=translate("Last seen")),
            Column(heading=translate("Last order")),
            Column(heading=translate("Open"), right=True, drop=1),
            Column(heading=translate("Owner"), drop=2),
        ]
        if result.rows
        else [],
        sections=[Section([_row(row, names) for row in result.rows])],
        notes=list(_notes(result)),
    )
    return print_table(table, screen)


def sweep_json(result: Sweep) -> Parts:
    """The rows, and how many there are of each state."""
    return {
        "rows": [row_json(ROW_KEYS["sweep"], row) for row in result.rows],
        "totals": {
            "count": len(result.rows),
            **{str(state): _count(result, state) for state in Touch},
        },
        "market": result.market,
        "like": result.like,
    }


def _count(result: Sweep, state: Touch) -> int:
    return sum(row.state is state for row in result.rows)


def _counts(result: Sweep) -> str:
    """How many accounts stand where: `untouched 3 · customer 2`."""
    found = ((state, _count(result, state)) for state in Touch)
    return joined(f"{translate(_STATES[state])} {number}" for state, number in found if number)


def _row(row: SweepRow, names: Mapping[str, str]) -> Row:
    tone = Tone.RISK if row.state is Touch.UNTOUCHED else Tone.PLAIN
    return Row(
        [
            line(row.name),
            line(translate(_STATES[row.state]), tone),
            line(figures.day(row.last_contact)),
            line(figures.day(row.last_order)),
            line(figures.count(row.open)),
            line(row.owner or figures.NOTHING),
        ],
        below=[line(text) for text in _pointers(row, names)],
    )


def _pointers(row: SweepRow, names: Mapping[str, str]) -> Iterator[str]:
    """Who of the industry has bought, and what; nothing under a customer."""
    if row.points_to and row.state is not Touch.CUSTOMER:
        shown = _few(row.points_to, names)
        if row.lines:
            words = translate("show them {names}, who bought {lines}")
            yield words.format(names=shown, lines=listed(row.lines))
        else:
            yield translate("show them {names}").format(names=shown)


def _few(ids: Sequence[str], names: Mapping[str, str]) -> str:
    """The first accounts by name, and how many there are besides."""
    words = listed(names.get(one, one) for one in ids[:_SHOWN])
    rest = len(ids) - _SHOWN
    if rest <= 0:
        return words
    return translate("{names} and {count} more").format(names=words, count=figures.count(rest))


def _notes(result: Sweep) -> Iterator[Line]:
    untouched = [row for row in result.rows if row.state is Touch.UNTOUCHED]
    if untouched:
        words = translate_plural("{count} untouched", "{count} untouched", len(untouched))
        command = f"kam add-task {untouched[0].account} TEXT --due DATE"
        yield next_step(words.format(count=len(untouched)), command)
    if not result.rows:
        yield line(translate("no other account there"))
    elif result.like is not None and not any(row.points_to for row in result.rows):
        words = translate("{account} has bought nothing, or is not willing to vouch for us")
        yield line(words.format(account=result.like), Tone.RISK)


def references_text(result: References, names: Mapping[str, str], screen: Screen) -> str:
    """Who can vouch for us, opinion leaders first; `names` are of accounts."""
    table = Table(
        title=title_of(translate("References"), result.as_of),
        columns=[
            Column(heading=translate("Account"), least=_NAME, keeps=True),
            Column(heading=translate("Vouches")),
            Column(heading=translate("Industry"), least=8),
            Column(heading=translate("On what"), least=8, drop=1),
            Column(heading=translate("Last order"), drop=2),
            Column(heading=translate("Times"), right=True),
            Column(heading=translate("Last time")),
        ]
        if result.rows
        else [],
        sections=[Section([_reference(row, names) for row in result.rows])],
        notes=list(_asking(result)),
    )
    return print_table(table, screen)


def references_json(result: References) -> Parts:
    """The rows, and how many there are."""
    return {
        "rows": [row_json(ROW_KEYS["references"], row) for row in result.rows],
        "totals": {"count": len(result.rows)},
    }


def _reference(row: ReferenceRow, names: Mapping[str, str]) -> Row:
    words = translate(_WILLING[row.willing])
    if row.opinion_leader:
        words = listed((translate("opinion leader"), words))
    below = []
    if row.to:
        text = translate("vouched to {names}").format(names=_few(row.to, names))
        below.append(line(text))
    if row.could_help:
        text = translate("could help with {names}").format(names=_few(row.could_help, names))
        below.append(line(text, Tone.COMMIT))
    return Row(
        [
            line(row.name),
            line(words, Tone.WON if row.willing else Tone.PLAIN),
            line(row.industry or figures.NOTHING),
            line(listed(row.subjects) or figures.NOTHING),
            line(figures.day(row.last_order)),
            line(figures.count(row.given)),
            line(figures.day(row.last_given)),
        ],
        below=below,
    )


def _asking(result: References) -> Iterator[Line]:
    unasked = [row for row in result.rows if row.willing is None]
    if unasked:
        words = translate_plural(
            "{count} customer not asked", "{count} customers not asked", len(unasked)
        )
        command = f"kam set {unasked[0].account} reference.willing=true"
        yield next_step(words.format(count=len(unasked)), command)
    if not result.rows:
        yield line(translate("no customer yet who could vouch for us"))
