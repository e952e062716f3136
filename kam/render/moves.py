"""One-line answers of moves: from where to where, and what that is worth (LOOKS.md)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kam.domain.account import PointDone
from kam.domain.moves import Ending, RelationMove, Reopening, StageMove
from kam.domain.playbook import RelationshipModel
from kam.domain.states import Result
from kam.i18n import translate, translate_plural
from kam.render.figures import NOTHING, short_amount, trimmed
from kam.render.labels import label_text, relationship_label

_GAP = "  "


def stage_moved(target: str, move: StageMove) -> str:
    """`acme/mes  D -> C  30 % -> 50 %  weighted +0.64 M  (evidence: minutes 2026-11-20)`."""
    parts = [target, f"{move.start or NOTHING} -> {move.end or NOTHING}"]
    if not move.after_sale:
        parts.append(f"{_percent(move.old_probability)} -> {_percent(move.new_probability)}")
    if move.weighted_change is not None and not move.after_sale:
        change = short_amount(move.weighted_change, signed=True)
        parts.append(translate("weighted {change}").format(change=change))
    if move.won:
        parts.append(translate("won"))
    parts += _grounds(move)
    if move.in_hand:
        work = label_text(move.in_hand.task) or label_text(move.in_hand.label)
        parts.append(translate("in hand: {work}").format(work=work))
    if move.tasks:
        parts.append(translate("next steps: {tasks}").format(tasks=", ".join(move.tasks)))
    if move.won and move.alternative:
        parts.append(translate("close its alternatives: kam check --select lot-decided"))
    return _GAP.join(parts)


def stage_subject(target: str, move: StageMove) -> str:
    """`acme/mes: D -> C (50%)`, for the message of a commit: in English, whoever made it."""
    probability = move.new_probability
    reached = "" if probability is None else f" ({trimmed(probability)}%)"
    return f"{target}: {move.start or '-'} -> {move.end or '-'}{reached}"


def ended(target: str, ending: Ending) -> str:
    """That an opportunity is lost or given up, to whom and why."""
    words = translate("lost") if ending.result is Result.LOST else translate("abandoned")
    parts = [target, words]
    if ending.to:
        parts.append(translate("to {competitor}").format(competitor=ending.to))
    if ending.price is not None:
        parts.append(translate("at {price}").format(price=short_amount(ending.price)))
    return _GAP.join([*parts, translate("({reason})").format(reason=ending.reason)])


def reopened(target: str, move: Reopening, because: str) -> str:
    """That an opportunity is open again, at which stage it stands, and which next steps went."""
    words = translate("open again at {stage}").format(stage=move.stage or NOTHING)
    parts = [target, words, translate("({reason})").format(reason=because)]
    if move.gone:
        parts.append(translate("next steps taken back: {tasks}").format(tasks=", ".join(move.gone)))
    return _GAP.join(parts)


def held(target: str, because: str, until: date | None) -> str:
    """That an opportunity rests, until when and why."""
    words = translate("on hold")
    if until:
        words = translate("on hold until {day}").format(day=until.isoformat())
    return _GAP.join([target, words, translate("({reason})").format(reason=because)])


def resumed(target: str) -> str:
    """That a held opportunity counts again."""
    return _GAP.join([target, translate("back in the forecast")])


def related(target: str, move: RelationMove, model: RelationshipModel, because: str | None) -> str:
    """From which stage of the relationship to which, what was done for it, and why."""
    start, end = (relationship_label(model, stage) for stage in (move.start, move.end))
    if move.left is not None:
        words = start
    elif move.start == move.end:
        words = translate("{stage} confirmed").format(stage=end)
    else:
        words = f"{start} -> {end}"
    parts = [target, words]
    if move.done:
        parts.append(translate("(done: {keys})").format(keys=", ".join(move.done)))
    for key, (old, new) in move.replaced.items():
        words = translate("({key}: {old} -> {new})")
        parts.append(words.format(key=key, old=_point(old), new=_point(new)))
    if move.left:
        parts.append(translate("(still open: {keys})").format(keys=", ".join(move.left)))
    if move.waived:
        parts.append(translate("(waived: {keys})").format(keys=", ".join(move.waived)))
    if because:
        parts.append(translate("({reason})").format(reason=because))
    return _GAP.join(parts)


def _point(done: PointDone) -> str:
    return " · ".join(str(one) for one in (done.done, done.by, done.note) if one)


def relation_subject(target: str, move: RelationMove) -> str:
    """`acme: none -> establish`, for the message of a commit: in English, whoever made it."""
    if move.left is not None:
        return f"{target}: {', '.join(move.done)} done"
    if move.start == move.end:
        return f"{target}: {move.end} confirmed"
    return f"{target}: {move.start} -> {move.end}"


def _percent(probability: Decimal | None) -> str:
    return NOTHING if probability is None else f"{trimmed(probability)} %"


def _grounds(move: StageMove) -> list[str]:
    """The evidence in brackets, what was waived, and the reason."""
    found = []
    if move.evidence:
        texts = "; ".join(move.evidence.values())
        found.append(translate("(evidence: {texts})").format(texts=texts))
    if move.waived:
        found.append(translate("(waived: {keys})").format(keys=", ".join(move.waived)))
    if move.because:
        found.append(translate("({reason})").format(reason=move.because))
    return found


def divided(
    project: str, lots: Sequence[tuple[str, Decimal | None]], left_out: Sequence[str]
) -> str:
    """`2 lots of line-3  acme/mes 2,000,000  acme/mes-lot-2 1,200,000`, and what no lot has now."""
    head = translate_plural("{count} lot of {project}", "{count} lots of {project}", len(lots))
    parts = [head.format(count=len(lots), project=project)]
    parts += [f"{name} {NOTHING if amount is None else trimmed(amount)}" for name, amount in lots]
    if left_out:
        words = translate("of the whole, to be set for each lot: {keys}")
        parts.append(words.format(keys=", ".join(left_out)))
    return _GAP.join(parts)
