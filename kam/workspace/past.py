"""What reports need of a revision: what an index knows of it, and the rest read from git.

A folder that has the same tree in two revisions is read once; one that changed is read file by
file, and of those only the ones that changed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from kam.index.beside import Beside
from kam.index.database import Database, Unusable
from kam.index.facts import Facts
from kam.index.past import Past, PastShelf, shelf_of
from kam.index.shelf import LARGEST
from kam.workspace.layout import ACCOUNTS
from kam.workspace.revision import Revision
from kam.workspace.syncing import Progress

_FRAME = "frame"


def read_past(
    source: Revision, database: Database | None, today: date, progress: Progress
) -> tuple[Beside, PastShelf]:
    """What lies beside the accounts of a revision, and its accounts; new facts are kept.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
        GitFailed: Something of the revision is missing in this clone.
    """
    listed, accounts = source.beside()
    beside = _beside(source, database, listed, accounts)
    past = Past(database, beside.basis(str(today)))
    trees = {name: source.top[f"{ACCOUNTS}/{name}"].blob for name in accounts}
    texts: dict[str, bytes | memoryview] = dict(past.recall(trees))
    missing = [name for name in trees if name not in texts]
    if missing:
        from kam.workspace.past_reading import PastReader

        reader = PastReader(source, beside, database, today)
        for place in range(0, len(missing), LARGEST):
            names = missing[place : place + LARGEST]
            for unit in reader.units(names):
                texts[unit.name] = past.keep(trees[unit.name], unit)
            _keep(database, past.new | reader.facts.new)
            past.new.clear()
            reader.facts.new.clear()
            progress(place + len(names), len(missing))
    return beside, shelf_of([texts[name] for name in trees])


def _beside(
    source: Revision, database: Database | None, listed: Sequence[str], accounts: Sequence[str]
) -> Beside:
    """What lies beside the accounts: known by the ids of all that does."""
    facts = Facts(database, "")
    identity = _identity(source, accounts)
    kept = facts.recall(identity, _FRAME)
    if kept is not None:
        return Beside(**kept, stamps=b"", accounts=accounts)
    from kam.workspace.framing import describe

    beside, _ = describe(source, listed, accounts)
    known = {
        name: value
        for name, value in beside._asdict().items()
        if name not in {"stamps", "accounts"}
    }
    facts.keep(identity, _FRAME, known)
    _keep(database, facts.new)
    return beside


def _identity(source: Revision, accounts: Sequence[str]) -> str:
    """What stands for the content of everything beside the accounts' folders."""
    folders = {f"{ACCOUNTS}/{name}" for name in accounts} | {ACCOUNTS}
    lines = sorted(
        f"{entry.mode} {entry.blob} {path}"
        for path, entry in source.top.items()
        if path not in folders
    )
    text = "\n".join(lines).encode("utf-8", "surrogateescape")
    return hashlib.sha1(text, usedforsecurity=False).hexdigest()


def _keep(database: Database | None, facts: Mapping[bytes, bytes]) -> None:
    if database is not None and facts:
        with suppress(Unusable):
            database.keep(list(facts.items()))
