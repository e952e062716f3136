"""Files as people write them: every style that the reader takes, mixed at random."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

_KEYS = ("name", "stage", "a b", "note", "q#", "2026", "li.wei", "history", "team", "王芳")
_QUOTED_KEYS = {"a b": '"a b"', "q#": "'q#'"}
_SCALARS = (
    "x",
    "two words",
    "'it''s'",
    '"say \\"no\\"\\n"',
    "12",
    "2026-11-20",
    "重庆银行",
    "~",
    "''",
)
_FLOWS = (
    "{a: 1, b: two words}",
    "[x, y]",
    "{a: {b: [1, 2]}, 'c': , d: ~}",
    "[{a: 1}, {b: 2, c: [x]}]",
    "{}",
    "[]",
    "{a: 1,\n{pad}  b: 2,  # inside\n{pad}  c: 3,\n{pad}}",
    "[\n{pad}  x,  # inside\n{pad}  y\n{pad}]",
    "{a: 1, }",
)
_TEXTS = (
    "|\n{pad}  first\n{pad}    second\n",
    ">-\n{pad}  folded\n{pad}  text\n\n",
    "|+\n{pad}  kept\n\n",
)


class _Hand:
    """Writes one file; `draw` decides every time."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._comments = 0

    def mapping(self, indent: int, depth: int) -> list[str]:
        keys = self._draw(st.lists(st.sampled_from(_KEYS), min_size=1, max_size=4, unique=True))
        lines: list[str] = []
        for key in keys:
            lines += self._between(indent)
            lines += self._member(indent, f"{_QUOTED_KEYS.get(key, key)}:", depth, in_list=False)
        return lines

    def sequence(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        dash = self._pick("-", "-", "-  ")
        for _ in range(self._draw(st.integers(1, 3))):
            lines += self._between(indent)
            lines += self._member(indent, dash, depth, in_list=True)
        return lines

    def _member(self, indent: int, head: str, depth: int, *, in_list: bool) -> list[str]:
        kind = self._pick("line", "line", "line", "text", "below", "mapping", "list")
        start = " " * indent + head
        if kind == "mapping" and depth and in_list and self._draw(st.booleans()):
            first, *rest = self._hanging(len(start) + 1, depth - 1)
            return [f"{start} {first}", *rest]
        if kind in {"mapping", "list"} and depth:
            step = self._pick(2, 2, 3, 4)
            if kind == "mapping":
                return [start + self._comment(), *self.mapping(indent + step, depth - 1)]
            step = step if in_list else self._pick(0, step)
            return [start + self._comment(), *self.sequence(indent + step, depth - 1)]
        return self._simple(kind, indent, start)

    def _simple(self, kind: str, indent: int, start: str) -> list[str]:
        pad = " " * indent
        if kind == "text":
            return f"{start} {self._pick(*_TEXTS)}".replace("{pad}", pad).split("\n")[:-1]
        if kind == "below":
            return [start + self._comment(), f"{pad}    {self._pick('x', '{a: 1}')}"]
        value = self._pick("", *_SCALARS, *_FLOWS).replace("{pad}", pad)
        return f"{start}{' ' if value else ''}{value}{self._comment()}".split("\n")

    def _hanging(self, column: int, depth: int) -> list[str]:
        """A mapping or list whose first line stands on a dash's line."""
        write = self._pick(self.mapping, self.mapping, self.sequence)
        while True:
            lines: list[str] = write(column, depth)
            if lines[0].strip() and not lines[0].lstrip().startswith("#"):
                return [lines[0][column:], *lines[1:]]

    def _between(self, indent: int) -> list[str]:
        kind = self._pick("", "", "", "blank", "comment")
        if kind == "comment":
            return [" " * indent + self._comment().lstrip()] if indent else [self._note()]
        return [""] if kind else []

    def _comment(self) -> str:
        return "  " + self._note() if self._draw(st.integers(0, 3)) == 0 else ""

    def _note(self) -> str:
        self._comments += 1
        return f"# note {self._comments}"

    def _pick(self, *options: Any) -> Any:
        return self._draw(st.sampled_from(options))


@st.composite
def files(draw: Callable[[st.SearchStrategy[Any]], Any]) -> bytes:
    """A file that reads, in a mixture of styles, with any line ends, mark and ending."""
    hand = _Hand(draw)
    lines = hand.mapping(0, 3) if draw(st.booleans()) else hand.sequence(0, 3)
    if draw(st.booleans()):
        lines = ["# a book", "---", *lines]
    if draw(st.booleans()):
        lines += ["# the end"]
    text = "\n".join(lines) + ("\n" if draw(st.booleans()) else "")
    text = text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))
    mark: str = draw(st.sampled_from(("", "\ufeff")))
    return (mark + text).encode()


def values() -> st.SearchStrategy[Any]:
    """Values to write."""
    texts = st.sampled_from(
        ("new", "no", "1e3", "two: words", "a, b", "line\nline", "", "it's", " x")
    )
    return st.recursive(
        texts | st.integers(-9, 99) | st.booleans(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(("a", "b", "y", "c d")), inner, max_size=3)
        ),
        max_leaves=6,
    )
