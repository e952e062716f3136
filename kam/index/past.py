"""Units of revisions, kept by the id of their folder's tree: the same folder says the same.

What a unit says also hangs on the basis of its rows (see `Beside.basis`), which is a part of its
key, and on its name. Units are kept as facts are: one by one, under a seal each.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, NamedTuple

from kam.domain.deal import Deal
from kam.index.codec import Json
from kam.index.columns import deals_of, rows_of
from kam.index.database import Database, Unusable
from kam.index.seals import Damaged, seal, unseal


class PastUnit(NamedTuple):
    """One account's folder as a revision has it: see `shelf.Unit` for the same facts."""

    name: str
    account: Json | None
    findings: Sequence[Json]
    deals: Sequence[Deal]


class PastShelf:
    """The units of a revision together; it answers as a `shelf.Shelf` does.

    Attributes:
        names: The units' names.
        parents: The parents of those whose account names one, by the unit's name.
        findings: Of all units.
    """

    def __init__(self, units: Sequence[Sequence[Any]]) -> None:
        self._units = units
        self.names = [name for name, *_ in units]
        self.parents = {
            name: account["parent"]
            for name, account, *_ in units
            if account and "parent" in account
        }
        self.findings = [finding for _, _, found, *_ in units for finding in found]

    @cached_property
    def deals(self) -> list[Deal]:
        """The rows of all units, in their order."""
        return deals_of([row for *_, rows in self._units for row in rows])

    def accounts(self) -> list[Json]:
        """The account of each unit, as `shelf.Unit` has it."""
        return [account for _, account, *_ in self._units]


class Past:
    """What an index knows of the folders of revisions; without one it knows nothing."""

    def __init__(self, database: Database | None, basis: str) -> None:
        self._database = database
        self._basis = basis
        self.new: dict[bytes, bytes] = {}

    def recall(self, trees: Mapping[str, str]) -> Iterator[tuple[str, bytes | memoryview]]:
        """What is kept of these folders: their names, and the text of each unit.

        Args:
            trees: The id of each folder's tree by its name.
        """
        if self._database is None:
            return
        names = {self._key(name, tree): name for name, tree in trees.items()}
        try:
            for key, kept in self._database.facts(list(names)):
                with suppress(Damaged):
                    yield names[key], unseal(key, kept)
        except Unusable:
            self._database = None

    def keep(self, tree: str, unit: PastUnit) -> bytes:
        """Keep a unit; its text."""
        key = self._key(unit.name, tree)
        facts = (unit.name, unit.account, unit.findings, rows_of(unit.deals))
        text = json.dumps(facts, separators=(",", ":")).encode()
        self.new[key] = seal(key, text)
        return text

    def _key(self, name: str, tree: str) -> bytes:
        text = f"{tree} {name} {self._basis}"
        return hashlib.sha1(text.encode("utf-8", "surrogateescape"), usedforsecurity=False).digest()


def shelf_of(texts: Sequence[bytes | memoryview]) -> PastShelf:
    """The units of these texts, read together."""
    return PastShelf(json.loads(b"[" + b",".join(texts) + b"]"))
