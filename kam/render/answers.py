"""What a write answers: one line, or one JSON object (SPEC.md 4)."""

from collections.abc import Sequence

from kam.render.json import dump_json
from kam.render.sanitise import clean


def answer_text(message: str) -> str:
    """The one line, safe to print."""
    return clean(message)


def answer_json(
    changed: Sequence[str], identifier: str, message: str, commit: str | None = None
) -> str:
    """The object of a write; `commit` is null where nothing was committed."""
    facts = {"changed": list(changed), "id": identifier, "commit": commit, "message": message}
    return dump_json(facts)
