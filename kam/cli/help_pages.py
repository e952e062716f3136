"""The pages of `kam help`: Markdown files in both languages."""

import re
from pathlib import Path

from kam.domain.playbook import Term, Vocabulary
from kam.i18n import LANGUAGES, language

PAGES = Path(__file__).parent.parent / "help"
COMMANDS, CHECKS, WORDS = "commands", "checks", "words"
"""The topics that the commands write, that has a section a rule, that ends with the vocabulary."""
TOPICS = (
    "start",
    COMMANDS,
    WORDS,
    "gate",
    "buying",
    "people",
    "sheets",
    "handover",
    "forecast",
    "accuracy",
    "targets",
    "commission",
    "velocity",
    "calibrate",
    "rhythm",
    "report",
    "scorecard",
    "service",
    "receivables",
    "git",
    CHECKS,
    "format",
    "playbooks",
    "models",
    "json",
)
"""In the order in which a new user needs them."""
_SECTION = "\n## "


def page_text(topic: str) -> str:
    """The Markdown of a topic that has a file, in the language in force."""
    ending = "md" if language() == "en" else f"{language()}.md"
    return (PAGES / f"{topic}.{ending}").read_text(encoding="utf-8")


def title_of(page: str) -> str:
    """What a page is about: its first heading, behind the colon where there is one."""
    heading = page.split("\n", maxsplit=1)[0].removeprefix("# ")
    return re.split(": |：", heading, maxsplit=1)[-1]


def rule_sections() -> dict[str, str]:
    """The sections of the page of checks, each by its code and by its slug, in small letters."""
    found: dict[str, str] = {}
    for section in page_text(CHECKS).split(_SECTION)[1:]:
        code, slug, _ = section.split(maxsplit=2)
        found |= dict.fromkeys((code.lower(), slug), f"## {section.rstrip()}\n")
    return found


def words_section(vocabulary: Vocabulary) -> str:
    """Every word that files take, with its labels, as the end of the page of words."""
    parts = []
    for name, terms in vocabulary.words.items():
        lines = [f"- `{key}`: {_names(term)}" for key, term in terms.items()]
        parts.append("\n".join([f"\n### {name}\n", *lines]))
    return "\n".join(parts) + "\n"


def _names(term: Term) -> str:
    languages = sorted(LANGUAGES, key=lambda one: one != language())
    return ", ".join(dict.fromkeys((*map(term.label.text, languages), *term.aliases)))
