"""Plain data -> YAML text in the house style (SPEC.md 1): one fact a line, small ones in braces."""

from collections.abc import Mapping

from kam.store.quoting import Value, Written, key, literal_lines, scalar, text_of

WIDEST = 100
"""A mapping, or a list of scalars, stays on its key's line up to this many characters."""
INDENT = 2


class Block(dict[str, Value]):
    """A mapping that is written one fact a line, however small it is."""


class Copied:
    """A value that is written as it stood elsewhere.

    `lines` are those of its entry or item, its key or dash at their beginning. In braces, and in
    place of another value, there is no room for them and the value is written like any other.
    """

    __slots__ = ("lines", "value")

    def __init__(self, value: Value, lines: tuple[str, ...]) -> None:
        self.value = value
        self.lines = lines


def plain(value: Value) -> Value:
    """The plain data, as `nodes.to_plain` gives it, that a reader gets back for a value."""
    value = bare(value)
    if isinstance(value, Mapping):
        return {text_of(name): plain(member) for name, member in value.items()}
    if is_list(value):
        return [plain(member) for member in value]
    return text_of(value)


def bare(value: Value) -> Value:
    """A value without the lines that it had elsewhere."""
    return value.value if isinstance(value, Copied) else value


def is_list(value: Value) -> bool:
    """Whether a value is written as a sequence."""
    return isinstance(value, list | tuple)


def is_collection(value: Value) -> bool:
    """Whether a value is written as a mapping or a sequence."""
    return isinstance(value, Mapping) or is_list(value)


def document(value: Value) -> str:
    """A whole new file from a mapping or a list, keys in the order given."""
    lines = child_lines(value, 0) if value else [flow(value)]
    return "".join(f"{line}\n" for line in lines)


def flow(value: Value) -> str:
    """A value on one line, mappings in braces and lists in brackets."""
    value = bare(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(flow_entry(name, member) for name, member in value.items()) + "}"
    if is_list(value):
        return "[" + ", ".join(flow(member) for member in value) + "]"
    return scalar(value, flow=True)


def flow_entry(name: Value, value: Value) -> str:
    """`key: value` as it stands inside braces."""
    return f"{key(name, flow=True)}: {flow(value)}"


def inline(value: Value, room: int) -> str | None:
    """A value as it stands on its key's line, None where it takes lines of its own.

    Args:
        value: A scalar always stands there; a mapping of mappings and a list of them never do.
        room: How many characters the line has left for another collection.
    """
    if not is_collection(value):
        return scalar(value)
    text = flow(value)
    if value and (isinstance(value, Block) or _holds_mapping(value) or len(text) > room):
        return None
    return text


def entry_lines(name: Value, value: Value, indent: int) -> list[str]:
    """The lines of `key: value` in a block mapping whose keys are indented by `indent`."""
    if isinstance(value, Copied):
        return _indented(value.lines, indent)
    head = f"{' ' * indent}{key(name)}:"
    if isinstance(value, Written) and (lines := literal_lines(value)):
        return [
            f"{head} {lines[0]}",
            *((" " * (indent + INDENT) + line).rstrip(" ") for line in lines[1:]),
        ]
    text = inline(value, WIDEST - len(head) - 1)
    if text is not None:
        return [f"{head} {text}"]
    return [head, *child_lines(value, indent + INDENT)]


def item_lines(value: Value, indent: int, dash: str = "- ") -> list[str]:
    """The lines of an item of a block list whose dashes are indented by `indent`."""
    if isinstance(value, Copied):
        return _indented(value.lines, indent)
    head = " " * indent + dash
    if isinstance(value, Block) and value:
        first, *rest = child_lines(value, len(head))
        return [head + first.lstrip(" "), *rest]
    return [head + (flow(value) if is_collection(value) else scalar(value))]


def child_lines(value: Value, indent: int) -> list[str]:
    """The lines of a mapping's entries or of a list's items."""
    if isinstance(value, Mapping):
        return [
            line for name, member in value.items() for line in entry_lines(name, member, indent)
        ]
    return [line for member in value for line in item_lines(member, indent)]


def _holds_mapping(value: Value) -> bool:
    """Whether a mapping, or something with lines of its own, stands below a collection."""
    members = value.values() if isinstance(value, Mapping) else value
    return any(
        isinstance(member, Mapping | Copied) or (is_list(member) and _holds_mapping(member))
        for member in members
    )


def _indented(lines: tuple[str, ...], indent: int) -> list[str]:
    return [" " * indent + line if line else line for line in lines]
