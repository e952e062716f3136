"""Short ways to write a book in a test: numbers for amounts, ISO texts for days, no files."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from kam.cli.methods_here import built_in_methods
from kam.domain.account import Account, Relationship, RelationshipEntry
from kam.domain.book import Book, Folder
from kam.domain.deal import Deal, by_account
from kam.domain.deals import build_deals
from kam.domain.label import Label
from kam.domain.methods import Methods
from kam.domain.models import Models
from kam.domain.opportunity import (
    CategoryOverride,
    Hold,
    Opportunity,
    Outcome,
    Phase,
    ProbabilityOverride,
    Product,
    StageEntry,
)
from kam.domain.order import Order, Payment
from kam.domain.playbook import (
    Playbook,
    RelationshipModel,
    RelationshipStage,
    ShareBand,
    Stage,
    Vocabulary,
)
from kam.domain.relationship_model import Regress, Rung, Strategic
from kam.domain.settings import Amounts, Settings, TaxBasis
from kam.domain.states import Category, OpenCategory, Result
from kam.domain.target import Target
from kam.reports.worth_ground import WorthGround

TODAY = date(2026, 11, 21)
HERE = Label(en="")


def stages(*rows: tuple[str, str, int | None]) -> dict[str, Stage]:
    """Open stages of key and `probability category`, with the working days they may take.

    The first one belongs to buying step 1, the next one to 2, and so on.
    """
    found = {}
    for step, (key, forecast, stall_days) in enumerate(rows, start=1):
        probability, category = forecast.split()
        found[key] = Stage(
            key=key,
            label=HERE,
            probability=Decimal(probability),
            category=Category(category),
            stall_days=stall_days,
            buying_step=step,
        )
    return found


def closing(key: str) -> dict[str, Stage]:
    return {key: Stage(key=key, label=HERE, category=Category.CLOSED)}


MILESTONE = Playbook(
    key="milestone",
    name=HERE,
    stages={
        **stages(
            ("G", "10 pipeline", 10),
            ("F", "20 pipeline", 15),
            ("E", "25 pipeline", 20),
            ("D", "30 pipeline", 30),
            ("C", "50 best_case", 30),
            ("B", "75 best_case", 20),
            ("A", "90 commit", 15),
        ),
        **closing("S"),
    },
    winning="S",
    push_limit=3,
)
DEALER = Playbook(
    key="dealer",
    name=HERE,
    stages={
        **stages(
            ("prospect", "10 pipeline", None),
            ("visit", "20 pipeline", 10),
            ("needs", "40 pipeline", 15),
            ("terms", "75 best_case", 10),
        ),
        **closing("close"),
        **closing("retain"),
    },
    winning="close",
)
RELATIONSHIP = RelationshipModel(
    name=HERE,
    stages={
        key: RelationshipStage(label=HERE)
        for key in ("none", "establish", "stabilise", "strengthen")
    },
    levels=2,
    met=("multiple",),
    regress=Regress(levels=("decision",), roles=("economic",)),
    months=12,
    pre=HERE,
    interrupted=HERE,
    bands={
        key: ShareBand(label=HERE, above=Decimal(above))
        for key, above in {"early": 0, "middle": 30, "advanced": 50}.items()
    },
    strategic=Strategic(label=HERE, suggested=Decimal(95)),
    ladder={
        "modified-rebuy": Rung(purchases=0, competitors=True),
        "new-task": Rung(purchases=0),
        "repeat": Rung(purchases=2),
        "loyal": Rung(),
    },
)
METHODS = Methods(
    playbooks={"milestone": MILESTONE, "dealer": DEALER},
    relationship=RELATIONSHIP,
    vocabulary=Vocabulary(words={}),
)
MODELS: Models = built_in_methods().models()
INCLUDED = Amounts(tax=TaxBasis.INCLUDED, rate=Decimal(13))
CNY = Settings(currency="CNY", rates={"USD": Decimal("7.12")}, amounts=INCLUDED)


def facts(one: object, names: str) -> tuple[Any, ...]:
    """Some attributes of an object, to be compared at once."""
    return tuple(getattr(one, name) for name in names.split())


def day(text: str) -> date:
    return date.fromisoformat(text)


def opportunity(reference: str = "acme/mes", **facts: Any) -> Opportunity:
    """An opportunity; `history` as `"2026-05-01 G"`, `products` as line=amount, and so on."""
    account, name = reference.split("/")
    path = f"accounts/{account}/opportunities/{name}.yaml"
    shaped = {key: _SHAPES.get(key, lambda value: value)(value) for key, value in facts.items()}
    own: dict[str, Any] = {"name": name, "path": path, **_typed(Opportunity, shaped)}
    return Opportunity(id=name, account=account, **own)


def won(on: str, **facts: Any) -> Outcome:
    return ended("won", on, **facts)


def ended(result: str, on: str, **facts: Any) -> Outcome:
    return Outcome(result=Result(result), date=day(on), **_typed(Outcome, facts))


def order(name: str, on: str, amount: object, **facts: Any) -> Order:
    """An order; `payments` as `"advance 300 due=2026-03-01 paid=2026-03-04"`."""
    if "payments" in facts:
        facts["payments"] = tuple(map(payment, facts["payments"]))
    return Order(id=name, date=day(on), amount=Decimal(str(amount)), **_typed(Order, facts))


def payment(text: str) -> Payment:
    kind, amount, *days = text.split()
    facts = {key: day(on) for key, _, on in (word.partition("=") for word in days)}
    return Payment(kind=kind, amount=Decimal(amount), **facts)


def account(identifier: str = "acme", **facts: Any) -> Account:
    shaped = {key: _SHAPES.get(key, lambda value: value)(value) for key, value in facts.items()}
    path = f"accounts/{identifier}/account.yaml"
    return Account(id=identifier, path=path, **{"name": identifier, **shaped})


def target(whose: str, period: str, amount: object, *weights: int, **facts: Any) -> Target:
    """A target; `whose` is `owner li.wei`, `team north` or nothing."""
    kind, _, name = whose.partition(" ")
    who = {kind: name} if kind else {}
    shares = tuple(Decimal(weight) for weight in weights)
    return Target(period=period, amount=Decimal(str(amount)), weights=shares, **who, **facts)  # type: ignore[arg-type]


def book(
    *opportunities: Opportunity,
    settings: Settings = CNY,
    accounts: tuple[Account, ...] = (),
    orders: Mapping[str, tuple[Order, ...]] | None = None,
    targets: tuple[Target, ...] = (),
) -> Book:
    """A book of these; an account that is not described has its id for a name."""
    described = {one.id: one for one in accounts}
    names = {one.account for one in opportunities} | set(described) | set(orders or {})
    folders = tuple(
        Folder(
            account=described.get(name) or account(name),
            opportunities=tuple(one for one in opportunities if one.account == name),
            orders=(orders or {}).get(name, ()),
        )
        for name in sorted(names)
    )
    return Book(settings=settings, methods=METHODS, models=MODELS, folders=folders, targets=targets)


def deals(*opportunities: Opportunity, today: date = TODAY, **more: Any) -> tuple[Deal, ...]:
    return build_deals(book(*opportunities, **more), today)


def deal(one: Opportunity, today: date = TODAY, **more: Any) -> Deal:
    return deals(one, today=today, **more)[0]


def worth_of(whole: Book, unread: frozenset[str] = frozenset()) -> WorthGround:
    """What the reports on worth look at, with the models that come with kam."""
    return WorthGround(
        folders=whole.folders,
        deals=by_account(build_deals(whole, TODAY)),
        settings=whole.settings,
        model=MODELS.worth,
        unread=unread,
        today=TODAY,
    )


def _history(entries: tuple[str, ...]) -> tuple[StageEntry, ...]:
    found = []
    for entry in entries:
        on, _, stage = entry.partition(" ")
        found.append(StageEntry(date=day(on), stage=stage or None))
    return tuple(found)


def _relationship(entries: tuple[str, ...] | Relationship) -> Relationship:
    if isinstance(entries, Relationship):
        return entries
    moves = tuple(
        RelationshipEntry(date=day(on), stage=stage)
        for on, _, stage in (entry.partition(" ") for entry in entries)
    )
    return Relationship(stage=moves[-1].stage if moves else None, history=moves)


_SHAPES: Mapping[str, Any] = {
    "history": _history,
    "relationship": lambda value: (
        value if isinstance(value, Relationship) else _relationship(value)
    ),
    "products": lambda value: tuple(
        Product(line=line, amount=None if part is None else Decimal(str(part)))
        for line, part in value.items()
    ),
    "schedule": lambda value: (
        value
        if isinstance(value, tuple)
        else tuple(Phase(period=when, amount=Decimal(str(part))) for when, part in value.items())
    ),
    "category": lambda value: CategoryOverride(value=OpenCategory(value)),
    "probability": lambda value: ProbabilityOverride(value=Decimal(value)),
    "hold": lambda value: Hold(since=day(value)),
    "category_spend": lambda value: {year: Decimal(spend) for year, spend in value.items()},
}


def _typed(kind: type, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers of amounts as decimals and texts of days as days, by the name of the field."""
    names = {field.name for field in fields(kind)}
    assert set(facts) <= names, set(facts) - names
    days = {"close_date", "date", "accepted", "accept_by"}
    amounts = {"amount", "rate", "tax_rate", "margin"}
    found = dict(facts)
    for key, value in facts.items():
        if key in days and value is not None:
            found[key] = day(value)
        elif key in amounts and value is not None:
            found[key] = Decimal(str(value))
    return found
