"""The errors that end a command: each class owns its exit code; nothing here prints.

A message is an English template and its parameters; `cli` puts both into the user's language.
"""

from collections.abc import Sequence
from typing import ClassVar


class KamError(Exception):
    """The base of every expected failure.

    `message` and `hint` are gettext message ids with `{name}` placeholders, filled from `params`.
    """

    exit_code: ClassVar[int] = 70
    code: ClassVar[str] = "bug"

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        candidates: Sequence[str] = (),
        saved: Sequence[str] = (),
        **params: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.candidates = tuple(candidates)
        self.saved = tuple(saved)
        self.params = params

    def __str__(self) -> str:
        return self.message.format(**self.params)


class AnswerNo(KamError):  # noqa: N818 - the answer to a question, not a mishap
    """The answer is no: a gate not passed, a move that the rules forbid."""

    exit_code = 1
    code = "answer-no"


class UsageError(KamError):
    """The command's words do not fit together."""

    exit_code = 2
    code = "usage"


class InvalidData(KamError):  # noqa: N818 - named for what the exit code says
    """The book holds data that the command cannot work with."""

    exit_code = 3
    code = "invalid-data"


class NotFound(KamError):  # noqa: N818 - named for what the exit code says
    """A name that nothing, or more than one thing, answers to."""

    exit_code = 4
    code = "not-found"


class GitFailed(KamError):  # noqa: N818 - named for what the exit code says
    """Git is not there, knows no such revision or cannot answer; nothing was written."""

    exit_code = 5
    code = "git"


class WriteRefused(KamError):  # noqa: N818 - named for what the exit code says
    """A write that was not made: changed underneath, locked, outside the book."""

    exit_code = 6
    code = "write-refused"


class NotCommitted(KamError):  # noqa: N818 - named for what the exit code says
    """The files are saved, and git did not take them; `doctor` can finish it."""

    exit_code = 7
    code = "not-committed"
