"""An index that was damaged, in whatever way: the same answers as without it, and no traceback."""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kam.index.database import FILE
from tests.conftest import MakeBook, RunKam
from tests.docs.console import ROOT

SAMPLE = [*(ROOT / "accounts").rglob("*.yaml"), *ROOT.glob("*.yaml")]


def truncate(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw)) :]


def flip(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 50))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def overwrite(raw: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(raw))
    length = chance.choice((1, 100, 4096))
    raw[start : start + length] = chance.randbytes(length)


def repeat_page(raw: bytearray, chance: random.Random) -> None:
    """A page of the database in the place of another, as a torn write may leave it."""
    pages = len(raw) // 4096
    one, other = chance.randrange(pages) * 4096, chance.randrange(pages) * 4096
    raw[one : one + 4096] = raw[other : other + 4096]


def grow(raw: bytearray, chance: random.Random) -> None:
    raw += chance.randbytes(5000)


BODIES = (
    ("SELECT number, body FROM shelves", "UPDATE shelves SET body = ? WHERE number = ?"),
    ("SELECT key, body FROM facts", "UPDATE facts SET body = ? WHERE key = ?"),
)
DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    truncate,
    flip,
    flip,
    overwrite,
    repeat_page,
    grow,
)


def opened(root: Path) -> sqlite3.Connection:
    return sqlite3.connect(root / ".kam" / FILE, isolation_level=None)


def sample_book(book: MakeBook) -> Path:
    root = book({str(path.relative_to(ROOT)): path.read_bytes() for path in SAMPLE})
    with (root / "kam.yaml").open("a", encoding="utf-8") as file:
        file.write("unknown: 1\n")
    return root


@pytest.mark.parametrize("count", [40, pytest.param(1_000, marks=pytest.mark.full, id="full")])
def test_a_damaged_index_changes_no_answer(kam: RunKam, book: MakeBook, count: int) -> None:
    root = sample_book(book)
    words = [("forecast", "--json"), ("relationship", "--json"), ("list", "tasks", "--json")]
    wanted = [kam(root, *one, "--no-index") for one in words]
    assert all(one.exit_code == 0 and json.loads(one.stdout)["warnings"] for one in wanted)
    kam(root, "forecast")
    path = root / ".kam" / FILE
    whole = path.read_bytes()
    chance = random.Random(count)  # noqa: S311 - places, not secrets
    for number in range(count):
        raw = bytearray(whole)
        DAMAGES[number % len(DAMAGES)](raw, chance)
        with path.open("r+b") as file:  # in its place: of another inode it would not be believed
            file.truncate()
            file.write(raw)
        for one, answer in zip(words, wanted, strict=True):
            found = kam(root, *one)
            assert (found.exit_code, found.stdout, found.stderr) == (
                answer.exit_code,
                answer.stdout,
                answer.stderr,
            )


@pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.full, id="full")])
def test_a_damaged_shelf_or_fact_changes_none_either(
    kam: RunKam, book: MakeBook, count: int
) -> None:
    """Damage that SQLite cannot see: its own pages are whole, what they hold is not."""
    root = sample_book(book)
    words = [("forecast", "--json"), ("list", "activities", "--json")]
    wanted = [kam(root, *one, "--no-index").stdout for one in words]
    chance = random.Random(count)  # noqa: S311 - places, not secrets
    for _ in range(count):
        kam(root, "forecast")
        with closing(opened(root)) as connection:
            for select, update in BODIES:
                for name, body in connection.execute(select).fetchall():
                    raw = bytearray(body)
                    if raw and chance.random() < 0.5:
                        chance.choice((flip, overwrite, truncate))(raw, chance)
                    connection.execute(update, (bytes(raw), name))
        assert [kam(root, *one).stdout for one in words] == wanted


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE shelves",
        "DROP TABLE facts",
        "DELETE FROM facts",
        "DELETE FROM shelves WHERE number = 0",
        "DELETE FROM shelves WHERE number > 0",
        "UPDATE shelves SET number = number + 100",
        "INSERT INTO shelves SELECT number + 9, body FROM shelves WHERE number > 0",
        "UPDATE shelves SET body = 'text'",
        "UPDATE shelves SET body = 7",
        "UPDATE facts SET body = 'text'",
        "UPDATE facts SET body = (SELECT body FROM facts LIMIT 1)",
    ],
)
def test_an_index_whose_tables_are_not_as_they_were_put_changes_none(
    kam: RunKam, book: MakeBook, statement: str
) -> None:
    root = sample_book(book)
    words = [("forecast", "--json"), ("list", "activities", "--json")]
    wanted = [kam(root, *one, "--no-index").stdout for one in words]
    assert [kam(root, *one).stdout for one in words] == wanted
    with closing(opened(root)) as connection:
        connection.execute(statement)
    assert [kam(root, *one).stdout for one in words] == wanted
    assert [kam(root, *one).stdout for one in words] == wanted
