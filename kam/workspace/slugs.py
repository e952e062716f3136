"""An id made from a name (SPEC.md 1): 重庆银行 -> `chong-qing-yin-hang`."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from kam.domain.activity import Task
from kam.domain.ids import id_from_ascii, is_id, is_person
from kam.errors import UsageError
from kam.i18n import mark

SHORT = 40
"""The longest id of a next step that is made from its text; it is cut between words."""
_HAN = re.compile("[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def id_from_name(name: str) -> str:
    """The id of an account, an opportunity or a person of the customer.

    Raises:
        UsageError: Nothing of the name can stand in an id, or what can is a reserved word.
    """
    made = id_from_ascii(_romanised(name))
    if not is_id(made):
        raise UsageError(
            mark('no id can be made from the name "{name}"'),
            hint=mark("give one: --id ID, of small letters, digits and dashes"),
            name=name,
        )
    return made


def given_id(text: str, *, person: bool = False) -> str:
    """The id that a user gave.

    Args:
        text: What stands behind `--id`.
        person: Whether it is a contact's, which also takes dots.

    Raises:
        UsageError: It is none.
    """
    if (is_person if person else is_id)(text):
        return text
    raise UsageError(
        mark('"{text}" is not an id'),
        hint=mark("small letters, digits and dashes, at least one letter: mes-upgrade"),
        text=text,
    )


def task_id(text: str, day: date, tasks: Mapping[str, Task]) -> str:
    """The id of a next step, made from its text.

    What has to be done again gets the day behind it (`call-again-2026-12-01`), so that nobody has
    to think of an id for it; one that is still open is left to `require_free`.
    """
    made = _shortened(id_from_name(text))
    known = tasks.get(made)
    return f"{made}-{day}" if known and known.done else made


def require_free(identifier: str, name: str, taken: Mapping[str, str]) -> None:
    """Refuse an id that something else has.

    Args:
        identifier: The id that is wanted.
        name: What is to be called so.
        taken: The names of what is there, by id.

    Raises:
        UsageError: It is taken; the message names both.
    """
    if identifier in taken:
        raise UsageError(
            mark('the id {id} of "{name}" is taken by "{other}"'),
            hint=mark("give it another one: --id ID"),
            candidates=(identifier,),
            id=identifier,
            name=name,
            other=taken[identifier],
        )


def _romanised(name: str) -> str:
    """The name with its Han characters in pinyin, one word a character."""
    whole = unicodedata.normalize("NFKC", name)
    if not _HAN.search(whole):
        return whole
    from pypinyin import lazy_pinyin

    return _HAN.sub(lambda found: f" {' '.join(lazy_pinyin(found[0]))} ", whole)


def _shortened(identifier: str) -> str:
    if len(identifier) <= SHORT:
        return identifier
    cut = identifier[: SHORT + 1].rpartition("-")[0] or identifier[:SHORT]
    return cut if is_id(cut) else identifier
