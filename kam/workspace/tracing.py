"""Traces an account or an opportunity back through the commits, under all names that it had.

The work tree counts as one more commit, behind the last one.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kam.domain.ids import is_id
from kam.store.text import ReadError
from kam.vcs.log import Change, Record, changes, records
from kam.vcs.repository import Repository
from kam.vcs.trees import blobs_of
from kam.workspace.layout import ACCOUNTS, account_path, opportunity_path
from kam.workspace.lives import Lives, Written, written_files
from kam.workspace.naming import Target
from kam.workspace.stated import former_names
from kam.workspace.worktree import Tree


class Step(NamedTuple):
    """What one commit did to a file.

    Attributes:
        file: The file.
        commit: The commit; None for the work tree.
        raw: Its bytes; None where it went away, or where the disk does not give them.
    """

    file: Written
    commit: Record | None
    raw: bytes | None


class Traced(NamedTuple):
    """What was found.

    Attributes:
        account: The steps of the account's own file, the oldest first.
        living: Those of each opportunity that is there, by its name.
        gone: Those of each that is not.
    """

    account: Sequence[Step]
    living: Mapping[str, Sequence[Step]]
    gone: Mapping[str, Sequence[Step]]


class Tracer:
    """Traces in one book.

    Args:
        repository: Its repository; None where there is none.
        head: The commit to begin at; None where nothing is committed.
        tree: The files as they lie there; None where only what is committed counts.
    """

    def __init__(self, repository: Repository | None, head: str | None, tree: Tree | None) -> None:
        self._repository = repository
        self._head = head
        self._tree = tree

    def trace(self, target: Target) -> Traced:
        """What became of an account, or of one opportunity and the account that it lies in.

        Raises:
            GitFailed: Something of the history is missing in this clone.
        """
        names, paths, found = {str(target)}, set[str](), _Found()
        while (wanted := _paths(names, target)) - paths:
            paths = wanted
            found = self._read(target, sorted(paths))
            names |= _older_names(names, found)
        return _traced(target, names, found)

    def _read(self, target: Target, paths: Sequence[str]) -> "_Found":
        """The commits that changed these paths, the oldest first, and the contents they wrote."""
        commits: list[tuple[Record | None, list[Written]]] = []
        raws: dict[str, bytes] = {}
        if self._repository is not None and self._head is not None:
            recorded = list(records(self._repository, self._head, *paths))[::-1]
            found = changes(self._repository, recorded, *paths)
            commits += [(one, list(written_files(found.get(one.id, ())))) for one in recorded]
            blobs = [file.blob for _, files in commits for file in files if file.blob]
            raws |= blobs_of(self._repository, blobs)
        last = {file.path: file.blob for _, files in commits for file in files}
        if self._tree is not None:
            commits.append((None, list(self._on_disk(target, last, raws))))
        return _Found(commits, raws)

    def _on_disk(
        self, target: Target, last: Mapping[str, str | None], raws: dict[str, bytes]
    ) -> Iterator[Written]:
        """The files that are not as the last commit has them; their bytes are put into `raws`."""
        assert self._tree is not None  # noqa: S101 - the caller looked
        listed = {target.path, account_path(target.account)}
        if target.opportunity is None:
            below = self._tree.listing(f"{ACCOUNTS}/{target.account}")
            listed |= {path for path in below if not path.endswith("/")}
        for path in sorted(listed | last.keys()):
            blob = last.get(path)
            try:
                raw = self._tree.read(path)
            except FileNotFoundError:
                if blob is not None:
                    yield from written_files([Change(path, blob, None)])
            except ReadError:
                yield from written_files([Change(path, blob, f"unread {path}")])
            else:
                if blob is None or raw != raws[blob]:
                    raws[f"disk {path}"] = raw
                    yield from written_files([Change(path, blob, f"disk {path}")])


class _Found(NamedTuple):
    """Commits with the files that each wrote, the oldest first, and the bytes of each content."""

    commits: Sequence[tuple[Record | None, Sequence[Written]]] = ()
    raws: Mapping[str, bytes] = {}

    def formerly(self, file: Written) -> tuple[str, ...]:
        """The older names that a file states."""
        raw = self.raws.get(file.blob or "")
        return former_names(raw) if raw is not None else ()


def _paths(names: Iterable[str], target: Target) -> set[str]:
    """Where the files of these names are: of an account all its opportunities, too."""
    found: set[str] = set()
    for name in names:
        account, _, opportunity = name.partition("/")
        found.add(account_path(account))
        if opportunity:
            found.add(opportunity_path(account, opportunity))
        elif target.opportunity is None:
            found.add(f"{ACCOUNTS}/{account}/opportunities")
    return found


def _older_names(names: set[str], found: _Found) -> set[str]:
    """The names that the files of these had before, as any of their versions states them."""
    own = {name.partition("/")[0] for name in names}
    older: set[str] = set()
    for _, files in found.commits:
        for file in files:
            if file.is_opportunity:
                older |= set(found.formerly(file))
            elif file.place.account in own:
                older |= _renamed(names, file.place.account, found.formerly(file))
    return {name for name in older if _is_name(name)}


def _is_name(name: str) -> bool:
    """Whether there may be files of that name: what a file states may lead anywhere."""
    parts = name.split("/")
    return len(parts) <= len(("account", "opportunity")) and all(map(is_id, parts))


def _renamed(names: Iterable[str], account: str, formerly: Iterable[str]) -> set[str]:
    """What everything in an account was called under the account's older names."""
    return {
        f"{old}{name.removeprefix(account)}"
        for old in formerly
        for name in names
        if name == account or name.startswith(f"{account}/")
    }


def _traced(target: Target, names: Iterable[str], found: _Found) -> Traced:
    lives: Lives[Step] = Lives({}, {})
    for commit, files in found.commits:

        def steps(file: Written, commit: Record | None = commit) -> Sequence[Step]:
            return [Step(file, commit, found.raws.get(file.blob or ""))]

        lives.take(files, found.formerly, steps)
    accounts = {name for name in names if "/" not in name}
    return Traced(
        list(_of_account(target.account, found)),
        _shown(lives.living, target, {target.account}),
        _shown(lives.gone, target, accounts),
    )


def _shown(
    lines: Mapping[str, Sequence[Step]], target: Target, accounts: Container[str]
) -> dict[str, Sequence[Step]]:
    """The opportunity that was asked for, else those of the accounts."""
    if target.opportunity is not None:
        return {name: line for name, line in lines.items() if name == str(target)}
    return {name: line for name, line in lines.items() if name.partition("/")[0] in accounts}


def _of_account(account: str, found: _Found) -> Iterator[Step]:
    """The steps of an account's own file.

    A file of an older name that was written when, or as, it had a newer one is another account's.
    """
    formerly: tuple[str, ...] = ()
    for _, files in found.commits:
        for file in files:
            if not file.is_opportunity and file.place.account == account:
                formerly = found.formerly(file) or formerly
    order = {name: place for place, name in enumerate([*formerly, account])}
    reached = 0
    for commit, files in found.commits:
        own = [file for file in files if not file.is_opportunity]
        places = {file.path: order.get(file.place.account, -1) for file in own}
        last = max((places[file.path] for file in own if file.blob is not None), default=-1)
        for file in own:
            place = places[file.path]
            if place >= reached and (file.blob is None or place == last):
                reached = place
                yield Step(file, commit, found.raws.get(file.blob or ""))
