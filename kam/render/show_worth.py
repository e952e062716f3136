"""What an account's page says of its worth: the wallet, the cost of winning it, references."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kam.domain.account import Account
from kam.i18n import translate
from kam.render.figures import trimmed
from kam.render.page import Fact
from kam.render.phrases import joined, listed


def worth_facts(account: Account) -> Iterator[Fact]:
    """The facts that `kam economics` and `kam whitespace` are made of."""
    rank = account.wallet_rank
    yield translate("Category spend"), _years(account.category_spend)
    by_line = account.category_spend_by_line
    lines = (f"{line} ({_years(years)})" for line, years in by_line.items())
    yield translate("By line"), listed(lines)
    words = translate("{rank} of {of} suppliers")
    yield translate("Our rank"), words.format(rank=rank.rank, of=rank.of) if rank else None
    yield translate("We buy from them"), _years(account.we_buy)
    yield translate("Acquisition"), _acquisition(account)
    yield translate("Reference"), _reference(account)
    given = (
        joined([entry.to, entry.subject, entry.date.isoformat() if entry.date else None])
        for entry in account.references
    )
    yield translate("Vouched to"), listed(given)


def _years(amounts: Mapping[int, Decimal]) -> str:
    return joined(f"{year} {trimmed(amount)}" for year, amount in sorted(amounts.items()))


def _acquisition(account: Account) -> str:
    cost = account.acquisition
    parts = (
        (translate("invested {amount}"), cost.invested),
        (translate("over {amount} years"), cost.years),
        (translate("upkeep {amount} a year"), cost.upkeep_per_year),
        (translate("expected {amount} a year"), cost.expected_per_year),
        (translate("at {amount} % margin"), cost.expected_margin),
    )
    words = [text.format(amount=f"{value:,}") for text, value in parts if value is not None]
    since = translate("since {year}").format(year=cost.since) if cost.since is not None else None
    return joined([*words, since])


def _reference(account: Account) -> str:
    vouching = account.reference
    answers = {True: translate("willing"), False: translate("not willing"), None: None}
    leader = translate("opinion leader") if vouching.opinion_leader else None
    return joined([leader, answers[vouching.willing], listed(vouching.subjects)])
