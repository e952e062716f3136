"""Ids of accounts, opportunities and people: their grammar, and how one is made from a name."""

import re
import unicodedata

from kam.domain.fields import Form

LONGEST = 64
DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices, with any ending."""
RETYPED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that a YAML 1.1 reader turns into something else than text."""
_NUMBER = re.compile(r"0x[0-9a-f]+|0b[01]+|0o[0-7]+|[0-9][0-9.]*e-?[0-9]+")
"""Numbers with a letter in them, which readers of YAML turn into numbers."""
_UNDIVIDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Latin letters that Unicode does not take apart into a plain letter and a mark."""


def is_id(text: str) -> bool:
    """Whether `text` may name an account, an opportunity, a task or an order (SPEC.md 1)."""
    return re.fullmatch(Form.ID.pattern, text) is not None and not is_reserved(text)


def is_person(text: str) -> bool:
    """Whether `text` may name a person: an id that also takes dots."""
    return re.fullmatch(Form.PERSON.pattern, text) is not None and not is_reserved(text)


def is_reserved(text: str) -> bool:
    """Whether a reader of YAML 1.1 or Windows would take `text` for something else."""
    device = text.split(".", maxsplit=1)[0] in DEVICES
    return device or text in RETYPED or _NUMBER.fullmatch(text) is not None


def id_from_ascii(text: str) -> str:
    """Make an id from a name that is already in Latin script; empty where nothing is left of it."""
    whole = unicodedata.normalize("NFKD", text.lower().translate(_UNDIVIDED))
    plain = whole.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")


def initials(identifier: str) -> str:
    """The first letters of an id's parts: `chong-qing-yin-hang` -> `cqyh`."""
    return "".join(part[0] for part in re.split(r"[.-]", identifier) if part)
