"""Every object of a book comes back from its data as it was, to the last digit."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from kam.domain.activity import Activity, Task
from kam.domain.book import Book
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.settings import Member, RateFrom, Settings, TeamFrom
from kam.domain.target import Target
from kam.index.codec import decoder, encode
from tests.strategies import books

DAY = date(2026, 1, 1)


def there_and_back(value: object, annotation: Any) -> Any:
    return decoder(annotation)(json.loads(json.dumps(encode(value))))


@given(books())
def test_whatever_a_book_holds_comes_back(book: Book) -> None:
    parts: list[tuple[object, Any]] = [
        (book.settings, Settings),
        (book.targets, tuple[Target, ...]),
        (book.methods, type(book.methods)),
    ]
    for folder in book.folders:
        parts += [
            (folder.account, type(folder.account)),
            (folder.opportunities, tuple[Opportunity, ...]),
            (folder.activities, tuple[Activity, ...]),
            (folder.tasks, tuple[Task, ...]),
            (folder.orders, tuple[Order, ...]),
        ]
    for value, annotation in parts:
        found = there_and_back(value, annotation)
        assert found == value
        assert repr(found) == repr(value)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(
            rates={
                "USD": Decimal("7.10"),
                "EUR": (RateFrom(from_=date(2026, 1, 1), rate=Decimal(8)),),
            }
        ),
        Settings(people={"li.wei": Member(team="north")}),
        Settings(people={"li.wei": Member(team=(TeamFrom(team="north", from_=date(2026, 1, 1)),))}),
        Settings(custom={"x": [None, {"y": "z"}, "NO"]}),
    ],
)
def test_a_value_or_a_list_of_dated_ones_comes_back_as_what_it_was(settings: Settings) -> None:
    assert repr(there_and_back(settings, Settings)) == repr(settings)


def test_a_finding_keeps_its_path_into_the_file_and_its_parameters() -> None:
    finding = Finding(
        "KAM003",
        "value",
        Severity.ERROR,
        "a.yaml",
        ("x", 2),
        3,
        4,
        5,
        {"low": 1, "v": "é"},
        skips=True,
    )
    found = there_and_back(finding, Finding)
    assert found == finding
    assert found.severity is Severity.ERROR


def test_only_what_differs_from_its_default_is_written() -> None:
    assert encode(Opportunity(name="MES", amount=Decimal("5.50"))) == {
        "name": "MES",
        "amount": "5.50",
    }
