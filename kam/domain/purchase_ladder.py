"""The purchase ladder: from a competitor's customer to a partner (METHODS.md 6)."""

from collections.abc import Sequence
from datetime import date

from kam.domain.account import Account
from kam.domain.playbook import RelationshipModel
from kam.domain.sales import Sale, purchases


def rung_of(
    account: Account, sales: Sequence[Sale], model: RelationshipModel, today: date
) -> str | None:
    """The rung that an account stands on: the declared one, else what its purchases show.

    A rung of a competitor's customers is only for an account with an incumbent, and goes before
    another that as many purchases reach.
    """
    declared = account.relationship.ladder
    if declared is not None and (declared.since is None or declared.since <= today):
        return declared.value
    count = purchases(sales, today)
    reached = {
        key: (rung.purchases, rung.competitors)
        for key, rung in model.ladder.items()
        if rung.purchases is not None
        and rung.purchases <= count
        and (account.incumbent is not None or not rung.competitors)
    }
    return max(reached, key=lambda key: reached[key], default=None)


def wants_a_reason(account: Account, rung: str | None, model: RelationshipModel) -> bool:
    """Whether an account is a competitor's customer of which nobody says why it can be won.

    Attack a competitor's customer only if it is dissatisfied or our value is clearly higher.
    """
    known = model.ladder.get(rung or "")
    return known is not None and known.competitors and account.relationship.attack is None
