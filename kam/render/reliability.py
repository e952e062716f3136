"""The reliability table on paper: what was stated against what happened, as a curve of points."""

from collections.abc import Iterator

from kam.domain.calibration import Score
from kam.domain.money import to_cents
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.json import Json, row_json
from kam.render.layout import title_of
from kam.render.line import Line, line
from kam.render.percent_line import (
    FOUND,
    PICTURE,
    SAID,
    SPAN,
    interval_text,
    percent_line,
    percent_text,
    scale_row,
    signs_legend,
)
from kam.render.table import Column, Row, Section, Table
from kam.reports.calibration import BinRow, Calibration

_BIN = ("from", "to", "n", "won", "stated", "observed", "low", "high")
SCORE = ("n", "won", "brier", "skill")


def reliability_table(result: Calibration) -> Table:
    """The bins in which anything was stated, the scale below them, and what they come to."""
    columns = [
        Column(heading=translate("Stated")),
        Column(heading=translate("Times"), right=True),
        Column(heading=translate("Mean"), right=True),
        Column(heading=translate("Won %"), right=True),
        Column(heading=translate("Range"), right=True),
        Column(picture=PICTURE),
    ]
    return Table(
        title=title_of(translate("Reliability"), None, translate("the playbook's probabilities")),
        legend=_legend(),
        columns=columns,
        sections=[Section([*map(_row, result.bins), scale_row(len(columns))])],
        notes=list(_notes(result)),
    )


def reliability_json(result: Calibration) -> dict[str, Json]:
    """The bins, and how the probabilities did that people had set."""
    return {
        "reliability": [_bin_json(row) for row in result.bins],
        "overrides": row_json(SCORE, result.overrides),
    }


def _bin_json(row: BinRow) -> dict[str, Json]:
    shares = {name: to_cents(getattr(row, name)) for name in _BIN[4:]}
    return row_json(_BIN, row, **shares)


def _legend() -> Line:
    return signs_legend(
        (SAID, translate("stated")),
        (FOUND, translate("happened")),
        (SPAN, translate("range")),
    )


def _row(row: BinRow) -> Row:
    return Row(
        [
            line(f"{figures.trimmed(row.from_)}–{figures.trimmed(row.to)}"),
            line(figures.count(row.n)),
            line(percent_text(row.stated)),
            line(percent_text(row.observed)),
            line(interval_text(row.low, row.high)),
            lambda width: line(percent_line(row.stated, row.observed, row.low, row.high, width)),
        ]
    )


def _notes(result: Calibration) -> Iterator[Line]:
    words = translate(
        "Brier {brier}, skill {skill}: each deal once at every stage that it stood at"
    )
    yield line(words.format(**score_words(result.stages)))
    overrides = result.overrides
    if overrides.n:
        text = translate_plural(
            "{count} probability set by a person: Brier {brier}, skill {skill}",
            "{count} probabilities set by people: Brier {brier}, skill {skill}",
            overrides.n,
        )
        yield line(text.format(count=overrides.n, **score_words(overrides)))


def score_words(score: Score) -> dict[str, str]:
    """The figures of a score; `–` for a skill that there is none of, as all ended alike."""
    return {
        "brier": figures.NOTHING if score.brier is None else figures.rounded(score.brier, 3),
        "skill": figures.NOTHING if score.skill is None else figures.rounded(score.skill, 2),
    }
