"""What lies beside the accounts, read from the files or as an index knows it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import get_type_hints

from kam.domain.frame import Frame
from kam.domain.settings import Settings
from kam.index.beside import Beside
from kam.index.codec import decoder, encode
from kam.index.stamps import UNSURE, pack, stamps_at, sure, unpack
from kam.schema.load import Context
from kam.workspace.layout import ACCOUNTS, CALLS, COMMISSION, SETTINGS, TARGETS
from kam.workspace.opening import open_frame
from kam.workspace.worktree import BookSource, WorkTree

_FOLDER = f"{ACCOUNTS}/"
_LOOKED_FOR = (SETTINGS, TARGETS, COMMISSION, CALLS)


def read_beside(source: WorkTree, clock: int) -> Beside:
    """Read what lies beside the accounts; what changes meanwhile gets an unsure stamp.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    listed, accounts = source.beside()
    paths = [*_LOOKED_FOR, *listed]
    stamps = unpack(stamps_at(str(source.root), paths))
    beside, unread = describe(source, listed, accounts)
    known = zip(paths, stamps, strict=True)
    packed = pack(UNSURE if path in unread else sure(stamp, clock) for path, stamp in known)
    return beside._replace(paths=paths, stamps=packed)


def describe(
    source: BookSource, listed: Iterable[str], accounts: Sequence[str]
) -> tuple[Beside, set[str]]:
    """What lies beside the accounts of any source, without stamps; and what of it does not read.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    frame, context = open_frame(source, (path for path in listed if not path.endswith("/")))
    unread = {finding.path for finding in frame.findings if finding.skips}
    beside = Beside(
        paths=(),
        stamps=b"",
        accounts=accounts,
        parts={part.name: encode(getattr(frame, part.name)) for part in fields(Frame)},
        context=context,
        words=_digest(context),
        makings=_digest(
            [encode(frame.settings), encode(frame.methods.playbooks), encode(frame.models.buying)]
        ),
        turns=sorted(str(day) for day in _turns(frame.settings)),
    )
    return beside, unread


def renewed(beside: Beside, source: WorkTree, clock: int) -> Beside | None:
    """The same with new stamps, where nothing but the set of accounts changed; else None."""
    root = str(source.root)
    now = unpack(stamps_at(root, beside.paths))
    then = unpack(beside.stamps)
    changed = {path for path, old, new in zip(beside.paths, then, now, strict=True) if old != new}
    if changed - {_FOLDER}:
        return None
    listed, accounts = source.beside()
    if [*_LOOKED_FOR, *listed] != list(beside.paths):
        return None
    stamps = pack(sure(stamp, clock) for stamp in now)
    return beside._replace(stamps=stamps, accounts=accounts)


def frame_of(beside: Beside) -> Frame:
    """The frame that an index knows."""
    from kam.domain.models import Models

    types = get_type_hints(Frame, localns={"Models": Models})
    return Frame(**{name: decoder(types[name])(part) for name, part in beside.parts.items()})


def context_in(beside: Beside) -> Context:
    """The words that files are read with, as an index knows them: JSON has lists for tuples."""
    return {name: tuple(words) for name, words in beside.context.items()}


def _turns(settings: Settings) -> set[date]:
    """The days on which a rate or somebody's team begins."""
    teams = [member.team for member in settings.people.values()]
    return {
        entry.from_
        for entries in (*settings.rates.values(), *teams)
        if isinstance(entries, tuple)
        for entry in entries
    }


def _digest(data: object) -> str:
    """What stands for data, its order included: that of a playbook's stages is a fact."""
    text = json.dumps(data)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
