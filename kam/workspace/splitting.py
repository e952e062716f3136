"""An opportunity becomes the lots of one project: itself the first, and a file for each other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kam.domain.deal import OPEN_STATES
from kam.domain.deals import state_of
from kam.domain.lots import share_amounts, share_units
from kam.domain.money import ZERO, share_out
from kam.domain.opportunity import Opportunity
from kam.domain.worth import stated_amount
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark
from kam.store.changes import Drop, Edit, Put
from kam.store.nodes import KeyPath
from kam.workspace.closing import require_open
from kam.workspace.desk import Desk
from kam.workspace.layout import Role, place_of
from kam.workspace.naming import Target
from kam.workspace.references import files_holding

FEWEST, MOST = 2, 99
"""How many lots there can be."""
_OF_THE_BID = ("ceiling", "price", "rank")
_OF_THE_BOND = ("bond", "bond_due", "bond_returned")
Name = Callable[[str, str], str]
"""What a lot is called: of the opportunity's name and the lot's number."""


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot: the opportunity that it became, its number in the project, and its amount."""

    target: Target
    number: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Split:
    """What became of an opportunity.

    `left_out` are the facts that no lot has now, because they were of the whole purchase.
    """

    project: str
    lots: tuple[Lot, ...]
    left_out: tuple[str, ...]


def require_whole(desk: Desk, targets: Sequence[Target]) -> None:
    """Refuse to divide one of several alternatives alone: its lots would count beside the others.

    Raises:
        AnswerNo: An open alternative of the same project and lot is not among the targets.
    """
    for target in targets:
        opportunity, _ = desk.opportunity(target)
        others = [one for one in _alternatives(desk, opportunity) if one not in targets]
        if others:
            raise AnswerNo(
                mark(
                    "{target} is one of several alternatives: its lots would count beside {others}"
                ),
                hint=mark("divide them together: kam split {together} --lots N"),
                target=target,
                others=", ".join(map(str, others)),
                together=" ".join(map(str, (*targets, *others))),
            )


def _alternatives(desk: Desk, opportunity: Opportunity) -> Iterator[Target]:
    """The open alternatives of the project and lot of an alternative, in whatever account."""
    if not opportunity.alternative or opportunity.project is None:
        return
    for path, role in files_holding(desk, opportunity.project):
        place = place_of(path)
        if role is not Role.OPPORTUNITY or place is None or place.account is None:
            continue
        target = Target(place.account, place.stem)
        other, playbook = desk.opportunity(target)
        if (
            other.alternative
            and (other.project, other.lot) == (opportunity.project, opportunity.lot)
            and state_of(other, playbook) in OPEN_STATES
        ):
            yield target


def split_lots(desk: Desk, target: Target, parts: Sequence[Decimal] | int, name: Name) -> Split:
    """Lay ready that an opportunity is divided into the lots of a project.

    The first lot keeps the id, with its steps, activities and sheets. Every other one is a copy of
    the file under an id of its own, with history and evidence, since all of them have come as far.
    Amount, products and schedule are divided to the cent. The bond stays with the first lot, and
    so does the bid of a round that is over; that of the round in progress was of the whole.

    Args:
        desk: The desk.
        target: The opportunity.
        parts: How many lots of equal amounts, or the amount of each.
        name: What a lot is called.

    Raises:
        AnswerNo: It has ended, has orders already, or a lot's file is there.
        UsageError: The amounts do not add up to the opportunity's, or there are too few lots.
    """
    opportunity, playbook = desk.opportunity(target)
    require_open(opportunity, playbook, target)
    if any(order.opportunity == opportunity.id for order in desk.orders(target.account).values()):
        raise AnswerNo(mark("{target} has orders, which no lot can be given"), target=target)
    weights = _weights(opportunity, parts)
    stated = stated_amount(opportunity)
    amounts = share_out(stated, weights) if stated is not None else (None,) * len(weights)
    if stated is None and not isinstance(parts, int):
        amounts = tuple(parts)
    divided = list(_divided(opportunity, weights))
    project = opportunity.project or f"{target.account}-{opportunity.id}"
    raw = desk.raw(target.path)
    lots = []
    for place, amount in enumerate(amounts):
        number = f"{opportunity.lot}.{place + 1}" if opportunity.lot else str(place + 1)
        lot = Lot(_lot_target(target, place), number, amount)
        edits: list[Edit] = [
            Put(("name",), name(opportunity.name, number)),
            Put(("project",), project),
            Put(("lot",), number),
        ]
        if amount is not None and (opportunity.amount is not None or stated is None):
            edits.append(Put(("amount",), _written(amount)))
        edits += [Put(path, _written(shares[place])) for path, shares in divided]
        edits += [Drop(path) for path in _of_the_whole(opportunity)]
        if place:
            _copy(desk, lot.target, raw)
            edits += [Drop(("formerly",)), *map(Drop, _of_the_first(opportunity))]
        desk.edit(lot.target.path, *edits)
        lots.append(lot)
    return Split(project, tuple(lots), tuple(_named(opportunity)))


def _lot_target(target: Target, place: int) -> Target:
    if place == 0:
        return target
    return Target(target.account, f"{target.opportunity}-lot-{place + 1}")


def _copy(desk: Desk, target: Target, raw: bytes) -> None:
    if desk.has(target.path):
        raise AnswerNo(
            mark("{path} is there already"),
            hint=mark("kam rename gives it another id"),
            path=target.path,
        )
    desk.replace(target.path, None, raw)


def _weights(opportunity: Opportunity, parts: Sequence[Decimal] | int) -> Sequence[Decimal]:
    """In which proportion everything is divided."""
    number = parts if isinstance(parts, int) else len(parts)
    if not FEWEST <= number <= MOST:
        raise UsageError(
            mark("there can be {fewest} to {most} lots"),
            hint=mark("--lots 2 for equal ones, --lots 2000000,1200000 for their amounts"),
            fewest=FEWEST,
            most=MOST,
        )
    if isinstance(parts, int):
        return (Decimal(1),) * number
    stated, total = stated_amount(opportunity), sum(parts, ZERO)
    if min(parts) <= 0:
        raise UsageError(mark("the amount of a lot is above zero"))
    if stated is not None and total != stated:
        raise UsageError(
            mark("the lots come to {total}, and the opportunity to {amount}"),
            hint=mark("nothing is won or lost by a split: set the amount first"),
            total=total,
            amount=stated,
        )
    return parts


def _divided(
    opportunity: Opportunity, weights: Sequence[Decimal]
) -> Iterator[tuple[KeyPath, Sequence[Decimal | int]]]:
    """The facts that are divided, each with what every lot gets of it; units go by their amount."""
    stated = [
        (("products", place, "amount"), product.amount)
        for place, product in enumerate(opportunity.products)
        if product.amount is not None
    ]
    phases = [
        (("schedule", place, "amount"), phase.amount)
        for place, phase in enumerate(opportunity.schedule)
    ]
    found: dict[KeyPath, Sequence[Decimal]] = {}
    for facts in (stated, phases):
        shares = share_amounts((amount for _, amount in facts), weights)
        found |= zip((path for path, _ in facts), shares, strict=True)
    yield from found.items()
    for place, product in enumerate(opportunity.products):
        if product.units is not None:
            amounts = found.get(("products", place, "amount"), weights)
            yield ("products", place, "units"), share_units(product.units, amounts)


def _written(figure: Decimal | int) -> Decimal | int:
    """A figure as a person would write it: without cents where there are none."""
    return int(figure) if figure == int(figure) else figure


def _of_the_whole(opportunity: Opportunity) -> Iterator[KeyPath]:
    """What no lot keeps: the bids of the round in progress, ours and those of competitors."""
    for place, tender in enumerate(opportunity.tenders):
        if tender.result is None:
            stated = (key for key in _OF_THE_BID if getattr(tender, key) is not None)
            yield from (("tenders", place, key) for key in stated)
    for place, rival in enumerate(opportunity.competitors):
        if rival.price is not None:
            yield "competitors", place, "price"


def _of_the_first(opportunity: Opportunity) -> Iterator[KeyPath]:
    """What the first lot keeps for all: bonds, and the bids of rounds that are over."""
    for place, tender in enumerate(opportunity.tenders):
        keys = _OF_THE_BOND if tender.result is None else (*_OF_THE_BID, *_OF_THE_BOND)
        yield from (("tenders", place, key) for key in keys)


def _named(opportunity: Opportunity) -> Iterator[str]:
    """The facts of the whole as `kam set` names them: `tenders.2.price`."""
    for key, place, part in _of_the_whole(opportunity):
        entry = getattr(opportunity, str(key))[place]
        yield f"{key}.{entry.round if key == 'tenders' else entry.name}.{part}"
