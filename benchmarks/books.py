"""The deals as a book of kam: two files an account, its activities, and one file a deal."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from benchmarks.deals import EVIDENCE, OWNERS, TODAY, Deal

_SETTINGS = """\
format: 1
currency: CNY
amounts: {tax: included, rate: 13}
git: {commit: auto}
people:
  li.wei: {name: 李伟, team: north}
  chen.jie: {name: 陈洁, team: north}
  sun.hao: {name: 孙浩, team: north}
  zhao.min: {name: 赵敏, team: south}
  anna.berg: {name: Anna Berg, team: south}
teams:
  north: {name: North, manager: chen.jie}
  south: {name: South, manager: zhao.min}
"""
_TIERS = ("core", "key", "general", "general")


def write_book(root: Path, deals: Iterable[Deal]) -> None:
    """Write a book into an empty folder."""
    _write(root / "kam.yaml", _SETTINGS)
    _write(root / "targets.yaml", "- {team: north, period: 2027, amount: 900000000}\n")
    for identifier, found in groupby(deals, lambda deal: deal.account_id):
        own = list(found)
        folder = root / "accounts" / identifier
        _write(folder / "account.yaml", _account(own[0]))
        _write(folder / "contacts.yaml", _contacts(own[0]))
        _write(folder / "activities" / f"2026-{own[0].owner}.yaml", _activities(own))
        for deal in own:
            _write(folder / "opportunities" / f"{deal.id}.yaml", opportunity(deal))


def opportunity(deal: Deal) -> str:
    """The file of one deal."""
    history = [
        f"  - {{date: {day}, stage: {stage}, by: {deal.owner}, "
        f"evidence: {{{EVIDENCE[stage]}: note of {day}}}}}"
        for stage, day in deal.reached
    ]
    lines = [
        f"name: {deal.name}",
        "kind: project",
        f"stage: {'S' if deal.state == 'won' else deal.stage}",
        f"amount: {deal.amount}",
        f"close_date: {deal.close}",
        f"owner: {deal.owner}",
        f"source: {{channel: referral, by: {OWNERS[0]}, date: {deal.reached[0][1]}}}",
        "products:",
        f"  - {{line: {deal.line}, amount: {deal.amount}}}",
        "history:",
        *history,
    ]
    if deal.state == "won":
        lines.append(f"  - {{date: {deal.ended}, stage: S, by: {deal.owner}}}")
    if deal.state != "open":
        reason = "" if deal.state == "won" else ", reason: price"
        lines.append(f"outcome: {{result: {deal.state}, date: {deal.ended}{reason}}}")
    return "\n".join(lines) + "\n"


def _account(deal: Deal) -> str:
    return (
        f"name: {deal.company}\nowner: {deal.owner}\nindustry: steel\n"
        f"segment: manufacturing\ntier: {_TIERS[deal.account % len(_TIERS)]}\n"
        "relationship:\n  stage: establish\n  history:\n"
        f"    - {{date: 2026-03-01, stage: establish, by: {deal.owner}, because: first order}}\n"
    )


def _contacts(deal: Deal) -> str:
    return (
        "wang-fang:\n  name: 王芳\n  title: Head of production\n  department: user\n"
        "  level: management\n  roles: [user, coach]\n  attitude: supporter\n"
        f"zhao-lei:\n  name: 赵磊 {deal.account}\n  level: decision\n  roles: [economic]\n"
        "  attitude: neutral\n"
    )


def _activities(deals: list[Deal]) -> str:
    return "".join(
        f"- {{date: {TODAY - timedelta(days=7 * (len(deals) - place))}, kind: visit, "
        f"by: {deal.owner}, with: [wang-fang], opportunity: {deal.id}, note: Progress agreed.}}\n"
        for place, deal in enumerate(deals)
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
