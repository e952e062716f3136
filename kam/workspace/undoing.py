"""Takes back what kam did last, and does it again: on its own commits, by three-way merge.

Nothing is rewritten: to take back is a commit of its own, which names those that it takes back.
What somebody changed since stays; where both touched one fact, nothing is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kam.errors import AnswerNo, WriteRefused
from kam.i18n import mark
from kam.vcs.log import Change, Record, changes, records
from kam.vcs.repository import Repository
from kam.vcs.trees import blobs_of
from kam.workspace.desk import Desk
from kam.workspace.merging import merge_bytes
from kam.workspace.trailers import BY_HAND, COMMAND, REDOES, UNDOES
from kam.workspace.uncommitted import notes

_BEGINS = "init"


def mention(record: Record) -> str:
    """What names a commit in the one that takes it back: a rebase changes its id alone."""
    return f"{record.id} {record.written} {record.subject}"


def to_undo(repository: Repository, count: int) -> list[Record]:
    """The last commits of kam that are not taken back, the newest first.

    Raises:
        AnswerNo: There are not as many.
        WriteRefused: One that is not kam's stands before them.
    """
    found: list[Record] = []
    history = _History(repository)
    for record in history.records:
        if len(found) == count:
            break
        named = _named(record)
        if history.settles(named):
            continue
        if COMMAND not in named:
            raise _not_ours(record)
        if named[COMMAND][0].split(" ")[0] == _BEGINS:
            break
        if not history.is_undone.get(record.id):
            found.append(record)
    return _enough(found, count, mark("there is nothing to take back"))


def to_redo(repository: Repository, count: int) -> list[Record]:
    """The commits that were taken back last, in the order in which to do them again.

    Raises:
        AnswerNo: There are not as many; what came after they were taken back ends them.
    """
    found: list[Record] = []
    history = _History(repository)
    for record in history.records:
        named = _named(record)
        undone = map(history.find, reversed(named.get(UNDOES, ())))
        new = [one for one in undone if one and one.id not in history.is_undone]
        if not history.settles(named):
            break  # what was new then ended what could be done again
        found += new
    return _enough(found[:count], count, mark("there is nothing to do again"))


class _History:
    """The commits from HEAD back, the newest first, and what the newer ones say of the older.

    Attributes:
        is_undone: Whether a commit is taken back, by its id; of those that were said of.
    """

    def __init__(self, repository: Repository) -> None:
        self.records = list(records(repository, "HEAD"))
        self.is_undone: dict[str, bool] = {}
        self._by_id = {record.id: record for record in self.records}
        self._by_making = {mention(record).partition(" ")[2]: record for record in self.records}

    def find(self, named: str) -> Record | None:
        """The commit that a mention means, under whatever id."""
        identity, _, making = named.partition(" ")
        return self._by_id.get(identity) or self._by_making.get(making)

    def settles(self, named: Mapping[str, Sequence[str]]) -> bool:
        """Whether a commit takes others back or does them again; the newest says what holds."""
        for key, undone in ((UNDOES, True), (REDOES, False)):
            for record in filter(None, map(self.find, named.get(key, ()))):
                self.is_undone.setdefault(record.id, undone)
        return UNDOES in named or REDOES in named


def also_by_hand(commits: Sequence[Record]) -> list[str]:
    """The files of which these commits hold what somebody changed by hand."""
    return [path for commit in commits for path in _named(commit).get(BY_HAND, ())]


def take_back(desk: Desk, repository: Repository, commits: Sequence[Record]) -> None:
    """Lay ready what the files are without these commits, the newest of which comes first.

    Raises:
        WriteRefused: A fact was changed since, or something of it is not committed yet.
        AnswerNo: The files are so already.
    """
    _lay(desk, repository, commits, forward=False)


def do_again(desk: Desk, repository: Repository, commits: Sequence[Record]) -> None:
    """Lay ready what the files are with these commits once more, as `take_back` raises."""
    _lay(desk, repository, commits, forward=True)


def _lay(desk: Desk, repository: Repository, commits: Sequence[Record], *, forward: bool) -> None:
    for note in notes(desk.root):
        raise WriteRefused(
            mark("saved and not committed: {paths}"),
            hint=mark("Finish it first: kam doctor --fix"),
            paths=", ".join(note.files),
        )
    every = changes(repository, commits)
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes | None] = {}
    for commit in commits:
        made = every.get(commit.id, [])
        blobs = blobs_of(repository, _blobs(made))
        for change in made:
            if change.path not in before:
                before[change.path] = after[change.path] = _now(desk, change.path)
            after[change.path] = _merged(change, blobs, after[change.path], forward=forward)
    if after == before:
        raise AnswerNo(mark("the files are so already; nothing was written"))
    for path in sorted(after, key=_place):
        old, new = before[path], after[path]
        if new is not None and new != old:
            desk.replace(path, old, new)
    for path in sorted(after, key=_place, reverse=True):
        if after[path] is None and before[path] is not None:
            desk.remove(path)


def _merged(
    change: Change, blobs: Mapping[str, bytes], ours: bytes | None, *, forward: bool
) -> bytes | None:
    """A file with one commit taken back or done again; what somebody else changed in it stays."""
    old = None if change.old is None else blobs[change.old]
    new = None if change.new is None else blobs[change.new]
    base, theirs = (old, new) if forward else (new, old)
    if ours == base:
        return theirs
    if ours == theirs:
        return ours
    if base is not None and ours is not None and theirs is not None:
        merged = merge_bytes(change.path, base, ours, theirs)
        if not merged.conflicts:
            return merged.raw
    raise WriteRefused(
        mark("{path} was changed since; nothing was written"),
        hint=mark("Look at it: kam git log -p -- {path}"),
        path=change.path,
    )


def _now(desk: Desk, path: str) -> bytes | None:
    return desk.raw(path) if desk.has(path) else None


def _blobs(made: Iterable[Change]) -> Iterator[str]:
    for change in made:
        yield from filter(None, (change.old, change.new))


def _place(path: str) -> tuple[int, str]:
    """An account's own file comes before those that lean on it."""
    return (path.count("/"), path)


def _named(record: Record) -> dict[str, list[str]]:
    """The lines `Key: value` of a message's last paragraph, by their keys."""
    found: dict[str, list[str]] = {}
    for line in record.message.rpartition("\n\n")[2].splitlines():
        key, colon, value = line.partition(": ")
        if colon:
            found.setdefault(key, []).append(value)
    return found


def _not_ours(record: Record) -> WriteRefused:
    return WriteRefused(
        mark('the last commit is not kam\'s: {commit} "{subject}"'),
        hint=mark(
            "Only commits of kam are taken back. What is in no commit: kam git status;"
            " a commit by hand: kam git revert {commit}"
        ),
        commit=record.id[:10],
        subject=record.subject,
    )


def _enough(found: list[Record], count: int, words: str) -> list[Record]:
    if not found:
        raise AnswerNo(words)
    if len(found) < count:
        raise AnswerNo(mark("there are only {count}"), count=len(found))
    return found
