"""The words of what the rules about rhythm find: KAM241 to KAM249."""

from kam.i18n import mark
from kam.render.message import Message, Messages, Plural

_VISIT = mark("visit them, and write it down: kam log {account} TEXT --kind visit")

RHYTHM: Messages = {
    ("KAM241", ""): Message(
        Plural(
            "last touched {days} working day ago; its tier asks for it every {limit}",
            "last touched {days} working days ago; its tier asks for it every {limit}",
        ),
        mark("speak with them, and write it down: kam log {account} TEXT"),
    ),
    ("KAM242", ""): Message(
        Plural(
            "last contact {days} day ago; signing {intent} asks for a visit every {limit} days",
            "last contact {days} days ago; signing {intent} asks for a visit every {limit} days",
        ),
        mark("visit them, and write it down: kam log {id} TEXT --kind visit"),
    ),
    ("KAM243", "tender"): Message(
        mark("the procurement centre was not visited before the tender of {day}, nor since"), _VISIT
    ),
    ("KAM243", "month"): Message(
        mark("the procurement centre was visited neither this month nor the last"), _VISIT
    ),
    ("KAM244", ""): Message(
        Plural(
            "this event was {days} day ago, and there is no activity since",
            "this event was {days} days ago, and there is no activity since",
        ),
        mark("speak with them, and write it down: kam log {account} TEXT"),
    ),
    ("KAM245", ""): Message(
        mark("put off {times}×"),
        mark("do it, give it to somebody else, or close it: kam done {account} {task}"),
    ),
}
"""Every message of this family."""
