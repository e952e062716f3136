"""The pages of sales reviews: how far each looks back."""

from kam.domain.review_model import ReviewPage
from tests.domain.builders import HERE, MODELS, day


def test_a_page_looks_back_some_days_or_months() -> None:
    pages = MODELS.reviews.pages
    assert pages["weekly"].since(day("2026-11-21")) == day("2026-11-14")
    assert pages["monthly"].since(day("2026-03-31")) == day("2026-02-28")
    both = ReviewPage(
        label=HERE, parts=(), days=1, months=1, opportunities=1, tender_days=0, people=1, names=1
    )
    assert both.since(day("2026-11-21")) == day("2026-10-20")
    assert both.since(day("0001-01-02")) == day("0001-01-01")
