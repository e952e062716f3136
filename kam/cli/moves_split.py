"""split: an opportunity, or every alternative of one, is divided into the lots of a project."""

import re
from decimal import Decimal
from typing import Annotated

import typer

from kam.cli.session import session_of
from kam.cli.values import Typist, typist_at
from kam.cli.writing import Answer, DryRun, perform
from kam.domain.fields import Amount
from kam.i18n import mark, translate
from kam.render.moves import divided
from kam.workspace.desk import Desk
from kam.workspace.splitting import Split, require_whole, split_lots

_COUNT = re.compile(r"[0-9]{1,3}")
_SEPARATOR = re.compile(r"\s*[,，、;；]\s*")


def split_command(
    ctx: typer.Context,
    opportunities: Annotated[
        list[str],
        typer.Argument(metavar="ACCOUNT/OPPORTUNITY…", help=mark("ids, names or their beginnings")),
    ],
    lots: Annotated[
        str,
        typer.Option(
            "--lots", metavar="N|AMOUNT,AMOUNT…", help=mark("how many, or the amount of each")
        ),
    ],
    dry_run: DryRun = False,
) -> None:
    """Divide an opportunity, or all alternatives of one, into lots of a project."""
    session = session_of(ctx)
    names = session.names(writes=True)
    targets = tuple(dict.fromkeys(map(names.opportunity, opportunities)))

    def act(desk: Desk) -> Answer:
        require_whole(desk, targets)
        parts = _parts(typist_at(desk, session.today), lots)
        splits = [split_lots(desk, target, parts, _name) for target in targets]
        subject = "; ".join(
            f"{target}: {len(split.lots)} lots of {split.project}"
            for target, split in zip(targets, splits, strict=True)
        )
        return Answer(str(targets[0]), "  ".join(map(_said, splits)), subject)

    perform(session, act, dry_run=dry_run)


def _said(split: Split) -> str:
    amounts = [(str(lot.target), lot.amount) for lot in split.lots]
    return divided(split.project, amounts, split.left_out)


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
