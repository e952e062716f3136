"""Trees that name only parents: subsidiaries under their group, teams under theirs."""

from collections.abc import Iterator, Mapping


def without_rings(parents: Mapping[str, str | None]) -> dict[str, str]:
    """The links from child to parent, less the one of each ring that would close it.

    Children are taken in the order of their ids, so the answer does not hang on the files' order.
    """
    kept: dict[str, str] = {}
    for child in sorted(child for child, parent in parents.items() if parent is not None):
        parent = parents[child]
        if parent is not None and child not in line_up(parent, kept):
            kept[child] = parent
    return kept


def line_up(node: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """A node and everything above it, the topmost last; `parents` has no ring."""
    line = [node]
    while line[-1] in parents:
        line.append(parents[line[-1]])
    return tuple(line)


def topmost(parents: Mapping[str, str | None]) -> dict[str, str]:
    """The last of everything that stands above each child, itself where nothing does."""
    kept = without_rings(parents)
    return {child: line_up(child, kept)[-1] if child in kept else child for child in parents}


def rings(parents: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """The rings, each once, from the first of its members in the order of `parents`."""
    done: set[str] = set()
    for start in parents:
        chain: list[str] = []
        node: str | None = start
        while node is not None and node in parents and node not in done and node not in chain:
            chain.append(node)
            node = parents[node]
        if node in chain:
            yield tuple(chain[chain.index(node) :])
        done.update(chain)
