"""The gate of a milestone: the evidence that it asks for, and what was brought (METHODS.md 1)."""

import re
from collections.abc import Iterable, Mapping, Sequence

from kam.domain.fields import Form
from kam.domain.label import Label
from kam.domain.person import Person
from kam.domain.playbook import ContactCondition, Delay, Playbook, Stage
from kam.errors import UsageError
from kam.i18n import mark


def required_evidence(passed: Iterable[Stage]) -> Mapping[str, Label]:
    """The evidence that a move over these stages needs, by key, in the order of the stages."""
    return {key: label for stage in passed for key, label in stage.evidence.items()}


def delayed(
    playbook: Playbook, start: str | None, end: str, people: Iterable[Person]
) -> Mapping[str, Delay]:
    """What a forward move would begin too early, by key (METHODS.md 4).

    The work on a stage is in hand once the stage before it is reached.
    """
    known = tuple(people)
    return {
        key: delay
        for stage in playbook.begun(start, end)
        for key, delay in stage.delay.items()
        if not any(meets(person, delay.contacts) for person in known)
    }


def meets(person: Person, condition: ContactCondition) -> bool:
    """Whether one person is all that a condition asks for."""
    if person.attitude not in condition.attitudes:
        return False
    placed = not condition.levels or person.contact.level in condition.levels
    evaluates = not set(condition.or_roles).isdisjoint(person.roles)
    return placed or evaluates or (condition.or_lead and person.lead)


def read_evidence(given: Sequence[str], required: Mapping[str, Label]) -> Mapping[str, str]:
    """Sort what the user brought (`KEY=TEXT`, or `TEXT` where one item is asked for) by its key.

    Raises:
        UsageError: A key that no passed stage asks for, a text without a key where several items
            are asked for, an empty text, or two texts for one key.
    """
    found: dict[str, str] = {}
    for item in given:
        key, text = _keyed(item, required)
        if not any(character.isalnum() for character in text):
            raise UsageError(mark('the evidence for "{key}" is empty'), key=key)
        if key in found:
            raise UsageError(mark('two texts for the evidence "{key}"'), key=key)
        found[key] = text.strip()
    return found


def _keyed(item: str, required: Mapping[str, Label]) -> tuple[str, str]:
    key, equals, text = item.partition("=")
    if equals and key in required:
        return key, text
    if equals and re.fullmatch(Form.ID.pattern, key):
        raise UsageError(
            mark('no stage of this move asks for the evidence "{key}"'),
            hint=mark("asked for: {required}"),
            candidates=tuple(required),
            key=key,
            required=", ".join(required) or "-",
        )
    if len(required) == 1:
        return next(iter(required)), item
    raise UsageError(
        mark("say which evidence it is: --evidence KEY=TEXT"),
        hint=mark("asked for: {required}"),
        candidates=tuple(required),
        required=", ".join(required) or "-",
    )
