"""What a search found: what it is, its full name, and the text that holds what was looked for."""

from collections.abc import Sequence

from kam.i18n import mark, translate, translate_plural
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Tone, line
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.reports.search import Hit

_ID, _TEXT = 20, 24
_KINDS = {
    "account": mark("account"),
    "opportunity": mark("opportunity"),
    "contact": mark("contact"),
    "task": mark("next step"),
    "order": mark("order"),
    "activity": mark("activity"),
    "plan": mark("account plan"),
    "sheet": mark("sheet"),
}


def search_text(hits: Sequence[Hit], screen: Screen) -> str:
    """The hits, one a line; where the screen is narrow, texts and then ids shorten."""
    counted = translate_plural("{count} hit", "{count} hits", len(hits))
    columns = [
        Column(heading=translate("Kind"), drop=1),
        Column(heading=translate("Id"), least=_ID, keeps=True),
        Column(heading=translate("Text"), least=_TEXT, sentence=True),
    ]
    rows = [
        Row([line(translate(_KINDS[hit.kind])), line(hit.id, Tone.STRONG), line(hit.text)])
        for hit in hits
    ]
    table = Table(
        title=title_of(counted.format(count=f"{len(hits):,}")),
        columns=columns if hits else [],
        sections=[Section(rows)],
    )
    return print_table(table, screen)


def search_json(hits: Sequence[Hit]) -> Parts:
    """The hits, for `json.envelope`."""
    return {
        "rows": [row_json(ROW_KEYS["search"], hit) for hit in hits],
        "totals": {"count": len(hits)},
    }
