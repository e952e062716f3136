"""A shelf: some units of a book, an account's folder each, with all that reports need of them.

Shelves are as large as is good for reading them at once, and small enough to be written anew when
one file of them changes. A shelf is one text of bytes under one checksum: whatever is damaged, the
whole shelf is read from the files again.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kam.domain.deal import Deal
from kam.index.columns import pack_deals, unpack_deals
from kam.index.stamps import WIDTH, Stamp, pack, unpack

LARGEST = 64
"""Units in a shelf."""
_LENGTH = 4
_STAMP = WIDTH * 8


UNREAD: Any = {}
"""What stands for an account whose own file does not read."""


class Damaged(Exception):  # noqa: N818 - no error: what is damaged is read anew
    """The bytes are not what was put away."""


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


@dataclass(frozen=True, slots=True)
class Shelf:
    """Units that were read together.

    Attributes:
        basis: What their rows were made with; rows of another basis are made anew.
        names: The units' names.
        parents: The parents of those whose account names one, by the unit's name.
        counts: How many paths, findings and deals each unit has.
        stamps: Packed, of all paths.
    """

    basis: str
    names: list[str]
    parents: dict[str, str]
    counts: list[tuple[int, int, int]]
    paths: list[str]
    stamps: bytes
    blobs: list[str]
    findings: list[Any]
    _accounts: str = field(repr=False)
    _header: list[Any] = field(repr=False)
    _codes: bytes = field(repr=False)

    def deals(self) -> list[Deal]:
        """The rows of all units, in their order."""
        return unpack_deals(self._header, self._codes, sum(count for _, _, count in self.counts))

    def accounts(self) -> list[Any]:
        """The account of each unit, as `Unit` has it."""
        return json.loads(self._accounts)  # type: ignore[no-any-return]

    def units(self) -> list[Unit]:
        """The units, each by itself."""
        found, path, finding, row = [], 0, 0, 0
        stamps, deals = unpack(self.stamps), self.deals()
        for name, account, counts in zip(self.names, self.accounts(), self.counts, strict=True):
            paths, findings, rows = counts
            found.append(
                Unit(
                    name,
                    self.paths[path : path + paths],
                    stamps[path : path + paths],
                    self.blobs[path : path + paths],
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
    stamps = pack(stamp for unit in units for stamp in unit.stamps)
    facts: Mapping[str, Any] = {
        "basis": basis,
        "names": [unit.name for unit in units],
        "parents": {
            unit.name: unit.account["parent"]
            for unit in units
            if unit.account and "parent" in unit.account
        },
        "counts": [(len(unit.paths), len(unit.findings), len(unit.deals)) for unit in units],
        "paths": "\n".join(path for unit in units for path in unit.paths),
        "blobs": " ".join(blob for unit in units for blob in unit.blobs),
        "findings": [finding for unit in units for finding in unit.findings],
        "accounts": _dump([unit.account for unit in units]),  # text inside text: seldom wanted
        "deals": header,
    }
    text = _dump(facts).encode("utf-8", _ANY)
    return seal(b"".join((len(text).to_bytes(_LENGTH, "big"), text, stamps, codes)))


_ANY = "surrogateescape"
"""Names of files may hold bytes that are no UTF-8."""


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def unpack_shelf(packed: object) -> Shelf:
    """The shelf that `pack_shelf` packed.

    Raises:
        Damaged: It is not what was packed.
    """
    body = unseal(packed)
    end = _LENGTH + int.from_bytes(body[:_LENGTH], "big")
    facts = json.loads(bytes(body[_LENGTH:end]).decode("utf-8", _ANY))
    paths = facts["paths"].split("\n") if facts["paths"] else []
    split = end + len(paths) * _STAMP
    return Shelf(
        basis=facts["basis"],
        names=facts["names"],
        parents=facts["parents"],
        counts=facts["counts"],
        paths=paths,
        stamps=bytes(body[end:split]),
        blobs=facts["blobs"].split(" "),
        findings=facts["findings"],
        _accounts=facts["accounts"],
        _header=facts["deals"],
        _codes=bytes(body[split:]),
    )


def seal(body: bytes) -> bytes:
    """Bytes behind their checksum, which tells every burst of flipped bits up to its own length."""
    return zlib.crc32(body).to_bytes(_LENGTH, "big") + body


def unseal(sealed: object) -> memoryview:
    """The bytes that were sealed.

    Raises:
        Damaged: They are not what they were.
    """
    if not isinstance(sealed, bytes):
        raise Damaged
    body = memoryview(sealed)[_LENGTH:]
    if zlib.crc32(body) != int.from_bytes(sealed[:_LENGTH], "big"):
        raise Damaged
    return body
