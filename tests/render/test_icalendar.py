"""A calendar file by the rules of RFC 5545."""

import re
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kam.i18n import set_language
from kam.render.agenda_words import Look
from kam.render.icalendar import calendar_text
from kam.reports.agenda import Agenda
from kam.reports.agenda_items import AgendaItem, Kind
from tests.domain.builders import METHODS, MODELS, TODAY, day
from tests.strategies import LAW

LOOK = Look(METHODS, MODELS, TODAY)


def item(kind: Kind, due: date, **facts: object) -> AgendaItem:
    return AgendaItem(kind=kind, due=due, account="acme", dates=(due,), **facts)  # type: ignore[arg-type]


def text(*items: AgendaItem) -> str:
    last = Agenda(as_of=TODAY, last=TODAY, owner=None, rows=items, snoozed=(), undated=0, others=0)
    return calendar_text(last, LOOK)


def unfolded(content: str) -> list[str]:
    """The lines of a file as a calendar reads it."""
    return content.replace("\r\n ", "").split("\r\n")


def unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,])", r"\1", value)


def events(content: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfolded(content):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name, value)
    return found


STEP = item(
    Kind.STEP, day("2026-12-31"), id="send", what="Send offer; 3 copies, signed", owner="li.wei"
)
BID = item(Kind.TENDER, day("2028-02-29"), id="2", detail="bid_due", opportunity="acme/mes")


def test_it_is_a_calendar_of_whole_days() -> None:
    assert text(STEP, BID) == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//kam//agenda//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:step/acme/send@kam\r\n"
        "DTSTAMP:20261121T000000Z\r\n"
        "DTSTART;VALUE=DATE:20261231\r\n"
        "DTEND;VALUE=DATE:20270101\r\n"
        "SUMMARY:acme: Send offer\\; 3 copies\\, signed\r\n"
        "CATEGORIES:next step\r\n"
        "DESCRIPTION:li.wei\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:tender/acme/mes/2/bid_due@kam\r\n"
        "DTSTAMP:20261121T000000Z\r\n"
        "DTSTART;VALUE=DATE:20280229\r\n"
        "DTEND;VALUE=DATE:20280301\r\n"
        "SUMMARY:acme/mes: round 2: hand in the bid\r\n"
        "CATEGORIES:tender\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_only_what_has_a_day_of_its_own_is_in_it() -> None:
    touch = item(Kind.TOUCH, TODAY, detail="core", limit=7)
    assert events(text(touch)) == []


def test_an_action_of_a_plan_has_a_name_of_its_own() -> None:
    action = item(Kind.ACTION, TODAY, id="send", what="Invite them")
    (event,) = events(text(action))
    assert (event["UID"], event["SUMMARY"]) == ("action/acme/send@kam", "acme: Invite them")


def test_it_is_written_in_the_language_of_the_run() -> None:
    set_language("zh")
    (event,) = events(text(BID))
    assert event["SUMMARY"] == "acme/mes: 第2轮：递交投标文件"


def test_what_a_book_holds_cannot_begin_a_line_of_its_own() -> None:
    sly = item(Kind.STEP, TODAY, id="x", what="a\r\nEND:VCALENDAR\r\n\x1b[2Jb\\n")
    (event,) = events(text(sly))
    assert event["SUMMARY"] == "acme: a  END:VCALENDAR  [2Jb\\\\n"
    assert text(sly).count("END:VCALENDAR\r\n") == 1


@LAW
@given(st.lists(st.text(max_size=200), min_size=1, max_size=3))
def test_lines_are_short_whole_and_say_what_they_said(texts: Sequence[str]) -> None:
    rows = [
        item(Kind.STEP, TODAY, id=f"step-{number}", what=what) for number, what in enumerate(texts)
    ]
    content = text(*rows)
    raw = content.encode()
    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert not re.search(rb"[^\r]\n|\r[^\n]|[\x00-\x08\x0b\x0c\x0e-\x1f]", raw)
    summaries = [unescaped(event["SUMMARY"]) for event in events(content)]
    plain = text(*rows)
    assert plain == content
    assert len(summaries) == len(texts)
    for found, what in zip(summaries, texts, strict=True):
        if what.isprintable() and what.isascii():
            assert found == f"acme: {what}"
