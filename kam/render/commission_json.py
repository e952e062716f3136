"""Commission for scripts: the rows, the audit and what no figure holds, as JSON and CSV."""

from collections.abc import Iterable, Mapping

from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.reports.commission import CommissionReport
from kam.reports.commission_if_won import IfWon
from kam.reports.commission_lines import Line


def commission_json(result: CommissionReport, if_won: IfWon | None = None) -> Parts:
    """The rows, their sums, the audit, and what no figure holds."""
    keys, gaps = ROW_KEYS["commission"], result.gaps
    sums = [key for key in keys if key not in {"person", "period", "plan"}]
    return {
        "rows": [row_json(keys, row) for row in result.rows],
        "totals": row_json((*sums, "count"), result.total, count=len(result.rows)),
        "from": result.window.first,
        "to": result.window.last,
        "audit": commission_sheet(result.audit),
        "unconverted": [
            row_json(("person", "date", "opportunity", "currency", "amount"), one, date=one.day)
            for one in gaps.apart
        ],
        "unpaid": [
            {"person": one.person, "reason": one.lack, "plan": one.plan or None}
            for one in gaps.unpaid
        ],
        "incomplete": list(gaps.incomplete),
        "without_margin": list(gaps.unstated),
        "without_amount": list(gaps.amountless),
        "without_owner": list(gaps.unowned),
        "unshared_pools": list(gaps.unshared),
        "uneven_splits": list(gaps.uneven),
        "reopened": [
            row_json(("opportunity", "won", "reopened"), one, opportunity=one.source.key)
            for one in gaps.reopened
        ],
        "if_won": None if if_won is None else _if_won_json(if_won),
    }


def _if_won_json(if_won: IfWon) -> Json:
    return {
        "opportunities": [
            row_json(("opportunity", "date", "amount"), win, date=win.day) for win in if_won.wins
        ],
        "changes": [
            row_json(("person", "commission", "paid", "deferred"), one) for one in if_won.changes
        ],
        "audit": commission_sheet(if_won.audit),
    }


def commission_sheet(lines: Iterable[Line]) -> list[Mapping[str, Json]]:
    """Audit lines, in the keys of their CSV."""
    return [
        row_json(ROW_KEYS["commission-audit"], one, date=one.day, due=one.release, share=one.share)
        for one in lines
    ]
