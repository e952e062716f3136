"""playbook: the playbooks that there are, or one of them whole."""

from enum import StrEnum
from typing import Annotated

import typer

from kam.cli.methods_here import methods_here
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.choosing import choose
from kam.domain.settings import Settings
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.playbook import playbook_json, playbook_text, playbooks_json, playbooks_text


class Action(StrEnum):
    """What to do with playbooks."""

    LIST = "list"
    SHOW = "show"


@report(filters=False)
def playbook_command(
    session: Session,
    output: Output,
    action: Annotated[Action, typer.Argument(help=mark("list, or show one"))] = Action.LIST,
    name: Annotated[str | None, typer.Argument(help=mark("which one; else the book's"))] = None,
) -> None:
    """List the playbooks, or show one of them."""
    methods = methods_here(session)
    read = {key: methods.playbook(key) for key in methods.keys()}  # noqa: SIM118 - no mapping
    found = {key: playbook for key, playbook in read.items() if playbook}
    default = (session.settings if session.has_book else Settings()).playbook
    if action is Action.LIST:
        if name is not None:
            raise UsageError(mark("list takes no name; show does"))
        deliver(
            session,
            output,
            "playbooks",
            lambda screen: playbooks_text(found, default, screen),
            lambda: playbooks_json(found),
        )
        return
    names = {key: (item.name.text("en"), item.name.text("zh")) for key, item in found.items()}
    playbook = found[choose(name or default, names, mark("playbook"))]
    vocabulary = methods.vocabulary()
    deliver(
        session,
        output,
        "playbook",
        lambda screen: playbook_text(playbook, vocabulary, screen),
        lambda: playbook_json(playbook),
    )
