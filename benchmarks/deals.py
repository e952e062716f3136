"""The deals that every contestant is given: invented, the same for the same seed and number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

TODAY = date(2026, 11, 21)
PER_ACCOUNT = 5
SEED = 20261121
OWNERS = ("li.wei", "chen.jie", "zhao.min", "sun.hao", "anna.berg")
STAGES = ("G", "F", "E", "D", "C", "B", "A")
PROBABILITIES = {"G": 10, "F": 20, "E": 25, "D": 30, "C": 50, "B": 75, "A": 90}
EVIDENCE = {
    "G": "visit-promised",
    "F": "proposal-wanted",
    "E": "exchange-promised",
    "D": "supporter-won",
    "C": "needs-matched",
    "B": "evaluation-leans",
    "A": "terms-agreed",
}
_PLACES = ("North", "South", "East", "West", "River", "Harbour", "Hill", "Lake", "滨江", "临港")
_TRADES = ("Steel", "Foods", "Pharma", "Rail", "Marine", "Power", "Paper", "Glass", "机械", "电气")
_THINGS = ("line", "warehouse", "retrofit", "control system", "test bench", "改造", "自动化")
_LINES = ("automation", "agv", "service")


@dataclass(frozen=True, slots=True)
class Deal:
    """One opportunity as all contestants can hold it; `reached` are the milestones with days."""

    account: int
    number: int
    name: str
    company: str
    owner: str
    amount: int
    line: str
    close: date
    reached: tuple[tuple[str, date], ...]
    state: str

    @property
    def account_id(self) -> str:
        """The id of its account."""
        return f"customer-{self.account:06d}"

    @property
    def id(self) -> str:
        """Its id within the account."""
        return f"deal-{self.number}"

    @property
    def stage(self) -> str:
        """The milestone that it stands at."""
        return self.reached[-1][0]

    @property
    def ended(self) -> date:
        """The day of its last move: of its end, where it has ended."""
        return self.reached[-1][1]

    @property
    def probability(self) -> int:
        """In percent: that of its milestone, 100 once won, 0 once lost."""
        return {"won": 100, "lost": 0}.get(self.state, PROBABILITIES[self.stage])


def make_deals(count: int, seed: int = SEED) -> Iterator[Deal]:
    """`count` deals over a fifth as many accounts: three of five open, the rest won or lost."""
    chance = Random(seed)  # noqa: S311 - a seed is the point
    company = ""
    for index in range(count):
        account, number = divmod(index, PER_ACCOUNT)
        if number == 0:
            company = f"{chance.choice(_PLACES)} {chance.choice(_TRADES)} {account}"
        yield _deal(chance, account, number, company)


def _deal(chance: Random, account: int, number: int, company: str) -> Deal:
    state = chance.choices(("open", "won", "lost"), (60, 25, 15))[0]
    depth = len(STAGES) if state == "won" else chance.randint(1, len(STAGES))
    last = TODAY - timedelta(days=chance.randint(1, 60 if state == "open" else 300))
    days = [last]
    while len(days) < depth:
        days.append(days[-1] - timedelta(days=chance.randint(5, 40)))
    return Deal(
        account=account,
        number=number,
        name=f"{company} {chance.choice(_THINGS)} {number}",
        company=company,
        owner=chance.choice(OWNERS),
        amount=chance.randint(20, 5000) * 1000,
        line=chance.choice(_LINES),
        close=TODAY + timedelta(days=chance.randint(1, 500)) if state == "open" else last,
        reached=tuple(zip(STAGES[:depth], reversed(days), strict=True)),
        state=state,
    )
