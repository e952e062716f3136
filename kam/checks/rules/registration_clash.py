"""registration-clash: two dealers, or two of us, at one project, and nobody has settled it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import Known, playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.deal_rules import Claim, claimants, decided_by, has_dealer, is_settled, ranked
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Opportunity
from kam.domain.policy import Policy, Precedence

SLUG, CODE, SEVERITY = "registration-clash", "KAM263", Severity.WARNING
Group = tuple[str, str]
"""What claims meet in: a project; or an account, of those that name no project."""


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each claim that comes after another one, and why (METHODS.md 9).

    Claims meet in one project and lot, a whole project in each of its lots; without a project, in
    one account, if both are registered. Of a book that speaks of neither dealers nor registrations
    nothing is said, nor where a log that may tell of an effort did not read.
    """
    known = Known(book)
    groups: dict[Group, list[tuple[Claim, Policy]]] = {}
    unread: set[Group] = set()
    spoken = False
    for folder, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        policy = playbook_of_deal(book, deal).policy
        if policy is None:
            continue
        spoken |= opportunity.registration is not None or has_dealer(opportunity, policy)
        who = claimants(opportunity, deal.owner, policy)
        if deal.is_open and who and (group := _group(opportunity)):
            unread |= set() if known.reads_log(deal.account) else {group}
            logged = sum(one.opportunity == opportunity.id for one in folder.activities)
            claim = Claim(opportunity=opportunity, who=who, logged=logged)
            groups.setdefault(group, []).append((claim, policy))
    for group, found in groups.items() if spoken else ():
        if group not in unread:
            yield from _clashes([claim for claim, _ in found], found[0][1])


def _group(opportunity: Opportunity) -> Group | None:
    if opportunity.project:
        return ("project", opportunity.project)
    return ("account", opportunity.account) if opportunity.registration else None


def _clashes(claims: Sequence[Claim], policy: Policy) -> Iterator[Finding]:
    """Each claim that comes after the first one of a lot; of two claims it is said once."""
    lots = dict.fromkeys(claim.opportunity.lot for claim in claims if claim.opportunity.lot)
    said: set[tuple[str, str]] = set()
    for lot in lots or (None,):
        for first, other, test in _pairs(
            [claim for claim in claims if claim.opportunity.lot in {lot, None}], policy
        ):
            pair = (first.opportunity.reference, other.opportunity.reference)
            if pair not in said:
                said.add(pair)
                yield _finding(first, other, test)


def _pairs(
    claims: Sequence[Claim], policy: Policy
) -> Iterator[tuple[Claim, Claim, Precedence | None]]:
    """The claim that comes first with each one of others, and the test that says so."""
    if is_settled(claims):
        return
    first, *others = ranked(claims, policy)
    for other in others:
        if first.who.keys().isdisjoint(other.who):
            yield first, other, decided_by(first, other, claims, policy)


def _finding(first: Claim, other: Claim, test: Precedence | None) -> Finding:
    params: dict[str, object] = {
        "kind": "before" if test else "open",
        "other": first.opportunity.reference,
        "first": ", ".join(sorted(first.who.values())),
        "second": ", ".join(sorted(other.who.values())),
    }
    params |= {"test": test.label} if test else {}
    keys = ("registration",) if other.opportunity.registration else ("name",)
    return Finding(CODE, SLUG, SEVERITY, other.opportunity.path, keys, params=params)
