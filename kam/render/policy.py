"""Deal rules on paper: a playbook's policy, and what an opportunity states of them (METHODS.md 9).

Every number is the policy's.
"""

from collections.abc import Sequence
from decimal import Decimal

from kam.domain.opportunity import Consent, Opportunity, Product, Registration
from kam.domain.playbook import Vocabulary
from kam.domain.policy import Policy
from kam.i18n import language, mark, translate
from kam.render.figures import trimmed
from kam.render.labels import label_text
from kam.render.line import Line
from kam.render.page import Fact, facts
from kam.render.phrases import joined, listed

_PRICE = mark("at most the list price; only with an approval below {count} %")
_LEAST = mark("from {count} units on, all types together")
_SALE = mark("after one sale of {count} units or more")
_SALE_WITHIN = mark("for {months} months after one sale of {count} units or more")
_LARGE = mark("from {count} units on")
_PENALTY = mark("cost {count} times the unjust gain")
_APPROVED = mark("approved by {by}")
_SETTLED = mark("settled by {by}")
_AUTHORISED = mark("authorised by {by}")


def policy_lines(policy: Policy | None, vocabulary: Vocabulary) -> list[Sequence[Line]]:
    """The rules of a policy, one a line; none without one."""
    if policy is None:
        return []
    kinds = (vocabulary.label("ownership", key, language()) for key in policy.any_quantity)
    claimants = (vocabulary.label("party-role", key, language()) for key in policy.claimants)
    return facts(
        (translate("Who claims"), listed(claimants)),
        (translate("Priority"), " > ".join(label_text(test.label) for test in policy.priority)),
        (translate("Price"), _counted(_PRICE, policy.floor)),
        (translate("Any quantity"), listed(kinds)),
        (translate("Volume discount"), _counted(_LEAST, policy.min_units)),
        (
            translate("No minimum"),
            _counted(_SALE_WITHIN if policy.sale_months else _SALE, policy.single_sale, policy),
        ),
        (translate("Negotiated"), _counted(_LARGE, policy.negotiated_from)),
        (translate("False papers"), _counted(_PENALTY, policy.penalty_factor)),
        *((area, listed(holders)) for area, holders in policy.territories.items()),
    )


def _counted(words: str, count: Decimal | int | None, policy: Policy | None = None) -> str | None:
    """A rule with its number; None where the policy has none."""
    if count is None:
        return None
    months = policy.sale_months if policy else None
    return translate(words).format(count=trimmed(Decimal(count)), months=months)


def deal_rule_facts(opportunity: Opportunity) -> tuple[Fact, ...]:
    """The registration and the territory of an opportunity, for its page."""
    territory = opportunity.territory
    area = [territory.area, _consent(_AUTHORISED, territory.authorised)] if territory else []
    return (
        (translate("Registration"), _registration(opportunity.registration)),
        (translate("Territory"), joined(area)),
    )


def price_words(product: Product) -> str:
    """What a unit costs, by the list, and who approved it."""
    approval = product.approval
    return joined(
        [
            _money(translate("{price} a unit"), product.price),
            _money(translate("list price {price}"), product.list_price),
            translate(_APPROVED).format(by=approval.by) if approval and approval.by else None,
        ]
    )


def _money(words: str, price: Decimal | None) -> str | None:
    return None if price is None else words.format(price=trimmed(price))


def _registration(registration: Registration | None) -> str:
    if registration is None:
        return ""
    effort = registration.effort
    return joined(
        [
            registration.date.isoformat() if registration.date else None,
            registration.party,
            registration.by,
            translate("the customer's wish") if registration.wish else None,
            None if effort is None else translate("effort {score} of 5").format(score=effort),
            _consent(_SETTLED, registration.settled),
        ]
    )


def _consent(words: str, consent: Consent | None) -> str | None:
    if consent is None or not consent.by:
        return None
    day = consent.date.isoformat() if consent.date else None
    return joined([translate(words).format(by=consent.by), day, consent.reason])
