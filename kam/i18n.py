"""The language of a run: gettext catalogues beside this module.

A message is English text in a call of `translate`, `translate_plural`, `mark` or `Plural`. When
messages have changed, which a test of the catalogue says, bring `zh/LC_MESSAGES/kam.po` up to date,
fill in what is empty in it, and compile it; from the root of the repository:

    pybabel extract -k translate -k translate_plural:1,2 -k mark -k Plural:1,2 --no-location
            --sort-output -o /tmp/kam.pot kam
    pybabel update -D kam -d kam/locale -l zh -i /tmp/kam.pot --no-fuzzy-matching
            --ignore-obsolete --ignore-pot-creation-date
    pybabel compile -D kam -d kam/locale -l zh
"""

import os.path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh")
_DOMAIN = "kam"
_LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib is slow


class _Current:
    """The catalogue in force; English needs none."""

    language = "en"
    catalogue: "NullTranslations | None" = None


def set_language(language: str) -> None:
    """Put the catalogue of `language` in force for the rest of the run."""
    import gettext

    _Current.language = language
    _Current.catalogue = gettext.translation(
        _DOMAIN, _LOCALE, languages=[language], fallback=language == "en"
    )


def language() -> str:
    """The language in force: `en` or `zh`."""
    return _Current.language


def translate(message: str) -> str:
    """The message in the language in force."""
    if _Current.catalogue is None or not message:
        return message
    return _Current.catalogue.gettext(message)


def translate_plural(one: str, many: str, count: int) -> str:
    """The message for that count in the language in force, also where both were marked apart."""
    if _Current.catalogue is None:
        return one if count == 1 else many
    chosen = _Current.catalogue.ngettext(one, many, count)
    return translate(chosen) if chosen in {one, many} else chosen


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is defined; it is translated where it is shown."""
    return message
