"""A reading that remembers: what an index knows of a content is not parsed a second time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from kam.domain.finding import Finding
from kam.index.codec import decoder, encode
from kam.index.facts import Facts, blob_id
from kam.index.stamps import UNSURE, Stamp, stamp_of, sure
from kam.schema.load import Context
from kam.store.text import ReadError
from kam.workspace.reading import Reading, unreadable
from kam.workspace.worktree import FileSource, WorkTree

FREE = "free"
"""The role of a file that has no schema: of it, only what is wrong with it is kept."""
_FINDINGS = decoder(tuple[Finding, ...])


@cache
def _role(annotation: Any) -> str:
    """What a file is: the type that it is read into."""
    return str(annotation)


class Remembering(Reading):
    """Reads the files of a book by their content.

    Attributes:
        blobs: The blob id of each file whose bytes are known; it grows with each that is read.
    """

    def __init__(
        self,
        source: FileSource,
        context: Context,
        facts: Facts,
        *,
        blobs: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(source, context)
        self._facts = facts
        self.blobs: dict[str, str] = dict(blobs or {})

    def read(self, path: str, annotation: Any) -> Any | None:
        """See `Reading.read`."""

        def parse(raw: bytes) -> Any | None:
            return super(Remembering, self).fit_raw(path, raw, annotation)

        return self._known(path, _role(annotation), parse, decoder(annotation))

    def document(self, path: str) -> None:
        """Say what is wrong with a file that has no schema; its nodes are not kept."""
        self._known(path, FREE, lambda raw: self.strictly(path, raw) and None, lambda _: None)

    def _known(
        self,
        path: str,
        role: str,
        parse: Callable[[bytes], Any],
        decode: Callable[[Any], Any],
    ) -> Any | None:
        raw = None
        if path not in self.blobs:
            raw = self.raw(path)
            if raw is None:
                return None
            self.blobs[path] = blob_id(raw)
        blob = self.blobs[path]
        fact = self._facts.recall(blob, role)
        if fact is not None:
            value, findings = fact
            self.findings += [replace(found, path=path) for found in _FINDINGS(findings)]
            return None if value is None else decode(value)
        if raw is None:
            raw = self.raw(path)
            if raw is None:
                return None
            self.blobs[path] = blob = blob_id(raw)
        before = len(self.findings)
        value = parse(raw)
        found = [encode(replace(entry, path="")) for entry in self.findings[before:]]
        self._facts.keep(blob, role, (None if value is None else encode(value), found))
        return value


class Stamping(Remembering):
    """Reads the files of a work tree so, and notes what the disk says of each.

    Attributes:
        stamps: The stamp of each file that was read from the disk.
    """

    def __init__(
        self,
        source: WorkTree,
        context: Context,
        facts: Facts,
        *,
        clock: int,
        blobs: Mapping[str, str],
    ) -> None:
        super().__init__(source, context, facts, blobs=blobs)
        self._tree = source
        self._clock = clock
        self.stamps: dict[str, Stamp] = {}

    def raw(self, path: str) -> bytes | None:
        """The bytes of a file; one that cannot be read is tried again the next time."""
        try:
            raw, status = self._tree.read_with_status(path)
        except FileNotFoundError:
            return None
        except ReadError as error:
            self.stamps[path] = UNSURE
            self.findings.append(unreadable(path, error))
            return None
        self.stamps[path] = sure(stamp_of(status), self._clock)
        return raw
