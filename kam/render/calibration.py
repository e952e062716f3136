"""Calibration on paper: a row a stage, how true the playbook was, what the back-test says.

Where the screen is narrow, the range's figures go, then the drawings narrow and labels shorten.
"""

from collections.abc import Iterator, Mapping

from kam.domain.methods import Methods
from kam.domain.money import to_cents
from kam.domain.playbook import Playbook
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.back_test import back_test_json, back_test_table
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import group_label, group_word, label_text, stage_code, stage_label, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.percent_line import (
    FOUND,
    PICTURE,
    SAID,
    SPAN,
    interval_text,
    open_percent_text,
    percent_line,
    percent_text,
    scale_row,
    signs_legend,
)
from kam.render.phrases import listed, with_detail
from kam.render.reliability import reliability_json, reliability_table
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Picture, Row, Section, Table
from kam.reports.calibration import Calibration, StageRow, Verdict

_LABEL = 12
_WIDE = 92
"""From this width on there is room for the range in figures beside its drawing."""
_SIGNS = {Verdict.TOO_HIGH: "▼", Verdict.TOO_LOW: "▲"}
_PERCENT = ("observed", "prior", "toward", "learned", "low", "high")


def calibration_text(
    result: Calibration, methods: Methods, screen: Screen, names: Mapping[str, str]
) -> str:
    """The three tables; `names` are what people call the groups of `--by`."""
    tables = [_stages(result, methods, screen, names)]
    if result.bins:
        tables += [reliability_table(result), back_test_table(result)]
    return "\n".join(print_table(table, screen) for table in tables)


def calibration_json(result: Calibration, methods: Methods) -> Parts:
    """The rows and totals, then how the probabilities did, for `json.envelope`."""
    return {
        "rows": [_row_json(row, methods) for row in result.rows],
        "totals": row_json(
            ("n", "won", "open", "brier", "skill"),
            result.stages,
            n=result.ended,
            won=result.won,
            open=result.open,
        ),
        "weight": result.model.weight,
        "confidence": result.model.confidence,
        **reliability_json(result),
        "back_test": back_test_json(result.back_test),
        "too_few": [{"group": group, "n": ended} for group, ended in result.too_few],
        "left_out": row_json(("abandoned", "unplaced", "merged"), result.left_out),
    }


def _row_json(row: StageRow, methods: Methods) -> dict[str, Json]:
    shares = {
        name: None if (value := getattr(row, name)) is None else to_cents(value)
        for name in _PERCENT
    }
    label = stage_label(methods.playbooks.get(row.playbook), row.stage)
    return row_json(ROW_KEYS["calibrate"], row, label=label, **shares)


def _stages(
    result: Calibration, methods: Methods, screen: Screen, names: Mapping[str, str]
) -> Table:
    wide = screen.width is None or screen.width >= _WIDE
    name = translate("Calibration")
    if result.by:
        name = translate("Calibration by {group}").format(group=group_word(result.by))
    learned = translate_plural(
        "learned from {count} ended opportunity",
        "learned from {count} ended opportunities",
        result.ended,
    )
    return Table(
        title=title_of(name, result.as_of, learned.format(count=f"{result.ended:,}")),
        legend=_legend(result),
        columns=_columns(wide=wide) if result.rows else [],
        sections=_sections(result, methods, names, wide=wide),
        notes=list(_notes(result, names)),
    )


def _legend(result: Calibration) -> Line:
    interval = translate("range of won ({confidence} %)")
    return signs_legend(
        (SAID, translate("playbook")),
        (FOUND, translate("learned")),
        (SPAN, interval.format(confidence=figures.trimmed(result.model.confidence))),
    )


def _columns(*, wide: bool) -> list[Column]:
    interval = Column(heading=translate("Range"), right=True)
    return [
        Column(),
        Column(heading=translate("Milestone reached"), least=_LABEL),
        Column(heading=translate("%"), right=True),
        Column(),
        Column(heading=translate("Ended"), right=True),
        Column(heading=translate("Won %"), right=True),
        *([interval] if wide else []),
        Column(heading=translate("Learned"), right=True),
        Column(picture=PICTURE),
    ]


def _sections(
    result: Calibration, methods: Methods, names: Mapping[str, str], *, wide: bool
) -> list[Section]:
    """One a playbook, and a group with `--by`; the scale stands below the last one."""
    parted: dict[tuple[str | None, str], list[StageRow]] = {}
    for row in result.rows:
        parted.setdefault((row.group, row.playbook), []).append(row)
    several, columns = len({key for _, key in parted}) > 1, len(_columns(wide=wide))
    sections = []
    for (group, key), rows in parted.items():
        playbook = methods.playbooks[key]
        words = [group_label(result.by, group, names)] if result.by else []
        words += [label_text(playbook.name)] if several else []
        drawn = [_row(row, playbook, wide=wide) for row in rows]
        cells = [line(" · ".join(words)), *[EMPTY] * (columns - 1)]
        heading = Row(cells, Tone.STRONG, span=columns - 1) if words else None
        sections.append(Section(drawn, heading))
    if sections:
        sections[-1] = sections[-1]._replace(rows=[*sections[-1].rows, scale_row(columns)])
    return sections


def _row(row: StageRow, playbook: Playbook, *, wide: bool) -> Row:
    tone = Tone.RISK if row.verdict else Tone.PLAIN
    return Row(
        [
            line(stage_code(row.stage)),
            line(titled(stage_label(playbook, row.stage))),
            line(figures.percent(row.prior), tone),
            line(_SIGNS[row.verdict] if row.verdict else "", tone),
            line(figures.count(row.n)),
            line(percent_text(row.observed)),
            *([line(interval_text(row.low, row.high))] if wide else []),
            line(open_percent_text(row.learned), Tone.STRONG),
            _picture(row),
        ]
    )


def _picture(row: StageRow) -> Picture:
    return lambda width: line(percent_line(row.prior, row.learned, row.low, row.high, width))


def _notes(result: Calibration, names: Mapping[str, str]) -> Iterator[Line]:
    model = result.model
    if not result.ended:
        yield line(translate("nothing has ended yet: what is learned is what the playbook says"))
    elif model.weight:
        words = translate(
            "learned: (won + {weight} × playbook) / (ended + {weight}); each deal counts at every"
            " stage that it stood at"
        )
        yield line(words.format(weight=model.weight))
    settled = result.settled
    if result.ended and settled is not None and settled < model.settled:
        words = translate(
            "little of what stood at a stage has ended ({share} %): losses come early and wins"
            " late, so take this with care"
        )
        yield line(words.format(share=figures.rounded(settled, 0)), Tone.RISK)
    if left := listed(_left_out(result)):
        yield line(translate("not learned from: {parts}").format(parts=left))
    for verdict, words in (
        (Verdict.TOO_HIGH, translate("▼ the playbook says more than the range allows")),
        (Verdict.TOO_LOW, translate("▲ the playbook says less than the range allows")),
    ):
        if any(row.verdict is verdict for row in result.rows):
            yield next_step(words, "kam forecast --calibrated")
    if result.too_few:
        least = translate_plural(
            "fewer than {count} ended at every stage, so no figures of their own: {parts}",
            "fewer than {count} ended at every stage, so no figures of their own: {parts}",
            model.least,
        )
        groups = (
            with_detail(group_label(result.by, group, names), str(ended))
            for group, ended in result.too_few
        )
        yield line(least.format(count=model.least, parts=listed(groups)))


def _left_out(result: Calibration) -> Iterator[str]:
    left = result.left_out
    words = (
        (
            left.abandoned,
            translate_plural("{count} abandoned", "{count} abandoned", left.abandoned),
        ),
        (
            left.unplaced,
            translate_plural(
                "{count} without an open stage in its history",
                "{count} without an open stage in their history",
                left.unplaced,
            ),
        ),
        (
            left.merged,
            translate_plural(
                "{count} alternative of another one",
                "{count} alternatives of another one",
                left.merged,
            ),
        ),
    )
    for count, text in words:
        if count:
            yield text.format(count=figures.count(count))
