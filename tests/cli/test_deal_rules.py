"""Deal rules on the page of a playbook and of an opportunity."""

import json
from pathlib import Path

from tests.conftest import MakeBook, RunKam

BUS = "accounts/acme/opportunities/bus.yaml"


def test_a_policy_is_shown_with_the_numbers_of_the_book(kam: RunKam, book: MakeBook) -> None:
    own = "extends: dealer\npolicy: {floor: 92.5, territories: {chongqing: [East, West]}}\n"
    root = book({"playbooks/dealer.yaml": own})
    said = kam(root, "playbook", "show", "dealer").stdout
    assert said[said.index("Deal rules") :].splitlines() == [
        "Deal rules",
        " Who claims       dealer",
        " Priority         the customer's wish > the effort made > the time of registration",
        " Price            at most the list price; only with an approval below 92.5 %",
        " Any quantity     government",
        " Volume discount  from 5 units on, all types together",
        " No minimum       for 12 months after one sale of 10 units or more",
        " Negotiated       from 100 units on",
        " False papers     cost 3 times the unjust gain",
        " chongqing        East, West",
    ]
    shown = json.loads(kam(root, "playbook", "show", "dealer", "--json").stdout)
    assert shown["playbook"]["policy"]["min_units"] == 5
    assert "Deal rules" not in kam(root, "playbook", "show", "milestone").stdout


def test_a_policy_of_one_s_own_may_have_few_rules(kam: RunKam, book: MakeBook) -> None:
    own = "extends: milestone\npolicy: {single_sale: 20}\n"
    said = kam(book({"playbooks/few.yaml": own}), "playbook", "show", "few").stdout
    assert said[said.index("Deal rules") :].splitlines() == [
        "Deal rules",
        " No minimum  after one sale of 20 units or more",
    ]


def test_an_opportunity_shows_its_claim_its_area_and_its_prices(
    kam: RunKam, book: MakeBook
) -> None:
    root = book({"accounts/acme/account.yaml": "name: Acme\n"})
    file = Path(root / BUS)
    file.parent.mkdir()
    file.write_text(
        "name: Buses\nplaybook: dealer\n"
        "products:\n  - {line: buses, units: 6, list_price: 400000, price: 350000,"
        " approval: {by: zhao.min}}\n"
        "registration: {date: 2026-11-01, by: li.wei, party: East, wish: true, effort: 4,"
        " settled: {by: chen.jie, date: 2026-11-10, reason: first there}}\n"
        "territory: {area: chongqing, authorised: {by: zhao.min}}\n",
        encoding="utf-8",
    )
    said = kam(root, "show", "acme/bus").stdout
    assert (
        " Registration  2026-11-01 · East · li.wei · the customer's wish · effort 4 of 5 · "
        "settled by chen.jie · 2026-11-10 · first there\n"
    ) in said
    assert " Territory     chongqing · authorised by zhao.min\n" in said
    assert " buses  × 6 · 350,000 a unit · list price 400,000 · approved by zhao.min\n" in said
