"""The page of rhythm says what the model says."""

import re

import pytest

from kam.cli.help_pages import page_text
from kam.i18n import LANGUAGES, set_language
from tests.domain.builders import MODELS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_figure_and_word_of_the_model(language: str) -> None:
    set_language(language)
    page, model = " ".join(page_text("rhythm").split()), MODELS.rhythm
    if language == "zh":
        page = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", page)
    labels = [
        *(intent.label for intent in model.intents.values()),
        *model.preparation,
        *model.first_visit.values(),
    ]
    assert [label for label in labels if label.text(language) not in page] == []
    figures = [
        *(intent.revisit for intent in model.intents.values() if intent.revisit),
        *model.touch.values(),
        *model.ahead.values(),
        model.answer,
        MODELS.accounts.review_months,
    ]
    assert [figure for figure in figures if not re.search(rf"\b{figure}\b", page)] == []
