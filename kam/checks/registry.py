"""The rules of `kam check`, and how they are chosen and run."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NoReturn, Protocol

from kam.checks.fixes import Fix
from kam.checks.rules import (
    acceptance_differs,
    acceptance_overdue,
    ahead,
    amount_missing,
    attack_unreasoned,
    behind,
    bid_due,
    bond_out,
    call_crossed,
    call_outrun,
    centre_unvisited,
    close_date_past,
    commission_plan,
    commission_reference,
    commission_tiers,
    complaint_late,
    contacts_contradict,
    corridor_order,
    duplicate_account,
    duplicate_lot,
    event_unanswered,
    evidence_missing,
    history_order,
    history_stage,
    hold_over,
    impossible_day,
    key_person_unseen,
    lot_decided,
    maintenance_due,
    may_fall_back,
    moved_unlinked,
    never_pays,
    next_step,
    no_interface,
    objection_open,
    objective_overdue,
    orders_falling,
    other_scale,
    outcome_contradicts,
    outcome_day,
    over_ceiling,
    override_reason,
    payment_overdue,
    payments_total,
    plan_overdue,
    price_policy,
    products_total,
    purchase_late,
    pushed,
    rate_missing,
    registration_clash,
    registration_missing,
    relation_differs,
    relies_on_left,
    renewal_near,
    reporting_ring,
    revisit_overdue,
    role_missing,
    satisfaction_low,
    schedule_total,
    single_threaded,
    snoozed_often,
    splits_total,
    stage_differs,
    stage_unrecorded,
    stalled,
    survey_due,
    target_twice,
    target_unclear,
    target_weights,
    targets_overlap,
    tender_lost,
    tender_result,
    territory,
    tier_differs,
    tier_review,
    touch_missed,
    unknown_owner,
    unknown_point,
    unknown_reference,
    unknown_step,
    unknown_team,
    veto_against,
    volume_eligibility,
    wallet_contradicts,
)
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest
from kam.errors import UsageError
from kam.i18n import mark


class Rule(Protocol):
    """A module of `rules`: its names, how grave its findings are, and a pure function."""

    @property
    def SLUG(self) -> str:  # noqa: N802 - a module's constant
        """The name that `--select` takes."""

    @property
    def CODE(self) -> str:  # noqa: N802 - as above
        """The code of its findings."""

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802 - as above
        """Error: invalid whatever the day; warning: a matter of today or of judgement."""

    def find(self, book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
        """The findings of a book; `deals` are its rows by `account/opportunity`."""


READING: Mapping[str, str] = {
    "KAM001": "unreadable",
    "KAM003": "value",
    "KAM004": "missing-key",
    "KAM005": "unknown-key",
    "KAM006": "file-not-read",
    "KAM007": "bad-id",
    "KAM008": "repeated-key",
    "KAM009": "newer-format",
    "KAM010": "unknown-stage",
    "KAM011": "won-without-date",
    "KAM012": "bad-playbook",
}
"""Code and slug of what reading a book finds; such findings come with the book."""

BAD_IGNORE, UNUSED_IGNORE = "KAM271", "KAM272"
IGNORING: Mapping[str, str] = {BAD_IGNORE: "bad-ignore", UNUSED_IGNORE: "unused-ignore"}
"""Code and slug of what is to be said about comments that silence findings (`ignores`)."""

RULES: tuple[Rule, ...] = (
    stage_differs,
    close_date_past,
    stage_unrecorded,
    evidence_missing,
    stalled,
    next_step,
    amount_missing,
    override_reason,
    splits_total,
    unknown_owner,
    duplicate_account,
    duplicate_lot,
    contacts_contradict,
    unknown_reference,
    products_total,
    history_order,
    history_stage,
    targets_overlap,
    target_weights,
    hold_over,
    pushed,
    outcome_contradicts,
    impossible_day,
    role_missing,
    veto_against,
    single_threaded,
    key_person_unseen,
    reporting_ring,
    other_scale,
    plan_overdue,
    ahead,
    behind,
    unknown_step,
    bid_due,
    bond_out,
    tender_result,
    lot_decided,
    over_ceiling,
    tender_lost,
    tier_review,
    tier_differs,
    no_interface,
    may_fall_back,
    attack_unreasoned,
    unknown_point,
    relation_differs,
    purchase_late,
    orders_falling,
    never_pays,
    wallet_contradicts,
    touch_missed,
    revisit_overdue,
    centre_unvisited,
    event_unanswered,
    snoozed_often,
    corridor_order,
    objection_open,
    objective_overdue,
    relies_on_left,
    moved_unlinked,
    registration_clash,
    registration_missing,
    price_policy,
    volume_eligibility,
    territory,
    acceptance_differs,
    acceptance_overdue,
    complaint_late,
    renewal_near,
    maintenance_due,
    satisfaction_low,
    survey_due,
    call_crossed,
    call_outrun,
    outcome_day,
    target_twice,
    rate_missing,
    unknown_team,
    commission_tiers,
    commission_plan,
    commission_reference,
    schedule_total,
    payments_total,
    payment_overdue,
    target_unclear,
)
"""Every rule, by code."""

SLUGS: Mapping[str, str] = dict(
    sorted({**READING, **IGNORING, **{rule.CODE: rule.SLUG for rule in RULES}}.items())
)
"""Every code with its slug, in the order of the codes."""
_CODES: Mapping[str, str] = {
    name: code for code, slug in SLUGS.items() for name in (code.lower(), slug)
}

_GROUP = re.compile(r"KAM\d{0,2}\Z")
"""The beginning of the codes of a group: `KAM2`, `KAM20`."""

_FIXES: Mapping[str, Callable[[Finding], Fix]] = {
    rule.CODE: rule.fix for rule in (stage_differs, stage_unrecorded)
}


def run(
    book: Book,
    deals: Mapping[str, Deal],
    today: date,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """What is to be said about a book, reading problems included, by place as far as it is known.

    Args:
        book: The book.
        deals: Its rows by `account/opportunity`.
        today: The day on which it is judged.
        select: Codes, beginnings of codes or slugs; only these. None: all.
        ignore: The same, to leave out, also of the selected ones.

    Raises:
        UsageError: A name in `select` or `ignore` is no rule's.
    """
    wanted = sought(select, ignore)
    found = [finding for finding in book.findings if finding.code in wanted]
    for rule in RULES:
        if rule.CODE in wanted:
            found += rule.find(book, deals, today)
    return tuple(sorted(found, key=lambda finding: finding.order))


def looked_for(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """The codes that have to be looked for to say those that are sought.

    Which comments silence nothing is only known when all is looked for that they may silence.

    Raises:
        UsageError: A name in `select` or `ignore` is no rule's.
    """
    wanted = sought(select, ignore)
    return sought((), ignore) if UNUSED_IGNORE in wanted else wanted


def sought(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """The codes that are looked for.

    Raises:
        UsageError: A name in `select` or `ignore` is no rule's.
    """
    return (codes_of(select) or frozenset(SLUGS)) - codes_of(ignore)


def codes_of(names: Iterable[str]) -> frozenset[str]:
    """The codes of rules named by code, by the beginning of codes or by slug, in whatever case.

    Raises:
        UsageError: A name is no rule's.
    """
    return frozenset(code for name in names for code in _codes_named(name))


def code_named(name: str) -> str | None:
    """The code of the rule that goes by a code or slug, in whatever case; None for none."""
    return _CODES.get(name.strip().lower())


def _codes_named(name: str) -> Sequence[str]:
    code = code_named(name)
    beginning = name.strip().upper()
    group = [one for one in SLUGS if one.startswith(beginning)] if _GROUP.match(beginning) else []
    return [code] if code else group or _refuse(name)


def fix_of(finding: Finding) -> Fix | None:
    """What would mend a finding; None where only a person can."""
    fix = _FIXES.get(finding.code)
    return fix(finding) if fix else None


def _refuse(name: str) -> NoReturn:
    near = closest(name, SLUGS.values())
    raise UsageError(
        mark('there is no rule "{name}"'),
        candidates=[near] if near else list(SLUGS.values()),
        name=name,
    )
