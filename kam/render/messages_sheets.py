"""The words of what the rules about sheets and plans find: KAM251 to KAM259."""

from kam.i18n import mark
from kam.render.message import Message, Messages, Plural

_CORRIDOR = mark("begin with the opening and give way to the floor; the target lies between")

SHEETS: Messages = {
    ("KAM251", "opening-target"): Message(
        mark("the target {late} is better for us than the opening {early}"), _CORRIDOR
    ),
    ("KAM251", "opening-floor"): Message(
        mark("the floor {late} is better for us than the opening {early}"), _CORRIDOR
    ),
    ("KAM251", "target-floor"): Message(
        mark("the floor {late} is better for us than the target {early}"), _CORRIDOR
    ),
    ("KAM252", ""): Message(
        mark("at stage {stage} this objection still stands: {objection}"),
        mark("answer it, and write its `status:` when it is settled"),
    ),
    ("KAM253", ""): Message(
        Plural(
            "this objective was due {days} day ago, and nothing says what came of it: {what}",
            "this objective was due {days} days ago, and nothing says what came of it: {what}",
        ),
        mark("write its `result:` or `status:`, or give it another day"),
    ),
}
"""Every message of this family."""
