"""`kam relationship` from the command line: one account's page, and what stands under the table."""

import json

from tests.conftest import MakeBook, RunKam

ACME = """\
name: Acme
owner: li.wei
incumbent: Siemens
category_spend: {2026: 1000}
relationship:
  stage: stabilise
  points:
    regular-reviews: {done: 2026-10-12, by: li.wei, note: every quarter}
  ladder: {value: loyal, since: 2026-02-01, because: stayed through the outage}
  strategic: {since: 2026-05-01, because: joint laboratory}
  depth: advice
  attack: {value: higher-value, because: half the downtime}
  history:
    - {date: 2026-03-01, stage: stabilise, by: li.wei, waived: [seller-fit], because: framework}
"""
DONE = "done 2026-10-12 · li.wei · every quarter"
ALARMS = "who decided has left: may fall back, nobody at decision level"
CONTACTS = "zhao-lei: {name: Zhao Lei, level: decision, left: 2026-10-31}\n"


def test_the_page_of_an_account_has_the_four_models_and_its_working_points(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        "accounts/acme/account.yaml": ACME,
        "accounts/acme/contacts.yaml": CONTACTS,
        "accounts/acme/orders.yaml": "po: {date: 2026-03-01, amount: 990, accepted: 2026-04-01}\n",
    }
    page = kam(book(files), "relationship", "--account", "acme").stdout
    assert page.splitlines()[2:] == [
        " Stage          stabilise · since 2026-03-01 · 265 days",
        " Phase          strategic · share of wallet 99 % · declared 2026-05-01 · joint laboratory",
        " Ladder         loyal · declared 2026-02-01 · stayed through the outage",
        " Depth          industry advice and process redesign",
        " Attack         our value is clearly higher · half the downtime",
        f" Alerts         no contact yet, {ALARMS}",
        " May fall back  Zhao Lei left on 2026-10-31",
        "",
        "Working points: Stabilise",
        " +  first-delivery       First delivery accepted · the book shows it",
        " -  satisfaction-survey  Satisfaction survey answered",
        " -  contact-levels       Contacts on several levels",
        f" +  regular-reviews      Regular reviews with the customer · {DONE}",
        "",
        "History",
        " 2026-03-01  stabilise  li.wei · framework · waived: seller-fit",
        "",
        " kam relate acme --to stabilise --because TEXT",
        " kam relate acme --done satisfaction-survey=TEXT",
    ]


def test_one_that_buys_nearly_all_from_us_is_said(book: MakeBook, kam: RunKam) -> None:
    files = {
        "accounts/acme/account.yaml": "name: Acme\ncategory_spend: {2026: 100}\n",
        "accounts/acme/orders.yaml": "po: {date: 2026-03-01, amount: 95}\n",
    }
    root = book(files)
    assert kam(root, "relationship").stdout.endswith(
        " 1 buys nearly all from us: declare a strategic partnership:"
        " kam set ACCOUNT relationship.strategic.since=DATE\n"
    )
    page = kam(root, "relationship", "--account", "acme").stdout
    assert " · strategic could be declared\n" in page
    assert kam(root, "set", "acme", "relationship.strategic.since=today").exit_code == 0
    row = kam(root, "relationship", "--account", "acme").stdout
    assert " Phase   strategic · share of wallet 95 % · declared 2026-11-21\n" in row


def test_a_rung_is_declared_with_or_without_a_day(book: MakeBook, kam: RunKam) -> None:
    root = book({"accounts/acme/account.yaml": "name: Acme\n"})
    assert kam(root, "set", "acme", "relationship.ladder=忠诚客户").exit_code == 0
    assert " Ladder  loyal · declared\n" in kam(root, "relationship", "--account", "acme").stdout


def test_who_decided_and_left_is_said_wherever_the_account_is_looked_at(
    kam: RunKam, book: MakeBook
) -> None:
    stage = "relationship: {history: [{date: 2026-11-20, stage: establish, because: x}]}\n"
    root = book(
        {
            "accounts/acme/account.yaml": f"name: Acme\n{stage}",
            "accounts/acme/contacts.yaml": "li: {name: Li, level: decision, left: 2026-11-21}\n",
        }
    )
    for words in (("show", "acme"), ("brief", "acme"), ("relationship", "--account", "acme")):
        assert "Li left on 2026-11-21" in kam(root, *words).stdout
    page = kam(root, "relationship", "--account", "acme").stdout
    assert "since 2026-11-20 · 1 day\n" in page
    listed = json.loads(kam(root, "list", "accounts", "--json").stdout)["rows"]
    assert [row["stage"] for row in listed] == ["establish"]
