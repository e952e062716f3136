"""taskwarrior: a task a deal, imported from JSON. https://taskwarrior.org/docs/import/."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.deals import Deal
from benchmarks.figures import Figures, require
from benchmarks.peers.peer import Peer

_FILE = "deals.json"
_SETTINGS = ("rc:taskrc", "rc.data.location=data", "rc.confirmation=no")


def _write(folder: Path, deals: Iterable[Deal]) -> None:
    (folder / "taskrc").write_text("uda.amount.type=numeric\n", encoding="utf-8")
    (folder / "data").mkdir()
    with (folder / _FILE).open("w", encoding="utf-8") as file:
        for number, deal in enumerate(deals):
            file.write(("," if number else "[") + json.dumps(_task(number, deal)) + "\n")
        file.write("]\n")


def _task(number: int, deal: Deal) -> dict[str, Any]:
    task = {
        "uuid": f"00000000-0000-4000-8000-{number:012d}",
        "description": deal.name,
        "project": deal.account_id,
        "tags": [deal.line, deal.state],
        "entry": _moment(deal.reached[0][1]),
        "due": _moment(deal.close),
        "amount": deal.amount,
        "status": "pending",
    }
    if deal.state == "open":
        return task
    return task | {"status": "completed", "end": _moment(deal.ended)}


def _moment(day: date) -> str:
    return day.strftime("%Y%m%dT000000Z")


def _check(output: str, figures: Figures) -> None:
    require("the number of taskwarrior's pending tasks", int(output), figures.open_deals)


TASKWARRIOR = Peer(
    name="taskwarrior",
    program="task",
    report="`summary`, open deals by account",
    write=_write,
    load=(*_SETTINGS, "import", _FILE),
    timed=(*_SETTINGS, "summary"),
    proof=(*_SETTINGS, "status:pending", "count"),
    check=_check,
)
