"""A history on paper: a row an event; of an account a section for itself and each opportunity.

Where the screen is narrow, names shorten and then reasons, then these columns go: commit, why,
by, event. What became what is never cut.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kam.domain.methods import Methods
from kam.domain.states import State
from kam.i18n import language, mark, translate, translate_plural
from kam.render import figures
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import (
    category_word,
    relationship_label,
    stage_code,
    stage_label,
    state_word,
)
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.phrases import joined, listed
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.reports.events import Event, What
from kam.reports.history import History

_WHO, _WHY, _SHORT = 8, 12, 8
_WORDS = {
    What.BEGINS: mark("history begins"),
    What.CREATED: mark("created"),
    What.RENAMED: mark("renamed"),
    What.MERGED: mark("merged with"),
    What.UNREADABLE: mark("unreadable"),
    What.REMOVED: mark("removed"),
    What.ENTRY_REMOVED: mark("entry gone"),
    What.STAGE: mark("stage"),
    What.RELATIONSHIP: mark("relationship"),
    What.NAME: mark("name"),
    What.AMOUNT: mark("amount"),
    What.CURRENCY: mark("currency"),
    What.CLOSE_DATE: mark("close date"),
    What.OWNER: mark("owner"),
    What.CATEGORY: mark("category"),
    What.PROBABILITY: mark("probability"),
    What.HOLD: mark("hold"),
    What.OUTCOME: mark("outcome"),
    What.TIER: mark("tier"),
}
_LONG = frozenset({What.RENAMED, What.NAME})
"""What became what of these stands beside the reasons, where there is room for it."""
_ALONE = frozenset({What.BEGINS, What.CREATED, What.REMOVED, What.UNREADABLE})
"""Of these nothing became anything."""
_GRAVE = frozenset({What.UNREADABLE, What.REMOVED, What.ENTRY_REMOVED})


def history_text(
    result: History, methods: Methods, screen: Screen, followed: Mapping[str, str] | None = None
) -> str:
    """The table of a history; `followed` are the playbooks of opportunities, by their names."""
    grouped: dict[str | None, list[Row]] = {}
    for event in result.events:
        grouped.setdefault(event.opportunity, []).append(
            _row(event, _Words(methods, (followed or {}).get(event.opportunity or "")), result)
        )
    several = "/" not in result.name
    own = [Section(grouped.pop(None))] if None in grouped else []
    table = Table(
        title=title_of(translate("History"), result.as_of, result.name, result.title or ""),
        columns=_columns(result) if result.events else [],
        sections=[
            *own,
            *(
                Section(rows, _heading(name or "", len(rows[0].cells)) if several else None)
                for name, rows in sorted(grouped.items(), key=lambda item: item[0] or "")
            ),
        ],
        notes=list(_notes(result)),
    )
    return print_table(table, screen)


def history_json(result: History) -> Parts:
    """The events, for `json.envelope`."""
    keys = ROW_KEYS["history"]
    return {
        "rows": [row_json(keys, event) for event in result.events],
        "totals": {
            "count": len(result.events),
            "days_in_stage": result.days_in_stage,
            "workdays_in_stage": result.workdays_in_stage,
            "pushes": result.pushes,
        },
    }


def _columns(result: History) -> list[Column]:
    columns = [
        Column(heading=translate("Date")),
        Column(heading=translate("By"), least=_WHO, drop=3),
        Column(heading=translate("Event"), drop=4),
        Column(heading=translate("Change")),
        Column(heading=translate("Why"), least=_WHY, sentence=True, keeps=True, drop=2),
    ]
    return [*columns, Column(heading=translate("Commit"), drop=1)] if result.committed else columns


def _heading(name: str, columns: int) -> Row:
    empty = [line("")] * (columns - 1)
    return Row([line(name), *empty], Tone.STRONG, span=columns)


class _Words(NamedTuple):
    """What things are called: the methods of the book, and the playbook that is followed."""

    methods: Methods
    playbook: str | None

    def stage(self, stage: str) -> str:
        """The letter of a stage, else its label; its key where no playbook is known."""
        playbook = self.methods.playbooks.get(self.playbook or "")
        return stage_code(stage) or stage_label(playbook, stage)


def _row(event: Event, words: _Words, result: History) -> Row:
    commit = event.commit[:_SHORT] if event.commit else translate("not yet")
    cells = [
        line(event.date.isoformat()),
        line(event.who or figures.NOTHING),
        line(translate(_WORDS[event.what]), Tone.RISK if event.what in _GRAVE else Tone.PLAIN),
        line(_change(event, words) if event.what not in _ALONE | _LONG else figures.NOTHING),
        line(_why(event, words) or figures.NOTHING),
    ]
    return Row([*cells, line(commit)] if result.committed else cells)


def _change(event: Event, words: _Words) -> str:
    """What it was, and what it became."""
    what = event.what
    if what is What.ENTRY_REMOVED and event.opportunity is None:
        what = What.RELATIONSHIP
    new = _shown(what, event.to, words)
    if what is What.STAGE and event.to is None:
        new = stage_label(None, None)
    return translate("{old} → {new}").format(old=_shown(what, event.from_, words), new=new)


def _shown(what: What, value: Any, words: _Words) -> str:
    if value is None:
        return figures.NOTHING
    if what in {What.STAGE, What.ENTRY_REMOVED}:
        return words.stage(value)
    if what is What.RELATIONSHIP:
        return relationship_label(words.methods.relationship, value)
    if what is What.TIER:
        return words.methods.vocabulary.label("tier", value, language())
    return _FORMS.get(what, _plain)(value)


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return figures.trimmed(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _hold(value: Mapping[str, date]) -> str:
    """Until when it is to rest, else since when it does."""
    if "until" in value:
        return translate("until {day}").format(day=value["until"])
    return value["since"].isoformat()


def _outcome(value: Mapping[str, Any]) -> str:
    to = value.get("to")
    words = to and translate("to {competitor}").format(competitor=to)
    return joined([state_word(State(value["result"])), words])


_FORMS: Mapping[What, Callable[[Any], str]] = {
    What.CATEGORY: category_word,
    What.PROBABILITY: lambda value: f"{figures.percent(value)} %",
    What.HOLD: _hold,
    What.OUTCOME: _outcome,
}


def _why(event: Event, words: _Words) -> str:
    """The reason, the evidence, what was waived; of a long name what became what."""
    waived = translate("waived: {keys}").format(keys=listed(event.waived)) if event.waived else None
    long = _change(event, words) if event.what in _LONG else None
    return joined([long, event.because, *event.evidence.values(), waived])


def _notes(result: History) -> Iterator[Line]:
    if not result.committed:
        yield line(translate("nothing of it is committed: what stands here the file itself says"))
    if result.days_in_stage is not None:
        words = translate("{days} days at this stage, {workdays} of them working days")
        yield line(
            words.format(
                days=figures.days(result.days_in_stage),
                workdays=figures.days(result.workdays_in_stage),
            )
        )
    if result.pushes:
        words = translate_plural("pushed {count} time", "pushed {count} times", result.pushes)
        yield line(words.format(count=result.pushes), Tone.RISK)
