"""Books as repositories, and what is done to them between two runs."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree

from benchmarks.books import opportunity, write_book
from benchmarks.deals import Deal, make_deals
from benchmarks.runs import answer
from benchmarks.surroundings import PROJECT, git

_SAMPLE = ("kam.yaml", "targets.yaml", "commission.yaml")
_LAST_STAGE = "A"
RAISE = 1000
"""What an edit adds to the amount of a deal."""


def make_tree(root: Path, size: int) -> None:
    """Write a book of `size` deals into a new folder and commit all of it."""
    root.mkdir(parents=True)
    write_book(root, make_deals(size))
    _commit(root)
    # Files on their way to the disk would be paid for by whoever is measured first.
    os.sync()


def copy_sample(root: Path) -> None:
    """Copy the book that the repository shows to a newcomer, and commit all of it."""
    copytree(PROJECT / "accounts", root / "accounts")
    for name in _SAMPLE:
        (root / name).write_bytes((PROJECT / name).read_bytes())
    _commit(root)


def drop_index(root: Path) -> None:
    """Take away what kam remembers of a book."""
    rmtree(root / ".kam", ignore_errors=True)


def edit(root: Path, deal: Deal, amount: int) -> None:
    """Write another amount into the file of a deal, as a person with an editor does."""
    path = root / "accounts" / deal.account_id / "opportunities" / f"{deal.id}.yaml"
    path.write_text(opportunity(replace(deal, amount=amount)), encoding="utf-8")


def movable(size: int) -> Iterator[Deal]:
    """The open deals of a book that have a milestone before the winning one still to reach."""
    return (deal for deal in make_deals(size) if deal.state == "open" and deal.stage != _LAST_STAGE)


def _commit(root: Path) -> None:
    """Make a repository of a folder; an identity in it lets kam commit too, if it is asked to."""
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", "Benchmark"),
        ("config", "user.email", "benchmark@example.com"),
        ("config", "gc.auto", "0"),
        ("add", "--all"),
        ("commit", "--quiet", "--message=The deals"),
    ):
        answer(git(root, *arguments))
