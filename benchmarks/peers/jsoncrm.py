"""jsoncrm: a JSON array for each of three steps, a record a deal. https://www.jsoncrm.dev."""

import json
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.deals import Deal
from benchmarks.figures import Figures, require
from benchmarks.peers.peer import Peer
from benchmarks.runs import Command

_STEPS = ("leads", "prospects", "customers")
_EARLY = {"G": "⭐", "F": "⭐⭐", "E": "⭐⭐⭐", "D": "⭐⭐⭐⭐"}
"""The scores of the milestones that are leads; from C on a deal is a prospect."""


def _write(folder: Path, deals: Iterable[Deal]) -> None:
    with ExitStack() as stack:
        files = {
            step: stack.enter_context((folder / f"{step}.json").open("w", encoding="utf-8"))
            for step in _STEPS
        }
        marks = dict.fromkeys(_STEPS, "[\n")
        for number, deal in enumerate(deals):
            step = _step(deal)
            text = json.dumps(_record(number, deal), ensure_ascii=False, indent=2)
            files[step].write(marks[step] + text)
            marks[step] = ",\n"
        for step, file in files.items():
            file.write("[]\n" if marks[step] == "[\n" else "\n]\n")


def _step(deal: Deal) -> str:
    if deal.state == "won":
        return "customers"
    return "leads" if deal.state == "open" and deal.stage in _EARLY else "prospects"


def _record(number: int, deal: Deal) -> dict[str, Any]:
    return {
        "id": f"deal-{number}",
        "name": deal.name,
        "company": deal.company,
        "owner": deal.owner,
        "amount": deal.amount,
        "close_date": deal.close.isoformat(),
        "score": _EARLY.get(deal.stage),
        "status": "closed" if deal.state == "lost" else "active",
        "paid": deal.state == "won",
        "added": deal.reached[0][1].isoformat(),
        "contacted_at": deal.ended.isoformat(),
        "history": [{"date": day.isoformat(), "stage": stage} for stage, day in deal.reached],
    }


def _check(output: str, figures: Figures) -> None:
    found = sum(step["total"] for step in json.loads(output).values())
    require("the number of jsoncrm's records", found, figures.deals)


def _version() -> Command:
    """It has no `--version`: the interpreter that its script names knows."""
    script = Path(shutil.which("jsoncrm") or "")
    python = script.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!").strip()
    code = "from importlib.metadata import version; print(version('jsoncrm'))"
    return Command((python, "-c", code), Path())


JSONCRM = Peer(
    name="jsoncrm",
    program="jsoncrm",
    report="`stats`, counts only",
    write=_write,
    timed=("stats",),
    proof=("stats", "--json"),
    check=_check,
    version=_version,
)
