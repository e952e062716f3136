"""Facts in the line that a write answers with: keys and values as their file has them."""

from collections.abc import Mapping, Sequence

from kam.store.emit import plain
from kam.store.quoting import Value

GAP = "  "
"""Between the parts of a line."""
_NOTHING = "–"


def shown(value: Value | None) -> str:
    """A value as people read it, without quotes; a dash for nothing."""
    if value is None or value in ([], {}):
        return _NOTHING
    return _plainly(plain(value))


def facts_line(facts: Mapping[str, Value]) -> str:
    """`tier key, owner li.wei`."""
    return ", ".join(f"{key} {shown(value)}" for key, value in facts.items())


def _plainly(data: object) -> str:
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{key}: {_plainly(member)}" for key, member in data.items()) + "}"
    if isinstance(data, Sequence) and not isinstance(data, str):
        return ", ".join(_plainly(member) for member in data)
    return str(data)
