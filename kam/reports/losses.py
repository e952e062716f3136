"""Why deals are lost and to whom, and who is met on the way (METHODS.md 3 and 11)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from kam.domain.deal import Deal
from kam.domain.money import ZERO, ratio_of
from kam.domain.playbook import Vocabulary
from kam.domain.states import State

_REASONS = "loss-reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """The deals that ended for one reason, lost and abandoned ones apart (`kind`).

    `reason` is a word of the vocabulary, else as the file has it; None where none is stated.
    `share` is of the number that ended so; `amount` is of those whose amount is known, `no_amount`
    of them have none.
    """

    kind: State
    reason: str | None
    count: int
    share: Decimal
    amount: Decimal
    no_amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetitorRow:
    """One competitor in the deals that were won or lost.

    `met` deals name it, as a competitor or as the one who got it: `won` were won, `lost_to` went to
    it, `lost` are all of them that were lost. win_rate = won / (won + lost). `lost_amount` is what
    went to it. `price_ratio` is its price over ours, the median of the `prices` deals lost
    to it in which both are known.
    """

    competitor: str
    met: int
    won: int
    lost: int
    lost_to: int
    win_rate: Decimal | None
    lost_amount: Decimal
    price_ratio: Decimal | None
    prices: int


def reason_rows(ended: Iterable[Deal], vocabulary: Vocabulary) -> tuple[ReasonRow, ...]:
    """The reasons of the lost deals, the most frequent first, then those of the abandoned ones."""
    name_of = reason_namer(vocabulary)
    found: dict[State, dict[str | None, list[Deal]]] = {State.LOST: {}, State.ABANDONED: {}}
    for deal in ended:
        if deal.state in found:
            found[deal.state].setdefault(name_of(deal.reason), []).append(deal)
    rows = []
    for kind, reasons in found.items():
        whole = sum(map(len, reasons.values()))
        parts = [_reason_row(kind, reason, deals, whole) for reason, deals in reasons.items()]
        rows += sorted(parts, key=_by_count)
    return tuple(rows)


def reason_namer(vocabulary: Vocabulary) -> Callable[[str | None], str | None]:
    """What names a reason: by the word of the vocabulary, else as it was spelt first.

    None where none is stated.
    """
    words, spelt = _words(vocabulary), dict[str, str]()

    def name_of(reason: str | None) -> str | None:
        folded = _fold(reason)
        return words.get(folded) or spelt.setdefault(folded, (reason or "").strip()) or None

    return name_of


def _by_count(row: ReasonRow) -> tuple[bool, int, str]:
    return (row.reason is None, -row.count, (row.reason or "").casefold())


def _reason_row(kind: State, reason: str | None, deals: list[Deal], whole: int) -> ReasonRow:
    return ReasonRow(
        kind=kind,
        reason=reason,
        count=len(deals),
        share=ratio_of(Decimal(len(deals)), Decimal(whole)) or ZERO,
        amount=sum((deal.value for deal in deals), ZERO),
        no_amount=sum(deal.amount is None for deal in deals),
    )


def _words(vocabulary: Vocabulary) -> Mapping[str, str]:
    """What people write for a reason -> the word of the vocabulary."""
    return {
        _fold(text): key
        for key, term in vocabulary.words.get(_REASONS, {}).items()
        for text in (key, term.label.en, term.label.zh, *term.aliases)
        if text
    }


def competitor_rows(ended: Iterable[Deal]) -> tuple[CompetitorRow, ...]:
    """The competitors, the one to whom most was lost first; spellings differ in case and spaces."""
    met: dict[str, list[Deal]] = {}
    spelt: dict[str, Counter[str]] = {}
    for deal in ended:
        if deal.state in {State.WON, State.LOST}:
            named = {_fold(rival.name): rival.name for rival in deal.rivals if rival.name.strip()}
            for folded, name in named.items():
                met.setdefault(folded, []).append(deal)
                spelt.setdefault(folded, Counter())[" ".join(name.split())] += 1
    rows = [
        _competitor_row(folded, spelt[folded].most_common(1)[0][0], deals)
        for folded, deals in met.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.lost_to, -row.met, row.competitor.casefold())))


def _competitor_row(folded: str, name: str, deals: list[Deal]) -> CompetitorRow:
    won = sum(deal.state is State.WON for deal in deals)
    taken = [deal for deal in deals if deal.state is State.LOST and _fold(deal.lost_to) == folded]
    prices = [ratio for deal in taken if (ratio := _price(deal, folded)) is not None]
    return CompetitorRow(
        competitor=name,
        met=len(deals),
        won=won,
        lost=len(deals) - won,
        lost_to=len(taken),
        win_rate=ratio_of(Decimal(won), Decimal(len(deals))),
        lost_amount=sum((deal.value for deal in taken), ZERO),
        price_ratio=ratio_of(Decimal(median(prices)), Decimal(1)) if prices else None,
        prices=len(prices),
    )


def _price(deal: Deal, folded: str) -> Decimal | None:
    """Its price against ours, both in the currency of the deal."""
    known = (rival.price for rival in deal.rivals if _fold(rival.name) == folded)
    price = next((one for one in known if one is not None), None)
    return None if price is None or deal.stated is None else ratio_of(price, deal.stated)


def _fold(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
