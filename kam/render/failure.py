"""An error on paper and as JSON (SPEC.md 4 and 5)."""

import json
import re
from collections.abc import Sequence

from kam.i18n import translate
from kam.render.sanitise import clean


def failure_text(message: str, hint: str, candidates: Sequence[str], saved: Sequence[str]) -> str:
    """The message, the candidates a line each, what was saved before, and the hint."""
    lines = [translate("kam: {message}").format(message=clean(message))]
    lines += [f"  {clean(candidate)}" for candidate in candidates if not _names(message, candidate)]
    if saved:
        named = clean(", ".join(saved))
        lines.append(translate("saved before that: {paths}").format(paths=named))
    if hint:
        lines.append(clean(hint))
    return "\n".join(lines)


def _names(message: str, candidate: str) -> bool:
    """Whether a message names a candidate itself, as a whole word."""
    return re.search(rf"(?<![\w-]){re.escape(candidate)}(?![\w-])", message) is not None


def failure_json(  # noqa: PLR0913, PLR0917 - the keys of the object
    code: str,
    exit_code: int,
    message: str,
    hint: str,
    candidates: Sequence[str],
    saved: Sequence[str],
) -> str:
    """The one object that a failed command prints with `--json`."""
    facts = {
        "code": code,
        "exit": exit_code,
        "message": message,
        "hint": hint or None,
        "candidates": list(candidates),
        "saved": list(saved),
    }
    return json.dumps({"error": facts}, ensure_ascii=False)
