"""Facts by content: what a file says, under the git blob id of its bytes.

The same bytes say the same wherever and whenever they stand, so that a file which came back, moved
or lies in an older revision is not read a second time. What they say also hangs on what the file
is and on the words in force: both are part of the key.
"""

import hashlib
import json

from kam.index.codec import Json
from kam.index.database import Database, Unusable
from kam.index.seals import Damaged, seal, unseal

_TO_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def blob_id(raw: bytes) -> str:
    """The id that git gives to these bytes, in hexadecimal."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


class Facts:
    """What an index knows of contents, and what is to be put into it."""

    def __init__(self, database: Database | None, words: str) -> None:
        self._database = database
        self._words = words
        self.new: dict[bytes, bytes] = {}

    def recall(self, blob: str, role: str) -> Json | None:
        """What was kept; None where nothing was, or where it cannot be had."""
        if self._database is None and not self.new:
            return None
        key = self._key(blob, role)
        if key in self.new:
            return json.loads(bytes(unseal(key, self.new[key])))
        if self._database is None:
            return None
        try:
            kept = self._database.fact(key)
            return None if kept is None else json.loads(bytes(unseal(key, kept)))
        except Unusable:
            self._database = None
        except Damaged:
            pass
        return None

    def keep(self, blob: str, role: str, fact: Json) -> None:
        """Keep what the bytes of a blob say."""
        key = self._key(blob, role)
        self.new[key] = seal(key, _TO_TEXT(fact).encode("utf-8", "surrogatepass"))

    def put_away(self) -> None:
        """Put what is new into the index, where there is one that takes it."""
        if self._database is not None and self.new:
            try:
                self._database.keep(list(self.new.items()))
            except Unusable:
                self._database = None

    def _key(self, blob: str, role: str) -> bytes:
        text = f"{blob} {role} {self._words}"
        return hashlib.sha1(text.encode(), usedforsecurity=False).digest()
