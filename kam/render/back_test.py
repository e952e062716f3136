"""The back-test on paper: a row a day, the playbook's score beside that of what was learned."""

from collections.abc import Iterator
from decimal import Decimal

from kam.domain.money import HUNDRED
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.json import Json, row_json
from kam.render.labels import grain_word
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.percent_line import percent_text
from kam.render.reliability import SCORE, score_words
from kam.render.table import Column, Row, Section, Table
from kam.reports.back_test import BackTest, CutRow
from kam.reports.calibration import Calibration

_SHOWN = 8
"""How many days are shown, the last ones; the totals and JSON have all."""
_ROW = ("cut", "learned_from", "open", "n", "won", "counts")
_SCORES = ("playbook_brier", "brier", "playbook_skill", "skill", "change")


def back_test_table(result: Calibration) -> Table:
    """The last days on which something was judged, and all of them together."""
    test = result.back_test
    columns = [
        Column(heading=translate("Known until")),
        Column(heading=translate("Learned from"), right=True),
        Column(heading=translate("Judged"), right=True),
        Column(heading=translate("Won %"), right=True),
        Column(heading=translate("Playbook"), right=True),
        Column(heading=translate("Calibrated"), right=True),
        Column(heading=translate("Change"), right=True),
    ]
    return Table(
        title=title_of(
            translate("Back-test"),
            None,
            translate("Brier by end of {period}").format(period=grain_word(result.model.cuts)),
        ),
        columns=columns if test.rows else [],
        sections=[Section([_row(row) for row in test.rows[-_SHOWN:]])],
        totals=[_row(test.totals)._replace(tone=Tone.STRONG)] if test.rows else [],
        notes=list(_notes(result)),
    )


def back_test_json(test: BackTest) -> dict[str, Json]:
    """All days, and what they come to."""
    return {
        "rows": [_row_json(row) for row in test.rows],
        "totals": {**_row_json(test.totals), "deals": test.deals},
    }


def _row_json(row: CutRow) -> dict[str, Json]:
    said = row_json(SCORE, row.playbook)
    return row_json(
        (*_ROW, *_SCORES),
        row,
        **row_json(SCORE, row.calibrated),
        playbook_brier=said["brier"],
        playbook_skill=said["skill"],
    )


def _row(row: CutRow) -> Row:
    judged = row.playbook
    won = HUNDRED * judged.won / judged.n if judged.n else None
    return Row(
        [
            line(_name(row)),
            line(figures.count(row.learned_from) if row.cut else ""),
            line(figures.count(judged.n)),
            line(percent_text(won)),
            line(score_words(judged)["brier"]),
            line(score_words(row.calibrated)["brier"]),
            line(change_text(row.change)),
        ]
    )


def _name(row: CutRow) -> str:
    """The day, with a star where it does not count."""
    if row.cut is None:
        return translate("Total")
    return row.cut.isoformat() if row.counts else f"{row.cut.isoformat()} *"


def change_text(change: Decimal | None) -> str:
    """By which percentage a Brier score is another; to one decimal, for 1 % is a lot."""
    if change is None:
        return figures.NOTHING
    text = percent_text(abs(change) * HUNDRED)
    sign = "" if not text.strip("0.") else "-" if change < 0 else "+"
    return f"{sign}{text} %"


def _notes(result: Calibration) -> Iterator[Line]:
    test, few = result.back_test, result.model.few
    total = test.totals
    if not test.rows:
        yield line(
            translate(
                "nothing to judge: no day by which some had ended and others were open that "
                "ended later"
            )
        )
        return
    before, after = score_words(total.playbook), score_words(total.calibrated)
    words = translate(
        "lower is better: skill {after} of what was learned, {before} of the playbook;"
        " each day learns only from what had ended by then"
    )
    yield line(words.format(before=before["skill"], after=after["skill"]))
    hidden = len(test.rows) - _SHOWN
    if hidden > 0:
        earlier = translate_plural(
            "{count} earlier day is not shown", "{count} earlier days are not shown", hidden
        )
        yield line(earlier.format(count=hidden))
    if not all(row.counts for row in test.rows):
        yield line(_unsettled(result))
    if test.deals < few:
        little = translate_plural(
            "only {count} opportunity was judged: that shows little",
            "only {count} opportunities were judged: that shows little",
            test.deals,
        )
        yield line(little.format(count=test.deals), Tone.RISK)


def _unsettled(result: Calibration) -> str:
    words = translate(
        "* not in the total: too few had ended by then, or of what was open since ({settled} %);"
        " what ends first is not like the rest"
    )
    if not result.back_test.totals.counts:
        words = translate(
            "* on no day enough had ended by then, and of what was open since ({settled} %); what"
            " ends first is not like the rest, so take this with care"
        )
    return words.format(settled=figures.trimmed(result.model.settled))
