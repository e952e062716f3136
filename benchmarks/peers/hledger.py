"""hledger: one journal, a transaction a deal. https://hledger.org/hledger.html#journal."""

import csv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.deals import Deal
from benchmarks.figures import Figures, require
from benchmarks.peers.peer import Peer

_FILE = "deals.journal"


def _write(folder: Path, deals: Iterable[Deal]) -> None:
    with (folder / _FILE).open("w", encoding="utf-8") as journal:
        for deal in deals:
            journal.write(
                f"{deal.close} {deal.company} | {deal.name}  ; owner:{deal.owner}\n"
                f"    {_account(deal)}  {deal.amount} CNY\n    deals\n\n"
            )


def _account(deal: Deal) -> str:
    return f"open:{deal.stage}" if deal.state == "open" else deal.state


def _check(output: str, figures: Figures) -> None:
    sums: dict[str, int] = {}
    for account, balance in csv.reader(output.splitlines()):
        state = account.partition(":")[0]
        if state in {"open", "won", "lost"}:
            sums[state] = sums.get(state, 0) + int(balance.split()[0])
    expected = {
        "open": figures.open_amount,
        "won": figures.won_amount,
        "lost": figures.lost_amount,
    }
    require("the balance of hledger", sums, expected)


HLEDGER = Peer(
    name="hledger",
    program="hledger",
    report="`bal`, one journal",
    write=_write,
    timed=("-f", _FILE, "bal"),
    proof=("-f", _FILE, "bal", "--output-format", "csv"),
    check=_check,
)
