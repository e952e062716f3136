"""What commands are given by name: an account, or one of its opportunities."""

from typing import Annotated

import typer

from kam.i18n import mark

_ANY_NAME = mark("id, name or its beginning")
InAccount = Annotated[str, typer.Argument(metavar="ACCOUNT", help=_ANY_NAME)]
PerhapsAccount = Annotated[str | None, typer.Argument(metavar="[ACCOUNT]", help=_ANY_NAME)]
InOpportunity = Annotated[str, typer.Argument(metavar="ACCOUNT/OPPORTUNITY", help=_ANY_NAME)]
InEither = Annotated[str, typer.Argument(metavar="ACCOUNT[/OPPORTUNITY]", help=_ANY_NAME)]
