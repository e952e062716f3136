"""Findings as annotations of a pull request, in the workflow commands of GitHub's runners."""

from collections.abc import Sequence

from kam.domain.finding import Finding, Severity
from kam.render.messages import render_message
from kam.render.sanitise import clean

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_TEXT, **str.maketrans({":": "%3A", ",": "%2C"})}


def annotations(findings: Sequence[Finding], prefix: str) -> str:
    """A command a finding; `prefix` leads from the top of the repository to the book."""
    return "".join(_annotation(finding, prefix) for finding in findings)


def _annotation(finding: Finding, prefix: str) -> str:
    message, hint = render_message(finding)
    properties = {
        "file": clean(prefix + finding.path),
        "line": str(finding.line or 1),
        "col": str(finding.column or 1),
        "title": f"{finding.code} {finding.slug}",
    }
    stated = ",".join(f"{key}={text.translate(_IN_PROPERTY)}" for key, text in properties.items())
    words = "\n".join(filter(None, (clean(message), hint))).translate(_IN_TEXT)
    return f"::{_LEVELS[finding.severity]} {stated}::{words}\n"
