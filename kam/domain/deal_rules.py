"""Deal rules: whose claim to a project comes first, and who gets the volume discount.

METHODS.md 9; the numbers are those of the playbook's policy.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.money import percent_of
from kam.domain.names import folded_name
from kam.domain.opportunity import Opportunity, Product
from kam.domain.periods import months_before
from kam.domain.policy import Ground, Policy, Precedence
from kam.domain.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An opportunity as a claim to a project: who claims it and what speaks for them.

    `who` are their names, by the name as it is compared; `logged` is how often something was done
    for it by the log.
    """

    opportunity: Opportunity
    who: Mapping[str, str]
    logged: int = 0


def claimants(opportunity: Opportunity, owner: str | None, policy: Policy) -> Mapping[str, str]:
    """Who claims a project: its dealers, else the one of the registration, else our own owner.

    By the name as it is compared: two that differ in capitals and spaces alone are one.
    """
    parties = [
        party.name.strip()
        for party in opportunity.parties
        if party.role in policy.claimants and party.name.strip()
    ]
    registration = opportunity.registration
    stated = [registration.party.strip()] if registration and registration.party else []
    return {folded_name(name): name for name in parties or stated or ([owner] if owner else [])}


def has_dealer(opportunity: Opportunity, policy: Policy) -> bool:
    """Whether a party claims the project for itself."""
    return any(
        party.role in policy.claimants and party.name.strip() for party in opportunity.parties
    )


def is_settled(claims: Iterable[Claim]) -> bool:
    """Whether somebody decided between the claims."""
    registrations = (claim.opportunity.registration for claim in claims)
    return any(one and one.settled and one.settled.by for one in registrations)


def ranked(claims: Sequence[Claim], policy: Policy) -> tuple[Claim, ...]:
    """The claims by priority, the first one first; those that are alike as they came."""
    return tuple(sorted(claims, key=lambda claim: _ranks(claim, claims, policy)))


def decided_by(
    first: Claim, other: Claim, claims: Sequence[Claim], policy: Policy
) -> Precedence | None:
    """The test by which one claim comes before another; None where they are alike."""
    ranks = zip(
        policy.priority,
        _ranks(first, claims, policy),
        _ranks(other, claims, policy),
        strict=True,
    )
    return next((test for test, mine, theirs in ranks if mine != theirs), None)


def _ranks(claim: Claim, claims: Sequence[Claim], policy: Policy) -> tuple[int, ...]:
    return tuple(_rank(claim, test.by, claims) for test in policy.priority)


def _rank(claim: Claim, test: Ground, claims: Sequence[Claim]) -> int:
    """Where a claim stands by one test: the smaller, the earlier.

    Effort is as stated, where every claim states it; else what was logged counts.
    """
    registration = claim.opportunity.registration
    if test is Ground.WISH:
        return -int(registration is not None and registration.wish)
    if test is Ground.TIME:
        day = registration.date if registration else None
        return (day or date.max).toordinal()
    stated = all(_effort(one) is not None for one in claims)
    return -(_effort(claim) or 0) if stated else -claim.logged


def _effort(claim: Claim) -> int | None:
    registration = claim.opportunity.registration
    return registration.effort if registration else None


def floor_price(product: Product, policy: Policy) -> Decimal | None:
    """The lowest price of a unit that needs no approval."""
    if product.list_price is None or policy.floor is None:
        return None
    return percent_of(product.list_price, policy.floor)


def is_discounted(product: Product) -> bool:
    """Whether a unit is sold below its list price."""
    price, list_price = product.price, product.list_price
    return price is not None and list_price is not None and price < list_price


def units_of(opportunity: Opportunity) -> int | None:
    """How many units it is about, all types together; None where a product does not say."""
    counts = [product.units for product in opportunity.products]
    if not counts or None in counts:
        return None
    return sum(count for count in counts if count is not None)


def least_units(opportunity: Opportunity) -> int:
    """How many units it is about at least: those of the products that say so."""
    return sum(product.units or 0 for product in opportunity.products)


def is_eligible(
    account: Account, units: int, sales: Iterable[tuple[date, int]], policy: Policy, today: date
) -> bool:
    """Whether a customer gets the volume discount for so many units.

    Args:
        account: The customer.
        units: Of all types together.
        sales: What it bought before: the day and the units of each single sale.
        policy: The rules.
        today: The day on which it is judged.
    """
    if account.ownership in policy.any_quantity:
        return True
    if policy.min_units is None or units >= policy.min_units:
        return True
    if policy.single_sale is None:
        return False
    since = None if policy.sale_months is None else months_before(today, policy.sale_months)
    return any(
        count >= policy.single_sale and day <= today and (since is None or day > since)
        for day, count in sales
    )


def single_sales(folder: Folder, deals: Mapping[str, Deal]) -> Iterator[tuple[date, int]]:
    """Every sale to an account of which the units are known: won opportunities, and orders."""
    for opportunity in folder.opportunities:
        deal, units = deals[opportunity.reference], units_of(opportunity)
        if deal.state is State.WON and deal.closed_on is not None and units is not None:
            yield deal.closed_on, units
    for order in folder.orders:
        if order.units is not None:
            yield order.date, order.units
