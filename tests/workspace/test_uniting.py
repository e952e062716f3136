"""Two accounts made one change where opportunities lie, and no figure."""

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.deals import build_deals
from kam.workspace.desk import Desk
from kam.workspace.opening import open_book
from kam.workspace.uniting import merge_accounts
from kam.workspace.worktree import WorkTree
from tests.workspace.test_transferring import PEOPLE, STATES, owned

ACCOUNTS = st.tuples(PEOPLE, st.lists(st.tuples(PEOPLE, STATES), max_size=3), st.integers(0, 2))
Accounts = tuple[str | None, list[tuple[str | None, str]], int]
Figure = tuple[object, ...]


@given(ACCOUNTS, ACCOUNTS)
def test_every_opportunity_and_entry_is_there_once_and_counts_as_before(
    first: Accounts, second: Accounts
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, account in (("old", first), ("new", second)):
            write(root / "accounts" / name, name, account)
        before, entries = figures(root, first[0] or second[0], second[0] or first[0])
        desk = Desk(root)
        merge_accounts(desk, "old", "new", {})
        desk.save()
        assert figures(root, None, None) == (before, entries)
        assert not (root / "accounts/old/account.yaml").exists()


def write(home: Path, name: str, account: Accounts) -> None:
    owner, opportunities, entries = account
    (home / "opportunities").mkdir(parents=True)
    (home / "activities").mkdir()
    (home / "account.yaml").write_text(f"name: {name}\n{owned(owner)}", encoding="utf-8")
    for place, (whose, state) in enumerate(opportunities):
        text = f"name: {name} {place}\namount: {place + 1}\n{owned(whose)}{state}"
        (home / f"opportunities/{name}-{place}.yaml").write_text(text, encoding="utf-8")
    orders = "".join(f"{name}-{n}: {{date: 2026-01-0{n + 1}, amount: 1}}\n" for n in range(entries))
    log = "".join(
        f"- {{date: 2026-01-0{n + 1}, kind: call, note: {name}}}\n" for n in range(entries)
    )
    for path, text in {"orders.yaml": orders, "activities/2026-li.wei.yaml": log}.items():
        if text:
            (home / path).write_text(text, encoding="utf-8")


def figures(
    root: Path, old: str | None, new: str | None
) -> tuple[Counter[Figure], tuple[int, int]]:
    """Every deal by all that its place does not change, and how many entries there are.

    `old` and `new` own what nobody is said to own in the accounts of that name.
    """
    book = open_book(WorkTree(root))
    homes = {"old": old, "new": new}
    deals: Counter[Figure] = Counter(
        (deal.name, deal.owner or homes[deal.account], deal.state, deal.amount, deal.weighted)
        for deal in build_deals(book, date(2026, 11, 21))
    )
    folders = book.folders
    counts = sum(len(one.orders) for one in folders), sum(len(one.activities) for one in folders)
    return deals, counts
