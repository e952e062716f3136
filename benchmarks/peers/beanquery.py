"""beanquery over beancount: one ledger, a transaction a deal. https://beancount.github.io/docs/.

Beancount keeps what it parsed in a file beside the ledger once that took a second; it may, as kam
may keep its index.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.deals import STAGES, Deal
from benchmarks.figures import Figures, require
from benchmarks.peers.peer import Peer

_FILE = "deals.beancount"
_QUERY = "SELECT account, sum(position) GROUP BY account"
_STATES = {"won": "Income:Won", "lost": "Expenses:Lost"}
_DEALS = "Equity:Deals"


def _write(folder: Path, deals: Iterable[Deal]) -> None:
    accounts = [*_STATES.values(), *(f"Assets:Open:{stage}" for stage in STAGES), _DEALS]
    with (folder / _FILE).open("w", encoding="utf-8") as ledger:
        ledger.writelines(f"2020-01-01 open {account}\n" for account in accounts)
        for deal in deals:
            ledger.write(
                f'\n{deal.close} * "{deal.company}" "{deal.name}"\n  owner: "{deal.owner}"\n'
                f"  {_account(deal)}  {deal.amount} CNY\n  {_DEALS}\n"
            )


def _account(deal: Deal) -> str:
    return f"Assets:Open:{deal.stage}" if deal.state == "open" else _STATES[deal.state]


def _check(output: str, figures: Figures) -> None:
    sums: dict[str, int] = {}
    for account, balance in list(csv.reader(output.splitlines()))[1:]:
        kind = account.partition(":")[0]
        sums[kind] = sums.get(kind, 0) + int(balance.split()[0])
    del sums["Equity"]
    expected = {
        "Assets": figures.open_amount,
        "Income": figures.won_amount,
        "Expenses": figures.lost_amount,
    }
    require("the sum of beanquery", sums, expected)


BEANQUERY = Peer(
    name="beanquery",
    program="bean-query",
    report="sum by account, one ledger",
    write=_write,
    timed=(_FILE, _QUERY),
    proof=("--format", "csv", _FILE, _QUERY),
    check=_check,
)
