"""Stages on paper: how many go on from each, and how long they stay (METHODS.md 11).

Where the screen is narrow, labels shorten and these columns go: of the stages the working days, how
long the next one takes, how many are on the way; of the cohorts the stages from the first one on.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kam.domain.methods import Methods
from kam.domain.money import HUNDRED
from kam.domain.playbook import Playbook
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.labels import label_text, stage_code, stage_label, titled
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.reports.cohorts import CohortRow
from kam.reports.stage_steps import StageRow
from kam.reports.velocity import Velocity

_LABEL = 12
_HEADING = 6


def stage_table(result: Velocity, methods: Methods) -> Table:
    """A row a stage, a section a playbook."""
    return Table(
        title=title_of(translate("From stage to stage")),
        columns=[
            Column(),
            Column(heading=translate("Milestone reached"), least=_LABEL),
            Column(heading=translate("Entered"), right=True),
            Column(heading=translate("on the way"), right=True, drop=3),
            Column(heading=translate("Went on"), right=True),
            Column(heading=translate("in days"), right=True, drop=2),
            Column(heading=translate("Won"), right=True),
            Column(heading=translate("Days"), right=True),
            Column(heading=translate("worked"), right=True, drop=1),
        ],
        sections=list(_sections(result.stages, methods)),
        notes=list(_notes(result)),
    )


def _sections(rows: Sequence[StageRow], methods: Methods) -> Iterator[Section]:
    several = len({row.playbook for row in rows}) > 1
    for key, own in groupby(rows, key=lambda row: row.playbook):
        playbook = methods.playbooks.get(key)
        drawn = [_row(row, playbook) for row in own]
        yield Section(drawn, _heading(playbook, key) if several else None)


def _heading(playbook: Playbook | None, key: str) -> Row:
    words = label_text(playbook.name) if playbook else key
    return Row([line(words), *[EMPTY] * 8], Tone.STRONG, span=2)


def _row(row: StageRow, playbook: Playbook | None) -> Row:
    label = stage_label(playbook, row.stage)
    return Row(
        [
            line(stage_code(row.stage)),
            line(titled(label) if row.stage else label),
            line(figures.count(row.entered)),
            line(figures.count(row.open)),
            line(figures.share(row.conversion)),
            line(figures.days(row.days_to_next)),
            line(figures.share(row.won_conversion)),
            line(figures.days(row.median_days)),
            line(figures.days(row.median_workdays)),
        ]
    )


def _notes(result: Velocity) -> Iterator[Line]:
    if any(row.open for row in result.stages):
        yield line(
            translate("who is on the way to the next stage is in no share of those who went on")
        )
    if result.no_history:
        words = translate_plural(
            "{count} has no history: it is in no stage",
            "{count} have no history: they are in no stage",
            result.no_history,
        )
        yield line(words.format(count=figures.count(result.no_history)))


def cohort_tables(result: Velocity, methods: Methods) -> Iterator[Table]:
    """A row a quarter; a table a playbook, for each has stages of its own."""
    for key, own in groupby(result.cohorts, key=lambda row: row.playbook):
        yield _cohorts(list(own), methods.playbooks.get(key), result)


def empty_table(result: Velocity) -> Table:
    """That nobody is in any cohort."""
    words = translate("no opportunity has entered a stage")
    title = title_of(translate("Cohorts"), result.as_of)
    return Table(title=title, columns=(), sections=(), notes=[line(words)])


def _cohorts(rows: Sequence[CohortRow], playbook: Playbook | None, result: Velocity) -> Table:
    stages = list(rows[0].reached)
    stage = rows[0].stage
    name = translate("Cohorts by first stage")
    if stage is not None:
        label = stage_label(playbook, stage)
        name = translate("Cohorts by the stage {label}").format(label=label)
    kind = label_text(playbook.name) if playbook else rows[0].playbook
    return Table(
        title=title_of(name, result.as_of, kind),
        columns=[
            Column(heading=translate("Quarter")),
            Column(heading=translate("Entered"), right=True),
            Column(heading=translate("Open"), right=True),
            *(
                Column(
                    heading=stage_code(key) or titled(stage_label(playbook, key)),
                    right=True,
                    least=None if stage_code(key) else _HEADING,
                    drop=place if place < len(stages) else 0,
                )
                for place, key in enumerate(stages, start=1)
            ),
            Column(heading=translate("Win rate"), right=True),
        ],
        sections=[Section([_cohort(row) for row in rows])],
        notes=[
            line(translate("% who came there of those who did or ended; open ones may yet come"))
        ],
    )


def _cohort(row: CohortRow) -> Row:
    shares: list[Decimal | None] = [found.ratio for found in row.reached.values()]
    return Row(
        [
            line(row.cohort),
            line(figures.count(row.count)),
            line(figures.count(row.open)),
            *(line(_percent(ratio)) for ratio in shares),
            line(figures.share(row.win_rate)),
        ]
    )


def _percent(ratio: Decimal | None) -> str:
    """A ratio as whole percent without their sign, which stands under the table."""
    return figures.NOTHING if ratio is None else figures.rounded(ratio * HUNDRED, 0)
