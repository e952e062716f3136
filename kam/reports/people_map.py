"""The relationship map: who they are, who stands for us, what is missing, whom to visit next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.consistency import Unread, split_reference
from kam.domain.contact import Contact, PersonPlan
from kam.domain.contact_coverage import contact_coverage, strength_of, total_weight, weight_of
from kam.domain.label import Label
from kam.domain.levels import scale_key
from kam.domain.money import HUNDRED
from kam.domain.opportunity import Opportunity
from kam.domain.people_gaps import Gap, Sight, find_gaps, open_plan, side_of
from kam.domain.people_model import LevelScale, PeopleModel, Side
from kam.domain.person import (
    Contacts,
    Key,
    Person,
    has_left,
    here_and_gone,
    is_out,
)
from kam.domain.relation_type import account_relation_type, relation_type
from kam.domain.reporting import Branch, reporting_tree
from kam.reports.visits import Reason, Visit, plan_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """One person of the map.

    `person` is who it is, `id` as files of the account name them. `share` of the weight of all
    roles, those that nobody holds included; `strength` for us in percent; `gain` the coverage that
    reaching `aim` would add; shares and gains are ratios, None where there is no coverage. `visit`
    is the place in the order of visits, None where nothing speaks for one. `plan` is the stated
    one until its aim is reached.
    """

    person: Person
    id: str
    side: Side
    weight: int
    share: Decimal | None
    strength: Decimal
    relation_type: str | None
    last_seen: date | None
    days_unseen: int | None
    visit: int | None
    reasons: tuple[Reason, ...]
    gain: Decimal | None
    aim: str | None
    plan: PersonPlan
    approach: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisStep:
    """One of the five steps of analysis: for how many of all people it is done."""

    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleMap:
    """The people of an account, or of one of its opportunities.

    `unread_contacts` are the accounts whose contacts.yaml did not read: while there is one,
    coverage, relation type and gaps are not known. `seen_known` is false where activities did not
    read; `total_weight` is 0 where there is no coverage. `left` are those who no longer count,
    `out` those whom the opportunity takes out, `unknown` its names that lead to no contact; all as
    files of the account name them.
    """

    account: Account
    opportunity: Opportunity | None
    today: date
    rows: tuple[MapRow, ...]
    tree: tuple[Branch, ...]
    scale_key: str
    scale: LevelScale
    total_weight: int
    contact_coverage: Decimal | None
    relation_type: str | None
    gaps: tuple[Gap, ...]
    left: Mapping[str, Contact]
    out: Mapping[str, Contact]
    unknown: tuple[str, ...]
    analysis: tuple[AnalysisStep, ...]
    unread_contacts: tuple[str, ...]
    seen_known: bool

    def rows_of(self, side: Side) -> tuple[MapRow, ...]:
        """The people of one side."""
        return tuple(row for row in self.rows if row.side is side)

    def share_of(self, rows: Iterable[MapRow]) -> Decimal | None:
        """The share of some people in the weight of all roles; None where there is no coverage."""
        held = sum(row.weight for row in rows)
        return Decimal(held) / self.total_weight if self.total_weight else None

    @property
    def vacant(self) -> Decimal | None:
        """The share of the required roles that nobody holds; None where there is no coverage."""
        held = sum(row.weight for row in self.rows)
        left = Decimal(self.total_weight - held)
        return left / self.total_weight if self.total_weight else None

    @property
    def visits(self) -> tuple[MapRow, ...]:
        """The people whom a visit would help, in the order of visits."""
        ranked = ((row.visit, row) for row in self.rows if row.visit is not None)
        return tuple(row for _, row in sorted(ranked, key=lambda pair: pair[0]))


def build_map(  # noqa: PLR0913 - what a map is made of
    folders: Iterable[Folder],
    account: Account,
    opportunity: Opportunity | None,
    *,
    model: PeopleModel,
    seen: Mapping[Key, date],
    today: date,
    unread: Unread,
) -> PeopleMap:
    """Draw up the map of an account, or of one of its opportunities (METHODS.md 4).

    Args:
        folders: All folders of the book.
        account: The account.
        opportunity: One of its opportunities, over contacts.yaml; None: the account itself.
        model: How people count.
        seen: When each contact was last met (`Touches.people`).
        today: Who has left by then, and what was done later, does not count.
        unread: The files that did not read.
    """
    contacts = {folder.account.id: folder.contacts for folder in folders}
    stated = _stated(account, opportunity, contacts)
    homes = dict.fromkeys((account.id, *(_home(account, name) for name in stated)))
    people, gone = here_and_gone(account.id, contacts, today, opportunity)
    closed = tuple(home for home in homes if not unread.reads(home, "contacts.yaml"))
    seen_known = all(unread.reads_log(home) for home in homes)
    sight = Sight(today=today, seen=seen if seen_known else None)
    levels = (person.contact.level for person in people if person.home == account.id)
    key = scale_key(levels, account.ownership, model)
    gaps = () if closed else tuple(find_gaps(people, model.scales[key], model, sight, gone))
    coverage = None if closed else contact_coverage(people, model, gone)
    total = 0 if coverage is None else total_weight(people, model)
    visits = plan_visits(people, gaps, total, model, sight)
    return PeopleMap(
        account=account,
        opportunity=opportunity,
        today=today,
        rows=_rows(people, account.id, visits, total, model, sight),
        tree=tuple(reporting_tree(people)),
        scale_key=key,
        scale=model.scales[key],
        total_weight=total,
        contact_coverage=coverage,
        relation_type=None if closed else account_relation_type(people, model),
        gaps=gaps,
        left={name: one for name, one in stated.items() if one and has_left(one, today)},
        out={one.reference(account.id): one.contact for one in gone if is_out(one)},
        unknown=tuple(
            name
            for name, one in stated.items()
            if one is None and unread.reads(_home(account, name), "contacts.yaml")
        ),
        analysis=() if closed else _analysis(people, account, opportunity, model),
        unread_contacts=closed,
        seen_known=seen_known,
    )


def _stated(
    account: Account, opportunity: Opportunity | None, contacts: Contacts
) -> dict[str, Contact | None]:
    """Every name of a contact that an account or its opportunity states; None of one unknown."""
    own = contacts.get(account.id, {})
    named = opportunity.people if opportunity else ()
    keys = {name: split_reference(account.id, name) for name in (*own, *named)}
    return {name: contacts.get(home, {}).get(one) for name, (home, one) in keys.items()}


def _home(account: Account, name: str) -> str:
    return split_reference(account.id, name)[0]


def _rows(  # noqa: PLR0913, PLR0917 - what a row is made of
    people: Sequence[Person],
    account: str,
    visits: Mapping[Key, Visit],
    total: int,
    model: PeopleModel,
    sight: Sight,
) -> tuple[MapRow, ...]:
    return tuple(
        MapRow(
            person=person,
            id=person.reference(account),
            side=side_of(person, model),
            weight=weight_of(person, model),
            share=Decimal(weight_of(person, model)) / total if total else None,
            strength=strength_of(person, model) * HUNDRED,
            relation_type=relation_type(person.contact.interest, model),
            last_seen=(sight.seen or {}).get(person.key),
            days_unseen=sight.days(person),
            visit=visits[person.key].rank,
            reasons=visits[person.key].reasons,
            gain=visits[person.key].gain if total else None,
            aim=visits[person.key].aim,
            plan=open_plan(person, model),
            approach=visits[person.key].approach,
        )
        for person in people
    )


def _analysis(
    people: Sequence[Person],
    account: Account,
    opportunity: Opportunity | None,
    model: PeopleModel,
) -> tuple[AnalysisStep, ...]:
    """How far each step of the model is done; one that kam cannot measure is left out."""
    total = len(people)
    process = opportunity.procurement if opportunity else account.purchasing
    known = process.mode is not None or getattr(process, "procedure", None) is not None
    done: Mapping[str, tuple[int, int]] = {
        "org-chart": (sum(_is_placed(one) for one in people), total),
        "buying-process": (int(known), 1),
        "roles": (sum(bool(one.roles) for one in people), total),
        "weights": (sum(one.attitude is not None for one in people), total),
        "plan": (sum(one.contact.plan.what is not None for one in people), total),
    }
    return tuple(
        AnalysisStep(step=step, done=done[step][0], total=done[step][1])
        for step in model.steps
        if step in done
    )


def _is_placed(person: Person) -> bool:
    """Whether the org chart has a place for a person: beside it, or by level and department."""
    contact = person.contact
    return contact.outside or None not in {contact.level, contact.department}
