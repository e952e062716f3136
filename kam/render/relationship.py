"""The status table on paper: a row an account, what alarms under it (METHODS.md 6).

What the next step is fills the width that is left and goes first. Then names shorten, and these
columns go: days, share, coverage, owner, last contact, tier, relation type, ladder, phase: the
four models last. Stage and the step's day stay.
"""

from collections.abc import Iterator

from rich.cells import cell_len

from kam.domain.methods import Methods
from kam.domain.people_model import PeopleModel
from kam.domain.working_points import PointState
from kam.i18n import language, mark, translate, translate_plural
from kam.render import figures
from kam.render.fitting import shorten
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import ladder_word, phase_label, relation_word, relationship_label
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step, no_account
from kam.render.people_words import alert_words
from kam.render.phrases import joined, listed
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
    "may-fall-back": mark("who decided has left: may fall back"),
    "attack-unreasoned": mark("attack without a reason"),
}


def relationship_text(
    result: RelationshipStatus, methods: Methods, people: PeopleModel, screen: Screen
) -> str:
    """The status table of all accounts, the four models side by side."""
    table = Table(
        title=title_of(translate("Relationships"), result.as_of, _stages(result, methods)),
        columns=_columns(result) if result.rows else [],
        sections=[Section([_row(row, methods, people) for row in result.rows])],
        notes=list(_notes(result)),
    )
    return print_table(table, screen)


def relationship_json(result: RelationshipStatus) -> Parts:
    """The rows and the number of accounts at each stage, for `json.envelope`."""
    keys = ROW_KEYS["relationship"]
    return {
        "rows": [
            row_json(
                keys,
                row,
                next_step=_step_json(row.next_step),
                points=[_point_json(point) for point in row.points if point.key],
            )
            for row in result.rows
        ],
        "totals": {"count": len(result.rows), "stages": result.stages},
    }


def _stages(result: RelationshipStatus, methods: Methods) -> str:
    """How many accounts stand at each stage: `establish 3 · stabilise 2`."""
    model = methods.relationship
    return joined(
        f"{relationship_label(model, stage)} {number}"
        for stage, number in result.stages.items()
        if number
    )


def _columns(result: RelationshipStatus) -> list[Column]:
    longest = max((cell_len(clean(_what(row))) for row in result.rows), default=0)
    return [
        Column(heading=translate("Account"), least=_NAME, keeps=True),
        Column(heading=translate("Tier"), drop=6),
        Column(heading=translate("Owner"), drop=4),
        Column(heading=translate("Stage")),
        Column(heading=translate("Days"), right=True, drop=1),
        Column(heading=translate("Phase"), drop=9),
        Column(heading=translate("Share"), right=True, drop=2),
        Column(heading=translate("Ladder"), drop=8),
        Column(heading=translate("Relation"), drop=7),
        Column(heading=translate("Covered"), right=True, drop=3),
        Column(heading=translate("Last seen"), drop=5),
        Column(heading=translate("Next step")),
        Column(picture=(_WHAT, max(_WHAT, longest))),
    ]


def _row(row: RelationshipRow, methods: Methods, people: PeopleModel) -> Row:
    model, words = methods.relationship, methods.vocabulary
    tier = words.label("tier", row.tier, language()) if row.tier else figures.NOTHING
    alerts = alerts_words(row, methods)
    return Row(
        [
            line(row.name),
            line(tier),
            line(row.owner or figures.NOTHING),
            line(relationship_label(model, row.stage)),
            line(figures.days(row.days_in_stage)),
            line(phase_label(model, row.phase) if row.phase else figures.NOTHING),
            line(figures.share(row.share_of_wallet)),
            line(ladder_word(methods, row.ladder)),
            line(relation_word(people, row.relation_type)),
            line(figures.share(row.contact_coverage)),
            line(figures.day(row.last_contact)),
            _step(row),
            lambda width: line(shorten(_what(row), width, at_end=True)),
        ],
        below=[line(f"! {alerts}", Tone.RISK)] if alerts else [],
    )


def alerts_words(row: RelationshipRow, methods: Methods) -> str:
    """What alarms about an account, one after the other; empty for nothing."""
    return listed(_alert(alert, methods) for alert in row.alerts)


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


def _point_json(point: PointState) -> Json:
    """A working point: who said that it is done, or that the book itself shows it."""
    marked = point.marked
    return {
        "point": point.key,
        "open": point.is_open,
        "done": marked and marked.done,
        "by": marked and marked.by,
        "note": marked and marked.note,
        "shown": point.shown,
    }


def _notes(result: RelationshipStatus) -> Iterator[Line]:
    bare = sum(_NO_STEP in row.alerts for row in result.rows)
    late = sum(_LATE in row.alerts for row in result.rows)
    if not result.rows:
        yield no_account(is_empty=result.is_empty)
    if bare:
        words = translate_plural("{count} without a next step", "{count} without a next step", bare)
        yield next_step(words.format(count=bare), "kam check --select next-step")
    if late:
        words = translate_plural(
            "{count} with an overdue step", "{count} with an overdue step", late
        )
        yield next_step(words.format(count=late), "kam list tasks")
    close = sum(row.suggested_phase is not None for row in result.rows)
    if close:
        words = translate_plural(
            "{count} buys nearly all from us: declare a strategic partnership",
            "{count} buy nearly all from us: declare a strategic partnership",
            close,
        )
        yield next_step(
            words.format(count=close), "kam set ACCOUNT relationship.strategic.since=DATE"
        )
