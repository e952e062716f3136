"""A new conversation sheet or account plan: every part with its guiding question beside it.

Each line can be filled where it stands; what is left empty says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kam.domain.label import Label
from kam.domain.playbook import Vocabulary
from kam.domain.sheet_model import Guide, SheetModel
from kam.i18n import language, mark, translate
from kam.render.labels import label_text
from kam.render.phrases import listed
from kam.render.sanitise import clean

_SHEET = mark("Conversation sheet (kam help sheets). Fill in what you know; the rest is unknown.")
_NEEDS = mark("from the implied need to the explicit one, which they say themselves")
_OBJECTIONS = mark("status: {words}")
_REVIEW = mark("how we stand with them")
_PLAN = mark("Account plan (kam help sheets): objectives, and the actions that serve them.")
_GAP = "  "


def blank_sheet(opportunity: str | None, model: SheetModel, words: Vocabulary) -> str:
    """The text of a new sheet of an opportunity or, without one, of an account."""
    return _text(_sheet(opportunity, model, words))


def blank_plan(model: SheetModel, words: Vocabulary, today: date) -> str:
    """The text of a new account plan."""
    open_ones = [key for key in words.keys("objective-status") if key not in model.ended_objectives]
    statuses = _choices(words, "objective-status", (*open_ones, *model.ended_objectives))
    return _text(
        [
            f"# {translate(_PLAN)}",
            f"period: {today.year}",
            "objectives:",
            "  # share-of-wallet: {what: , measure: , target: , due: , owner: , status: }",
            f"  # {translate(_OBJECTIONS).format(words=statuses)}",
            "actions:",
            "  # visit-board: {what: , due: , owner: , supports: share-of-wallet}",
        ]
    )


def _sheet(opportunity: str | None, model: SheetModel, words: Vocabulary) -> Iterator[str]:
    yield f"# {translate(_SHEET)}"
    yield from _aids(model.talking)
    yield from _aids(model.pain_and_pleasure)
    if opportunity:
        yield f"opportunity: {opportunity}"
    yield from _guided("spin", model.spin, words, "spin")
    yield "    # - {ask: , answer: , by: , date: }"
    yield f"needs:  # {translate(_NEEDS)}"
    yield "  # - {implied: , explicit: , by: }"
    yield from _guided("questions", model.questions, words, "question-word")
    yield "fabe:"
    yield from (f"  # {key}: {_guide(guide)}" for key, guide in model.fabe.items())
    yield "  # - {feature: , advantage: , benefit: , evidence: , for: }"
    yield "negotiation:"
    terms = {key: guide.question for key, guide in model.negotiation.items()}
    yield from (_GAP + line for line in _guided("terms", terms, words, "negotiation-term"))
    yield "      # {opening: , target: , floor: , note: }"
    yield "  plans:"
    yield "    # - {name: A, when: , terms: {price: , payment: }}"
    statuses = _choices(words, "objection-status", words.keys("objection-status"))
    yield f"objections:  # {translate(_OBJECTIONS).format(words=statuses)}"
    yield "  # - {objection: , by: , answer: , status: }"
    yield f"review:  # {translate(_REVIEW)}"
    yield from _meanings(model.levels, words, "review-level")
    yield from _meanings(model.roles, words, "review-role")
    yield "  # - {date: , level: , roles: [], note: , next: }"


def _guided(
    key: str, questions: Mapping[str, Label], words: Vocabulary, vocabulary: str
) -> Iterator[str]:
    """A part with a line for each of its own, the guiding question behind it."""
    yield f"{key}:"
    for name, question in questions.items():
        yield f"  {name}:  # {_named(words, vocabulary, name)}{label_text(question)}"


def _aids(guides: Mapping[str, Guide]) -> Iterator[str]:
    for guide in guides.values():
        yield f"#   {_guide(guide)}"


def _meanings(meanings: Mapping[str, Label], words: Vocabulary, vocabulary: str) -> Iterator[str]:
    for key, meaning in meanings.items():
        yield f"  # {key}: {_named(words, vocabulary, key)}{label_text(meaning)}"


def _named(words: Vocabulary, vocabulary: str, key: str) -> str:
    """What people call a word, where its key does not say it already."""
    label = words.label(vocabulary, key, language())
    return "" if label == key.replace("-", " ") else translate("{words}: ").format(words=label)


def _guide(guide: Guide) -> str:
    return f"{label_text(guide.label)}: {label_text(guide.question)}"


def _choices(words: Vocabulary, vocabulary: str, keys: Iterable[str]) -> str:
    """Keys with what people call them: `open 未答复`."""
    labels = ((key, words.label(vocabulary, key, language())) for key in keys)
    return listed(key if key == label else f"{key} {label}" for key, label in labels)


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{clean(line)}\n" for line in lines)
