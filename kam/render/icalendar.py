"""A calendar file (iCalendar, RFC 5545) of the days that an agenda has: steps and tenders.

Each is an event of a whole day. It keeps its id whatever else of it changes, so that a calendar
that reads a later file moves it and does not have it twice.
"""

from collections.abc import Iterator
from datetime import date

from kam.domain.periods import days_after
from kam.render.agenda_words import Look, kind_word, sentence
from kam.render.sanitise import clean
from kam.reports.agenda import Agenda
from kam.reports.agenda_items import AgendaItem, Kind

KINDS = frozenset({Kind.STEP, Kind.ACTION, Kind.TENDER})
"""What stands in it: what has a day of its own, and not what a rhythm asks for."""
_OCTETS = 75
"""The longest line of a file, its end not counted (RFC 5545, 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


def calendar_text(result: Agenda, look: Look) -> str:
    """The file; of the same agenda on the same day it is the same to the byte."""
    items = [item for item in result.rows if item.kind in KINDS]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//kam//agenda//EN",
        "CALSCALE:GREGORIAN",
        *(line for item in items for line in _event(item, look)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(item: AgendaItem, look: Look) -> Iterator[str]:
    where = item.opportunity or item.account
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(item)}"
    yield f"DTSTAMP:{_day(look.today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(item.due)}"
    yield f"DTEND;VALUE=DATE:{_day(days_after(item.due, 1))}"
    yield f"SUMMARY:{_text(f'{where}: {sentence(item, look)}')}"
    yield f"CATEGORIES:{_text(kind_word(item.kind))}"
    if item.owner:
        yield f"DESCRIPTION:{_text(item.owner)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(item: AgendaItem) -> str:
    """`step/acme/send-offer@kam`, `tender/acme/mes/1/bid_due@kam`."""
    if item.kind is Kind.TENDER:
        return f"{item.kind}/{item.opportunity}/{item.id}/{item.detail}@kam"
    return f"{item.kind}/{item.account}/{item.id}@kam"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return clean(text).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, no character of it broken; all but one indented."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part
