"""What several sheets say together, and corridors of a negotiation."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.account_plan import AccountPlan, Objective, PlanAction
from kam.domain.corridor import figure_of, out_of_order
from kam.domain.sheet import (
    Asked,
    Corridor,
    Fabe,
    Need,
    Negotiation,
    NegotiationPlan,
    Objection,
    SellerReview,
    Sheet,
)
from kam.domain.sheet_model import Better
from kam.domain.talk import is_under_way, people_in, stands, talk_of, texts_of_plan, texts_of_sheet
from tests.domain.builders import MODELS, TODAY

MODEL = MODELS.sheets
TEXTS = st.sampled_from(["", "soon", "10 %", "12 weeks", "3000000", "3,200,000", "-5", "7.5 %"])


def ours(**facts: object) -> Sheet:
    return Sheet(opportunity="mes", **facts)  # type: ignore[arg-type]


def test_the_sheets_of_an_opportunity_are_read_as_one_before_the_account_s() -> None:
    early, late = SellerReview(date=TODAY.replace(year=2025)), SellerReview(date=TODAY)
    open_, answered = Asked(ask="How old?"), Asked(ask="How old?", answer="12 years")
    account = Sheet(
        spin={"situation": (answered, Asked(ask="Who?", answer="all"))},
        questions={"who": "the board", "why": "old"},
        negotiation=Negotiation(
            terms={"price": Corridor(floor="1"), "scope": Corridor(floor="all")},
            plans=(NegotiationPlan(name="A", when="never"),),
        ),
        needs=(Need(implied="stops"),),
        fabe=(Fabe(feature="buffer"),),
        objections=(Objection(objection="dear", answer="no"),),
        review=(late, early),
    )
    own = ours(
        spin={"situation": (open_,), "problem": (answered, open_)},
        questions={"who": "Wang"},
        negotiation=Negotiation(
            terms={"price": Corridor(floor="2")}, plans=(NegotiationPlan(name="A"),)
        ),
        needs=(Need(implied="stops", explicit="no stop"),),
        fabe=(Fabe(feature="buffer", benefit="safe"),),
        objections=(Objection(objection="dear"),),
    )
    other = Sheet(opportunity="agv", questions={"when": "2030"})
    talk = talk_of((account, other, own), "mes")
    assert talk.spin == {
        "situation": (answered, Asked(ask="Who?", answer="all")),
        "problem": (answered,),
    }
    assert talk.questions == {"who": "Wang", "why": "old"}
    assert {key: one.floor for key, one in talk.negotiation.terms.items()} == {
        "price": "2",
        "scope": "all",
    }
    assert talk.negotiation.plans == (NegotiationPlan(name="A"),)
    assert (talk.needs, talk.fabe, talk.objections) == (own.needs, own.fabe, own.objections)
    assert talk.review == (early, late)
    alone = talk_of((account, other, own), None)
    assert (alone.questions, alone.opportunity) == (account.questions, None)


@given(st.permutations([ours(questions={"who": "a"}), ours(questions={"why": "b"}), Sheet()]))
def test_what_only_one_sheet_says_counts_in_any_order(sheets: list[Sheet]) -> None:
    assert talk_of(sheets, "mes").questions == {"who": "a", "why": "b"}


@pytest.mark.parametrize("status", [None, "open", "answered"])
def test_an_objection_stands_until_its_status_says_otherwise(status: str | None) -> None:
    assert stands(Objection(objection="dear", status=status), MODEL)
    assert not stands(Objection(objection="dear", status="settled"), MODEL)


def test_an_objective_is_under_way_until_it_has_a_result_or_ended() -> None:
    assert is_under_way(Objective(what="x", status="at-risk"), MODEL)
    assert not is_under_way(Objective(what="x", result="done"), MODEL)
    assert not is_under_way(Objective(what="x", status="dropped"), MODEL)


def test_whoever_a_sheet_names_is_found_at_the_place_of_the_name() -> None:
    sheet = Sheet(
        spin={"problem": (Asked(ask="a"), Asked(ask="b", by="wang"))},
        needs=(Need(implied="a", by="li"), Need(implied="b")),
        fabe=(Fabe(feature="a", for_="bell/sun"), Fabe(feature="b")),
        objections=(Objection(objection="a"), Objection(objection="b", by="zhao")),
        review=(SellerReview(date=TODAY, by="li.wei"),),
    )
    assert list(people_in(sheet)) == [
        (("spin", "problem", 1, "by"), "wang"),
        (("needs", 0, "by"), "li"),
        (("fabe", 0, "for"), "bell/sun"),
        (("objections", 1, "by"), "zhao"),
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("3,200,000", (Decimal(3200000), "")),
        (" 12 Weeks ", (Decimal(12), "weeks")),
        ("-5.5%", (Decimal("-5.5"), "%")),
        ("320万", (Decimal(320), "万")),
        ("30/60/10", None),
        ("3,20", None),
        ("as the line stops", None),
        ("", None),
        (None, None),
    ],
)
def test_a_figure_is_a_number_and_its_unit(
    text: str | None, figure: tuple[Decimal, str] | None
) -> None:
    assert figure_of(text) == figure


@given(TEXTS, TEXTS, TEXTS)
def test_turning_a_corridor_round_and_what_is_better_with_it_changes_nothing(
    opening: str, target: str, floor: str
) -> None:
    there = Corridor(opening=opening, target=target, floor=floor)
    back = Corridor(opening=floor, target=target, floor=opening)
    crossed = out_of_order(there, Better.HIGHER) is not None
    assert crossed == (out_of_order(back, Better.LOWER) is not None)


def test_without_a_target_the_floor_is_held_against_the_opening() -> None:
    corridor = Corridor(opening="10", target="as agreed", floor="12")
    assert out_of_order(corridor, Better.HIGHER) == ("opening", "floor")
    assert out_of_order(corridor, Better.LOWER) is None


def test_every_text_of_a_sheet_and_a_plan_is_there_to_be_found() -> None:
    sheet = Sheet(
        spin={"problem": (Asked(ask="a", answer="b"), Asked(ask="c"))},
        needs=(Need(implied="d", explicit="e"),),
        questions={"who": "f"},
        fabe=(Fabe(feature="g", evidence="h"),),
        negotiation=Negotiation(
            terms={"price": Corridor(floor="i", note="j")},
            plans=(NegotiationPlan(name="k", when="l", terms={"scope": "m"}),),
        ),
        objections=(Objection(objection="n", answer="o"),),
        review=(SellerReview(date=TODAY, note="p", next="q"),),
    )
    assert "".join(texts_of_sheet(sheet)) == "abcdefghijklmnopq"
    plan = AccountPlan(
        objectives={"x": Objective(what="a", measure="b", target="c", result="d")},
        actions={"y": PlanAction(what="e")},
    )
    assert "".join(texts_of_plan(plan)) == "abcde"
