"""Search: every thing whose names, notes or id hold the text, once."""

from dataclasses import replace

import pytest

from kam.domain.activity import Activity, Task
from kam.domain.book import Book
from kam.domain.contact import Contact, PersonPlan
from kam.reports.search import Hit, search
from tests.domain.builders import account, book, day, opportunity, order


@pytest.fixture
def whole() -> Book:
    base = book(
        opportunity("acme/mes", name="MES upgrade", project="line-3", formerly=("acme/old",)),
        accounts=(account("acme", name="Baoshan Steel", aliases=("宝山钢铁",)),),
        orders={"acme": (order("po-2026-001", "2026-02-01", 5, line="automation"),)},
    )
    plan = PersonPlan(what="Show the savings")
    wang = Contact(id="wang-fang", path="c.yaml", name="王芳", title="Head", plan=plan)
    folder = replace(
        base.folders[0],
        contacts={"wang-fang": wang},
        tasks=(Task(id="send-it", path="t.yaml", what="Send first proposal"),),
        activities=(
            Activity(path="a.yaml", date=day("2026-11-20"), kind="visit", note="Steel was cold"),
            Activity(path="a.yaml", date=day("2026-11-21"), kind="call"),
        ),
    )
    return replace(base, folders=(folder,))


def found(whole: Book, text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.id) for hit in search(whole, text)]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("宝山", ("account", "acme")),
        ("acme", ("account", "acme")),
        ("ＭＥＳ  UPGRADE", ("opportunity", "acme/mes")),
        ("line-3", ("opportunity", "acme/mes")),
        ("acme/old", ("opportunity", "acme/mes")),
        ("王芳", ("contact", "acme/wang-fang")),
        ("head", ("contact", "acme/wang-fang")),
        ("savings", ("contact", "acme/wang-fang")),
        ("first prop", ("task", "acme/send-it")),
        ("send-it", ("task", "acme/send-it")),
        ("po-2026", ("order", "acme/po-2026-001")),
        ("automation", ("order", "acme/po-2026-001")),
        ("was cold", ("activity", "acme")),
    ],
)
def test_it_looks_through_names_titles_notes_steps_and_ids(
    whole: Book, text: str, hit: tuple[str, str]
) -> None:
    assert hit in found(whole, text)


def test_a_hit_gives_the_text_and_its_file(whole: Book) -> None:
    assert search(whole, "steel") == (
        Hit("account", "acme", "accounts/acme/account.yaml", "Baoshan Steel"),
        Hit("activity", "acme", "a.yaml", "Steel was cold"),
    )


@pytest.mark.parametrize("text", ["", "   ", "nowhere"])
def test_nothing_is_found_by_nothing(whole: Book, text: str) -> None:
    assert search(whole, text) == ()
