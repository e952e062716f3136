"""The words of what the rules about a customer's people find: KAM201 to KAM207."""

from kam.i18n import mark
from kam.render.message import Message, Messages, Plural

PEOPLE: Messages = {
    ("KAM201", ""): Message(
        mark("no {role} is known, and stage {stage} needs one"),
        mark("find out who it is, or give a contact the role: kam map {id}"),
    ),
    ("KAM202", ""): Message(
        mark("{name} is against us and has a veto"),
        mark("find out why, and plan it: kam set {account} --contact {contact} plan.what=TEXT"),
    ),
    ("KAM203", ""): Message(
        mark("at stage {stage} all hangs on {names}"),
        mark("meet others too, the decision level first: kam map {id}"),
    ),
    ("KAM203", "nobody"): Message(
        mark("at stage {stage} we are in touch with nobody"),
        mark("meet them, the decision level first: kam map {id}"),
    ),
    ("KAM204", ""): Message(
        Plural("{name} was not seen for {days} day", "{name} was not seen for {days} days"),
        mark("visit, and write it down: kam log {account} TEXT --with {contact}"),
    ),
    ("KAM205", ""): Message(
        mark("these people report to each other in a ring: {names}"),
        mark("take one `reports_to:` of them away"),
    ),
    ("KAM206", ""): Message(
        mark("{level} is not of the scale of this account: {scale}"),
        mark("use one scale for all contacts of an account"),
    ),
    ("KAM207", ""): Message(
        Plural(
            "the plan for {name} was due {days} day ago",
            "the plan for {name} was due {days} days ago",
        ),
        mark("record what came of it, or set a new day: kam map {account}"),
    ),
}
"""Every message of this family."""
