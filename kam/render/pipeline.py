"""The pipeline on paper: a row a stage, the weighted amount as a bar (METHODS.md 1, LOOKS.md).

Where the screen is narrow, the bar goes first, then labels shorten, then these columns go:
ahead and behind, stalled, days, probability, number. Ahead and behind, how milestones stand to the
customer's steps (METHODS.md 3), are there only where a milestone does not fit.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kam.domain.methods import Methods
from kam.domain.money import ZERO
from kam.domain.playbook import Playbook
from kam.domain.states import Category
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.bars import bar
from kam.render.json import Parts, row_json
from kam.render.keys import OTHER_KEYS, ROW_KEYS
from kam.render.labels import group_label, group_word, label_text, stage_code, stage_label, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Span, Tone, line
from kam.render.notes import counted_once, next_step, not_counted
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Picture, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.pipeline import Pipeline, PipelineRow, PipelineTotals

_BAR = (6, 32)
_LABEL = 12
_TOTALS = (
    "count",
    "count_unique",
    "amount",
    "weighted",
    "stalled",
    "pushed",
    "slippage",
    "ahead",
    "behind",
)


class _Look(NamedTuple):
    """What all rows have in common: the unit, and whether every milestone fits its customer."""

    unit: Unit
    fits: bool


def pipeline_text(
    result: Pipeline, methods: Methods, screen: Screen, names: Mapping[str, str] | None = None
) -> str:
    """The table of a pipeline; `names` are what people call the groups of `--by`."""
    unit = choose_unit(_amounts(result))
    look = _Look(unit, fits=not (result.totals.ahead or result.totals.behind))
    table = Table(
        title=_title(result, unit),
        columns=_columns(fits=look.fits),
        sections=_sections(result, methods, look, names or {}),
        totals=[_total(result, look)],
        notes=list(_notes(result, unit)),
    )
    return print_table(table, screen)


def _amounts(result: Pipeline) -> Iterator[Decimal]:
    yield from (row.amount for row in result.rows)
    yield from (result.totals.amount, *(row.amount for row in result.other))


def _title(result: Pipeline, unit: Unit) -> list[Line]:
    name = translate("Pipeline")
    if result.by:
        name = translate("Pipeline by {group}").format(group=group_word(result.by))
    money = money_heading(unit, result.currency, result.tax)
    return title_of(name, result.as_of, money)


def _columns(*, fits: bool) -> list[Column]:
    found = [
        Column(),
        Column(heading=translate("Milestone reached"), least=_LABEL),
        Column(heading=translate("%"), right=True, drop=4),
        Column(heading=translate("No."), right=True, drop=5),
        Column(heading=translate("Amount"), right=True),
        Column(heading=translate("Weighted"), right=True),
        Column(picture=_BAR),
        Column(heading=translate("Days"), right=True, drop=3),
        Column(heading=translate("Stalled"), right=True, drop=2),
    ]
    if not fits:
        found.append(Column(heading=translate("Ahead"), right=True, drop=1))
        found.append(Column(heading=translate("Behind"), right=True, drop=1))
    return found


def _sections(
    result: Pipeline, methods: Methods, look: _Look, names: Mapping[str, str]
) -> list[Section]:
    """One section a playbook, and a group with `--by`; empty ones only where all are empty."""
    parted: dict[str | None, dict[str, list[PipelineRow]]] = {}
    for row in result.rows:
        parted.setdefault(row.group, {}).setdefault(row.playbook, []).append(row)
    found = [(group, key, rows) for group, parts in parted.items() for key, rows in parts.items()]
    filled = [part for part in found if any(row.count for row in part[2])] or found
    several = len({key for _, key, _ in filled}) > 1
    largest = max((row.weighted for row in result.rows), default=ZERO)
    sections = []
    for group, key, rows in filled:
        playbook = methods.playbooks.get(key)
        words = [group_label(result.by, group, names)] if result.by else []
        words += [label_text(playbook.name) if playbook else key] if several else []
        shown = [row for row in rows if row.count or not result.by]
        drawn = [_row(row, playbook, look, largest) for row in shown]
        sections.append(Section(drawn, _heading(" · ".join(words), rows, look) if words else None))
    return sections


def _heading(words: str, rows: Sequence[PipelineRow], look: _Look) -> Row:
    """A section's heading with its sums."""
    sums = _sums(
        PipelineTotals(
            count=sum(row.count for row in rows),
            count_unique=0,
            amount=sum((row.amount for row in rows), ZERO),
            weighted=sum((row.weighted for row in rows), ZERO),
            stalled=sum(row.stalled for row in rows),
            ahead=sum(row.ahead for row in rows),
            behind=sum(row.behind for row in rows),
        ),
        look,
    )
    return Row([line(words), EMPTY, EMPTY, *sums], Tone.STRONG, span=2)


def _row(row: PipelineRow, playbook: Playbook | None, look: _Look, largest: Decimal) -> Row:
    label = stage_label(playbook, row.stage)
    return Row(
        [
            line(stage_code(row.stage)),
            line(titled(label) if row.stage else label),
            line(figures.percent(row.probability)),
            line(figures.count(row.count)),
            line(figures.amount(row.amount, look.unit)),
            line(figures.amount(row.weighted, look.unit)),
            _bar(row, playbook, largest),
            line(figures.days(row.median_days)),
            *_risks(row, look),
        ]
    )


def _bar(row: PipelineRow, playbook: Playbook | None, largest: Decimal) -> Picture:
    stage = playbook.stages.get(row.stage or "") if playbook else None
    tone = Tone.COMMIT if stage and stage.category is Category.COMMIT else Tone.PLAIN
    return lambda width: (Span(bar(row.weighted, largest, width), tone),)


def _risks(row: PipelineRow | PipelineTotals, look: _Look) -> list[Line]:
    """The numbers that ask for a look: stalled and, where there are any, ahead and behind."""
    numbers = (row.stalled,) if look.fits else (row.stalled, row.ahead, row.behind)
    return [line(figures.count(one), Tone.RISK if one else Tone.PLAIN) for one in numbers]


def _total(result: Pipeline, look: _Look) -> Row:
    return Row([EMPTY, line(translate("Total")), EMPTY, *_sums(result.totals, look)], Tone.STRONG)


def _sums(total: PipelineTotals, look: _Look) -> list[Line]:
    """The cells from the number to the last one."""
    return [
        line(figures.count(total.count)),
        line(figures.amount(total.amount, look.unit)),
        line(figures.amount(total.weighted, look.unit)),
        EMPTY,
        EMPTY,
        *_risks(total, look),
    ]


def _notes(result: Pipeline, unit: Unit) -> Iterator[Line]:
    total = result.totals
    yield from counted_once(total.count, total.count_unique)
    yield from not_counted(result.other, unit)
    if not total.count and not result.other:
        yield next_step(translate("no open opportunity"), "kam add-opportunity ACCOUNT NAME")
    if total.stalled:
        words = translate_plural("{count} stalled", "{count} stalled", total.stalled)
        yield next_step(words.format(count=total.stalled), "kam check --select stalled")
    if fit := listed(_unfit(result)):
        yield next_step(fit, "kam check --select ahead --select behind")
    if words := translate("; ").join(_put_off(result)):
        yield line(words)


def _unfit(result: Pipeline) -> Iterator[str]:
    """How many milestones do not fit the customer's step."""
    total = result.totals
    if total.ahead:
        words = translate_plural(
            "{count} ahead of the customer's step",
            "{count} ahead of the customer's step",
            total.ahead,
        )
        yield words.format(count=figures.count(total.ahead))
    if total.behind:
        words = translate_plural(
            "{count} behind the customer's step",
            "{count} behind the customer's step",
            total.behind,
        )
        yield words.format(count=figures.count(total.behind))


def _put_off(result: Pipeline) -> Iterator[str]:
    """How many were put off, and how much of this quarter."""
    total = result.totals
    if total.pushed:
        words = translate_plural(
            "{count} pushed into a later month", "{count} pushed into a later month", total.pushed
        )
        yield words.format(count=figures.count(total.pushed))
    if total.slippage is not None:
        words = translate("slippage of this quarter {ratio}")
        yield words.format(ratio=figures.share(total.slippage))


def pipeline_json(result: Pipeline, methods: Methods) -> Parts:
    """The rows, totals and what stands apart, for `json.envelope`."""
    keys = ROW_KEYS["pipeline"]
    return {
        "rows": [
            row_json(keys, row, label=stage_label(methods.playbooks.get(row.playbook), row.stage))
            for row in result.rows
        ],
        "totals": row_json(_TOTALS, result.totals),
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
    }
