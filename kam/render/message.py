"""The form of a message about a finding: templates with `{parameters}`, not yet translated."""

from dataclasses import dataclass
from typing import NamedTuple

from kam.i18n import mark

DID_YOU_MEAN = mark("did you mean `{guess}`?")


class Plural(NamedTuple):
    """A text for one day and for several; both go into the catalogue as one entry."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a finding says, and what to do about it.

    Attributes:
        text: The finding; a `Plural` is chosen by the parameter `days`.
        hint: The advice, empty for none.
        guessed: The advice where the finding has a `guess`.
    """

    text: str | Plural
    hint: str = ""
    guessed: str = DID_YOU_MEAN


Messages = dict[tuple[str, str], Message]
"""Messages by code and kind; the kind is empty where a code has one message for all."""
