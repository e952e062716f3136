"""What is still unknown before a meeting, as a list of what to ask (METHODS.md 3, 4 and 8).

Nothing is called unknown that a file which did not read may say.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from kam.domain.account import Account
from kam.domain.deal import Deal
from kam.domain.label import Label
from kam.domain.models import Models
from kam.domain.opportunity import Opportunity
from kam.domain.people_gaps import Gap
from kam.domain.playbook import Playbook
from kam.domain.sheet import Sheet
from kam.domain.sheet_model import SheetModel
from kam.domain.states import ClosedWord
from kam.reports.people_map import PeopleMap


class About(ClosedWord):
    """What something unknown is about, in the order of the page."""

    FILES = "files"
    PEOPLE = "people"
    ATTITUDES = "attitudes"
    FACTS = "facts"
    NEEDS = "needs"
    ASKED = "asked"
    SPIN = "spin"
    QUESTIONS = "questions"
    FABE = "fabe"
    NEGOTIATION = "negotiation"
    QUALIFICATION = "qualification"
    VISIT = "first-visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """One thing that is not known: its key, and what a person or the model says of it."""

    about: About
    key: str
    text: str = ""
    label: Label | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is looked through: an account, or an opportunity with its playbook."""

    account: Account
    people: PeopleMap
    talk: Sheet
    unread: tuple[str, ...]
    opportunity: Opportunity | None = None
    deal: Deal | None = None
    playbook: Playbook | None = None
    near_signing: bool = False
    first_visit: bool = False


def find_unknown(subject: Subject, models: Models) -> tuple[Unknown, ...]:
    """Everything that is not known; of what has ended nothing is asked any more."""
    if subject.deal is not None and not subject.deal.is_open:
        return ()
    found = [Unknown(about=About.FILES, key=path, text=path) for path in subject.unread]
    found += _people(subject.people)
    found += _facts(subject)
    if not any("/sheets/" in path for path in subject.unread):
        found += _conversation(subject, models.sheets)
    if subject.opportunity and subject.playbook:
        found += [
            Unknown(about=About.QUALIFICATION, key=key, label=item.label)
            for key, item in subject.playbook.qualification.items()
            if subject.opportunity.qualification.get(key) is None
        ]
    if subject.first_visit:
        found += [
            Unknown(about=About.VISIT, key=key, label=label)
            for key, label in models.rhythm.first_visit.items()
        ]
    return tuple(found)


def _people(people: PeopleMap) -> Iterator[Unknown]:
    for gap in people.gaps:
        yield Unknown(about=About.PEOPLE, key=gap.alert, gap=gap)
    if not people.rows and not people.unread_contacts:
        yield Unknown(about=About.FACTS, key="contacts")
    for row in people.rows:
        if row.person.attitude is None:
            yield Unknown(about=About.ATTITUDES, key=row.id, text=row.person.contact.name)


def _facts(subject: Subject) -> Iterator[Unknown]:
    stated = _of_account(subject.account)
    if subject.opportunity:
        stated = _of_opportunity(subject.opportunity, subject.deal, subject.account)
    yield from (Unknown(about=About.FACTS, key=key) for key, value in stated.items() if not value)


def _of_opportunity(
    opportunity: Opportunity, deal: Deal | None, account: Account
) -> dict[str, object]:
    return {
        "amount": deal is None or deal.stated is not None,
        "close_date": opportunity.close_date,
        "competitors": opportunity.competitors,
        "criteria": opportunity.criteria,
        "mode": opportunity.procurement.mode or account.purchasing.mode,
        "step": opportunity.procurement.step,
    }


def _of_account(account: Account) -> dict[str, object]:
    return {
        "tier": account.tier,
        "industry": account.industry,
        "ownership": account.ownership,
        "pattern": account.purchasing.pattern,
        "organisation": account.purchasing.organisation,
        "mode": account.purchasing.mode,
        "incumbent": account.incumbent,
        "category_spend": account.category_spend,
    }


def _conversation(subject: Subject, model: SheetModel) -> Iterator[Unknown]:
    """What the sheets leave open; of an account only what its own sheets have begun."""
    talk = subject.talk
    for need in talk.needs:
        if need.explicit is None:
            yield Unknown(about=About.NEEDS, key=need.implied, text=need.implied)
    for part, questions in talk.spin.items():
        for one in questions:
            if one.answer is None:
                yield Unknown(about=About.ASKED, key=part, text=one.ask)
    wants_all = subject.opportunity is not None
    if wants_all or talk.spin:
        yield from _not_in(talk.spin, model.spin, About.SPIN)
    if wants_all or talk.questions:
        yield from _not_in(talk.questions, model.questions, About.QUESTIONS)
    yield from _unproven(talk)
    if subject.near_signing or talk.negotiation.terms:
        settled = {key for key, one in talk.negotiation.terms.items() if one.floor is not None}
        terms = {key: guide.question for key, guide in model.negotiation.items()}
        yield from _not_in(settled, terms, About.NEGOTIATION)


def _not_in(stated: Container[str], guides: Mapping[str, Label], about: About) -> Iterator[Unknown]:
    """The guiding questions of what is not stated."""
    for key, label in guides.items():
        if key not in stated:
            yield Unknown(about=about, key=key, label=label)


def _unproven(talk: Sheet) -> Iterator[Unknown]:
    """Features of which nobody says what they gain from it, or what proves it."""
    for shown in talk.fabe:
        if shown.benefit is None:
            yield Unknown(about=About.FABE, key="benefit", text=shown.feature)
        if shown.evidence is None:
            yield Unknown(about=About.FABE, key="evidence", text=shown.feature)
