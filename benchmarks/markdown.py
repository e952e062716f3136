"""Markdown tables, and the forms that figures take in them."""

from collections.abc import Iterable, Sequence

from benchmarks.memory import Peak
from benchmarks.turns import Ratio

NOTHING = "–"
_SECONDS_FROM = 10.0
_PLAIN_FROM = 10.0


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """A table; its last `right` columns are set to the right."""
    marks = ["---"] * (len(head) - right) + ["--:"] * right
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, marks, *rows))


def time_cell(seconds: float | None) -> str:
    """Milliseconds, and seconds from ten on."""
    if seconds is None:
        return NOTHING
    if seconds >= _SECONDS_FROM:
        return f"{seconds:,.1f} s"
    return (
        f"{seconds * 1000:,.1f} ms" if seconds * 1000 < _PLAIN_FROM else f"{seconds * 1000:,.0f} ms"
    )


def ratio_cell(ratio: Ratio) -> str:
    """The median with the quartiles about it."""
    return f"{ratio.middle:.2f} ({ratio.low:.2f}–{ratio.high:.2f})"


def size_cell(size: float) -> str:
    """Bytes in millions of them."""
    return f"{size / 1e6:,.0f} MB"


def peak_cell(peak: Peak | str) -> str:
    """All processes, and the largest one; or why there is no figure."""
    if isinstance(peak, str):
        return peak
    tree = NOTHING if peak.tree is None else size_cell(peak.tree)
    return f"{tree} / {size_cell(peak.largest)}"
