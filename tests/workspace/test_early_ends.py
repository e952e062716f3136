"""A change of several files that ends early leaves a book that reads and fits."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from kam.domain.book import Book
from kam.workspace.departing import move_contact
from kam.workspace.desk import Desk
from kam.workspace.naming import Names, Target
from kam.workspace.opening import open_book
from kam.workspace.relocating import move_opportunity, rename_account, rename_opportunity
from kam.workspace.removal import plan_removal, remove
from kam.workspace.transferring import transfer
from kam.workspace.uniting import merge_accounts
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook, snapshot
from tests.workspace.views import view_of

MES = Target("acme", "mes")
FILES = {
    "accounts/acme/account.yaml": "name: Acme\n",
    "accounts/acme/contacts.yaml": "wang-fang: {name: 王芳}\n",
    "accounts/acme/opportunities/mes.yaml": "name: MES\npeople: {wang-fang: {lead: true}}\n",
    "accounts/acme/opportunities/line-3.yaml": "name: Line 3\n",
    "accounts/acme/activities/2026-li.wei.yaml": (
        "- {date: 2026-01-02, kind: call, with: [wang-fang], opportunity: mes}\n"
        "- {date: 2026-01-03, kind: call, opportunity: line-3}\n"
    ),
    "accounts/acme/tasks.yaml": "send: {what: Send it, opportunity: mes}\n",
    "accounts/acme/orders.yaml": "po-1: {date: 2026-02-14, amount: 1, opportunity: mes}\n",
    "accounts/bao-shan/account.yaml": "name: 宝山\nparent: acme\n",
    "accounts/bao-shan/contacts.yaml": "li-lei: {name: 李雷, moved_to: acme/wang-fang}\n",
    "accounts/bao-shan/tasks.yaml": "visit: {what: Visit}\n",
}
MOVES: dict[str, Callable[[Desk], object]] = {
    "rename-account": lambda desk: rename_account(desk, "acme", "axis"),
    "rename-opportunity": lambda desk: rename_opportunity(desk, MES, "axis"),
    "move": lambda desk: move_opportunity(desk, MES, "bao-shan"),
    "move-contact": lambda desk: move_contact(
        desk, "acme/wang-fang", "bao-shan", date(2026, 11, 21)
    ),
    "merge-accounts": lambda desk: merge_accounts(desk, "acme", "bao-shan", {}),
}


def ends(make: MakeBook, change: Callable[[Desk], object]) -> list[Desk]:
    """A desk for every step at which a change may end, its first steps carried out."""
    desk = Desk(make(FILES))
    change(desk)
    desks = []
    for count in range(len(desk.steps) + 1):
        root = make(FILES).rename(desk.root.with_name(f"ended-{count}"))
        desks.append(Desk(root))
        change(desks[-1])
        for step in desks[-1].steps[:count]:
            step.apply(root)
    return desks


def opened(desk: Desk) -> Book:
    """The book as it lies there; every file of it reads and fits."""
    book = open_book(WorkTree(desk.root))
    assert book.findings == ()
    assert all(folder.readable for folder in book.folders)
    return book


def counts(book: Book) -> tuple[int, ...]:
    """How many activities, next steps and orders there are."""
    folders = book.folders
    return (
        sum(len(folder.activities) for folder in folders),
        sum(len(folder.tasks) for folder in folders),
        sum(len(folder.orders) for folder in folders),
    )


@pytest.mark.parametrize("name", MOVES)
def test_a_move_loses_nothing_wherever_it_ends(name: str, book: MakeBook) -> None:
    for desk in ends(book, MOVES[name]):
        now = opened(desk)
        assert len(tuple(now.opportunities())) == 2
        assert all(found >= there for found, there in zip(counts(now), (2, 2, 1), strict=True))
        assert Names(desk.source, partial(view_of, desk.root), exact=True).opportunity("acme/mes")
    assert counts(now) == (2, 2, 1)


def test_a_merger_that_ends_early_is_finished_by_another(book: MakeBook) -> None:
    *early, done = ends(book, MOVES["merge-accounts"])
    for desk in early:
        again = Desk(desk.root)
        MOVES["merge-accounts"](again)
        again.save()
        assert snapshot(desk.root) == snapshot(done.root)


def test_a_transfer_that_ends_early_is_finished_by_another(book: MakeBook) -> None:
    owned = {
        "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
        "accounts/acme/opportunities/lost.yaml": (
            "name: Lost\noutcome: {result: lost, date: 2026-01-01}\n"
        ),
        "accounts/acme/tasks.yaml": "send: {what: Send it, opportunity: mes, owner: li.wei}\n",
    }

    def change(desk: Desk) -> None:
        transfer(desk, "li.wei", "chen.jie")

    for desk in ends(lambda _: book(FILES | owned), change):
        again = Desk(desk.root)
        change(again)
        again.save()
        acme = opened(again).folders[0]
        lost = next(one for one in acme.opportunities if one.id == "lost")
        assert lost.outcome is not None
        owners = (acme.account.owner, acme.tasks[0].owner, lost.outcome.owner)
        assert owners == ("chen.jie", "chen.jie", "li.wei")


@pytest.mark.parametrize("target", [Target("acme"), MES])
def test_a_removal_leaves_a_book_that_fits_wherever_it_ends(target: Target, book: MakeBook) -> None:
    def change(desk: Desk) -> None:
        remove(desk, plan_removal(desk, target), with_references=True)

    for desk in ends(book, change):
        opened(desk)
    assert not desk.has(target.path)
