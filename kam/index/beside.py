"""What an index keeps of the files beside the accounts: settings and methods, as they were read."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kam.index.codec import Json
from kam.index.seals import seal, unseal

_LABEL = b"beside"
NUMBER = 0
"""The number under which it lies among the shelves."""


class Beside(NamedTuple):
    """The frame of a book as it was read.

    Attributes:
        paths: Files and folders beside the accounts' own, and those that were looked for in vain.
        stamps: Packed, one a path.
        accounts: The names of the accounts' folders.
        parts: Each part of the frame as `codec` encodes it, by the name of its field.
        context: The words of the vocabularies that files are read with.
        words: What stands for `context` in the keys of facts.
        makings: What stands for all else that rows are made with, but for the day.
        turns: The days, as ISO dates in order, on which a rate or a team begins.
    """

    paths: Sequence[str]
    stamps: bytes
    accounts: Sequence[str]
    parts: Mapping[str, Json]
    context: Mapping[str, Sequence[str]]
    words: str
    makings: str
    turns: Sequence[str]

    def basis(self, today: str) -> str:
        """What rows are made with on a day: words, methods, rates, teams.

        Two days between two turns have the same.
        """
        return f"{self.words} {self.makings} {sum(turn <= today for turn in self.turns)}"


def pack_beside(beside: Beside) -> bytes:
    """The bytes of what lies beside the accounts."""
    facts = {**beside._asdict(), "stamps": beside.stamps.hex()}
    text = json.dumps(facts, ensure_ascii=False)
    return seal(_LABEL, text.encode("utf-8", "surrogateescape"))


def unpack_beside(packed: object) -> Beside:
    """What `pack_beside` packed.

    Raises:
        Damaged: It is not what was packed.
    """
    facts = json.loads(bytes(unseal(_LABEL, packed)).decode("utf-8", "surrogateescape"))
    return Beside(**{**facts, "stamps": bytes.fromhex(facts["stamps"])})
