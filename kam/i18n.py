"""The language of a run: gettext catalogues beside this module.

A message is English text, marked by `translate`, `translate_plural`, `mark` or `Plural`. To bring
the Chinese catalogue up to date after messages have changed (a test says when), run this line, fill
in what is empty in `kam/locale/zh/LC_MESSAGES/kam.po`, and run its last command once more:

    pybabel extract -k translate -k translate_plural:1,2 -k mark -k Plural:1,2
    --no-location --sort-output -o kam.pot kam && pybabel update -i kam.pot -d kam/locale -D kam
    -l zh --no-fuzzy-matching --ignore-obsolete --omit-header && rm kam.pot;
    pybabel compile -d kam/locale -D kam -l zh
"""

import gettext
from pathlib import Path

LANGUAGES = ("en", "zh")
_DOMAIN = "kam"
_LOCALE = Path(__file__).parent / "locale"


class _Current:
    """The catalogue in force; English needs none."""

    language = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(language: str) -> None:
    """Put the catalogue of `language` in force for the rest of the run."""
    _Current.language = language
    _Current.catalogue = gettext.translation(
        _DOMAIN, _LOCALE, languages=[language], fallback=language == "en"
    )


def language() -> str:
    """The language in force: `en` or `zh`."""
    return _Current.language


def translate(message: str) -> str:
    """The message in the language in force."""
    return _Current.catalogue.gettext(message) if message else ""


def translate_plural(one: str, many: str, count: int) -> str:
    """The message for that count in the language in force."""
    return _Current.catalogue.ngettext(one, many, count)


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is defined; it is translated where it is shown."""
    return message
