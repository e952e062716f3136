"""A sales review as JSON: the quarter by owner as rows, every other part under its own key."""

from kam.render.json import Json, Parts, row_json
from kam.render.keys import (
    OTHER_KEYS,
    REVIEW_DEAL,
    REVIEW_ENDED,
    REVIEW_MONTH,
    REVIEW_MOVES,
    REVIEW_OWED,
    REVIEW_STEP,
    ROW_KEYS,
)
from kam.render.labels import label_text
from kam.reports.owner_bridge import OwnerBridge
from kam.reports.receivables import Receivables
from kam.reports.review import Review
from kam.reports.review_attention import Attention, AttentionRow
from kam.reports.review_deals import DueDeal
from kam.reports.review_results import ENDS, Outcomes, worth_of


def review_json(result: Review, from_revision: str | None = None) -> Parts:
    """The page for `json.envelope`; a part that it does not have is null."""
    keys = ROW_KEYS["report"]
    return {
        "rows": [row_json(keys, row) for row in result.quarters],
        "totals": row_json(keys[1:], result.totals),
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
        "page": result.key,
        "quarter": str(result.quarter),
        "not_called": list(result.not_called),
        "since": result.since,
        "bridge": result.bridge and _bridge(result.bridge, from_revision),
        "months": result.months and [row_json(REVIEW_MONTH, row) for row in result.months.rows],
        "results": result.results and _results(result.results),
        "largest": None if result.largest is None else list(map(_deal, result.largest)),
        "due": result.due,
        "tenders": None
        if result.tenders is None
        else [
            row_json(ROW_KEYS["agenda"], item, days=(item.due - result.as_of).days)
            for item in result.tenders
        ],
        "attention": result.attention and _attention(result.attention),
        "money": result.money and _money(result.money),
    }


def _bridge(bridge: OwnerBridge, revision: str | None) -> Json:
    return {
        "from": {"as_of": bridge.whole.from_day, "revision": revision},
        "rows": [row_json(REVIEW_MOVES, row) for row in bridge.rows],
        "totals": row_json(REVIEW_MOVES[1:], bridge.totals),
        "moved": [
            {"kind": kind, "id": entry.id, "amount": entry.amount} for kind, entry in bridge.moved
        ],
        "pushed": [
            row_json(("id", "from_close", "to_close", "amount"), entry) for entry in bridge.pushed
        ],
        "left_out": bridge.whole.left_out,
    }


def _results(found: Outcomes) -> Json:
    return {
        "from": found.first,
        "to": found.last,
        **{
            state.value: {
                "count": len(found.of(state)),
                "amount": found.amount(state),
                "no_amount": found.no_amount(state),
            }
            for state in ENDS
        },
        "win_rate": found.measures.win_rate,
        "win_rate_amount": found.measures.win_rate_amount,
        "opportunities": [
            row_json(REVIEW_ENDED, deal, amount=worth_of(deal), to=deal.lost_to)
            for deal in found.ended
        ],
    }


def _deal(row: DueDeal) -> Json:
    stage, step = row.in_hand, row.step
    return row_json(
        REVIEW_DEAL,
        row.deal,
        in_hand=stage and stage.key,
        days=row.days,
        pushes=row.pushes,
        next_step=step and row_json(REVIEW_STEP, step, owner=row.step_owner),
        missing={key: label_text(label) for key, label in stage.evidence.items()} if stage else {},
        delays=list(map(label_text, row.delays)),
    )


def _money(found: Receivables) -> Json:
    return {
        "from": found.window.first,
        "to": found.window.last,
        "until": found.window.until,
        "rows": [row_json(REVIEW_OWED, row, owner=row.group) for row in found.groups],
        "totals": row_json(REVIEW_OWED[1:], found.totals),
        "unread": list(found.unread),
    }


def _attention(found: Attention) -> Json:
    return {
        "rows": [{"owner": row.owner, **_troubles(row)} for row in found.rows],
        "totals": _troubles(found.totals),
        "unread": list(found.unread),
    }


def _troubles(row: AttentionRow) -> dict[str, Json]:
    counts = {str(kind): one.count for kind, one in row.kinds.items()}
    return counts | {f"{kind}_amount": one.amount for kind, one in row.kinds.items()}
