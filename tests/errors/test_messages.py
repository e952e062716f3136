"""The words of findings that no book of a few lines can show, and how words are chosen."""

import string
from collections.abc import Iterator

import pytest

from kam.checks.registry import SLUGS
from kam.domain.fields import Form
from kam.domain.finding import Finding, Severity
from kam.domain.label import Label
from kam.render.message import Plural
from kam.render.messages import MESSAGES, message_of, name_fact, render_message
from kam.store.text import Refusal

MES = "accounts/acme/opportunities/mes.yaml"


def finding(code: str, *keys: str | int, **params: object) -> Finding:
    return Finding(code, SLUGS[code], Severity.ERROR, MES, keys, params=params)


def templates() -> Iterator[tuple[str, str]]:
    for (code, _), message in MESSAGES.items():
        texts = message.text if isinstance(message.text, Plural) else (message.text,)
        for text in (*texts, message.hint, message.guessed):
            yield code, text


def test_codes_and_messages_belong_together() -> None:
    assert {code for code, _ in MESSAGES} == set(SLUGS)


def test_every_refusal_and_every_form_has_its_words() -> None:
    assert {str(refusal) for refusal in Refusal} == {k for code, k in MESSAGES if code == "KAM001"}
    forms = {form.name.lower() for form in Form} - {"text"}
    assert forms <= {kind for code, kind in MESSAGES if code == "KAM003"}


def test_every_template_can_be_filled() -> None:
    for _, text in templates():
        assert all(name != "" for _, name, _, _ in string.Formatter().parse(text))


def test_a_value_is_named_by_the_path_of_its_fact() -> None:
    wrong = finding(
        "KAM003", "products", 1, "amount", kind="amount", value="1.2.3", example="12000"
    )
    assert render_message(wrong) == (
        'products[1].amount: "1.2.3" is not an amount',
        "write a plain number (12000), at most two decimals, no commas",
    )
    whole = finding("KAM003", kind="not-mapping")
    assert render_message(whole)[0] == "keys with values are expected here"
    assert name_fact((0, "with", 2)) == "[0].with[2]"


def test_a_currency_in_an_amount_gets_advice_of_its_own() -> None:
    wrong = finding("KAM003", "amount", kind="amount", value="12k EUR", example="12000")
    assert render_message(wrong) == (
        'amount: "12k EUR" is not an amount',
        "write a plain number (12000) and put the currency in `currency: EUR`",
    )


def test_a_guess_takes_the_place_of_the_general_advice() -> None:
    stranger = {"person": "li.wie"}
    assert render_message(finding("KAM110", **stranger, guess="li.wei"))[1] == (
        "did you mean `li.wei`?"
    )
    assert render_message(finding("KAM110", **stranger, guess=""))[1] == (
        "add the person there under `people:`"
    )


def test_a_kind_that_has_no_words_of_its_own_is_said_in_general() -> None:
    assert message_of(finding("KAM003", "name", kind="surprise")) == MESSAGES["KAM003", ""]


def test_what_a_book_holds_is_never_taken_for_a_template() -> None:
    odd = finding("KAM003", "amount", kind="amount", value="{0} {nothing}", example="12000")
    assert render_message(odd)[0] == 'amount: "{0} {nothing}" is not an amount'


def test_limits_are_grouped_and_years_are_not() -> None:
    assert render_message(finding("KAM001", kind="too-large", limit=1_048_576))[0] == (
        "the file is larger than 1,048,576 bytes"
    )
    far = finding("KAM003", kind="far-date", value="0206-10-01", low=1900, high=2199)
    assert render_message(far)[1] == "years from 1900 to 2199 are read"


def test_a_label_is_said_in_the_language_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    label = Label(en="a supporter", zh="一位支持者")
    contradiction = finding("KAM113", "stage", stage="D", condition=label)
    assert "a supporter" in render_message(contradiction)[0]
    monkeypatch.setattr("kam.render.messages.language", lambda: "zh")
    assert "一位支持者" in render_message(contradiction)[0]
