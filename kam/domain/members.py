"""Our own people: the id that a name means."""

from collections.abc import Mapping

from kam.domain.ids import is_person
from kam.domain.settings import Member
from kam.errors import UsageError
from kam.i18n import mark


def find_member(text: str, people: Mapping[str, Member]) -> str:
    """The id of the person that `text` means: an id, known or new, or a name of kam.yaml.

    Raises:
        UsageError: It is no id, and nobody or more than one is called that.
    """
    found = [key for key, member in people.items() if member.name == text]
    if len(found) == 1 and text not in people:
        return found[0]
    if is_person(text):
        return text
    raise UsageError(
        mark('"{text}" is none of our people'),
        hint=mark("write the id, such as li.wei, or a name of kam.yaml that only one person has"),
        candidates=found or tuple(people),
        text=text,
    )
