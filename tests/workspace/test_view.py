"""With an index and without one, after whatever was done to the files: every answer is the same."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam.domain.book import Book
from kam.domain.states import State
from kam.index import stamps
from kam.index.database import FILE
from kam.workspace.opening import UnreadableSettings
from kam.workspace.view import IndexView, View
from kam.workspace.viewing import open_view
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook
from tests.domain.builders import TODAY
from tests.laws import few, many
from tests.strategies import books
from tests.writing_books import write_book


def opened(root: Path, *, indexed: bool = True) -> View:
    return open_view(WorkTree(root), TODAY, indexed=indexed, progress=lambda _done, _all: None)


def parts(view: View) -> dict[str, Any]:
    """All that a report can ask for, to the last digit."""
    book = view.book
    lists = ("contacts", "activities", "tasks", "orders", "opportunities", "plan", "sheets")
    return {
        "settings": repr(view.settings),
        "methods": repr(view.methods),
        "models": repr(view.models),
        "targets": repr(view.targets),
        "findings": [repr(finding) for finding in view.findings],
        "deals": [repr(deal) for deal in view.deals],
        "accounts": [repr(account) for account in view.accounts],
        "unread": view.unread,
        "folders": [repr(folder) for folder in book.folders],
        "rest": (repr(book.commission), repr(book.calls), [repr(one) for one in book.findings]),
        "lists": {
            name: [
                (one.account.id, repr(fact))
                for one in view.folders(name)
                if (fact := getattr(one, name))
            ]
            for name in lists
        },
        "part": [
            (account.id, repr(view.part(account.id).folders)) for account in view.accounts[:2]
        ],
    }


def answers(root: Path, *, indexed: bool) -> object:
    try:
        return parts(opened(root, indexed=indexed))
    except UnreadableSettings as error:
        return error.findings


def assert_same(root: Path) -> None:
    """What the index says is what the files say, the first time and when nothing has changed."""
    expected = answers(root, indexed=False)
    if isinstance(expected, dict):
        view = opened(root)
        assert isinstance(view, IndexView)
        assert parts(view) == expected
    assert answers(root, indexed=True) == expected


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as home:
        yield Path(home) / "book"


@pytest.fixture
def exact_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that stamps finely: what was written before the clock was read is sure."""
    monkeypatch.setattr(stamps, "GRANULE", 0)


@given(books())
@settings(max_examples=many(40))
def test_the_index_of_any_book_says_what_its_files_say(book: Book) -> None:
    with folder() as root:
        assert_same(write_book(root, book))


Change = Callable[[Path, int], object]


def files(root: Path) -> list[Path]:
    found = [path for path in root.rglob("*") if path.is_file() and ".kam" not in path.parts]
    return sorted(found)


def folders(root: Path) -> list[Path]:
    return sorted(path for path in (root / "accounts").rglob("*") if path.is_dir())


def on_file(change: Callable[[Path], object]) -> Change:
    """A change of whichever file a number chooses."""

    def act(root: Path, number: int) -> None:
        if found := files(root):
            change(found[number % len(found)])

    return act


def on_folder(change: Callable[[Path], object]) -> Change:
    def act(root: Path, number: int) -> None:
        if found := folders(root):
            change(found[number % len(found)])

    return act


def edit(old: bytes, new: bytes) -> Change:
    return on_file(lambda path: path.write_bytes(path.read_bytes().replace(old, new)))


def append(line: bytes) -> Change:
    return on_file(lambda path: path.write_bytes(path.read_bytes() + line))


def swap(root: Path, number: int) -> None:
    """Two files in each other's place, as `mv` does it, their times kept."""
    if len(found := files(root)) > 1:
        one, other = found[number % len(found)], found[(number + 1) % len(found)]
        aside = root / "aside"
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def copy_folder(path: Path) -> None:
    if not (target := path.with_name(f"{path.name}-2")).exists():
        shutil.copytree(path, target, symlinks=True)


def rename_folder(path: Path) -> None:
    if not (target := path.with_name(f"{path.name}x")).exists():
        path.rename(target)


def link_away(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.yaml")


CHANGES: dict[str, Change] = {
    "another figure of the same length": edit(b"1", b"2"),
    "a shorter figure": edit(b"00", b"0"),
    "a key that nobody knows": on_file(
        lambda path: path.write_bytes(path.read_bytes() + b"odd: 1\n")
    ),
    "no YAML any more": append(b"a: [\n"),
    "nothing left in it": on_file(lambda path: path.write_bytes(b"")),
    "a file gone": on_file(Path.unlink),
    "a file under another name": on_file(lambda path: path.rename(path.with_name("other.yaml"))),
    "a file that kam does not read": on_file(lambda path: path.with_name("x.yml").write_bytes(b"")),
    "a link in its place": on_file(link_away),
    "touched and the same": on_file(lambda path: os.utime(path, ns=(1, 1))),
    "two files swapped": swap,
    "a folder twice": on_folder(copy_folder),
    "a folder under another name": on_folder(rename_folder),
    "a folder gone": on_folder(shutil.rmtree),
    "no index any more": lambda root, _: shutil.rmtree(root / ".kam", ignore_errors=True),
    "an index of zeros": lambda root, _: (root / ".kam" / FILE).write_bytes(b"\x00" * 5000),
}


@given(
    books(), st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 99)), max_size=5)
)
@settings(max_examples=many(40))
@pytest.mark.usefixtures("exact_clock")
def test_it_says_so_after_whatever_was_done_to_them(
    book: Book, changes: list[tuple[str, int]]
) -> None:
    with folder() as root:
        assert_same(write_book(root, book))
        for name, number in changes:
            CHANGES[name](root, number)
            assert_same(root)


BOOK = {
    "kam.yaml": "currency: CNY\nrates: {USD: [{from: 2026-01-01, rate: 7}]}\n",
    "accounts/acme/account.yaml": "name: Acme\nparent: group\nowner: li.wei\n",
    "accounts/acme/opportunities/mes.yaml": "name: MES\nstage: C\namount: 100\ncurrency: USD\n",
    "accounts/bell/account.yaml": "name: Bell\n",
    "accounts/bell/opportunities/line.yaml": "name: Line\nstage: G\namount: 200\n",
}


def weights(root: Path) -> dict[str, str]:
    return {deal.id: str(deal.weighted) for deal in opened(root).deals}


@pytest.mark.parametrize("name", sorted(CHANGES))
@pytest.mark.usefixtures("exact_clock")
@pytest.mark.parametrize("number", few(range(len(BOOK)), 2))
def test_each_change_of_each_file_is_seen(book: MakeBook, name: str, number: int) -> None:
    root = book(BOOK)
    assert_same(root)
    CHANGES[name](root, number)
    assert_same(root)


@pytest.mark.usefixtures("exact_clock")
def test_rates_and_methods_reach_every_row(book: MakeBook) -> None:
    root = book(BOOK)
    assert weights(root) == {"acme/mes": "350.00", "bell/line": "20.00"}
    (root / "kam.yaml").write_text("currency: CNY\nrates: {USD: 8}\n", encoding="utf-8")
    assert weights(root) == {"acme/mes": "400.00", "bell/line": "20.00"}
    (root / "playbooks").mkdir()
    own = "extends: milestone\nstages: {C: {probability: 60}}\n"
    (root / "playbooks" / "milestone.yaml").write_text(own, encoding="utf-8")
    assert weights(root) == {"acme/mes": "480.00", "bell/line": "20.00"}
    assert_same(root)


@pytest.mark.usefixtures("exact_clock")
def test_another_order_of_stages_reaches_every_row(book: MakeBook) -> None:
    own = "extends: milestone\norder: [G, F, E, D, C, B, A, S]\n"
    root = book({**BOOK, "playbooks/milestone.yaml": own})
    assert_same(root)
    assert {deal.state for deal in opened(root).deals} == {State.OPEN}
    late = "extends: milestone\norder: [G, F, E, D, S, C, B, A]\n"
    (root / "playbooks/milestone.yaml").write_text(late, encoding="utf-8")
    assert_same(root)


OWN = {
    "playbooks/vocabulary.yaml": "words: {source-channel: {pigeon: {label: {en: Pigeon}}}}\n",
    "playbooks/relationship.yaml": "stages: {court: {label: {en: Courted}}}\n",
}


@pytest.mark.parametrize("path", OWN)
@pytest.mark.usefixtures("exact_clock")
def test_words_that_come_or_go_reach_every_file(book: MakeBook, path: str) -> None:
    deal = "name: MES\nstage: C\namount: 100\nsource: {channel: pigeon}\n"
    account = "name: Bell\nrelationship: {stage: court}\n"
    files = {"accounts/acme/opportunities/mes.yaml": deal, "accounts/bell/account.yaml": account}
    root = book({**BOOK, **files, **OWN})
    assert_same(root)
    assert opened(root).findings == ()
    (root / path).rename(root / "aside")
    assert_same(root)
    assert len(opened(root).findings) == 1
    (root / "aside").rename(root / path)
    assert_same(root)
    assert opened(root).findings == ()


def test_an_index_that_old_contents_pile_up_in_is_begun_anew(
    book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = book(BOOK)
    assert_same(root)
    monkeypatch.setattr("kam.workspace.viewing.SMALL", 0)
    view = opened(root)
    assert isinstance(view, IndexView)
    assert not (root / ".kam" / FILE).exists()
    assert parts(view) == answers(root, indexed=False)
    assert_same(root)


@pytest.mark.parametrize("failure", [OSError("no room"), RuntimeError("no home")])
def test_without_any_place_for_an_index_the_files_are_read(
    book: MakeBook, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(_root: Path) -> Path:
        raise failure

    root = book(BOOK)
    monkeypatch.setattr("kam.workspace.viewing.own_folder", fail)
    monkeypatch.setattr("kam.workspace.viewing._cache_folder", fail)
    assert not isinstance(opened(root), IndexView)
    assert answers(root, indexed=True) == answers(root, indexed=False)


def test_a_book_that_cannot_be_written_to_has_its_index_in_the_cache(
    book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = book(BOOK)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (root / ".kam").write_bytes(b"a file where the folder belongs")
    assert_same(root)
    (found,) = (tmp_path / "cache").rglob(FILE)
    assert found.stat().st_mode & 0o777 == 0o600


def test_a_file_that_could_not_be_read_is_tried_again(book: MakeBook) -> None:
    root = book(BOOK)
    path = root / "accounts/bell/opportunities/line.yaml"
    path.rename(path.with_name("aside"))
    path.mkdir()
    assert [finding.path for finding in opened(root).findings if finding.skips] == [
        "accounts/bell/opportunities/line.yaml"
    ]
    path.rmdir()
    path.with_name("aside").rename(path)
    assert_same(root)
    assert opened(root).findings == ()
