"""The file of an index: a SQLite database that is opened, verified, read whole and written whole.

It answers only in the place and for the program that made it: its header carries a number that
stands for both, and is looked at before SQLite is. What was copied, cloned or unpacked with a book,
what an older kam made and what is no database is thrown away. Whatever fails here is `Unusable`,
and the caller does without.
"""

import contextlib
import os
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

FILE = "index.db"
PATIENCE = 5.0
"""Seconds that a statement waits for another process."""
_AT_ONCE = 500
"""Keys that one statement asks for: every SQLite takes as many."""
_MAGIC = b"SQLite format 3\x00"
_NUMBER = slice(60, 64)
_SIGN = 1 << 31
_SCHEMA = """
PRAGMA page_size = 32768;
CREATE TABLE shelves (number INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE facts (key BLOB PRIMARY KEY, body BLOB NOT NULL);
"""


_BROKEN = frozenset({"CORRUPT", "NOTADB", "ERROR", "SCHEMA", "MISMATCH", "FORMAT"})
"""What SQLite calls a file that is none of its own, or no longer; else the file is out of reach."""


class Unusable(Exception):  # noqa: N818 - no error: everything works without an index
    """There is no index to be had here."""


class Broken(Unusable):
    """The file of the index is damaged, and of no use to anybody."""


class Database:
    """An open index."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._version: int | None = None
        self.path = path

    def shelves(self) -> Iterator[tuple[int, object]]:
        """All shelves with their numbers; what others write after the last one makes `put` fail.

        Raises:
            Unusable: They cannot be read.
        """
        with self._asking("BEGIN"):
            yield from self._connection.execute("SELECT number, body FROM shelves ORDER BY number")
            self._version = self._data_version()

    def fact(self, key: bytes) -> object | None:
        """What is kept under a key, None where nothing is.

        Raises:
            Unusable: It cannot be read.
        """
        with self._asking():
            row = self._connection.execute(
                "SELECT body FROM facts WHERE key = ?", (key,)
            ).fetchone()
        return row[0] if row else None

    def facts(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, object]]:
        """What is kept under these keys, in any order; of the others nothing is given.

        Raises:
            Unusable: It cannot be read.
        """
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            places = ", ".join("?" * len(part))
            with self._asking():
                query = f"SELECT key, body FROM facts WHERE key IN ({places})"  # noqa: S608 - only question marks
                yield from self._connection.execute(query, part)

    def has_facts(self) -> bool:
        """Whether anything is kept of contents; a first reading need not ask for each.

        Raises:
            Unusable: It cannot be read.
        """
        with self._asking():
            return bool(self._connection.execute("SELECT 1 FROM facts LIMIT 1").fetchone())

    def put(
        self, shelves: Mapping[int, bytes | None], facts: Iterable[tuple[bytes, bytes]] = ()
    ) -> None:
        """Put shelves and facts away in one step; a shelf of None is taken out.

        Raises:
            Unusable: They cannot be written, or another process wrote since `shelves` was called.
        """
        with self._asking("BEGIN IMMEDIATE"):
            if self._data_version() != self._version:
                raise Unusable
            self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts)
            for number, body in shelves.items():
                if body is None:
                    self._connection.execute("DELETE FROM shelves WHERE number = ?", (number,))
                else:
                    self._connection.execute(
                        "INSERT OR REPLACE INTO shelves VALUES (?, ?)", (number, body)
                    )

    def keep(self, facts: Iterable[tuple[bytes, bytes]]) -> None:
        """Put facts away, whatever else is in the index by now: they hold wherever they lie.

        Raises:
            Unusable: They cannot be written.
        """
        with self._asking("BEGIN IMMEDIATE"):
            self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts)

    def clock(self) -> int:
        """The time that the file system here stamps files with now, in nanoseconds.

        Raises:
            Unusable: The file of the index cannot be touched.
        """
        try:
            os.utime(self.path)
            return self.path.stat().st_mtime_ns
        except OSError:
            raise Unusable from None

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _asking(self, begin: str | None = None) -> Iterator[None]:
        """Statements that end in `Unusable` where SQLite fails; one transaction with `begin`."""
        try:
            if begin:
                self._connection.execute(begin)
            yield
            if begin:
                self._connection.execute("COMMIT")
        except BaseException as failure:
            with contextlib.suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            if isinstance(failure, sqlite3.Error):
                raise _worded(failure) from None
            raise


def reopen(path: Path) -> Database:
    """An index that is there, for another process of the same command.

    Raises:
        Unusable: It cannot be opened.
    """
    try:
        return Database(_connect(path), path)
    except sqlite3.Error as failure:
        raise _worded(failure) from None


def open_database(folder: Path, maker: str) -> Database:
    """The index in a folder; one is made where there is none that was made here by `maker`.

    Another user's is left alone: what they may read is not what this one may.

    Raises:
        Unusable: There cannot be one.
    """
    path = folder / FILE
    try:
        if _is_anothers(path):
            raise Unusable
        if not _is_ours(path, maker):
            _make(path, maker)
        connection = _connect(path)
    except OSError:
        raise Unusable from None
    except sqlite3.Error as failure:
        raise _worded(failure) from None
    return Database(connection, path)


def is_sound(path: Path) -> bool:
    """Whether the file of an index is a database that SQLite finds in order."""
    try:
        with contextlib.closing(_connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as failure:
        return not isinstance(_worded(failure), Broken)


def discard(folder: Path) -> None:
    """Throw an index away."""
    for name in (FILE, f"{FILE}-journal"):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _connect(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"  # one that is gone is not begun by opening it
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # a power cut may take it: it is checked
        connection.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path, maker: str) -> None:
    """Make an empty index aside and put it in place whole, so that nobody meets half of one.

    Of many that begin at once the first one's stays: its file must not go while it is in use.
    """
    discard(path.parent)
    for left in path.parent.glob(f".{FILE}.*"):  # of one who was killed, or will do without
        left.unlink(missing_ok=True)
    aside = path.with_name(f".{FILE}.{os.getpid()}")
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        connection = _connect(aside)
        try:
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_number(aside.stat(), maker)}")
        finally:
            connection.close()
        try:
            os.link(aside, path)
        except FileExistsError:
            if not _is_ours(path, maker):
                raise
        except OSError:  # a file system without links
            aside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


def _is_anothers(path: Path) -> bool:
    """Whether a file is there that belongs to somebody else."""
    if not hasattr(os, "geteuid"):  # Windows keeps users apart by other means
        return False
    try:
        return path.lstat().st_uid != os.geteuid()
    except FileNotFoundError:
        return False


def _is_ours(path: Path, maker: str) -> bool:
    """Whether the file was made in this place by `maker`, by its header alone."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return False
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return False
        header = os.read(descriptor, 100)
    finally:
        os.close(descriptor)
    number = int.from_bytes(header[_NUMBER], "big", signed=True)
    return header.startswith(_MAGIC) and number == _number(status, maker)


def _number(status: os.stat_result, maker: str) -> int:
    """What stands for the place of a file and for its maker: 32 bits, with a sign."""
    text = f"{status.st_dev}/{status.st_ino}/{maker}"
    return zlib.crc32(text.encode()) - _SIGN


def _worded(failure: sqlite3.Error) -> Unusable:
    name = getattr(failure, "sqlite_errorname", "SQLITE_ERROR").removeprefix("SQLITE_")
    return Broken() if name.partition("_")[0] in _BROKEN else Unusable()
