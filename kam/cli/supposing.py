"""What people suppose of opportunities -> the deals as they would be (`--what-if`)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kam.cli.session import Session
from kam.cli.words import amount_of, day_of, period_of
from kam.domain.deal import OPEN_STATES, Deal, Part
from kam.domain.deals import playbook_of, state_of
from kam.domain.fields import Form
from kam.domain.money import HUNDRED
from kam.domain.playbook import Playbook
from kam.domain.scenario import Change
from kam.domain.states import Result, State
from kam.errors import UsageError
from kam.i18n import mark
from kam.workspace.naming import find_target
from kam.workspace.scenario import scenario_deals
from kam.workspace.stage_moves import find_stage

_WORDS: Mapping[str, tuple[tuple[str, ...], Mapping[str, Any]]] = {
    "won": (("赢单", "签约"), {"result": Result.WON}),
    "lost": (("丢单",), {"result": Result.LOST}),
    "abandoned": (("放弃",), {"result": Result.ABANDONED}),
    "hold": (("暂缓",), {"hold": True}),
    "resume": (("恢复",), {"hold": False}),
}
_PERCENT = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})?)\s*[%％]")


class Supposed(NamedTuple):
    """The deals as they would be; by opportunity what changes, and in which words it was asked."""

    deals: Sequence[Deal]
    changes: Mapping[str, Change]
    said: Mapping[str, str]


def supposed_deals(session: Session, texts: Sequence[str]) -> Supposed:
    """The deals as they would be, by what people ask for.

    Raises:
        UsageError: A text says no change, one that contradicts another, or one of what has ended.
        NotFound: There is no such opportunity, or there are several.
        UnreadableFile: Its file does not read.
    """
    view, names = session.view, session.names()
    changes: dict[str, Change] = {}
    said: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.rpartition("="))
        if not (name and equals and value):
            raise UsageError(
                mark('"{text}" is not of the form ACCOUNT/OPPORTUNITY=CHANGE'),
                hint=_FORMS,
                text=text,
            )
        target = names.opportunity(name)
        _, opportunity = find_target(view.part(target.account), target)
        assert opportunity is not None  # noqa: S101 - a target with an opportunity finds one
        playbook = view.methods.playbooks[playbook_of(opportunity, view.settings)]
        if state_of(opportunity, playbook) not in OPEN_STATES:
            raise UsageError(
                mark("{target} has ended: there is nothing to suppose of it"),
                hint=mark("open it again first: kam reopen {target} --because TEXT"),
                target=target,
            )
        key = str(target)
        facts = _facts(value, playbook, session.today, view.settings.fiscal_year_start)
        known = changes.get(key, Change()).stated
        whole = Change(**{**known, **facts})
        if set(facts) & set(known) or not whole.is_one:
            raise UsageError(
                mark('"{text}" contradicts what else is supposed of {target}: {said}'),
                hint=mark("only a date, an amount, a stage and a probability go together"),
                text=value,
                target=target,
                said=said.get(key, value),
            )
        changes[key] = whole
        said[key] = f"{said[key]}, {value}" if key in said else value
    deals = scenario_deals(view, changes, session.today)
    _refuse_two_winners(deals, changes)
    return Supposed(deals, changes, said)


def _refuse_two_winners(deals: Sequence[Deal], changes: Mapping[str, Change]) -> None:
    """Of the alternatives of one project and lot one is won at most."""
    won: dict[Part, Deal] = {}
    for deal in deals:
        if deal.alternative and deal.project is not None and deal.state is State.WON:
            first = won.setdefault((deal.project, deal.lot), deal)
            if first is not deal and {first.id, deal.id} & set(changes):
                raise UsageError(
                    mark("{first} and {second} are alternatives: only one of them can be won"),
                    first=first.id,
                    second=deal.id,
                )


_FORMS = mark(
    "CHANGE is won, lost, abandoned, hold, resume, a date (2027-03-31) or period (2027Q1), an "
    "amount (3.2M), a stage of its playbook or a probability (60%)"
)


def _facts(text: str, playbook: Playbook, today: date, year_start: int) -> Mapping[str, Any]:
    """The facts that one text changes."""
    word = " ".join(text.casefold().split())
    for key, (others, facts) in _WORDS.items():
        if word in {key, *others}:
            return facts
    if (stage := _read(lambda: find_stage(playbook, text))) is not None:
        return {"result": Result.WON} if playbook.has_won(stage) else {"stage": stage}
    if found := _PERCENT.fullmatch(word):
        percent = Decimal(found[1])
        if 0 < percent < HUNDRED:
            return {"probability": percent}
    if re.fullmatch(Form.PERIOD.pattern, text):
        return {"close_date": _to_come(period_of(text, year_start).last_day, text, today)}
    if (day := _read(lambda: day_of(text, today))) is not None:
        return {"close_date": _to_come(day, text, today)}
    if (amount := _read(lambda: amount_of(text))) is not None:
        return {"amount": amount}
    raise UsageError(mark('"{text}" is no change that kam can suppose'), hint=_FORMS, text=text)


def _to_come(day: date, text: str, today: date) -> date:
    if day < today:
        raise UsageError(
            mark('"{text}" has gone by: an open opportunity is due today or later'),
            hint=mark("an amount of so much has a comma: 2,000") if text.isdigit() else None,
            text=text,
        )
    return day


def _read(reader: Callable[[], Any]) -> Any:
    """What a text means, or None where it is not of that kind."""
    try:
        return reader()
    except UsageError:
        return None
