"""The plain data of a file -> an object, with every problem at the path of its fact."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from kam.domain.account import Account
from kam.domain.activity import Activity, Task
from kam.domain.book import Book
from kam.domain.fields import Id
from kam.domain.opportunity import Opportunity, Product, Split, StageEntry
from kam.domain.settings import RateFrom, Settings, TeamFrom
from kam.domain.target import Target
from kam.schema.load import Checked, check
from kam.store.emit import plain
from tests.strategies import books
from tests.writing_books import facts


def problems(checked: Checked) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.kind, one.keys) for one in checked.problems]


def test_a_file_becomes_its_object() -> None:
    data = {
        "name": "MES",
        "amount": "100",
        "close_date": "2027-03-31",
        "alternative": "true",
        "products": [{"line": "agv", "amount": "60"}, {"line": "mes"}],
        "splits": [{"owner": "li.wei", "share": "70"}],
        "history": [{"date": "2026-05-01", "stage": "G", "evidence": {"visit-promised": "call"}}],
        "custom": {"any": ["thing", {"goes": None}]},
    }
    assert check(Opportunity, data) == Checked(
        Opportunity(
            name="MES",
            amount=Decimal(100),
            close_date=date(2027, 3, 31),
            alternative=True,
            products=(Product(line="agv", amount=Decimal(60)), Product(line="mes")),
            splits=(Split(owner="li.wei", share=Decimal(70)),),
            history=(
                StageEntry(date=date(2026, 5, 1), stage="G", evidence={"visit-promised": "call"}),
            ),
            custom={"any": ["thing", {"goes": None}]},
        )
    )


@given(books())
def test_what_is_written_is_read_back_as_it_was(book: Book) -> None:
    for folder in book.folders:
        for one in (folder.account, *folder.opportunities, *folder.orders):
            read = check(type(one), plain(facts(one))).value
            assert facts(read) == facts(one)
    read = check(Settings, plain(facts(book.settings))).value
    assert read == book.settings
    assert check(tuple[Target, ...], plain(facts(book.targets))).value == book.targets


def test_every_problem_of_a_file_is_said_at_its_place() -> None:
    data = {
        "amount": "lots",
        "close_date": "2026-02-30",
        "products": [{"line": "agv"}, {"amount": "1_0"}],
        "history": [{"date": "2026-05-01"}, {"date": "soon", "waived": "all"}],
        "people": {"Wang Fang": {}, "li": {"roles": ["user", ["x"]]}},
        "hold": {},
    }
    checked = check(Opportunity, data)
    assert checked.value is None
    assert sorted(problems(checked), key=str) == sorted(
        [
            ("missing", ("name",)),
            ("amount", ("amount",)),
            ("no-such-day", ("close_date",)),
            ("missing", ("products", 1, "line")),
            ("amount", ("products", 1, "amount")),
            ("date", ("history", 1, "date")),
            ("not-list", ("history", 1, "waived")),
            ("reference", ("people", "Wang Fang")),
            ("not-scalar", ("people", "li", "roles", 1)),
            ("missing", ("hold", "since")),
        ],
        key=str,
    )


def test_a_key_that_is_not_known_is_said_and_the_rest_counts() -> None:
    data = {"name": "MES", "amout": "5", "products": [{"line": "agv", "unit": "3"}]}
    checked = check(Opportunity, data)
    assert checked.value == Opportunity(name="MES", products=(Product(line="agv"),))
    found = {one.keys: one.params for one in checked.problems if one.tolerated}
    assert found == {
        ("products", 0, "unit"): {"key": "unit", "guess": "units"},
        ("amout",): {"key": "amout", "guess": "amount"},
    }
    assert len(checked.problems) == len(found)


def test_beside_a_wrong_value_an_unknown_key_is_still_said() -> None:
    checked = check(Account, {"name": "Acme", "oner": "x", "tier_reviewed": "soon"})
    assert checked.value is None
    assert sorted(problems(checked)) == [("date", ("tier_reviewed",)), ("unknown-key", ("oner",))]
    assert [one.tolerated for one in checked.problems if one.kind == "unknown-key"] == [True]


@pytest.mark.parametrize("key", ["id", "account", "path", "\0path", "from_", "index"])
def test_no_file_says_what_its_place_says(key: str) -> None:
    checked = check(Opportunity, {"name": "MES", key: "x"})
    assert checked.value == Opportunity(name="MES")
    assert problems(checked) == [("unknown-key", (key,))]


def test_an_entry_that_stands_twice_is_said_and_both_count() -> None:
    data = {"name": "MES", "splits": [{"owner": "a", "share": "50"}, {"owner": "a", "share": "50"}]}
    checked = check(Opportunity, data)
    assert [one.owner for one in checked.value.splits] == ["a", "a"]
    (problem,) = checked.problems
    assert (problem.kind, problem.keys, problem.tolerated) == ("repeated", ("splits", 1), True)
    assert problem.params["value"] == "a"


@pytest.mark.parametrize(
    ("annotation", "data", "expected"),
    [
        (Account, [], [("not-mapping", ())]),
        (Account, "name", [("not-mapping", ())]),
        (Account, {"name": "x", "trust": "5"}, [("not-mapping", ("trust",))]),
        (Account, {"name": "x", "aliases": "y"}, [("not-list", ("aliases",))]),
        (Account, {"name": "x", "category_spend": []}, [("not-mapping", ("category_spend",))]),
        (
            Account, {"name": "x", "category_spend": {"26": "5"}},
            [("bounds", ("category_spend", "26"))],
        ),
        (Account, {"name": ["x"]}, [("not-scalar", ("name",))]),
        (Account, {"name": None}, [("absent", ("name",))]),
        (tuple[Activity, ...], {"date": "x"}, [("not-list", ())]),
        (tuple[Activity, ...], ["x"], [("not-mapping", (0,))]),
        (dict[Id, Task], [], [("not-mapping", ())]),
        (dict[Id, Task], {"call": None}, [("not-mapping", ("call",))]),
        (dict[Id, Task], {"No": {"what": "x"}}, [("id", ("No",))]),
        (dict[Id, Task], {"call": {}}, [("missing", ("call", "what"))]),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_named(annotation: Any, data: object, expected: object) -> None:
    assert problems(check(annotation, data)) == expected


def test_a_rate_is_one_figure_or_figures_by_day() -> None:
    data = {"rates": {"USD": "7.12", "EUR": [{"from": "2026-01-01", "rate": "7.80"}]}}
    assert check(Settings, data).value.rates == {
        "USD": Decimal("7.12"),
        "EUR": (RateFrom(from_=date(2026, 1, 1), rate=Decimal("7.80")),),
    }
    wrong = {"rates": {"USD": "much", "EUR": [{"from": "2026-01-01", "rate": "x"}, {}], "eur": "1"}}
    assert {("rate", ("rates", "USD")), ("rate", ("rates", "EUR", 0, "rate"))} <= set(
        problems(check(Settings, wrong))
    )
    assert ("currency", ("rates", "eur")) in problems(check(Settings, wrong))


def test_a_team_is_one_or_several_by_day() -> None:
    people = {"a": {"team": "north"}, "b": {"team": [{"team": "south", "from": "2026-07-01"}]}}
    found = check(Settings, {"people": people}).value.people
    assert found["a"].team == "north"
    assert found["b"].team == (TeamFrom(team="south", from_=date(2026, 7, 1)),)
    assert problems(check(Settings, {"people": {"a": {"team": {"north": "x"}}}})) == [
        ("not-scalar", ("people", "a", "team"))
    ]


def test_words_are_checked_where_the_vocabulary_is_in_force() -> None:
    data = {"name": "Acme", "tier": "gold"}
    assert check(Account, data).problems == ()
    assert problems(check(Account, data, {"tier": ("core", "key")})) == [("choice", ("tier",))]
