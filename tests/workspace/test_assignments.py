"""Assignments, and the places in a file that their keys mean."""

from typing import Any

import pytest

from kam.domain.account import Account
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.errors import UsageError
from kam.workspace.assignments import Assignment, Operation, locate, parse_assignment

DATA: dict[str, Any] = {
    "people": {"li.wei": {"lead": "true"}, "wang-fang": {}},
    "competitors": [{"name": "Siemens"}, {"name": "ABB Co. Ltd."}],
    "tenders": [{"round": "1"}],
    "custom": {"a.b": "1", "c": {"d": "2"}},
    "aliases": ["A", "B"],
    "category_spend": {"2026": "1"},
    "payments": [{"kind": "advance"}, {"kind": "final"}, {"kind": "final"}],
}


@pytest.mark.parametrize(
    ("text", "key", "operation", "value"),
    [
        ("tier=key", "tier", Operation.SET, "key"),
        ("tier = key ", "tier", Operation.SET, "key"),
        ("tier=", "tier", Operation.SET, ""),
        ("aliases+=a=b", "aliases", Operation.ADD, "a=b"),
        ("aliases-=x", "aliases", Operation.TAKE, "x"),
        ("people.wang-fang.lead=true", "people.wang-fang.lead", Operation.SET, "true"),
        ("note=first\nsecond", "note", Operation.SET, "first\nsecond"),
    ],
)
def test_the_forms_of_an_assignment(text: str, key: str, operation: Operation, value: str) -> None:
    assert parse_assignment(text) == Assignment(key, operation, value)


@pytest.mark.parametrize("text", ["tier", "=x", "", "+=x"])
def test_what_has_no_such_form_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="KEY=VALUE"):
        parse_assignment(text)


@pytest.mark.parametrize(
    ("kind", "key", "keys"),
    [
        (Opportunity, "amount", ("amount",)),
        (Opportunity, "procurement.mode", ("procurement", "mode")),
        (Opportunity, "hold.until", ("hold", "until")),
        (Opportunity, "people.li.wei.lead", ("people", "li.wei", "lead")),
        (Opportunity, "people.new.person.lead", ("people", "new.person", "lead")),
        (Opportunity, "people.wang-fang", ("people", "wang-fang")),
        (Opportunity, "people.wang-fang.two.lead", ("people", "wang-fang.two", "lead")),
        (Opportunity, "competitors.Siemens.price", ("competitors", 0, "price")),
        (Opportunity, "competitors.ABB Co. Ltd..price", ("competitors", 1, "price")),
        (Opportunity, "tenders.1.bid_due", ("tenders", 0, "bid_due")),
        (Opportunity, "custom.a.b", ("custom", "a.b")),
        (Opportunity, "custom.c.d", ("custom", "c", "d")),
        (Opportunity, "custom.new.one", ("custom", "new", "one")),
        (Account, "category_spend.2026", ("category_spend", "2026")),
        (Order, "payments.advance.paid", ("payments", 0, "paid")),
        (Order, "payments.3.paid", ("payments", 2, "paid")),
        (Account, "aliases.1", ("aliases", 0)),
    ],
)
def test_a_key_leads_to_its_fact(kind: type, key: str, keys: tuple[str | int, ...]) -> None:
    assert locate(kind, DATA, key).keys == keys


@pytest.mark.parametrize(
    ("kind", "key", "message"),
    [
        (Opportunity, "amout", '"amout" is not a key that kam knows here'),
        (Opportunity, "procurement.mod", '"mod" is not a key that kam knows here'),
        (Opportunity, "people.li.wei.led", '"led" is not a key that kam knows here'),
        (Opportunity, "people.wang-fang.led", '"led" is not a key that kam knows here'),
        (Account, "category_spend.2026.x", '"x" leads nowhere: there is one value, without parts'),
        (Opportunity, "amount.x", '"x" leads nowhere: there is one value, without parts'),
        (Opportunity, "competitors.Simens.price", 'there is no entry "Simens.price"'),
        (Opportunity, "tenders.2.bid_due", 'there is no entry "2.bid_due"'),
        (Order, "payments.final.paid", 'more than one entry is called "final"'),
        (Order, "payments.4.paid", 'there is no entry "4.paid"'),
    ],
)
def test_a_key_that_leads_nowhere_is_refused(kind: type, key: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        locate(kind, DATA, key)
    assert str(caught.value) == message


def test_the_refusal_of_a_key_says_which_one_was_meant() -> None:
    with pytest.raises(UsageError) as caught:
        locate(Opportunity, DATA, "procurement.mod")
    assert caught.value.candidates == ("mode",)
