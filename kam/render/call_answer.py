"""The line that answers a call: what was called before and now, and beside it the forecast's."""

from datetime import date
from decimal import Decimal

from kam.domain.incentives import Call
from kam.i18n import translate
from kam.render.figures import NOTHING, short_amount
from kam.reports.forecast import ForecastRow

_GAP = "  "


def called(call: Call, before: Call | None, system: ForecastRow, held: date) -> str:
    """`li.wei  2026Q4  commit 3 M -> 3.2 M  best case 4 M  (forecast: commit 2.1 M, …)`.

    Args:
        call: What is called.
        before: What held on that day before.
        system: The forecast of the seller's period.
        held: The day of the call that holds today: of this one, unless a later one was said.
    """
    parts = [call.owner, call.period]
    parts.append(
        translate("commit {change}").format(
            change=_led(before.commit if before else None, call.commit)
        )
    )
    old = before.best_case if before else None
    if old is not None or call.best_case is not None:
        change = _led(old, call.best_case)
        parts.append(translate("best case {change}").format(change=change))
    if before == call:
        parts.append(translate("nothing to change"))
    if held != call.date:
        parts.append(translate("the later call of {day} holds").format(day=held))
    words = translate("(forecast: commit {commit}, best case {best_case}, expected {expected})")
    parts.append(
        words.format(
            commit=short_amount(system.commit_forecast),
            best_case=short_amount(system.best_case_forecast),
            expected=short_amount(system.expected),
        )
    )
    return _GAP.join(parts)


def _led(before: Decimal | None, now: Decimal | None) -> str:
    new = NOTHING if now is None else short_amount(now)
    if before is None:
        return new
    return new if before == now else f"{short_amount(before)} -> {new}"
