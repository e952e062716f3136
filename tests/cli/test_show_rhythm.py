"""What the pages and lists say of rhythm: intent, prospects, procurement centre, events."""

import json

import pytest

from tests.conftest import MakeBook, RunKam

ACCOUNT = "accounts/acme/account.yaml"
MES = "accounts/acme/opportunities/mes.yaml"


@pytest.mark.parametrize(
    ("close_date", "shown", "key"),
    [
        ("2026-11-28", " Intent      ≤ 1 week\n", "week"),
        ("2027-02-22", " Intent      > 3 months\n", "later"),
        ("2026-11-20", None, None),
    ],
)
def test_the_intent_is_shown_as_its_span_and_never_as_a_letter(
    kam: RunKam, book: MakeBook, close_date: str, shown: str | None, key: str | None
) -> None:
    root = book({ACCOUNT: "name: Acme\n", MES: f"name: MES\nclose_date: {close_date}\n"})
    page = kam(root, "show", "acme/mes").stdout
    assert shown in page if shown else "Intent" not in page
    (row,) = json.loads(kam(root, "list", "opportunities", "--json").stdout)["rows"]
    assert row["intent"] == key


def test_an_account_s_page_has_its_centre_its_events_and_what_it_is(
    kam: RunKam, book: MakeBook
) -> None:
    root = book(
        {
            ACCOUNT: (
                "name: Acme\npurchasing: {centre: {contact: wang, tender_day: 15}}\nevents:\n"
                "  - {date: 2026-11-01, kind: budget, until: 2026-12-31}\n"
                "  - {date: 2026-11-18, kind: leaders, what: New director}\n"
            ),
            "accounts/bell/account.yaml": "name: Bell\npurchasing: {centre: {}}\n",
            "accounts/bell/activities/2026-li.wei.yaml": "- {date: soon, kind: visit}\n",
        }
    )
    assert (
        kam(root, "show", "acme").stdout
        == """\
acme   2026-11-21   Acme

 Status              lead
 Procurement centre  wang · tender on day 15 of the month
 File                accounts/acme/account.yaml

Trigger events
 2026-11-18  change of leaders  New director
 2026-11-01  budget round       until 2026-12-31
"""
    )
    bell = kam(root, "show", "bell").stdout
    assert "Procurement centre  to be visited every month\n" in bell
    assert "Status" not in bell
