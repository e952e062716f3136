"""The status table on paper: a row an account, what alarms under it (METHODS.md 6).

What the next step is fills the width that is left and goes first. Then names shorten, and these
columns go: phase, share, days, tier, owner, last contact. Stage and the step's day stay.
"""

from collections.abc import Iterator

from rich.cells import cell_len

from kam.domain.methods import Methods
from kam.i18n import language, mark, translate, translate_plural
from kam.render import figures
from kam.render.fitting import shorten
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import phase_label, relationship_label
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.people_words import alert_words
from kam.render.sanitise import clean
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.reports.relationship import NextStep, RelationshipRow, RelationshipStatus

_NAME, _WHAT = 14, 16
_NO_STEP, _LATE = "no-next-step", "overdue-step"
_ALERTS = {
    "no-contact": mark("no contact yet"),
    _NO_STEP: mark("no next step"),
    _LATE: mark("next step overdue"),
}


def relationship_text(result: RelationshipStatus, methods: Methods, screen: Screen) -> str:
    """The status table of all accounts."""
    table = Table(
        title=title_of(translate("Relationships"), result.as_of, _stages(result, methods)),
        columns=_columns(result) if result.rows else [],
        sections=[Section([_row(row, methods) for row in result.rows])],
        notes=list(_notes(result)),
    )
    return print_table(table, screen)


def relationship_json(result: RelationshipStatus) -> Parts:
    """The rows and the number of accounts at each stage, for `json.envelope`."""
    keys = ROW_KEYS["relationship"]
    return {
        "rows": [row_json(keys, row, next_step=_step_json(row.next_step)) for row in result.rows],
        "totals": {"count": len(result.rows), "stages": result.stages},
    }


def _stages(result: RelationshipStatus, methods: Methods) -> str:
    """How many accounts stand at each stage: `establish 3 · stabilise 2`."""
    model = methods.relationship
    return " · ".join(
        f"{relationship_label(model, stage)} {number}"
        for stage, number in result.stages.items()
        if number
    )


def _columns(result: RelationshipStatus) -> list[Column]:
    longest = max((cell_len(clean(_what(row))) for row in result.rows), default=0)
    return [
        Column(heading=translate("Account"), least=_NAME, keeps=True),
        Column(heading=translate("Tier"), drop=4),
        Column(heading=translate("Owner"), drop=5),
        Column(heading=translate("Stage")),
        Column(heading=translate("Days"), right=True, drop=3),
        Column(heading=translate("Share"), right=True, drop=2),
        Column(heading=translate("Phase"), drop=1),
        Column(heading=translate("Last seen"), drop=6),
        Column(heading=translate("Next step")),
        Column(picture=(_WHAT, max(_WHAT, longest))),
    ]


def _row(row: RelationshipRow, methods: Methods) -> Row:
    model, words = methods.relationship, methods.vocabulary
    tier = words.label("tier", row.tier, language()) if row.tier else figures.NOTHING
    alerts = translate(", ").join(_alert(alert, methods) for alert in row.alerts)
    return Row(
        [
            line(row.name),
            line(tier),
            line(row.owner or figures.NOTHING),
            line(relationship_label(model, row.stage)),
            line(figures.days(row.days_in_stage)),
            line(figures.share(row.share_of_wallet)),
            line(phase_label(model, row.phase) if row.phase else figures.NOTHING),
            line(figures.day(row.last_contact)),
            _step(row),
            lambda width: line(shorten(_what(row), width, at_end=True)),
        ],
        below=[line(f"! {alerts}", Tone.RISK)] if alerts else [],
    )


def _alert(alert: str, methods: Methods) -> str:
    known = _ALERTS.get(alert)
    return translate(known) if known else alert_words(alert, methods.vocabulary)


def _step(row: RelationshipRow) -> Line:
    """When the next step is due; a step without a day is there all the same."""
    if row.next_step is None:
        return line(figures.NOTHING)
    tone = Tone.RISK if _LATE in row.alerts else Tone.PLAIN
    due = row.next_step.due
    return line(figures.day(due) if due else translate("undated"), tone)


def _what(row: RelationshipRow) -> str:
    return row.next_step.what if row.next_step else ""


def _step_json(step: NextStep | None) -> Json:
    return step and row_json(("id", "what", "due", "owner"), step)


def _notes(result: RelationshipStatus) -> Iterator[Line]:
    bare = sum(_NO_STEP in row.alerts for row in result.rows)
    late = sum(_LATE in row.alerts for row in result.rows)
    if not result.rows:
        yield next_step(translate("no account"), "kam add-account NAME")
    if bare:
        words = translate_plural("{count} without a next step", "{count} without a next step", bare)
        yield next_step(words.format(count=bare), "kam check --select next-step")
    if late:
        words = translate_plural(
            "{count} with an overdue step", "{count} with an overdue step", late
        )
        yield next_step(words.format(count=late), "kam list tasks")
