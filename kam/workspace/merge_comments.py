"""Comments that one side of a merge wrote, carried over to the facts that they belong to."""

from collections import Counter
from collections.abc import Iterator

from kam.store.comments import Comment, comments_of
from kam.store.members import Member, members, start_of, trail
from kam.store.nodes import KeyPath, Node, to_plain
from kam.store.reader import Document, parse
from kam.store.spans import content_end, line_end, line_start
from kam.store.text import ReadError


def carry_comments(base: Document, side: Document, merged: Document) -> Document:
    """The merged text with the comments that a side wrote and it does not have yet.

    A comment in place of one of the base takes its place, where it is still there. One about a
    fact that the other side removed stays, with what the fact was part of.
    """
    old, there = comments_of(base), comments_of(side)
    gone = _without(old, there)
    kept = Counter(one.text for one in old)
    added = Counter(one.text for one in comments_of(merged)) - kept
    for comment in _without(there, old):
        if added[comment.text]:
            added[comment.text] -= 1
            continue
        before = next((one for one in gone if _fits(one, comment)), None)
        if before:
            gone.remove(before)
        merged = _with(merged, side.root, comment, before)
    return merged


def _without(some: list[Comment], others: list[Comment]) -> list[Comment]:
    """Those whose text the others do not have as often."""
    known = Counter(one.text for one in others)
    left: list[Comment] = []
    for comment in some:
        if known[comment.text]:
            known[comment.text] -= 1
        else:
            left.append(comment)
    return left


def _fits(old: Comment, new: Comment) -> bool:
    return old.alone == new.alone and old.owner == new.owner


def _with(merged: Document, origin: Node, comment: Comment, before: Comment | None) -> Document:
    data = to_plain(merged.root)
    for text in _places(merged, origin, comment, before):
        try:
            document = parse(text.encode())
        except ReadError:
            continue
        if to_plain(document.root) == data:
            return document
    return merged


def _places(
    merged: Document, origin: Node, comment: Comment, before: Comment | None
) -> Iterator[str]:
    """The text with a comment where it belongs, else at its end."""
    text = merged.text
    for old in comments_of(merged):
        if before and old.text == before.text and old.alone == before.alone:
            yield text[: old.at] + comment.text + text[old.at + len(old.text) :]
    found = trail(merged.root, _same_place(origin, merged.root, comment.owner))
    if comment.owner and found:
        start = start_of(text, found[-1])
        line, end = line_start(text, start), line_end(text, start)
        if not comment.alone and _is_free(text, found[-1], end):
            yield f"{text[:end]}  {comment.text}{text[end:]}"
        indent = len(text[line:start]) - len(text[line:start].lstrip(" "))
        yield f"{text[:line]}{' ' * indent}{comment.text}\n{text[line:]}"
    yield text + comment.text + "\n"


def _is_free(text: str, member: Member, end: int) -> bool:
    """Whether a member ends on its first line and nothing but its value does."""
    stop = content_end(text, member.value)
    return line_end(text, stop) == end and "#" not in text[stop:end]


def _same_place(origin: Node, target: Node, path: KeyPath) -> KeyPath:
    """The path in another file of what a path leads to: items are the same by what they hold."""
    found: list[str | int] = []
    for step in path:
        one = next((m for m in members(origin) if step in _names(m)), None)
        others = members(target)
        if one is None:
            break
        data = to_plain(one.value)
        same = [m for m in others if step in _names(m) and (m.key or to_plain(m.value) == data)]
        same = same or [m for m in others if not m.key and to_plain(m.value) == data]
        same = same or [m for m in others if not m.key and _begins(m.value) == _begins(one.value)]
        if not same:
            break
        found.append(same[0].key.text if same[0].key else same[0].nth)
        origin, target = one.value, same[0].value
    return tuple(found)


def _names(member: Member) -> tuple[str | int]:
    return (member.key.text if member.key else member.nth,)


def _begins(node: Node) -> object:
    """The first fact of an entry, by which it is known."""
    data = to_plain(node)
    return next(iter(data.items()), None) if isinstance(data, dict) else data
