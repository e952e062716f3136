"""Findings on paper and as JSON: place and message, the line with a caret under it, the hint.

These lines are never cut, whatever the screen: editors and scripts read them (SPEC.md 5).
"""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from kam.domain.finding import Finding, Judged, Severity
from kam.i18n import translate_plural
from kam.render.json import Parts, finding_json
from kam.render.line import Line, Span, Tone, line, write
from kam.render.messages import render_message
from kam.render.phrases import listed
from kam.render.sanitise import clean
from kam.render.screen import PIPE, Screen

SourceLine = Callable[[str, int], str | None]
"""The text of a file's line, counted from 1; None where it cannot be shown."""
_INDENT = "  "


def findings_text(
    findings: Sequence[Finding], source_line: SourceLine, screen: Screen = PIPE
) -> str:
    """The findings one after another, as `check` prints them and reports say what they skip."""
    return write(
        (piece for finding in findings for piece in _finding(finding, source_line)), screen
    )


def check_text(judged: Judged, source_line: SourceLine, screen: Screen) -> str:
    """The findings, how many of each severity there are, and how many comments silence."""
    counts = _counts(judged)
    summary = write([line(counts, Tone.STRONG)], screen) if counts else ""
    return findings_text(judged.findings, source_line, screen) + summary


def check_json(judged: Judged) -> Parts:
    """The findings and what comments silence, for `json.envelope`."""
    findings, silenced = judged.findings, judged.silenced
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    totals = {"errors": errors, "warnings": len(findings) - errors, "ignored": len(silenced)}
    return {
        "totals": totals,
        "findings": [_finding_json(finding) for finding in findings],
        "ignored": [{**_finding_json(one.finding), "reason": one.reason} for one in silenced],
    }


def incomplete_line(files: int) -> str:
    """What a report says behind the findings of the files that it could not count."""
    return translate_plural(
        "incomplete: {count} file left out of these figures",
        "incomplete: {count} files left out of these figures",
        files,
    ).format(count=files)


def _finding(finding: Finding, source_line: SourceLine) -> Iterator[Line]:
    message, hint = render_message(finding)
    tone = Tone.RISK if finding.severity is Severity.ERROR else Tone.STRONG
    place = f"{finding.path}:{max(1, finding.line)}:{max(1, finding.column)}: "
    yield (Span(place), Span(finding.code, tone), Span(f" {message}"))
    text = source_line(finding.path, finding.line) if finding.line else None
    if text is not None and text.strip():
        yield from _quoted(finding, text)
    if hint:
        yield line(_INDENT + hint)


def _quoted(finding: Finding, text: str) -> Iterator[Line]:
    """The line under its number and a caret under what is meant, by the cells that they take."""
    number = str(finding.line)
    start = max(1, finding.column) - 1
    before, marked = clean(text[:start]), clean(text[start : start + max(1, finding.length)])
    caret = " " * cell_len(before) + "^" * max(1, cell_len(marked))
    gutter = _INDENT + " " * len(number)
    yield (Span(f"{_INDENT}{number} | ", Tone.FAINT), Span(text))
    yield (Span(f"{gutter} | ", Tone.FAINT), Span(caret, Tone.RISK))


def _counts(judged: Judged) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in judged.findings)
    warnings, ignored = len(judged.findings) - errors, len(judged.silenced)
    parts = [
        translate_plural("{count} error", "{count} errors", errors).format(count=errors),
        translate_plural("{count} warning", "{count} warnings", warnings).format(count=warnings),
        translate_plural("{count} ignored", "{count} ignored", ignored).format(count=ignored),
    ]
    counted = zip(parts, (errors, warnings, ignored), strict=True)
    return listed(part for part, number in counted if number)


def _finding_json(finding: Finding) -> Parts:
    placed = finding_json(finding)
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity,
        "path": placed["path"],
        "line": placed["line"],
        "column": placed["column"],
        "message": placed["message"],
        "hint": render_message(finding)[1] or None,
    }
