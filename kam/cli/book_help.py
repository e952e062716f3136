"""help: the pages of help, a rule's part of one, or the help of a command."""

import contextlib
import json
from typing import Annotated, Any

import typer

from kam.cli.help_commands import TITLE, commands_page
from kam.cli.help_pages import (
    COMMANDS,
    TOPICS,
    WORDS,
    page_text,
    rule_sections,
    title_of,
    words_section,
)
from kam.cli.methods_here import built_in_methods, methods_here
from kam.cli.session import Session, session_of
from kam.domain.guess import closest
from kam.domain.playbook import Vocabulary
from kam.errors import KamError, NotFound
from kam.i18n import mark, translate

_FENCE = "```"
_Topic = Annotated[
    str | None,
    typer.Argument(
        metavar="TOPIC",
        help=mark("a topic, a command, or a rule's code; else a list"),
        autocompletion=lambda incomplete: [one for one in TOPICS if one.startswith(incomplete)],
    ),
]


def help_command(ctx: typer.Context, topic: _Topic = None) -> None:
    """Print a page of help, or list the pages."""
    session = session_of(ctx)
    with contextlib.suppress(KamError):  # help is there without a book, and with a broken one
        _ = session.settings
    name, text = ("", _index()) if topic is None else _find(ctx, session, topic)
    if session.json:
        typer.echo(json.dumps({"topic": name or None, "text": text}, ensure_ascii=False))
    else:
        typer.echo(_rendered(text, bold=session.screen.colour), nl=False)


def _find(ctx: typer.Context, session: Session, topic: str) -> tuple[str, str]:
    """The name and the Markdown of what `topic` means.

    Raises:
        NotFound: It is no topic, no command and no rule.
    """
    name = topic.strip().lower()
    if name in TOPICS:
        return name, _page(ctx, session, name)
    root = ctx.find_root()
    group: Any = root.command
    if command := group.get_command(root, name):
        return name, command.get_help(typer.Context(command, info_name=name, parent=root)) + "\n"
    rules = rule_sections()
    if name in rules:
        return name, rules[name]
    known = (*TOPICS, *group.list_commands(root), *rules)
    near = closest(name, known)
    raise NotFound(
        mark('there is no help on "{topic}"'),
        hint=mark('did you mean "{near}"?') if near else mark("kam help lists the topics"),
        candidates=(near,) if near else TOPICS,
        topic=topic,
        near=near or "",
    )


def _page(ctx: typer.Context, session: Session, topic: str) -> str:
    if topic == COMMANDS:
        root = ctx.find_root()
        return commands_page(root.command, root)
    if topic == WORDS:
        return f"{page_text(topic)}{words_section(_vocabulary(session))}"
    return page_text(topic)


def _vocabulary(session: Session) -> Vocabulary:
    try:
        return methods_here(session).vocabulary()
    except KamError:
        return built_in_methods().vocabulary()


def _index() -> str:
    """A line a topic, and what else may be asked for."""
    width = max(map(len, TOPICS))
    titles = {
        topic: translate(TITLE) if topic == COMMANDS else title_of(page_text(topic))
        for topic in TOPICS
    }
    lines = [f"  {topic:<{width}}  {title}" for topic, title in titles.items()]
    more = [
        translate(mark("One of them: kam help TOPIC. A rule: kam help KAM102.")),
        translate(mark("A command: kam help COMMAND, or kam COMMAND --help.")),
    ]
    return "\n".join([translate(mark("Topics of help")), "", *lines, "", *more]) + "\n"


def _rendered(text: str, *, bold: bool) -> str:
    """The Markdown as it is; on a terminal its headings are bold and its fences are left out."""
    if not bold:
        return text
    shown, fenced = [], False
    for line in text.splitlines():
        if line.startswith(_FENCE):
            fenced = not fenced
        elif line.startswith("#") and not fenced:
            shown.append(typer.style(line.lstrip("# "), bold=True))
        else:
            shown.append(line)
    return "\n".join(shown) + "\n"
