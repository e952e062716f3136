"""A transfer changes whose the open work is, and no figure."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.deal import OPEN_STATES, Deal
from kam.domain.deals import build_deals
from kam.workspace.desk import Desk
from kam.workspace.opening import open_book
from kam.workspace.transferring import transfer
from kam.workspace.worktree import WorkTree

PEOPLE = st.sampled_from([None, "li.wei", "chen.jie", "zhao.min"])
STATES = st.sampled_from(
    [
        "",
        "hold: {since: 2026-01-01}\n",
        "outcome: {result: lost, date: 2026-01-02}\n",
        "outcome: {result: won, date: 2026-01-02, owner: li.wei}\n",
        "outcome: {result: won, date: 2026-01-02, owner: zhao.min, amount: 7}\n",
        "stage: S\nhistory: [{date: 2026-01-02, stage: S}]\n",
        "kind: framework\n",
    ]
)
BOOKS = st.lists(st.tuples(PEOPLE, st.lists(st.tuples(PEOPLE, STATES), max_size=4)), max_size=3)
SETTINGS = "people: {li.wei: {team: north}, chen.jie: {team: south}, zhao.min: {}}\n"


def deals(root: Path) -> list[Deal]:
    return list(build_deals(open_book(WorkTree(root)), date(2026, 11, 21)))


@given(BOOKS)
def test_only_the_owners_of_what_is_open_change(
    book: list[tuple[str | None, list[tuple[str | None, str]]]],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "kam.yaml").write_text(SETTINGS, encoding="utf-8")
        for number, (owner, opportunities) in enumerate(book):
            home = root / f"accounts/a{number}/opportunities"
            home.mkdir(parents=True)
            (home.parent / "account.yaml").write_text(f"name: A\n{owned(owner)}", encoding="utf-8")
            for place, (whose, state) in enumerate(opportunities):
                text = f"name: O\namount: {place + 1}\n{owned(whose)}{state}"
                (home / f"o{place}.yaml").write_text(text, encoding="utf-8")
        before = deals(root)
        desk = Desk(root)
        change = transfer(desk, "li.wei", "chen.jie")
        desk.save()
        theirs = [deal for deal in before if deal.owner == "li.wei"]
        expected = [
            deal._replace(owner="chen.jie", team="south")
            if deal in theirs and deal.state in OPEN_STATES
            else deal
            for deal in before
        ]
        assert deals(root) == expected
        assert change.opportunities + change.kept == len(theirs)


def owned(person: str | None) -> str:
    return f"owner: {person}\n" if person else ""
