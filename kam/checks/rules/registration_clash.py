"""registration-clash: two dealers, or two of us, at one project, and nobody has settled it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import Known, playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.deal_rules import Claim, claimants, decided_by, has_dealer, is_settled, ranked
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Opportunity
from kam.domain.policy import Policy

SLUG, CODE, SEVERITY = "registration-clash", "KAM263", Severity.WARNING
Group = tuple[str, str, str | None]
"""What claims meet in: a project and its lot; or an account, of those that name no project."""


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each claim that comes after another one, and why (METHODS.md 9).

    Claims meet in one project and lot; without a project, in one account, if both are registered.
    Of a book that speaks of neither dealers nor registrations nothing is said, nor where a log that
    may tell of an effort did not read.
    """
    known = Known(book)
    groups: dict[Group, list[tuple[Claim, Policy]]] = {}
    unread: set[Group] = set()
    for folder, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        policy = playbook_of_deal(book, deal).policy
        if policy is None or not deal.is_open:
            continue
        who = claimants(opportunity, deal.owner, policy)
        if who and (group := _group(opportunity)):
            unread |= set() if known.reads_log(deal.account) else {group}
            logged = sum(one.opportunity == opportunity.id for one in folder.activities)
            claim = Claim(opportunity=opportunity, who=who, logged=logged)
            groups.setdefault(group, []).append((claim, policy))
    for group, found in groups.items():
        if group not in unread:
            yield from _clashes([claim for claim, _ in found], found[0][1])


def _group(opportunity: Opportunity) -> Group | None:
    if opportunity.project:
        return ("project", opportunity.project, opportunity.lot)
    return ("account", opportunity.account, None) if opportunity.registration else None


def _clashes(claims: Sequence[Claim], policy: Policy) -> Iterator[Finding]:
    spoken = any(
        claim.opportunity.registration or has_dealer(claim.opportunity, policy) for claim in claims
    )
    if not spoken or is_settled(claims):
        return
    first, *others = ranked(claims, policy)
    for other in others:
        if first.who & other.who:
            continue
        test = decided_by(first, other, claims, policy)
        registration = other.opportunity.registration
        params: dict[str, object] = {
            "kind": "before" if test else "open",
            "other": first.opportunity.reference,
            "first": ", ".join(sorted(first.who)),
            "second": ", ".join(sorted(other.who)),
        }
        params |= {"test": test.label} if test else {}
        keys = ("registration",) if registration else ("name",)
        path = other.opportunity.path
        yield Finding(CODE, SLUG, SEVERITY, path, keys, params=params)
