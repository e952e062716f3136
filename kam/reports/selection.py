"""Which deals a report counts, what it shows apart, and by what it groups them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from kam.domain.deal import Deal
from kam.domain.lines import OTHER_LINE
from kam.domain.money import ZERO, percent_of
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord, State
from kam.domain.teams import team_of, teams_under

if TYPE_CHECKING:
    from kam.domain.account import Account


class By(ClosedWord):
    """What `--by` groups by."""

    OWNER = "owner"
    TEAM = "team"
    ACCOUNT = "account"
    GROUP = "group"
    SEGMENT = "segment"
    LINE = "line"
    CATEGORY = "category"
    KIND = "kind"


class Apart(ClosedWord):
    """Why an open deal stands below the totals, in the order in which one reason is chosen."""

    HELD = "held"
    UNCONVERTED = "unconverted"
    ALTERNATIVES = "alternatives"
    OVERDUE = "overdue"
    UNDATED = "undated"


class Filter(NamedTuple):
    """The filters of every report; an absent one lets everything through.

    `team` takes in the teams below it; `group` is the topmost parent of an account.
    """

    owner: str | None = None
    team: str | None = None
    account: str | None = None
    group: str | None = None
    segment: str | None = None
    tier: str | None = None


EVERYTHING = Filter()
"""The filter that lets everything through."""


class Selectable(Protocol):
    """What the filters ask of a row."""

    @property
    def owner(self) -> str | None: ...  # noqa: D102 - named as the filter is
    @property
    def team(self) -> str | None: ...  # noqa: D102 - the same
    @property
    def account(self) -> str: ...  # noqa: D102 - the same
    @property
    def group(self) -> str: ...  # noqa: D102 - the same
    @property
    def segment(self) -> str | None: ...  # noqa: D102 - the same
    @property
    def tier(self) -> str | None: ...  # noqa: D102 - the same


class Facts(NamedTuple):
    """What the filters ask of an account, or of something in its folder that has its own owner."""

    owner: str | None
    team: str | None
    account: str
    group: str
    segment: str | None
    tier: str | None


Row = TypeVar("Row", bound=Selectable)


@dataclass(frozen=True, slots=True)
class OtherRow:
    """The deals that one reason keeps out of the totals.

    `amount` and `weighted` of unconverted ones are 0; what they state stands in `stated`, by
    currency (None where the file and the book state none). `projects` are those of alternatives.
    """

    kind: Apart
    count: int
    amount: Decimal
    weighted: Decimal
    deals: tuple[str, ...]
    stated: tuple[tuple[str | None, Decimal], ...] = ()
    projects: tuple[str, ...] = ()


class Part(NamedTuple):
    """What a deal brings to one group, None where nothing is grouped."""

    group: str | None
    amount: Decimal
    weighted: Decimal


def acceptor(chosen: Filter, settings: Settings) -> Callable[[Selectable], bool]:
    """The test that a filter puts to a row; a team's takes in the teams below it."""
    wanted = {
        name: frozenset({value})
        for name in ("owner", "account", "group", "segment", "tier")
        if (value := getattr(chosen, name)) is not None
    }
    if chosen.team is not None:
        wanted["team"] = teams_under(chosen.team, settings)
    if not wanted:
        return lambda _: True
    return lambda row: all(getattr(row, name) in wanted[name] for name in wanted)


def select(rows: Iterable[Row], chosen: Filter, settings: Settings) -> Iterator[Row]:
    """The rows that a filter accepts."""
    return filter(acceptor(chosen, settings), rows)


def facts_of(
    account: "Account", group: str, settings: Settings, today: date, owner: str | None = None
) -> Facts:
    """The facts of an account; `owner` is that of something in its folder, else the account's."""
    owner = owner or account.owner
    return Facts(
        owner=owner,
        team=team_of(owner, settings, today),
        account=account.id,
        group=group,
        segment=account.segment,
        tier=account.tier,
    )


def apart(deal: Deal) -> Apart | None:
    """Why an open deal is in no stage's total; None where it is in one."""
    if deal.state is State.HELD:
        return Apart.HELD
    if deal.unconverted:
        return Apart.UNCONVERTED
    return Apart.ALTERNATIVES if deal.superseded else None


def parts(deal: Deal, by: By | None) -> tuple[Part, ...]:
    """What an open deal brings to each of its groups; the parts add up to the deal's figures.

    By line it is in several: each line is weighted and rounded, the last one takes the rest.
    """
    if by is None:
        return (Part(None, deal.value, deal.weighted),)
    if by is not By.LINE:
        return (Part(group_of(deal, by), deal.value, deal.weighted),)
    *first, (line, amount) = deal.lines or ((OTHER_LINE, deal.value),)
    found = [Part(name, part, percent_of(part, deal.probability)) for name, part in first]
    rest = deal.weighted - sum((part.weighted for part in found), ZERO)
    return (*found, Part(line, amount, rest))


def group_of(deal: Deal, by: By | None) -> str | None:
    """The group of a deal that is in one: "" where it has no such fact, None without `by`."""
    return None if by is None else getattr(deal, by.value) or ""


def groups_of(deal: Deal, by: By | None) -> tuple[str | None, ...]:
    """The groups that a deal counts in: by line those of its lines, else one."""
    if by is By.LINE:
        return tuple(line for line, _ in deal.lines) or (OTHER_LINE,)
    return (group_of(deal, by),)


def in_order(groups: Iterable[str | None]) -> list[str | None]:
    """Groups by name, `other` and the missing one last."""
    return sorted(set(groups), key=lambda group: (not group, group == OTHER_LINE, group or ""))


def other_rows(deals: Iterable[tuple[Apart, Deal]]) -> tuple[OtherRow, ...]:
    """Sum what stands apart, a row a reason, in the order of the reasons."""
    found: dict[Apart, list[Deal]] = {}
    for kind, deal in deals:
        found.setdefault(kind, []).append(deal)
    return tuple(_other_row(kind, found[kind]) for kind in Apart if kind in found)


def _other_row(kind: Apart, deals: list[Deal]) -> OtherRow:
    ids = tuple(dict.fromkeys(deal.id for deal in deals))
    if kind is not Apart.UNCONVERTED:
        amount = sum((deal.value for deal in deals), ZERO)
        weighted = sum((deal.weighted for deal in deals), ZERO)
        known = {deal.project for deal in deals if kind is Apart.ALTERNATIVES and deal.project}
        return OtherRow(kind, len(ids), amount, weighted, ids, projects=tuple(sorted(known)))
    apart = [(deal.currency, _unconverted_amount(deal)) for deal in deals]
    return unconverted_rows(apart, len(ids), ids)[0]


def unconverted_rows(
    apart: Sequence[tuple[str | None, Decimal]], count: int, ids: tuple[str, ...] = ()
) -> tuple[OtherRow, ...]:
    """What nothing converts, as one row of `count` things by their currencies; none without."""
    row = OtherRow(Apart.UNCONVERTED, count, ZERO, ZERO, ids, by_currency(apart))
    return (row,) if apart else ()


def by_currency(
    stated: Iterable[tuple[str | None, Decimal]],
) -> tuple[tuple[str | None, Decimal], ...]:
    """What amounts as stated come to in each currency, by its code."""
    sums: dict[str | None, Decimal] = {}
    for currency, amount in stated:
        sums[currency] = sums.get(currency, ZERO) + amount
    return tuple(sorted(sums.items(), key=lambda entry: entry[0] or ""))


def _unconverted_amount(deal: Deal) -> Decimal:
    """What nothing converts, as stated: the amount of an open one, what was closed of another."""
    if deal.is_open and deal.unconverted:
        return deal.stated or ZERO
    return sum((booking.amount for booking in deal.unbooked), ZERO)
