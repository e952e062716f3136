"""What a brief says of any book: every open question, and nothing wider than the screen."""

from collections.abc import Iterator

from hypothesis import given
from rich.cells import cell_len

from kam.domain.book import Book, Folder
from kam.domain.consistency import Unread
from kam.domain.deals import build_deals
from kam.domain.opportunity import Opportunity
from kam.domain.sheet import Asked
from kam.i18n import set_language
from kam.render.brief import brief_markdown, brief_text
from kam.render.screen import Screen
from kam.reports.account_plan import build_plan
from kam.reports.brief import Brief, Sources, build_brief
from kam.reports.brief_unknown import About
from tests.domain.builders import MODELS, TODAY
from tests.strategies import LAW, books

WIDTH = 80


def briefs(book: Book) -> Iterator[tuple[Folder, Opportunity | None, Brief]]:
    """Of every account and every opportunity."""
    sources = Sources(
        folders=book.folders,
        deals=build_deals(book, TODAY),
        methods=book.methods,
        models=book.models,
        settings=book.settings,
        unread=Unread(book.findings),
    )
    for folder in book.folders:
        for opportunity in (None, *folder.opportunities):
            yield folder, opportunity, build_brief(folder, opportunity, sources, TODAY)


def questions(folder: Folder, opportunity: Opportunity | None) -> Iterator[tuple[str, Asked]]:
    """Those of the sheets that are read for an account or an opportunity."""
    names = {opportunity.id, None} if opportunity else {None}
    for sheet in folder.sheets:
        if sheet.opportunity in names:
            for part, asked in sheet.spin.items():
                yield from ((part, one) for one in asked)


@LAW
@given(books())
def test_every_question_without_an_answer_is_unknown_while_it_is_open(book: Book) -> None:
    for folder, opportunity, brief in briefs(book):
        every = {(part, one.ask) for part, one in questions(folder, opportunity)}
        answered = {(part, one.ask) for part, one in questions(folder, opportunity) if one.answer}
        told = {(one.key, one.text) for one in brief.unknown if one.about is About.ASKED}
        is_open = brief.deal is None or brief.deal.is_open
        assert told == (every - answered if is_open else set())


@LAW
@given(books())
def test_a_brief_of_anything_fits_the_screen_and_is_markdown(book: Book) -> None:
    for language in ("en", "zh"):
        set_language(language)
        for _, _, brief in briefs(book):
            text = brief_text(brief, book, Screen(width=WIDTH))
            assert max(map(cell_len, text.splitlines())) <= WIDTH
            lines = [line for line in brief_markdown(brief, book).splitlines() if line]
            assert all(line.startswith(("# ", "## ", "- ")) for line in lines)


@LAW
@given(books())
def test_each_action_of_a_plan_stands_under_one_objective_or_none(book: Book) -> None:
    for folder in book.folders:
        rows = build_plan(folder, MODELS.sheets, TODAY).rows
        shown = [action.id for row in rows for action in row.actions]
        assert sorted(shown) == sorted(folder.plan.actions if folder.plan else ())
        assert not any(row.late and not row.open for row in rows)
