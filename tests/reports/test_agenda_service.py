"""What the agenda says of the time after a sale, to the day."""

import pytest

from kam.reports.agenda_items import Kind
from tests.conftest import MakeBook, RunKam

ACCOUNT, LINE = "accounts/acme/account.yaml", "accounts/acme/opportunities/line.yaml"
WON = "name: Line\nstage: S\nowner: chen.jie\noutcome: {result: won, date: 2026-04-30}\n"
AFTER = {
    Kind.COMPLAINT,
    Kind.ACCEPTANCE,
    Kind.PAYMENT,
    Kind.RENEWAL,
    Kind.MAINTENANCE,
    Kind.SURVEY,
    Kind.OFFER,
}


@pytest.fixture
def lines(kam: RunKam, book: MakeBook) -> object:
    """The lines after a sale of everybody's agenda: day, kind, owner, id and detail."""

    def told(account: str, files: dict[str, str], *words: str) -> list[str]:
        root = book({ACCOUNT: f"name: Acme\nowner: li.wei\n{account}", **files})
        text = kam(root, "agenda", "--all", "--csv", *words).stdout
        rows = [row.split(",") for row in text.splitlines()]
        places = [rows[0].index(key) for key in ("due", "kind", "owner", "id", "detail")]
        return [
            " ".join(row[place] or "-" for place in places) for row in rows[1:] if row[2] in AFTER
        ]

    return told


def test_a_complaint_stands_there_until_it_is_settled(lines: object) -> None:
    said = lines(  # type: ignore[operator]
        "complaints:\n"
        "  leak: {date: 2026-11-19, what: Leak, severity: critical, opportunity: line}\n"
        "  noise: {date: 2026-11-19, what: Noise, answered: 2026-11-20}\n"
        "  old: {date: 2026-01-19, what: Old, resolved: 2026-11-20}\n",
        {LINE: WON},
    )
    assert said == [
        "2026-11-20 complaint chen.jie leak answered",
        "2026-12-03 complaint li.wei noise resolved",
    ]


def test_orders_contracts_and_surveys_come_before_their_day(lines: object) -> None:
    account = (
        "satisfaction: [{date: 2026-06-05, score: 4}, {date: 2026-06-01, score: 5}]\n"
        "contracts:\n"
        "  press: {what: Press, ends: 2027-02-19, maintenance: {every: 6, last: 2026-06-05}}\n"
        "  pump: {what: Pump, ends: 2027-06-30, notice_by: 2026-12-01}\n"
        "  hut: {what: Hut, ends: 2026-12-01, renewal: line}\n"
        "  far: {what: Far, ends: 2027-02-20, maintenance: {next: 2026-12-06}}\n"
    )
    orders = (
        "po-1: {date: 2026-10-01, amount: 9, accept_by: 2026-12-05, opportunity: line}\n"
        "po-2: {date: 2026-10-01, amount: 9, accept_by: 2026-12-06}\n"
    )
    files = {LINE: "name: Line\n", "accounts/acme/orders.yaml": orders}
    assert lines(account, files) == [  # type: ignore[operator]
        "2026-12-05 acceptance li.wei po-1 -",
        "2026-12-05 maintenance li.wei press -",
        "2026-12-05 survey li.wei - 4.5",
        "2027-02-19 renewal li.wei press -",
    ]
    later = lines(account, files, "--days", "15")  # type: ignore[operator]
    assert "2026-12-01 renewal li.wei pump -" in later
    assert "2027-02-20 renewal li.wei far -" in later
    assert len(later) == 8


def test_the_first_step_after_an_acceptance_is_proposed_until_it_is_one(lines: object) -> None:
    orders = "po-1: {date: 2026-05-01, amount: 9, opportunity: line, accepted: 2026-10-20}\n"
    files = {LINE: WON, "accounts/acme/orders.yaml": orders}
    step = "2026-11-17 offer chen.jie line-satisfaction-survey satisfaction-survey"
    assert lines("", files) == [step]  # type: ignore[operator]
    tasks = {
        "accounts/acme/tasks.yaml": "line-satisfaction-survey: {what: Ask, done: 2026-11-18}\n"
    }
    offer = "2026-12-15 offer chen.jie line-cross-sell cross-sell"
    assert lines("", files | tasks, "--days", "24") == [offer]  # type: ignore[operator]
    broken = {"accounts/acme/tasks.yaml": "line-cross-sell: much\n"}
    assert lines("", files | broken) == []  # type: ignore[operator]
    old = {"accounts/acme/orders.yaml": orders.replace("2026-10-20", "2026-06-01")}
    kept = lines("", files | old | {"accounts/acme/tasks.yaml": "{}\n"})  # type: ignore[operator]
    assert kept == ["2026-08-24 offer chen.jie line-up-sell up-sell"]


def test_a_plain_deal_list_has_no_line_of_it(lines: object) -> None:
    orders = "po-1: {date: 2020-05-01, amount: 9, opportunity: line}\n"
    files = {LINE: WON, "accounts/acme/orders.yaml": orders}
    assert lines("", files, "--days", "300") == []  # type: ignore[operator]


def test_payments_come_before_their_day_and_stay_until_they_are_in(lines: object) -> None:
    orders = """\
po-1:
  date: 2026-05-01
  amount: 9
  opportunity: line
  accepted: 2026-05-02
  payments:
    - {kind: advance, amount: 2, due: 2026-06-01}
    - {kind: delivery, amount: 3, due: 2026-06-01, paid: 2026-06-02}
    - {kind: final, amount: 3, due: 2026-11-28}
    - {kind: retention, amount: 1, due: 2026-11-29}
    - {kind: other, amount: 1}
po-2: {date: 2026-05-01, amount: 5, payments: [{kind: full, amount: 5, paid: 2026-11-22}]}
"""
    files = {LINE: WON, "accounts/acme/orders.yaml": orders.replace("other", "service")}
    found = [line for line in lines("", files) if " payment " in line]  # type: ignore[operator]
    assert found == [
        "2026-06-01 payment chen.jie po-1 advance",
        "2026-11-22 payment li.wei po-2 full",
        "2026-11-28 payment chen.jie po-1 final",
    ]


def test_a_payment_says_its_amount_and_the_command_that_takes_it_off(
    kam: RunKam, book: MakeBook
) -> None:
    root = book(
        {
            ACCOUNT: "name: Acme\n",
            LINE: "name: Line\ncurrency: EUR\n",
            "accounts/acme/orders.yaml": """\
po-1:
  date: 2026-05-01
  amount: 9
  opportunity: line
  payments:
    - {kind: advance, amount: 4, paid: 2026-05-02}
    - {kind: final, amount: 5, due: 2026-11-20}
""",
        }
    )
    text = kam(root, "agenda", "--all").stdout
    assert "final payment of order po-1: EUR 5 (ordered 2026-05-01)" in text
    assert "kam set acme --order po-1 payments.2.paid=DATE" in text
