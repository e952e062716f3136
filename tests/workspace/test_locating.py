"""Where in its file the fact of a finding stands, and the text of that line."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from kam.domain.finding import Finding, Severity
from kam.workspace.locating import Locator

DEAL = "accounts/acme/opportunities/mes.yaml"
TEXT = """\
# a deal
name: MES
products:
  - {line: agv, amount: 5}
  - line: mes
    amount: 1_0
history: []
"""


class Files:
    """A source that counts how often each file is read."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.reads: Counter[str] = Counter()

    def files(self) -> Iterator[str]:
        yield from self._files

    def read(self, path: str) -> bytes:
        self.reads[path] += 1
        if path not in self._files:
            raise FileNotFoundError(path)
        return self._files[path]


def finding(*keys: str | int, path: str = DEAL, line: int = 0) -> Finding:
    return Finding("KAM102", "x", Severity.WARNING, path, keys=keys, line=line, column=line)


def place(text: str, *keys: str | int) -> tuple[int, int, int]:
    (found,) = Locator(Files({DEAL: text.encode()})).locate([finding(*keys)])
    return found.line, found.column, found.length


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        (("name",), (2, 7, 3)),
        (("products",), (3, 1, 8)),
        (("products", 0), (4, 5, 22)),
        (("products", 0, "amount"), (4, 25, 1)),
        (("products", 1, "amount"), (6, 13, 3)),
        (("products", 1, "units"), (5, 5, 1)),
        (("history",), (7, 10, 2)),
        (("owner",), (2, 1, 1)),
        ((), (2, 1, 1)),
    ],
)
def test_a_fact_is_placed_or_what_would_hold_it(
    keys: tuple[str | int, ...], where: tuple[int, int, int]
) -> None:
    assert place(TEXT, *keys) == where


def test_a_mark_and_line_ends_of_windows_shift_nothing() -> None:
    assert place("\ufeff" + TEXT.replace("\n", "\r\n"), "products", 1, "amount") == (6, 13, 3)


def test_columns_count_characters() -> None:
    assert place("{name: 宝山🏭, stage: C}\n", "stage") == (1, 20, 1)


def test_a_file_that_is_gone_or_broken_is_meant_from_its_first_line() -> None:
    locator = Locator(Files({DEAL: b"name: [\n"}))
    found = list(locator.locate([finding("name"), finding("name", path="accounts/x/account.yaml")]))
    assert [(one.line, one.column) for one in found] == [(1, 1), (1, 1)]


def test_what_has_its_place_keeps_it() -> None:
    source = Files({})
    (found,) = Locator(source).locate([finding("name", line=7)])
    assert (found.line, found.column) == (7, 7)
    assert not source.reads


def test_a_file_is_read_once_for_all_places_and_once_for_all_lines() -> None:
    source = Files({DEAL: TEXT.encode()})
    locator = Locator(source)
    list(locator.locate([finding("name"), finding("products"), finding("history")]))
    assert [locator.line(DEAL, number) for number in (1, 2, 8, 9)] == [
        "# a deal",
        "name: MES",
        "",
        None,
    ]
    assert source.reads == {DEAL: 2}


@pytest.mark.parametrize("number", [0, -1, 100])
def test_a_line_that_is_not_there_is_none(number: int) -> None:
    assert Locator(Files({DEAL: TEXT.encode()})).line(DEAL, number) is None


def test_a_line_of_a_file_that_cannot_be_shown_is_none() -> None:
    locator = Locator(Files({DEAL: b"caf\xe9\n"}))
    assert locator.line(DEAL, 1) is None
    assert locator.line("nowhere.yaml", 1) is None


def test_a_line_comes_without_its_mark_and_its_end() -> None:
    locator = Locator(Files({DEAL: "\ufeffname: x\r\nstage: C\r\n".encode()}))
    assert [locator.line(DEAL, 1), locator.line(DEAL, 2)] == ["name: x", "stage: C"]
