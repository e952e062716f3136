"""What holds for every edit of every file: the data are as meant, and the other lines stay."""

from hypothesis import given
from hypothesis import strategies as st

from kam.errors import WriteRefused
from kam.store.changes import Append, Drop, Edit, Insert, Put, Rename, change
from kam.store.edit import apply, begin
from kam.store.members import members, start_of
from kam.store.nodes import KeyPath, Mapping, Node, Scalar, Sequence, find, to_plain, walk
from kam.store.reader import Document, parse
from tests.store.handwriting import files, values


@st.composite
def known_places(draw: st.DrawFn) -> tuple[Document, KeyPath]:
    document = parse(draw(files()))
    paths = [path for path, _ in walk(document.root) if path]
    return document, draw(st.sampled_from(paths))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Document, Edit]:
    """An edit of each kind, at a place that is there, below one, or beside one."""
    document, path = draw(known_places())
    path = draw(st.sampled_from((path, path, (*path, "new"), (*path[:-1], "new", "deep"))))
    value = draw(values())
    edits: tuple[Edit, ...] = (
        Put(path, value),
        Append(path, value),
        Insert(path, value),
        Drop(path),
        Rename(path, "no"),
    )
    return document, draw(st.sampled_from(edits))


def is_known_exception(document: Document) -> bool:
    """Empty lines after a block scalar are its own or not by what follows; these are refused."""
    last = document.text.splitlines()[-1]
    return "|+" in document.text or ("|" in document.text and last.endswith("second"))


def text_of(raw: bytes) -> str:
    return raw.decode().removeprefix("\ufeff")


@given(edits())
def test_the_file_reads_as_the_data_with_the_same_edit(case: tuple[Document, Edit]) -> None:
    document, edit = case
    try:
        expected = change(to_plain(document.root), edit)
    except WriteRefused:
        return
    try:
        raw = apply(document, [edit])
    except WriteRefused:
        assert is_known_exception(document)
        return
    assert to_plain(parse(raw).root) == expected
    assert raw.startswith(b"\xef\xbb\xbf") == document.has_bom
    breaks = document.text.count("\n")
    if breaks and document.text.count("\r\n") == breaks:
        assert raw.count(b"\r\n") == raw.count(b"\n")


@given(known_places(), values())
def test_a_new_value_changes_the_lines_of_the_old_one_alone(
    place: tuple[Document, KeyPath], value: object
) -> None:
    document, path = place
    node = find(document.root, path)
    assert node is not None
    try:
        new = text_of(apply(document, [Put(path, value)]))
    except WriteRefused:
        assert is_known_exception(document)
        return
    lines = document.text.splitlines(keepends=True)
    first, last = lines_of(node, document)
    assert new.startswith("".join(lines[: first - 1]))
    assert new.endswith("".join(lines[last:]))


@given(known_places(), values())
def test_what_is_new_is_only_added(place: tuple[Document, KeyPath], value: object) -> None:
    document, path = place
    node = find(document.root, path)
    if isinstance(node, Mapping):
        edit: Edit = Put((*path, "new"), value)
    elif isinstance(node, Sequence) and node.items:
        edit = Append(path, value)
    else:
        return
    try:
        new = text_of(apply(document, [edit]))
    except WriteRefused:
        assert is_known_exception(document)
        return
    assert shared(document.text, new) >= len(document.text)


@given(known_places())
def test_what_is_dropped_is_only_taken_away(place: tuple[Document, KeyPath]) -> None:
    document, path = place
    try:
        raw = apply(document, [Drop(path)])
    except WriteRefused:
        assert is_known_exception(document)
        return
    new = text_of(raw)
    is_emptied = to_plain(parse(raw).root) in ({}, [])
    kept = new if not is_emptied else new.replace("{}", "").replace("[]", "")
    assert is_emptied or len(new) < len(document.text)
    assert is_part(kept, document.text)


@given(known_places())
def test_putting_what_is_there_changes_nothing(place: tuple[Document, KeyPath]) -> None:
    document, path = place
    node = find(document.root, path)
    assert node is not None
    if any(isinstance(inner, Scalar) and inner.is_null for _, inner in walk(node)):
        return
    assert apply(document, [Put(path, to_plain(node))]) == document.raw


@given(edits())
def test_an_edit_made_twice_is_made_once(case: tuple[Document, Edit]) -> None:
    document, edit = case
    if not isinstance(edit, Put):
        return
    try:
        once = apply(document, [edit])
    except WriteRefused:
        return
    assert apply(begin(once), [edit]) == once


@given(known_places())
def test_every_member_begins_where_its_key_or_its_dash_is(
    place: tuple[Document, KeyPath],
) -> None:
    document, path = place
    parent = find(document.root, path[:-1])
    assert parent is not None
    member = next(m for m in members(parent) if path[-1] in {m.nth, m.key.text if m.key else None})
    begins = document.text[start_of(document.text, member) :]
    if member.key:
        assert begins.startswith((member.key.text, "'", '"'))
    elif member.parent.flow:
        assert not begins.startswith((" ", "\n", ","))
    else:
        assert begins.startswith("-")


def lines_of(node: Node, document: Document) -> tuple[int, int]:
    """The first and the last line, from 1, of a value; its key's or dash's line is not beyond."""
    before = document.text[: node.span.start.index].rstrip()
    while before.splitlines()[-1].lstrip().startswith("#"):
        before = before[: before.rindex("#")].rstrip()
    first = before.count("\n") + 1
    last = max(_last_line(leaf, document) for _, leaf in walk(node))
    return first, last


def _last_line(node: Node, document: Document) -> int:
    start, end = node.span.start.index, node.span.end.index
    if not isinstance(node, Scalar) and not node.flow:
        return node.span.start.line + 1
    own = document.text[start:end]
    own = own.removesuffix("\n") if own.startswith("|+") else own.rstrip("\r\n")
    return document.text[: start + len(own)].count("\n") + 1


def shared(one: str, other: str) -> int:
    """How many characters two texts share at the front and, not counting those, at the end."""
    front = same_start(one, other)
    return front + same_start(one[front:][::-1], other[front:][::-1])


def same_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def is_part(part: str, whole: str) -> bool:
    """Whether a text can be had from another by only taking characters away."""
    rest = iter(whole)
    return all(character in rest for character in part)
