"""The pages of `kam help`: Markdown files in both languages."""

from pathlib import Path

from kam.i18n import language

PAGES = Path(__file__).parent.parent / "help"
COMMANDS, CHECKS = "commands", "checks"
"""The topic that the commands themselves write, and the one that has a section a rule."""
TOPICS = (
    "start",
    COMMANDS,
    "words",
    "gate",
    "forecast",
    CHECKS,
    "format",
    "playbooks",
    "json",
)
"""In the order in which a new user needs them."""
_SECTION = "\n## "


def page_text(topic: str) -> str:
    """The Markdown of a topic that has a file, in the language in force."""
    ending = "md" if language() == "en" else f"{language()}.md"
    return (PAGES / f"{topic}.{ending}").read_text(encoding="utf-8")


def title_of(page: str) -> str:
    """The first heading of a page."""
    return page.split("\n", maxsplit=1)[0].removeprefix("# ")


def rule_sections() -> dict[str, str]:
    """The sections of the page of checks, each by its code and by its slug, in small letters."""
    found = {}
    for section in page_text(CHECKS).split(_SECTION)[1:]:
        code, slug, *_ = section.split(maxsplit=2)
        if code.startswith("KAM"):
            text = f"## {section.rstrip()}\n"
            found |= {code.lower(): text, slug: text}
    return found
