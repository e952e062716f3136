"""One figure, three forms: JSON adds up, CSV says the same, the table says it in its unit.

Everything goes through the command line and the files of a book, and is judged by what came out.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kam.cli.app import app
from kam.domain.book import Book
from kam.domain.opportunity import Opportunity, Split
from tests.cli.tables import Printed, read_table
from tests.conftest import TODAY
from tests.laws import many
from tests.strategies import books
from tests.writing_books import write_book

Row = Mapping[str, Any]
Test = Callable[..., None]
GRAINS = ("month", "quarter", "year")
GROUPINGS = ("owner", "team", "account", "group", "segment", "line")
BY = st.sampled_from([None, *GROUPINGS])
RANGES = [(), ("--from", "2026", "--to", "2027"), ("--from", "2025"), ("--to", "2027")]
"""Whole fiscal years, which months, quarters and years fill alike."""
LANG = st.sampled_from([(), ("--lang", "zh")])
FORECAST_BY = st.sampled_from([None, *GROUPINGS, "category"])
PARTS = ("closed", "commit", "best_case", "pipeline", "omitted", "weighted")
DERIVED = ("expected", "commit_forecast", "best_case_forecast", "open_pipeline")
UNITS = {
    "thousand": (Decimal(1_000), 0),
    "million": (Decimal(1_000_000), 1),
    "万元": (Decimal(10_000), 1),
    "亿元": (Decimal(100_000_000), 2),
}
"""How a unit is written in the heading, what it divides by and the decimals that it keeps."""
HEADINGS = {
    # the key of a figure: its heading in English and in Chinese
    "closed": ("Closed", "已签约"),
    "commit": ("Commit", "承诺"),
    "best_case": ("Best case", "争取"),
    "pipeline": ("Pipeline", "储备"),
    "omitted": ("Omitted", "不计入"),
    "expected": ("Expected", "加权预测"),
    "target": ("Target", "目标"),
    "coverage": ("Coverage", "漏斗覆盖倍数"),
    "probability": ("%", "成交率"),
    "count": ("No.", "商机数"),
    "amount": ("Amount", "金额"),
    "weighted": ("Weighted", "加权"),
}
AMOUNTS = ("closed", "commit", "best_case", "pipeline", "omitted", "expected", "target")
ENVIRONMENT = {
    "KAM_TODAY": TODAY,
    "KAM_LANG": "en",
    "KAM_USER": "li.wei",
    "KAM_BOOK": None,
    "COLUMNS": None,
}
SPLITS = (Split(owner="li.wei", share=Decimal(70)), Split(owner="chen.jie", share=Decimal(30)))

EVERYTHING: Mapping[str, str] = {
    "kam.yaml": """\
currency: CNY
rates: {USD: 7.1234, EUR: [{from: 2026-01-01, rate: 7.80}, {from: 2026-11-01, rate: 8.00}]}
amounts: {tax: included, rate: 13}
people: {li.wei: {name: 李伟, team: north}, chen.jie: {team: south}, ann: {}}
teams: {north: {parent: china}, south: {parent: china}, china: {}}
""",
    "targets.yaml": """\
- {owner: li.wei, period: 2027, amount: 12000000, weights: [20, 25, 25, 30]}
- {team: south, period: 2027Q1, amount: 900000}
- {team: china, period: 2026, amount: 1}
""",
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\nsegment: steel\n",
    "accounts/acme/orders.yaml": """\
po-1: {date: 2026-02-14, line: service, amount: 333333.33, opportunity: frame}
po-2: {date: 2026-10-14, amount: 100000, opportunity: frame}
po-3: {date: 2026-10-14, amount: 5, opportunity: pounds}
""",
    "accounts/acme/opportunities/frame.yaml": """\
name: Framework
kind: framework
stage: A
amount: 2000000
close_date: 2027-06-30
products: [{line: service, amount: 1000000}, {line: agv, amount: 333333.33}]
""",
    "accounts/acme/opportunities/mes.yaml": """\
name: MES
stage: C
amount: 3200000.05
close_date: 2026-12-31
tax: excluded
tax_rate: 6
splits: [{owner: li.wei, share: 70}, {owner: ann, share: 30}, {owner: z, share: 9, overlay: true}]
history: [{date: 2026-05-01, stage: C}]
""",
    "accounts/acme/opportunities/thirds.yaml": """\
name: Thirds, which halves round up
stage: C
amount: 100
close_date: 2027-03-31
products: [{line: agv, amount: 33.33}, {line: service, amount: 33.33}]
""",
    "accounts/acme/opportunities/pounds.yaml": """\
name: In pounds
kind: framework
stage: D
amount: 9000
currency: GBP
close_date: 2027-01-15
""",
    "accounts/acme/opportunities/held.yaml": """\
name: Held
stage: E
amount: 1234567.89
close_date: 2027-02-01
hold: {since: 2026-10-01}
""",
    "accounts/acme/opportunities/late.yaml": """\
name: Late
stage: B
close_date: 2026-11-20
amount: 7
""",
    "accounts/acme/opportunities/lost.yaml": """\
name: Lost
stage: B
amount: 10
outcome: {result: lost, date: 2026-09-01, reason: price}
""",
    "accounts/acme/opportunities/won.yaml": """\
name: Won
stage: S
amount: 450000.50
currency: EUR
outcome: {result: won, date: 2026-08-31, owner: chen.jie, amount: 450000.50, rate: 7.77}
""",
    "accounts/bell/account.yaml": "name: Bell\nparent: acme\n",
    "accounts/bell/opportunities/undated.yaml": "name: Undated\nstage: G\namount: 66666.66\n",
    "accounts/bell/opportunities/today.yaml": """\
name: Today
playbook: six-stage
stage: bid
amount: 0.01
close_date: 2026-11-21
owner: chen.jie
category: {value: omitted}
""",
    "accounts/bell/opportunities/one.yaml": """\
name: One way
playbook: dealer
stage: terms
amount: 100000
currency: USD
close_date: 2028-01-31
project: line-3
alternative: true
probability: {value: 66.67, reason: we asked}
""",
    "accounts/bell/opportunities/other.yaml": """\
name: The other way
playbook: dealer
stage: needs
amount: 150000
currency: EUR
close_date: 2028-01-31
project: line-3
alternative: true
""",
    "accounts/bell/opportunities/nothing.yaml": "name: Not yet\nclose_date: 2027-03-31\n",
}


def kam(root: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["--book", str(root), *words], env=ENVIRONMENT)
    assert result.exit_code == 0, result.output
    assert isinstance(result.stdout, str)
    return result.stdout


def answer(root: Path, *words: str) -> Any:
    return json.loads(kam(root, *words, "--json"), parse_float=Decimal)


@contextmanager
def written(book: Book) -> Iterator[Path]:
    """The folder of a generated book, with credit shared in every other opportunity."""
    with TemporaryDirectory() as folder:
        folders = tuple(
            replace(one, opportunities=tuple(map(_shared, one.opportunities, (0, 1, 2))))
            for one in book.folders
        )
        yield write_book(Path(folder), replace(book, folders=folders))


def _shared(opportunity: Opportunity, number: int) -> Opportunity:
    return replace(opportunity, splits=SPLITS) if number % 2 else opportunity


def generated(test: Test) -> Test:
    """Some generated books; an example runs whole commands, so a failing one is not shrunk."""
    return settings(max_examples=many(25), phases=(Phase.reuse, Phase.generate))(test)


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """One book with everything that a figure may depend on."""
    for path, text in EVERYTHING.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def grouped(by: str | None) -> tuple[str, ...]:
    return ("--by", by) if by else ()


def summed(rows: Sequence[Row], name: str) -> Decimal:
    return sum((row[name] for row in rows if row[name] is not None), Decimal(0))


def assert_forms_agree(root: Path, report: str, *words: str) -> Any:
    """JSON, CSV and table of one report say the same; what JSON says."""
    found = answer(root, report, *words)
    assert_csv_says_the_same(kam(root, report, *words, "--csv"), found["rows"])
    table = read_table(kam(root, report, *words))
    assert ("--lang" in words) == ("人民币" in table.title)
    {"forecast": assert_forecast_drawn, "pipeline": assert_pipeline_drawn}[report](table, found)
    return found


def assert_csv_says_the_same(text: str, rows: Sequence[Row]) -> None:
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(read) == len(rows)
    for cells, row in zip(read, rows, strict=True):
        assert list(cells) == list(row)
        for key, value in row.items():
            if isinstance(value, str):
                assert cells[key] == value
            else:
                assert cells[key] == "" if value is None else Decimal(cells[key]) == value


def shown(value: Decimal | None, unit: tuple[Decimal, int]) -> str:
    """How a figure has to look in a unit."""
    divisor, decimals = unit
    if not value:
        return "–"
    step = Decimal(1).scaleb(-decimals)
    figure = (value / divisor).quantize(step, ROUND_HALF_UP)
    if figure:
        return f"{figure:,}"
    return f"{'-' * (value < 0)}<{step}"


def unit_of(table: Printed) -> tuple[Decimal, int]:
    """The unit that the heading names; without one, cents where the totals have them."""
    for word, unit in UNITS.items():
        if re.search(rf"\b{word}\b", table.title):
            return unit
    decimals = [len(found[1]) for found in re.finditer(r"\d\.(\d+)\b", table.totals)]
    return Decimal(1), max(decimals, default=0)


def assert_forecast_drawn(table: Printed, found: Any) -> None:
    unit = unit_of(table)
    by_period = [
        [row for row in found["rows"] if row["period"] == period]
        for period in dict.fromkeys(row["period"] for row in found["rows"])
    ]
    is_grouped = any(row["group"] is not None for row in found["rows"])
    blocks = table.sections if is_grouped else [[line] for line in table.sections[0]]
    assert len(blocks) == len(by_period)
    for lines, rows in zip(blocks, by_period, strict=True):
        assert lines[0].split()[0] == rows[0]["period"]
        if is_grouped:
            for name in shown_in(table):
                if name != "target":  # targets do not add up over groups
                    assert figure(table, lines[0], name) == shown(summed(rows, name), unit)
        for line, row in zip(lines[is_grouped:], rows, strict=True):
            assert_forecast_row(table, line, row, unit)
    assert_forecast_row(table, table.totals, found["totals"], unit)
    omitted = any(row["omitted"] for row in found["rows"])
    assert set(AMOUNTS) - set(shown_in(table)) == (set() if omitted else {"omitted"})


def figure(table: Printed, line: str, name: str) -> str:
    """What stands in a row under the heading of a figure, in whichever language."""
    (heading,) = (words for words in HEADINGS[name] if words in table.ends)
    return table.figure(line, heading)


def shown_in(table: Printed) -> list[str]:
    """The amounts that a forecast shows."""
    return [name for name in AMOUNTS if set(HEADINGS[name]) & set(table.ends)]


def assert_forecast_row(table: Printed, line: str, row: Row, unit: tuple[Decimal, int]) -> None:
    for name in shown_in(table):
        assert figure(table, line, name) == shown(row[name], unit), (line, name)
    coverage = row["coverage"]
    times = "0.0×" if coverage == 0 else shown(coverage, (Decimal(1), 1)) + "×"
    assert figure(table, line, "coverage") == ("–" if coverage is None else times)


def assert_pipeline_drawn(table: Printed, found: Any) -> None:
    unit = unit_of(table)
    blocks = [list(rows) for _, rows in groupby(found["rows"], _group_and_playbook)]
    filled = [rows for rows in blocks if any(row["count"] for row in rows)] or blocks
    if any(row["group"] is not None for row in found["rows"]):
        filled = [[row for row in rows if row["count"]] for rows in filled]
    filled.sort(key=lambda rows: [row["group"] for row in found["rows"]].index(rows[0]["group"]))
    lines_of = [list(lines) for lines in table.sections if lines]
    assert len(lines_of) == len([rows for rows in filled if rows])
    for lines, rows in zip(lines_of, filled, strict=True):
        if len(lines) > len(rows):
            assert_pipeline_sums(table, lines.pop(0), rows, unit)
        for line, row in zip(lines, rows, strict=True):
            (heading,) = (words for words in HEADINGS["probability"] if words in table.ends)
            assert row["label"].casefold() in table.text(line, heading).casefold()
            assert figure(table, line, "count") == (str(row["count"]) if row["count"] else "–")
            for name in ("amount", "weighted"):
                assert figure(table, line, name) == shown(row[name], unit)
    assert_pipeline_sums(table, table.totals, found["rows"], unit)


def _group_and_playbook(row: Row) -> tuple[object, object]:
    return row["group"], row["playbook"]


def assert_pipeline_sums(
    table: Printed, line: str, rows: Sequence[Row], unit: tuple[Decimal, int]
) -> None:
    for name in ("amount", "weighted"):
        assert figure(table, line, name) == shown(summed(rows, name), unit)
    number = summed(rows, "count")
    assert figure(table, line, "count") == (str(number) if number else "–")


def assert_forecast_adds_up(found: Any) -> None:
    for name in ("count", "target", *PARTS, *DERIVED):
        assert summed(found["rows"], name) == (found["totals"][name] or 0), name
    for row in (*found["rows"], found["totals"]):
        assert row["expected"] == row["closed"] + row["weighted"]
        assert row["commit_forecast"] == row["closed"] + row["commit"]
        assert row["best_case_forecast"] == row["commit_forecast"] + row["best_case"]
        assert row["open_pipeline"] == row["commit"] + row["best_case"] + row["pipeline"]


def assert_pipeline_adds_up(found: Any) -> None:
    for name in ("count", "amount", "weighted", "stalled"):
        assert summed(found["rows"], name) == found["totals"][name], name


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("by", [None, *GROUPINGS, "category"])
def test_every_forecast_of_a_book_with_everything_agrees(
    everything: Path, by: str | None, grain: str
) -> None:
    found = assert_forms_agree(everything, "forecast", "--period", grain, *grouped(by))
    assert_forecast_adds_up(found)
    assert {row["kind"] for row in found["other"]} == {
        "held", "unconverted", "alternatives", "overdue", "undated",
    }  # fmt: skip


@pytest.mark.parametrize("by", [None, *GROUPINGS])
def test_every_pipeline_of_a_book_with_everything_agrees(everything: Path, by: str | None) -> None:
    found = assert_forms_agree(everything, "pipeline", *grouped(by))
    assert_pipeline_adds_up(found)
    assert {row["playbook"] for row in found["rows"]} == {"milestone", "dealer", "six-stage"}


@pytest.mark.parametrize("by", [*GROUPINGS, "category"])
def test_every_grouping_of_a_book_with_everything_adds_up_to_it(everything: Path, by: str) -> None:
    plain, parted = answer(everything, "forecast"), answer(everything, "forecast", "--by", by)
    assert_groups_make_up_the_periods(parted, plain)
    if by != "category":
        plain, parted = answer(everything, "pipeline"), answer(everything, "pipeline", "--by", by)
        assert_groups_make_up_the_stages(parted, plain)


@generated
@given(books(), FORECAST_BY, st.sampled_from(GRAINS), LANG)
def test_a_forecast_agrees_in_all_its_forms(
    book: Book, by: str | None, grain: str, lang: tuple[str, ...]
) -> None:
    with written(book) as root:
        found = assert_forms_agree(root, "forecast", "--period", grain, *grouped(by), *lang)
    assert_forecast_adds_up(found)


@generated
@given(books(), BY, LANG)
def test_a_pipeline_agrees_in_all_its_forms(
    book: Book, by: str | None, lang: tuple[str, ...]
) -> None:
    with written(book) as root:
        found = assert_forms_agree(root, "pipeline", *grouped(by), *lang)
    assert_pipeline_adds_up(found)


@generated
@given(books(), FORECAST_BY, st.sampled_from(RANGES))
def test_the_totals_of_a_forecast_do_not_hang_on_its_periods(
    book: Book, by: str | None, aligned: tuple[str, ...]
) -> None:
    with written(book) as root:
        months, quarters, years = (
            answer(root, "forecast", "--period", grain, *grouped(by), *aligned) for grain in GRAINS
        )
    assert months["totals"] == quarters["totals"] == years["totals"]
    assert months["other"] == quarters["other"] == years["other"]


@generated
@given(books(), st.sampled_from([*GROUPINGS, "category"]))
def test_the_groups_of_a_forecast_add_up_to_the_forecast(book: Book, by: str) -> None:
    with written(book) as root:
        plain, parted = answer(root, "forecast"), answer(root, "forecast", "--by", by)
    assert_groups_make_up_the_periods(parted, plain)


def assert_groups_make_up_the_periods(parted: Any, plain: Any) -> None:
    for row in plain["rows"]:
        groups = [one for one in parted["rows"] if one["period"] == row["period"]]
        for name in (*PARTS, *DERIVED):
            assert summed(groups, name) == row[name], (row["period"], name)
    assert parted["totals"]["count_unique"] == plain["totals"]["count"]
    assert parted["other"] == plain["other"]


@generated
@given(books(), st.sampled_from(GROUPINGS))
def test_the_groups_of_a_pipeline_add_up_to_the_pipeline(book: Book, by: str) -> None:
    with written(book) as root:
        plain, parted = answer(root, "pipeline"), answer(root, "pipeline", "--by", by)
    assert_groups_make_up_the_stages(parted, plain)


def assert_groups_make_up_the_stages(parted: Any, plain: Any) -> None:
    for row in plain["rows"]:
        place = (row["playbook"], row["stage"])
        groups = [one for one in parted["rows"] if (one["playbook"], one["stage"]) == place]
        for name in ("amount", "weighted"):
            assert summed(groups, name) == row[name]
    assert parted["totals"]["count_unique"] == plain["totals"]["count"]
    assert parted["other"] == plain["other"]


@generated
@given(books())
def test_every_open_opportunity_is_in_exactly_one_place(book: Book) -> None:
    with written(book) as root:
        states = [row["state"] for row in answer(root, "list", "opportunities")["rows"]]
        pipeline, forecast = answer(root, "pipeline"), answer(root, "forecast")
    opened = sum(state in {"open", "held"} for state in states)
    apart = {row["kind"]: row["count"] for row in pipeline["other"]}
    assert pipeline["totals"]["count"] + sum(apart.values()) == opened
    # What closed and cannot be converted stands in the forecast's row, too; it is not open.
    rest = {row["kind"]: row["count"] for row in forecast["other"] if row["kind"] != "unconverted"}
    rest |= {"unconverted": apart.get("unconverted", 0)}
    assert forecast["totals"]["count"] + sum(rest.values()) == opened
    assert {kind: rest.get(kind, 0) for kind in apart} == apart
