"""Leads, contacted ones and qualified prospects."""

from dataclasses import replace

from kam.domain.activity import Activity
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.prospecting import prospect_of
from kam.domain.touching import find_touches
from tests.domain.builders import MODELS, TODAY, account, book, day, opportunity, order, won

ACME = (account("acme"),)


def prospect(whole: Book, log: tuple[Activity, ...] = ()) -> str | None:
    folder = replace(whole.folders[0], activities=log)
    touched = find_touches([folder], MODELS.rhythm, TODAY).accounts.get("acme")
    return prospect_of(folder, build_deals(whole, TODAY), lambda: touched)


def test_a_lead_is_neither_contacted_nor_interested() -> None:
    note = Activity(date=day("2026-11-20"), kind="note")
    ahead = Activity(date=day("2026-11-22"), kind="visit")
    assert prospect(book(opportunity("acme/mes")), (note, ahead)) == "lead"


def test_a_prospect_is_contacted_and_interested() -> None:
    call = (Activity(date=day("2026-11-20"), kind="call"),)
    assert prospect(book(accounts=ACME), call) == "contacted"
    assert prospect(book(opportunity("acme/mes", stage="G")), call) == "prospect"


def test_who_has_bought_is_a_customer() -> None:
    assert prospect(book(accounts=ACME, orders={"acme": (order("po-1", "2026-01-02", 5),)})) is None
    bought = opportunity("acme/mes", amount=5, stage="S", outcome=won("2026-01-02"))
    assert prospect(book(bought)) is None
