"""A shelf: some units of a book, an account's folder each, with all that reports need of them.

Shelves are as large as is good for reading them at once, and small enough to be written anew when
one file of them changes. A shelf is one text of bytes under one checksum: whatever is damaged, the
whole shelf is read from the files again.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from kam.domain.deal import Deal
from kam.index.columns import pack_deals, unpack_deals
from kam.index.seals import seal, unseal
from kam.index.stamps import WIDTH, Stamp, pack, unpack

_LABEL = b"shelf"
LARGEST = 64
"""Units in a shelf."""
_LENGTH = 4
_STAMP = WIDTH * 8
_SIZE = 2
"""Where in a stamp the size stands."""


UNREAD: Any = {}
"""What stands for an account whose own file does not read."""


class Unit(NamedTuple):
    """One account's folder, or what lies beside them, as it was read.

    Attributes:
        name: The account's id; empty for what lies beside the accounts.
        paths: Files and folders, relative to the book; a folder's end with `/`.
        stamps: One a path.
        blobs: The git blob id of each path's bytes, empty for a folder or what cannot be read.
        account: The account as `codec` encodes it, with its id; `UNREAD` where its own file does
            not read, None where there is nothing of an account.
        findings: What is to be said, as `codec` encodes it.
        deals: The rows of its opportunities.
    """

    name: str
    paths: Sequence[str]
    stamps: Sequence[Stamp]
    blobs: Sequence[str]
    account: Any | None = None
    findings: Sequence[Any] = ()
    deals: Sequence[Deal] = ()


class Shelf:
    """Units that were read together; what is large is unpacked when it is asked for.

    Attributes:
        basis: What their rows were made with; rows of another basis are made anew.
        names: The units' names.
        parents: The parents of those whose account names one, by the unit's name.
        counts: How many paths, findings and deals each unit has.
        findings: Of all units.
        stamps: Packed, of all paths.
    """

    def __init__(self, packed: object) -> None:
        self._packed = packed
        (
            facts,
            self._paths,
            self.stamps,
            self._blobs,
            self._accounts,
            self._deals,
            self._codes,
        ) = _parted(unseal(_LABEL, packed))
        known = json.loads(bytes(facts))
        self.basis: str = known["basis"]
        self.names: list[str] = known["names"]
        self.parents: dict[str, str] = known["parents"]
        self.counts: list[tuple[int, int, int]] = known["counts"]
        self.findings: list[Any] = known["findings"]

    def __reduce__(self) -> tuple[type["Shelf"], tuple[object]]:
        """To another process it travels as it was packed."""
        return Shelf, (self._packed,)

    @property
    def paths(self) -> list[str]:
        """The paths of all units."""
        text = str(self._paths, "utf-8", _ANY)
        return text.split("\0") if text else []

    @property
    def size(self) -> int:
        """How many paths there are."""
        return sum(paths for paths, _, _ in self.counts)

    @property
    def weight(self) -> int:
        """The bytes of all its files and folders."""
        parts = array("q")
        parts.frombytes(self.stamps)
        return sum(parts[_SIZE::WIDTH])

    @cached_property
    def deals(self) -> list[Deal]:
        """The rows of all units, in their order."""
        count = sum(rows for _, _, rows in self.counts)
        return unpack_deals(json.loads(bytes(self._deals)), self._codes, count)

    def accounts(self) -> list[Any]:
        """The account of each unit, as `Unit` has it."""
        return json.loads(bytes(self._accounts))  # type: ignore[no-any-return]

    def units(self) -> list[Unit]:
        """The units, each by itself."""
        found, path, finding, row = [], 0, 0, 0
        stamps, deals = unpack(self.stamps), self.deals
        all_paths, blobs = self.paths, str(self._blobs, "ascii").split(" ")
        for name, account, counts in zip(self.names, self.accounts(), self.counts, strict=True):
            paths, findings, rows = counts
            found.append(
                Unit(
                    name,
                    all_paths[path : path + paths],
                    stamps[path : path + paths],
                    blobs[path : path + paths],
                    account,
                    self.findings[finding : finding + findings],
                    deals[row : row + rows],
                )
            )
            path, finding, row = path + paths, finding + findings, row + rows
        return found

    def changed(self, now: bytes) -> Iterable[str]:
        """The units of which a path's stamp is not what it was; `now` has them as they are."""
        place = 0
        for name, (paths, _, _) in zip(self.names, self.counts, strict=True):
            end = place + paths * _STAMP
            if now[place:end] != self.stamps[place:end]:
                yield name
            place = end


def pack_shelf(basis: str, units: Sequence[Unit]) -> bytes:
    """The bytes of a shelf."""
    header, codes = pack_deals([deal for unit in units for deal in unit.deals])
    facts = {
        "basis": basis,
        "names": [unit.name for unit in units],
        "parents": {
            unit.name: unit.account["parent"]
            for unit in units
            if unit.account and "parent" in unit.account
        },
        "counts": [(len(unit.paths), len(unit.findings), len(unit.deals)) for unit in units],
        "findings": [finding for unit in units for finding in unit.findings],
    }
    return seal(
        _LABEL,
        _joined(
            _text(facts),
            "\0".join(path for unit in units for path in unit.paths).encode("utf-8", _ANY),
            pack(stamp for unit in units for stamp in unit.stamps),
            " ".join(blob for unit in units for blob in unit.blobs).encode(),
            _text([unit.account for unit in units]),
            _text(header),
            codes,
        ),
    )


def unpack_shelf(packed: object) -> Shelf:
    """The shelf that `pack_shelf` packed.

    Raises:
        Damaged: It is not what was packed.
    """
    return Shelf(packed)


_ANY = "surrogateescape"
"""Names of files may hold bytes that are no UTF-8."""


def _text(data: Any) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode()


def _joined(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(_LENGTH, "big") + part for part in parts)


def _parted(joined: memoryview) -> Iterator[memoryview]:
    """The parts, none of them copied: most reports want few of them."""
    place = 0
    while place < len(joined):
        start = place + _LENGTH
        place = start + int.from_bytes(joined[place:start], "big")
        yield joined[start:place]
