"""The format read off the domain's dataclasses: keys, types at a path, kinds of things."""

from decimal import Decimal
from typing import Any

import pytest

from kam.domain.account import Account
from kam.domain.activity import Activity
from kam.domain.contact import Contact
from kam.domain.fields import Amount, Day, Form, Id, Person
from kam.domain.opportunity import Opportunity, Product, Split
from kam.domain.settings import RateFrom, Settings
from kam.domain.states import Kind
from kam.domain.target import Target
from kam.schema.natures import Shape, nature_of
from kam.schema.shapes import field_keys, key_of, type_at


def test_the_keys_of_a_file_are_its_fields_but_those_of_its_place() -> None:
    keys = field_keys(Opportunity)
    assert keys[:4] == ("name", "formerly", "kind", "playbook")
    assert not {"id", "account", "path"} & set(keys)
    assert field_keys(Product | None)[:3] == ("line", "amount", "units")
    assert field_keys(str) == field_keys(dict[str, Any]) == ()


def test_a_word_of_python_is_written_without_its_underscore() -> None:
    assert key_of("from_") == "from"
    assert "with" in field_keys(Activity)
    assert field_keys(RateFrom) == ("from", "rate")


@pytest.mark.parametrize(
    ("kind", "path", "shape"),
    [
        (Opportunity, (), Shape.RECORD),
        (Opportunity, ("amount",), Shape.SCALAR),
        (Opportunity, ("products",), Shape.LIST),
        (Opportunity, ("products", 0), Shape.RECORD),
        (Opportunity, ("products", 7, "amount"), Shape.SCALAR),
        (Opportunity, ("people",), Shape.MAPPING),
        (Opportunity, ("people", "wang", "roles"), Shape.LIST),
        (Opportunity, ("people", "wang", "roles", 0), Shape.SCALAR),
        (Opportunity, ("custom",), Shape.MAPPING),
        (Opportunity, ("custom", "a", "b", 0, "c"), Shape.FREE),
        (Opportunity, ("outcome", "result"), Shape.SCALAR),
        (dict[Person, Contact], ("wang", "interest", "company"), Shape.SCALAR),
        (tuple[Target, ...], (0, "weights"), Shape.LIST),
        (Settings, ("rates",), Shape.MAPPING),
        (Settings, ("people", "li.wei", "team"), Shape.SCALAR),
        (Settings, ("rates", "EUR", 0, "from"), Shape.SCALAR),
    ],
)
def test_a_path_leads_to_its_type(kind: Any, path: tuple[str | int, ...], shape: Shape) -> None:
    assert nature_of(type_at(kind, path)).shape is shape


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Opportunity, ("amout",)),
        (Opportunity, ("id",)),
        (Opportunity, ("amount", "value")),
        (Opportunity, ("products", "agv")),
        (Opportunity, ("name", 0)),
        (Account, ("trust", "depth")),
    ],
)
def test_a_path_that_the_format_does_not_have_leads_nowhere(
    kind: Any, path: tuple[str | int, ...]
) -> None:
    assert type_at(kind, path) is None


def test_a_nature_says_how_a_value_is_written_and_an_entry_named() -> None:
    amount = nature_of(Amount | None)
    assert (amount.form, amount.inner, amount.word) == (Form.AMOUNT, Decimal, None)
    assert nature_of(Day).form is Form.DATE
    assert nature_of(Id).form is Form.ID
    assert nature_of(bool).form is Form.FLAG
    assert nature_of(Kind).inner is Kind
    assert nature_of(type_at(Account, ("tier",))).word == "tier"
    splits = nature_of(type_at(Opportunity, ("splits",)))
    assert (splits.key, splits.is_keyed, nature_of(splits.inner).inner) == ("owner", True, Split)
    history = nature_of(type_at(Opportunity, ("history",)))
    assert (history.key, history.is_keyed) == ("date", False)
