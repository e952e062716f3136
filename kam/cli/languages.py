"""The language of a run: --lang, $KAM_LANG, kam.yaml, the locale; the first one that says."""

import os

from kam.cli.global_options import GlobalOptions
from kam.errors import UsageError
from kam.i18n import LANGUAGES, mark, set_language

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen(options: GlobalOptions) -> str | None:
    """What the user asked for by option or variable."""
    for value in (options.lang, os.environ.get("KAM_LANG")):
        if value in LANGUAGES:
            return value
    return None


def choose_early(options: GlobalOptions) -> None:
    """Set the language before any book is read.

    Raises:
        UsageError: `--lang` names no language of kam.
    """
    located = next((os.environ[name] for name in _LOCALE if os.environ.get(name)), "")
    set_language(chosen(options) or ("zh" if located.startswith("zh") else "en"))
    if options.lang is not None and options.lang not in LANGUAGES:
        raise UsageError(
            mark('--lang takes {languages}, not "{value}"'),
            languages=", ".join(LANGUAGES),
            value=options.lang,
        )


def choose_for_book(options: GlobalOptions, stated: str | None) -> None:
    """Set the book's language where the user did not ask for one."""
    if stated and chosen(options) is None:
        set_language(stated)
