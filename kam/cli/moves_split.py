"""split: an opportunity is divided into the lots of one project."""

import re
from decimal import Decimal
from typing import Annotated

import typer

from kam.cli.session import session_of
from kam.cli.values import Typist, typist_at
from kam.cli.writing import Answer, DryRun, InOpportunity, perform
from kam.domain.fields import Amount
from kam.i18n import mark, translate
from kam.render.moves import divided
from kam.workspace.desk import Desk
from kam.workspace.splitting import split_lots

_COUNT = re.compile(r"[0-9]{1,3}")
_SEPARATOR = re.compile(r"\s*[,，、;；]\s*")


def split_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    lots: Annotated[
        str,
        typer.Option(
            "--lots", metavar="N|AMOUNT,AMOUNT…", help=mark("how many, or the amount of each")
        ),
    ],
    dry_run: DryRun = False,
) -> None:
    """Divide an opportunity into lots of one project."""
    session = session_of(ctx)
    target = session.names(writes=True).opportunity(opportunity)

    def act(desk: Desk) -> Answer:
        typist = typist_at(desk, session.today)
        split = split_lots(desk, target, _parts(typist, lots), _name)
        subject = f"{target}: {len(split.lots)} lots of {split.project}"
        amounts = [(str(lot.target), lot.amount) for lot in split.lots]
        message = divided(split.project, amounts, split.left_out)
        return Answer(str(target), message, subject)

    perform(session, act, dry_run=dry_run)


def _parts(typist: Typist, text: str) -> list[Decimal] | int:
    """How many lots, or the amount of each."""
    if _COUNT.fullmatch(text.strip()):
        return int(text)
    return [_amount(typist, part) for part in _SEPARATOR.split(text.strip())]


def _amount(typist: Typist, text: str) -> Decimal:
    value = typist.value(Amount, text)
    assert isinstance(value, Decimal)  # noqa: S101 - what the type says
    return value


def _name(name: str, lot: str) -> str:
    return translate("{name}, lot {lot}").format(name=name, lot=lot)
