"""Verdicts about an account: given only where no open question could change them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.account import Account, KeyAccountTests, Purchasing
from kam.domain.accounts_model import AccountsModel, Fact, Part, Question, Verdict
from kam.domain.qualifying import Judgement, Say, judge
from tests.domain.builders import HERE, MODELS, TODAY, account
from tests.strategies import LAW

TESTS = ("product_fit", "way_of_selling_fit", "size_match", "references", "good_credit")


def asked(passes: int, *facts: str, must: str = "", **limits: Any) -> AccountsModel:
    """A model with one verdict: a question a fact."""
    questions = {
        fact.replace("_", "-"): Question(
            fact=Fact(fact), label=HERE, must=fact == must, **limits.get(fact, {})
        )
        for fact in facts
    }
    parts = {"tests": Part(label=HERE, questions=questions)}
    verdicts = {"worth": Verdict(label=HERE, passes=Decimal(passes), parts=parts)}
    return AccountsModel(
        name=HERE, verdicts=verdicts, screens="tests", months=12, review_months=12,
        classes=MODELS.accounts.classes, tiers={}, matrix={},
    )  # fmt: skip


def judged(model: AccountsModel, about: Account) -> Judgement:
    return judge(about, {}, model, TODAY.year)[0]


def answering(**answers: Any) -> Account:
    return account(qualification=KeyAccountTests(**answers))


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ("+++++", Say.YES),
        ("+++--", Say.YES),  # 3 of 5 are the 60 % that it takes
        ("++---", Say.NO),
        ("+++??", Say.YES),  # whatever the others say
        ("++-??", Say.OPEN),
        ("---??", Say.NO),  # two more would not be enough
        ("?????", Say.OPEN),
    ],
)
def test_a_verdict_stands_as_soon_as_nothing_can_change_it(answers: str, says: Say) -> None:
    signs = {"+": True, "-": False, "?": None}
    given_ = dict(zip(TESTS, (signs[sign] for sign in answers), strict=True))
    assert judged(asked(60, *TESTS), answering(**given_)).says is says


def test_a_no_to_what_must_be_decides_alone_and_without_its_answer_nothing_is_decided() -> None:
    model = asked(50, *TESTS, must="product_fit")
    others = dict.fromkeys(TESTS[1:], True)
    assert judged(model, answering(product_fit=False, **others)).says is Say.NO
    assert judged(model, answering(**others)).says is Say.OPEN
    assert judged(model, answering(product_fit=True, **others)).says is Say.YES


def test_a_question_without_a_limit_is_not_asked() -> None:
    found = judged(asked(60, "industry", "employees"), account(industry="steel"))
    assert found.says is Say.OPEN
    assert [(one.asked, one.holds, one.value) for one in found.answers] == [
        (False, None, "steel"),
        (False, None, None),
    ]


@pytest.mark.parametrize(
    ("limits", "employees", "says"),
    [
        ({"at_least": Decimal(500)}, 500, Say.YES),
        ({"at_least": Decimal(500)}, 499, Say.NO),
        ({"at_most": Decimal(900)}, 901, Say.NO),
        ({"at_least": Decimal(500), "at_most": Decimal(900)}, 700, Say.YES),
        ({"at_least": Decimal(500)}, None, Say.OPEN),
        ({"one_of": ("500", "900")}, 500, Say.YES),
        ({"one_of": ("500", "900")}, 700, Say.NO),
    ],
)
def test_a_figure_is_held_against_its_limits(
    limits: dict[str, Any], employees: int | None, says: Say
) -> None:
    model = asked(60, "employees", employees=limits)
    assert judged(model, answering(employees=employees)).says is says


def test_a_limit_says_nothing_of_a_word() -> None:
    model = asked(60, "industry", industry={"at_least": Decimal(5)})
    assert judged(model, account(industry="steel")).says is Say.OPEN


def test_words_and_the_latest_spend_answer_too() -> None:
    model = asked(
        100, "industry", "pattern", "organisation", "budget",
        industry={"one_of": ("Steel",)}, pattern={"one_of": ("recurring",)},
        organisation={"one_of": ("centralised",)}, budget={"at_least": Decimal(900)},
    )  # fmt: skip
    buying = Purchasing(pattern="recurring", organisation="dispersed")
    about = account(
        industry="steel", purchasing=buying, category_spend={2024: 1, 2026: 900, 2027: 1}
    )
    found = judged(model, about)
    assert [one.holds for one in found.answers] == [True, True, False, True]
    assert [one.key for one in found.of(holds=False)] == ["organisation"]


@LAW
@given(
    st.lists(st.sampled_from((True, False, None)), min_size=5, max_size=5),
    st.integers(0, 100),
    st.sampled_from(("", *TESTS)),
)
def test_more_answers_never_change_a_verdict(
    answers: list[bool | None], passes: int, must: str
) -> None:
    model = asked(passes, *TESTS, must=must)
    known = dict(zip(TESTS, answers, strict=True))
    says = judged(model, answering(**known)).says
    for rest in (True, False):
        full = {key: rest if value is None else value for key, value in known.items()}
        assert says in {Say.OPEN, judged(model, answering(**full)).says}
        assert judged(model, answering(**full)).says is not Say.OPEN


def test_the_built_in_questions_have_words_in_both_languages_and_a_meaning_of_a_no() -> None:
    for verdict in MODELS.accounts.verdicts.values():
        for part in verdict.parts.values():
            for question in part.questions.values():
                assert all(
                    (label.en and label.zh) for label in (question.label, question.yes, question.no)
                )
