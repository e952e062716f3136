"""hermitcrm: a folder of Markdown files with YAML front matter. https://hermitcrm.io/docs/.

It has one stage and one value a company, so that each deal is a company: one file in a folder of
its own, with its history. Beside it lies what the book of kam has as well: the people of an account
with its first deal, and an interaction for each activity, a file each, as hermitcrm keeps them.
"""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks.deals import TODAY, Deal
from benchmarks.figures import Figures, require
from benchmarks.peers.peer import Peer

_STAGES = {
    "G": "prospect",
    "F": "prospect",
    "E": "engaged",
    "D": "engaged",
    "C": "discovery",
    "B": "offer",
    "A": "offer",
}
_PEOPLE = (("Fang", "Wang"), ("Lei", "Zhao"))
_HEADING = "pipeline stage"


def _write(folder: Path, deals: Iterable[Deal]) -> None:
    for deal in deals:
        slug = f"{deal.account_id}-{deal.id}"
        own = folder / "companies" / slug
        own.mkdir()
        (own / "company.md").write_text(_company(slug, deal), encoding="utf-8")
        (own / "interactions").mkdir()
        visit = own / "interactions" / f"{TODAY - timedelta(days=7)}-visit.md"
        visit.write_text(_interaction(deal), encoding="utf-8")
        if deal.number == 0:
            (own / "contacts").mkdir()
            for first, last in _PEOPLE:
                person = own / "contacts" / f"{first}-{last}.md".lower()
                person.write_text(_contact(first, last, deal), encoding="utf-8")


def _contact(first: str, last: str, deal: Deal) -> str:
    created = f"{deal.reached[0][1]}T09:00"
    return (
        f"---\nfirst_name: {first}\nlast_name: {last}\nslug: {first}-{last}\n"
        "title: Head of production\nlinkedin:\nemail:\nphone:\nrole:\n"
        f"created: {created}\nupdated: {created}\n---\n"
    ).replace(f"slug: {first}-{last}", f"slug: {first}-{last}".lower())


def _interaction(deal: Deal) -> str:
    day = TODAY - timedelta(days=7)
    return (
        f"---\ndate: {day}T09:00\nchannel: meeting\ndirection: out\ncontact:\n"
        "subject: Progress agreed.\noutcome:\nsource: manual\n---\n"
        f"{deal.owner} was there.\n"
    )


def _company(slug: str, deal: Deal) -> str:
    created = f"{deal.reached[0][1]}T09:00"
    return (
        f"---\nname: {deal.name}\nslug: {slug}\nwebsite:\nlinkedin:\ncountry:\nsource: referral\n"
        f"stage: {deal.state if deal.state != 'open' else _STAGES[deal.stage]}\n"
        f"stage_changed: {deal.ended}\nlost_reason:{' price' if deal.state == 'lost' else ''}\n"
        f"requalify_on:\nvalue_eur_month: {deal.amount}\nproduct_oneliner: {deal.line}\n"
        f"next_step:\nnext_step_due:\nnext_step_status: open\ntags: [{deal.owner}]\n"
        f"stage_history:\n{_history(deal)}created: {created}\nupdated: {deal.ended}T09:00\n---\n"
    )


def _history(deal: Deal) -> str:
    steps = [("prospect", deal.reached[0][1])]
    steps += [(_STAGES[stage], day) for stage, day in deal.reached]
    if deal.state != "open":
        steps.append((deal.state, deal.ended))
    return "".join(
        f"- {{date: {day}, from: {before}, to: {after}}}\n"
        for (before, _), (after, day) in pairwise(steps)
        if before != after
    )


def _check(output: str, figures: Figures) -> None:
    """Compare the open companies and their value, in the table under `pipeline stage`."""
    lines = iter(output.splitlines())
    for line in lines:
        if line.startswith(_HEADING):
            break
    found = amount = 0
    for line in lines:
        if not line.strip():
            break
        _, count, value = line.split()
        found += int(count.replace(",", ""))
        amount += int(value.replace(",", ""))
    expected = (figures.open_deals, figures.open_amount)
    require("what hermitcrm has open", (found, amount), expected)


HERMITCRM = Peer(
    name="hermitcrm",
    program="hermitcrm",
    report="`report`, a file a deal",
    write=_write,
    begin=("init", ".", "--no-setup"),
    timed=("--data", ".", "report"),
    proof=("--data", ".", "report"),
    check=_check,
)
