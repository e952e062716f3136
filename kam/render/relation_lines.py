"""What the pages of a relationship share: its working points, done and open, and its moves."""

from collections.abc import Iterable, Iterator, Sequence

from kam.domain.account import Account
from kam.domain.contact import Contact
from kam.domain.methods import Methods
from kam.domain.working_points import PointState
from kam.i18n import translate
from kam.render import figures
from kam.render.labels import label_text, relationship_label
from kam.render.line import Tone, line
from kam.render.phrases import joined
from kam.render.show_parts import Lines

_DONE, _OPEN, _REMINDER = "+", "-", "·"


def point_lines(points: Sequence[PointState]) -> Lines:
    """Working points, a line each: done or open, since when, and who says so."""
    return [
        (
            line(_sign(point), Tone.PLAIN if not point.is_open else Tone.RISK),
            line(point.key or ""),
            line(joined([label_text(point.label), *_grounds(point)])),
        )
        for point in points
    ]


def history_lines(account: Account, methods: Methods) -> Lines:
    """The moves of a relationship, the oldest first."""
    model = methods.relationship
    return [
        (
            line(entry.date.isoformat()),
            line(relationship_label(model, entry.stage)),
            line(
                joined(
                    [
                        entry.by,
                        entry.because,
                        translate("waived: {keys}").format(keys=", ".join(entry.waived))
                        if entry.waived
                        else None,
                    ]
                )
                or figures.NOTHING
            ),
        )
        for entry in account.relationship.history
    ]


def gone_words(gone: Iterable[Contact]) -> str:
    """Who decided and left, and when."""
    words = translate("{name} left on {day}")
    return joined(words.format(name=one.name, day=figures.day(one.left)) for one in gone)


def _sign(point: PointState) -> str:
    if point.key is None:
        return _REMINDER
    return _OPEN if point.is_open else _DONE


def _grounds(point: PointState) -> Iterator[str | None]:
    if point.marked is not None:
        yield translate("done {day}").format(day=point.marked.done)
        yield point.marked.by
        yield point.marked.note
    elif point.shown:
        yield translate("the book shows it")
