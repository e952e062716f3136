"""Comments that silence a finding where it stands: `# kam: ignore[KAM106] reason`.

A comment without a reason silences nothing, and what reading finds cannot be silenced: a file
that is not in the figures has to be said each time (SPEC.md 3).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kam.checks.registry import BAD_IGNORE, READING, SLUGS, UNUSED_IGNORE, code_named
from kam.domain.finding import Finding, Judged, Severity, Silenced
from kam.domain.guess import closest

_MARK = re.compile(r"#\s*kam\s*[:\uff1a]\s*ignore(?![\w-])(.*)", re.DOTALL | re.IGNORECASE)
_NEARLY = re.compile(
    r"(?<![\w-])kam\s*[:\uff1a]?\s*ignore\w*\s*[\[\uff3b\u3010(\uff08]\s*(?:KAM\d|\w+-)",
    re.IGNORECASE,
)
"""What was meant to ask and does not: behind other words, without its colon, another word."""
_FORM = re.compile(r"\s*\[([^\[\]]+)\](.*)", re.DOTALL)
_COMMAS = re.compile("[,\uff0c\u3001]")
_BEFORE_REASON = " \t:\uff1a-\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that asks for silence.

    Attributes:
        path: The file.
        line: Where the comment stands, from 1.
        column: Where it begins in its line, from 1.
        text: All of it, from the `#`.
        lines: The lines on which it silences.
    """

    path: str
    line: int
    column: int
    text: str
    lines: frozenset[int]

    @property
    def names(self) -> tuple[str, ...]:
        """The codes or slugs in its brackets; none where it has no brackets."""
        found = self._parts
        return tuple(filter(None, map(str.strip, _COMMAS.split(found[1])))) if found else ()

    @property
    def reason(self) -> str:
        """Why; empty where nothing says so."""
        found = self._parts
        return found[2].strip(_BEFORE_REASON) if found else ""

    @property
    def _parts(self) -> re.Match[str] | None:
        marked = _MARK.search(self.text)
        return _FORM.match(marked[1]) if marked else None


def asks(text: str) -> bool:
    """Whether a comment asks for silence, well or badly written."""
    return (_MARK.search(text) or _NEARLY.search(text)) is not None


def judge(
    findings: Iterable[Finding],
    ignores: Iterable[Ignore],
    sought: AbstractSet[str],
    known: AbstractSet[str],
    unread: Iterable[str] = (),
) -> Judged:
    """Take out of the findings what comments silence, and say which comments do not work.

    Args:
        findings: With the lines of their places.
        ignores: The comments of the same files.
        sought: The codes that are to be said, of findings and of what comments silence.
        known: The codes that were looked for; of others nobody can say that nothing is silenced.
        unread: Files that did not read; nor can anybody about accounts that hold one, since rules
            say nothing of what they do not know.
    """
    places: defaultdict[tuple[str, int, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        places[finding.path, finding.line, finding.code].append(finding)
    dark = {_home(path) for path in unread}
    silenced: list[Silenced] = []
    said: list[Finding] = []
    for ignore in ignores:
        said += _wrong(ignore)
        for code in filter(None, map(_silenceable, ignore.names if ignore.reason else ())):
            hit = [
                one for line in ignore.lines for one in places.pop((ignore.path, line, code), ())
            ]
            silenced += [Silenced(one, ignore.reason) for one in hit if code in sought]
            if code in known and not hit and _home(ignore.path) not in dark:
                said.append(_say(UNUSED_IGNORE, ignore, "", name=code))
    kept = [one for left in places.values() for one in left] + said
    kept = [one for one in kept if one.code in sought]
    return Judged(
        tuple(sorted(kept, key=lambda one: one.order)),
        tuple(sorted(silenced, key=lambda one: one.finding.order)),
    )


def _home(path: str) -> str:
    """The folder of an account, or what lies beside the accounts."""
    return "/".join(path.split("/")[:2])


def _silenceable(name: str) -> str | None:
    """The code that a name means; None where there is none or it cannot be silenced."""
    code = code_named(name)
    return None if code in READING or code in {BAD_IGNORE, UNUSED_IGNORE} else code


def _wrong(ignore: Ignore) -> Iterator[Finding]:
    """Why a comment silences nothing, or not all that it names."""
    if not ignore.names:
        yield _say(BAD_IGNORE, ignore, "form")
    elif not ignore.reason:
        yield _say(BAD_IGNORE, ignore, "reason")
    for name in ignore.names:
        code = code_named(name)
        if code is None:
            near = closest(name, SLUGS.values()) or ""
            yield _say(BAD_IGNORE, ignore, "unknown", name=name, guess=near)
        elif _silenceable(name) is None:
            yield _say(BAD_IGNORE, ignore, "fixed", name=code)


def _say(code: str, ignore: Ignore, kind: str, **params: object) -> Finding:
    whole = Finding(code, SLUGS[code], Severity.WARNING, ignore.path, line=ignore.line)
    given = {"kind": kind, **params} if kind else params
    return replace(whole, column=ignore.column, length=len(ignore.text), params=given)
