"""Generated books: several currencies, tax bases, holds, alternatives, frameworks, targets.

Nothing is written; a strategy gives the objects of the domain. Ids, playbooks and stages are real
ones, so that such a book could stand in files.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import settings as law
from hypothesis import strategies as st

from kam.domain.account import Account
from kam.domain.account_plan import AccountPlan, Objective, PlanAction
from kam.domain.book import Book, Folder
from kam.domain.opportunity import (
    CategoryOverride,
    Hold,
    Opportunity,
    Outcome,
    ProbabilityOverride,
    Product,
    Split,
    StageEntry,
)
from kam.domain.order import Order
from kam.domain.settings import Amounts, Member, RateFrom, Settings, TaxBasis, Team, TeamFrom
from kam.domain.sheet import (
    Asked,
    Corridor,
    Fabe,
    Need,
    Negotiation,
    NegotiationPlan,
    Objection,
    SellerReview,
    Sheet,
)
from kam.domain.states import Kind, OpenCategory, Result
from kam.domain.target import Target
from tests.domain.builders import METHODS, MODELS, TODAY
from tests.laws import many

LAW = law(max_examples=many(20), deadline=None)
"""How often a law is tried; without a deadline, which only says how busy the machine is."""
OWNERS = ("li.wei", "chen.jie", "zhao.min", "anna.berg", "stranger")
LINES = ("automation", "agv", "service")
ACCOUNTS = ("acme", "bell", "baosteel", "baosteel-wire")
PEOPLE = {
    "li.wei": Member(name="李伟", team="north"),
    "chen.jie": Member(
        team=(
            TeamFrom(team="north", from_=date(2025, 1, 1)),
            TeamFrom(team="south", from_=date(2026, 7, 1)),
        )
    ),
    "zhao.min": Member(team="south"),
    "anna.berg": Member(),
}
TEAMS = {"north": Team(parent="china"), "south": Team(parent="china"), "china": Team()}
RATES = {
    "USD": Decimal("7.12"),
    "EUR": (
        RateFrom(from_=date(2026, 1, 1), rate=Decimal("7.8")),
        RateFrom(from_=date(2026, 7, 1), rate=Decimal("8.0333")),
    ),
}
BASES = (None, TaxBasis.INCLUDED, TaxBasis.EXCLUDED)

CENTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
SAID = st.sampled_from(
    ["old PLC", "谁决定？", "no", "# 12", "3,200,000", "- x", "a: b", "16 weeks"]
)
"""What people write: words, figures, and what YAML would take for something else."""
NEAR = st.integers(-420, 500).map(lambda days: TODAY + timedelta(days=days))
PAST = st.integers(-700, 0).map(lambda days: TODAY + timedelta(days=days))

_Value = TypeVar("_Value")


def maybe(values: st.SearchStrategy[_Value]) -> st.SearchStrategy[_Value | None]:
    return st.none() | values


def settings() -> st.SearchStrategy[Settings]:
    """A book's settings: any tax basis, any fiscal year, teams that people change."""
    return st.builds(
        Settings,
        currency=st.just("CNY"),
        rates=st.just(RATES),
        amounts=st.builds(
            Amounts, tax=st.sampled_from(BASES), rate=st.sampled_from((None, Decimal(13)))
        ),
        fiscal_year_start=st.integers(1, 12),
        playbook=st.sampled_from(("milestone", "dealer")),
        people=st.just(PEOPLE),
        teams=st.just(TEAMS),
    )


def targets() -> st.SearchStrategy[tuple[Target, ...]]:
    """Targets of people, teams and the book, of overlapping periods, with and without weights."""
    whose = st.sampled_from(
        [
            *((owner, None) for owner in OWNERS),
            *((None, team) for team in (*TEAMS, None)),
        ]
    )
    weights = st.sampled_from([(), (20, 25, 25, 30), (5,) * 8 + (15,) * 4])
    one = st.builds(
        lambda who, period, amount, shares: Target(
            owner=who[0],
            team=who[1],
            period=period,
            amount=amount,
            weights=tuple(Decimal(share) for share in shares),
        ),
        whose,
        st.sampled_from(("2026", "2027", "2026Q4", "2027Q1", "2027-03")),
        CENTS,
        weights,
    )
    return st.lists(one, max_size=4).map(tuple)


def outcomes() -> st.SearchStrategy[Outcome]:
    """How one ended, with and without the facts that closing writes down."""
    return st.builds(
        Outcome,
        result=st.sampled_from(Result),
        date=NEAR,
        owner=maybe(st.sampled_from(OWNERS)),
        amount=maybe(CENTS),
        rate=st.sampled_from((None, Decimal("7.05"))),
    )


def orders() -> st.SearchStrategy[tuple[Order, ...]]:
    """Up to three orders of the opportunities `mes` and `line`, of others and of none."""
    one = st.builds(
        Order,
        date=NEAR,
        line=st.sampled_from((None, *LINES)),
        amount=CENTS,
        opportunity=st.sampled_from((None, "mes", "line")),
    )
    return st.lists(one, max_size=3).map(
        lambda found: tuple(replace(order, id=f"po-{number}") for number, order in enumerate(found))
    )


def accounts() -> st.SearchStrategy[Account]:
    """An account that has no id yet."""
    return st.builds(
        Account,
        name=st.just("Acme"),
        parent=st.sampled_from((None, "baosteel")),
        formerly=st.sampled_from(((), (), (), ("bell",), ("baosteel", "old"))),
        owner=maybe(st.sampled_from(OWNERS)),
        segment=st.sampled_from((None, "steel", "food")),
        tier=st.sampled_from((None, "key")),
    )


def opportunities() -> st.SearchStrategy[Opportunity]:
    """Open, held or ended ones, dated or not, in any currency; they have no id yet."""
    milestones = st.sampled_from(
        [
            (playbook.key, stage, playbook.has_won(stage))
            for playbook in METHODS.playbooks.values()
            for stage in (None, *playbook.order)
        ]
    )
    return st.builds(
        _opportunity,
        milestones,
        maybe(PAST),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from((Kind.PROJECT, Kind.PROJECT, Kind.FRAMEWORK)),
                "amount": maybe(CENTS),
                "currency": st.sampled_from((None, None, "CNY", "USD", "EUR", "GBP")),
                "tax": st.sampled_from((None, *BASES)),
                "tax_rate": st.sampled_from((None, Decimal(13), Decimal(6))),
                "close_date": maybe(NEAR),
                "owner": maybe(st.sampled_from(OWNERS)),
                "category": maybe(st.sampled_from(CATEGORIES)),
                "probability": st.sampled_from(PROBABILITIES),
                "products": PRODUCTS,
                "splits": SPLITS,
                "project": st.sampled_from((None, "line-3")),
                "formerly": st.sampled_from(FORMER_IDS),
                "alternative": st.booleans(),
                "hold": st.sampled_from((None, None, Hold(since=TODAY))),
                "outcome": st.none() | st.none() | outcomes(),
            }
        ),
    )


FORMER_IDS = ((), (), (), ("acme/mes",), ("bell/line", "acme/spares"), ("acme/line", "acme/old"))
CATEGORIES = [CategoryOverride(value=category) for category in OpenCategory]
PROBABILITIES = [None, *(ProbabilityOverride(value=Decimal(one)) for one in ("33", "66.67"))]
SPLITS = st.sampled_from(
    (
        (),
        (),
        (Split(owner="li.wei", share=Decimal("33.33")), Split(owner="rep", share=Decimal("66.67"))),
        (Split(owner="chen.jie", share=Decimal(60)), Split(owner="zhao.min", share=Decimal(30))),
        (Split(owner="anna.berg", share=Decimal(20), overlay=True),),
    )
)
PRODUCTS = st.lists(
    st.builds(Product, line=st.sampled_from(LINES), amount=maybe(CENTS)), max_size=3
).map(tuple)


def _opportunity(
    milestone: tuple[str, str | None, bool], entered: date | None, facts: dict[str, Any]
) -> Opportunity:
    """What was won by hand has the day of its last entry, as the workspace makes sure."""
    playbook, stage, won = milestone
    day = TODAY if won and entered is None else entered
    history = (StageEntry(date=day, stage=stage),) if day else ()
    return Opportunity(name="MES", playbook=playbook, stage=stage, history=history, **facts)


def plans() -> st.SearchStrategy[AccountPlan]:
    """An account's plan with a few objectives and actions."""
    objectives = st.builds(
        Objective,
        what=SAID,
        due=st.none() | NEAR,
        status=st.sampled_from([None, "planned", "reached"]),
        result=st.none() | SAID,
    )
    actions = st.builds(
        PlanAction,
        what=SAID,
        due=st.none() | NEAR,
        owner=st.none() | st.sampled_from(OWNERS),
        supports=st.sampled_from([None, "share", "nowhere"]),
        done=st.none() | NEAR,
    )
    return st.builds(
        AccountPlan,
        period=st.sampled_from([None, "2027", "2027Q1"]),
        objectives=st.dictionaries(st.sampled_from(["share", "board"]), objectives),
        actions=st.dictionaries(st.sampled_from(["visit", "audit"]), actions),
    )


def sheets() -> st.SearchStrategy[Sheet]:
    """A conversation sheet of which every part may be there or not."""
    asked = st.builds(Asked, ask=SAID, answer=st.none() | SAID, date=st.none() | NEAR)
    corridors = st.builds(Corridor, opening=st.none() | SAID, floor=st.none() | SAID)
    return st.builds(
        Sheet,
        opportunity=st.sampled_from([None, "mes", "line", "nowhere"]),
        spin=st.dictionaries(st.sampled_from(list(MODELS.sheets.spin)), _few(asked), max_size=2),
        needs=_few(st.builds(Need, implied=SAID, explicit=st.none() | SAID)),
        questions=st.dictionaries(st.sampled_from(list(MODELS.sheets.questions)), SAID, max_size=3),
        fabe=_few(st.builds(Fabe, feature=SAID, evidence=st.none() | SAID)),
        negotiation=st.builds(
            Negotiation,
            terms=st.dictionaries(st.sampled_from(["price", "scope"]), corridors),
            plans=_few(st.builds(NegotiationPlan, name=SAID)),
        ),
        objections=_few(
            st.builds(Objection, objection=SAID, status=st.sampled_from([None, "settled"]))
        ),
        review=_few(st.builds(SellerReview, date=NEAR, by=st.sampled_from(OWNERS))),
    )


def _few(entries: st.SearchStrategy[_Value]) -> st.SearchStrategy[tuple[_Value, ...]]:
    return st.lists(entries, max_size=2).map(tuple)


def folders() -> st.SearchStrategy[Folder]:
    """An account's folder with up to three opportunities, without ids for the account."""
    return st.builds(
        Folder,
        account=accounts(),
        opportunities=st.lists(opportunities(), max_size=3).map(tuple),
        orders=orders(),
        plan=st.none() | plans(),
        sheets=st.lists(sheets(), max_size=2).map(tuple),
    )


def books() -> st.SearchStrategy[Book]:
    """A whole book of up to four accounts, to be looked at as of `builders.TODAY`."""
    return st.builds(
        lambda stated, found, aims: Book(
            settings=stated,
            methods=METHODS,
            models=MODELS,
            folders=tuple(map(_placed, found, ACCOUNTS)),
            targets=aims,
        ),
        settings(),
        st.lists(folders(), min_size=1, max_size=len(ACCOUNTS)),
        targets(),
    )


def _placed(folder: Folder, account: str) -> Folder:
    """A folder as it stands in a book: ids and paths are those of its place."""
    root = f"accounts/{account}"
    return replace(
        folder,
        account=replace(folder.account, id=account, path=f"{root}/account.yaml"),
        opportunities=tuple(
            replace(one, id=name, account=account, path=f"{root}/opportunities/{name}.yaml")
            for one, name in zip(folder.opportunities, ("mes", "line", "spares"), strict=False)
        ),
        orders=tuple(
            replace(order, account=account, path=f"{root}/orders.yaml") for order in folder.orders
        ),
        plan=folder.plan and replace(folder.plan, account=account, path=f"{root}/plan.yaml"),
        sheets=tuple(
            replace(one, id=name, account=account, path=f"{root}/sheets/{name}.yaml")
            for one, name in zip(folder.sheets, ("account", "mes"), strict=False)
        ),
    )
