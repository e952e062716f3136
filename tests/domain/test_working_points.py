"""Working points: done because a person says so, or because the book shows it."""

from decimal import Decimal
from typing import Any

import pytest

from kam.cli.methods_here import built_in_methods
from kam.domain.account import KeyAccountTests, PointDone, Purchasing, Relationship
from kam.domain.book import Folder
from kam.domain.contact import Contact
from kam.domain.order import Order
from kam.domain.service import Satisfaction
from kam.domain.settings import Settings
from kam.domain.working_points import fell_back, point_states, stage_of, stages_left
from tests.domain.builders import CNY, MODELS, TODAY, account, day, order

MODEL = built_in_methods().relationship()


def open_at(stage: str, folder: Folder) -> list[str]:
    """The keys of the points that are open at a stage."""
    states = point_states(stage, folder, MODEL, MODELS.accounts, CNY, TODAY)
    return [point.key for point in states if point.key and point.is_open]


def acme(*orders: Order, contacts: tuple[Contact, ...] = (), **stated: Any) -> Folder:
    people = {contact.id: contact for contact in contacts}
    return Folder(account=account("acme", **stated), contacts=people, orders=orders)


def person(name: str, level: str | None, depth: str | None, left: str | None = None) -> Contact:
    gone = day(left) if left else None
    return Contact(id=name, name=name, level=level, contact=depth, left=gone)


FIT = ("size_match", "industry_knowledge", "references")
TAILORED = ("technical", "managerial", "process", "financial")


def test_tests_are_done_when_every_question_is_answered_be_it_with_no() -> None:
    buying = Purchasing(organisation="dispersed", pattern="one-off")
    answers = KeyAccountTests(product_fit=True, way_of_selling_fit=False)
    assert open_at("establish", acme()) == ["key-account-tests", "seller-fit", "single-interface"]
    assert open_at("establish", acme(qualification=answers, purchasing=buying)) == [
        "seller-fit",
        "single-interface",
    ]
    facts: dict[str, Any] = dict.fromkeys((*FIT, *(f"tailored_{one}" for one in TAILORED)), True)
    fit = acme(qualification=KeyAccountTests(**facts), owner="li.wei")
    assert open_at("establish", fit) == ["key-account-tests"]


@pytest.mark.parametrize(("accepted", "shown"), [("2026-11-21", True), ("2026-11-22", False)])
def test_an_accepted_order_shows_the_first_delivery(accepted: str, shown: bool) -> None:  # noqa: FBT001 - a row of the table
    folder = acme(order("po-1", "2026-03-01", 5, accepted=accepted), order("po-2", "2026-03-01", 5))
    assert ("first-delivery" not in open_at("stabilise", folder)) is shown


@pytest.mark.parametrize(
    ("contacts", "shown"),
    [
        ((("a", "decision", "multiple"), ("b", "operation", "in-depth")), True),
        ((("a", "decision", "multiple"), ("b", "decision", "in-depth")), False),
        ((("a", "decision", "multiple"), ("b", "operation", "brief")), False),
        ((("a", "decision", "multiple"), ("b", None, "multiple")), False),
        ((("a", "decision", "multiple"), ("b", "operation", "multiple", "2026-11-21")), False),
        ((("a", "decision", "multiple"), ("b", "operation", "multiple", "2026-11-22")), True),
    ],
)
def test_contacts_on_two_levels_that_were_really_met_are_several(
    contacts: tuple[tuple[str, ...], ...],
    shown: bool,  # noqa: FBT001 - a row of the table
) -> None:
    folder = acme(contacts=tuple(person(*one) for one in contacts))
    assert ("contact-levels" not in open_at("stabilise", folder)) is shown


@pytest.mark.parametrize(("on", "shown"), [("2026-11-21", True), ("2026-11-22", False)])
def test_an_answer_to_a_survey_shows_it(on: str, shown: bool) -> None:  # noqa: FBT001 - as above
    folder = acme(satisfaction=(Satisfaction(date=day(on), score=4),))
    assert ("satisfaction-survey" not in open_at("stabilise", folder)) is shown


def test_what_the_book_shows_of_the_time_before_a_fall_back_is_over() -> None:
    moves = ("2026-01-01 stabilise", "2026-06-01 establish")
    facts: dict[str, Any] = {
        "relationship": moves,
        "satisfaction": (Satisfaction(date=day("2026-05-31"), score=4),),
    }
    before = acme(order("po-1", "2026-03-01", 5, accepted="2026-05-31"), **facts)
    assert {"first-delivery", "satisfaction-survey"} <= set(open_at("stabilise", before))
    after = acme(order("po-1", "2026-03-01", 5, accepted="2026-06-01"), **facts)
    assert "first-delivery" not in open_at("stabilise", after)


def test_what_we_buy_from_them_shows_reciprocal_trade() -> None:
    assert open_at("strengthen", acme(we_buy={2026: Decimal(5)})) == ["part-in-processes"]
    assert "reciprocal-trade" in open_at("strengthen", acme(we_buy={2027: Decimal(5)}))


def marked(*history: str, done: str) -> Folder:
    points = {"regular-reviews": PointDone(done=day(done))}
    moves = account(relationship=history).relationship.history
    return acme(relationship=Relationship(points=points, history=moves))


@pytest.mark.parametrize(
    ("history", "done", "shown"),
    [
        ((), "2026-11-21", True),
        ((), "2026-11-22", False),
        (("2026-01-01 stabilise", "2026-06-01 establish"), "2026-05-31", False),
        (("2026-01-01 stabilise", "2026-06-01 establish"), "2026-06-01", True),
        (("2026-01-01 establish", "2026-06-01 stabilise"), "2026-05-31", True),
    ],
)
def test_what_a_person_marked_counts_unless_the_relationship_fell_back_since(
    history: tuple[str, ...],
    done: str,
    shown: bool,  # noqa: FBT001 - a row of the table
) -> None:
    folder = marked(*history, done=done)
    assert ("regular-reviews" not in open_at("stabilise", folder)) is shown


def test_the_last_move_back_counts_and_strange_stages_are_passed_over() -> None:
    moves = ("2026-01-01 stabilise", "2026-02-01 odd", "2026-03-01 none", "2026-04-01 stabilise")
    assert fell_back(account(relationship=moves).relationship, MODEL, TODAY) == day("2026-03-01")


def test_what_we_buy_counts_by_the_fiscal_year() -> None:
    bought = Folder(account=account("acme", we_buy={2027: Decimal(5)}))
    april = Settings(fiscal_year_start=4)
    shown = {
        settings.fiscal_year_start: point.shown
        for settings in (CNY, april)
        for point in point_states("strengthen", bought, MODEL, MODELS.accounts, settings, TODAY)
        if point.key == "reciprocal-trade"
    }
    assert shown == {1: False, 4: True}


def test_plain_labels_remind_and_a_strange_stage_has_no_points() -> None:
    states = point_states("none", acme(), MODEL, MODELS.accounts, CNY, TODAY)
    assert [(point.key, point.is_open) for point in states] == [(None, False), (None, False)]
    assert point_states("odd", acme(), MODEL, MODELS.accounts, CNY, TODAY) == ()


def test_the_stages_that_a_move_leaves() -> None:
    assert stages_left("none", "stabilise", MODEL) == ("none", "establish")
    assert stages_left("stabilise", "establish", MODEL) == ()
    assert stages_left("odd", "establish", MODEL) == ("none",)
    assert stage_of(Relationship(), MODEL, TODAY) == "none"
