"""What `doctor` found and mended, on paper and as JSON."""

from collections.abc import Sequence
from typing import NamedTuple

from kam.i18n import mark, translate
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.sanitise import clean

_WORDS = {
    "no-repository": mark("the book is in no git repository, and kam.yaml wants commits"),
    "no-author": mark("git does not know who commits here"),
    "no-driver": mark("this clone does not know kam's merge driver: git merges line by line"),
    "no-attributes": mark(".gitattributes does not say that kam merges the files of the book"),
    "no-hook": mark("there is no pre-commit hook: errors can be committed"),
    "other-hook": mark("another pre-commit hook is there, and it does not run kam check"),
    "temporary": mark("a write that was killed left {paths}"),
    "left-lock": mark("a git command that was killed left {paths}"),
    "held-lock": mark("git is busy here: {paths}"),
    "uncommitted": mark("saved and not committed: {paths}"),
    "index": mark("the index is damaged: {paths}"),
    "twins": mark("one name on systems that do not tell them apart: {paths}"),
}
_ADVICE = {
    "no-author": mark("git config --global user.name NAME; git config --global user.email ADDRESS"),
    "other-hook": mark("add a line to it: kam check --staged"),
    "held-lock": mark("wait until the git command is done"),
    "twins": mark("kam rename one of them"),
}


class Row(NamedTuple):
    """One thing that was found.

    Attributes:
        kind: What it is.
        paths: The files that it is about.
        mended: Whether it is mended now; None where that was not asked for.
        problem: Why it could not be mended, in the user's language; empty where it was not tried.
    """

    kind: str
    paths: Sequence[str]
    mended: bool | None
    problem: str = ""


def doctor_text(rows: Sequence[Row], *, fixes: bool) -> str:
    """A line each, with what to do about it below; last, whether `--fix` would do it."""
    if not rows:
        return translate("all is well") + "\n"
    lines = []
    for row in rows:
        done = translate("mended: {message}") if row.mended else "{message}"
        lines.append(clean(done.format(message=_message(row))))
        lines += [f"  {clean(text)}" for text in (row.problem, _hint(row)) if text]
    if not fixes and any(row.kind not in _ADVICE for row in rows):
        lines.append(translate("mend it: kam doctor --fix"))
    return "\n".join(lines) + "\n"


def doctor_json(rows: Sequence[Row]) -> Parts:
    """The rows, for `json.envelope`."""
    return {
        "rows": [
            row_json(ROW_KEYS["doctor"], row, message=_message(row), hint=_hint(row) or None)
            for row in rows
        ],
        "totals": {"found": len(rows), "mended": sum(bool(row.mended) for row in rows)},
    }


def _message(row: Row) -> str:
    return translate(_WORDS[row.kind]).format(paths=", ".join(row.paths))


def _hint(row: Row) -> str:
    return "" if row.mended or row.kind not in _ADVICE else translate(_ADVICE[row.kind])
