"""The words of what the rules of buying find: steps, tenders and lots, KAM211 to KAM219."""

from kam.i18n import mark
from kam.render.message import Message, Messages, Plural

BUYING: Messages = {
    ("KAM211", ""): Message(
        mark("{stage} is ahead of the customer, who is at buying step {step} of 8: {label}"),
        mark("{stage} belongs to step {milestone}: correct the customer's step, or go back"),
    ),
    ("KAM212", ""): Message(
        mark("the customer is at buying step {step} of 8 ({label}), and we are at {stage}"),
        mark(
            "{stage} belongs to step {milestone}: learn what is fixed already and who decides,"
            " or give it up: kam abandon {id} --reason TEXT"
        ),
    ),
    ("KAM212", "none"): Message(
        mark("the customer is at buying step {step} of 8 ({label}), and no milestone is reached"),
        mark("learn what is fixed already and who decides, or take it off the list"),
    ),
    ("KAM213", "procedure"): Message(
        mark('"{step}" is no step of the procedure {procedure}'), mark("one of: {steps}")
    ),
    ("KAM213", "any"): Message(
        mark('"{step}" is no step of any procedure it could follow'), mark("one of: {steps}")
    ),
    ("KAM213", "unclear"): Message(
        mark('"{step}" means different things in several procedures'),
        mark("say which one: kam set {id} procurement.procedure=PROCEDURE"),
    ),
    ("KAM214", "soon"): Message(
        Plural(
            "the bid of round {round} is due in {days} day and has no price",
            "the bid of round {round} is due in {days} days and has no price",
        ),
        mark("set it: kam set {id} tenders.{round}.price=AMOUNT"),
    ),
    ("KAM214", "past"): Message(
        Plural(
            "the bid of round {round} was due {days} day ago and has no price",
            "the bid of round {round} was due {days} days ago and has no price",
        ),
        mark(
            "set tenders.{round}.price to our price, or tenders.{round}.result to withdrawn:"
            " kam set {id} KEY=VALUE"
        ),
    ),
    ("KAM215", ""): Message(
        Plural(
            "the bond of round {round}, {bond}, should have been back {days} day ago",
            "the bond of round {round}, {bond}, should have been back {days} days ago",
        ),
        mark("ask for it, then: kam set {id} tenders.{round}.bond_returned=DATE"),
    ),
    ("KAM216", ""): Message(
        Plural(
            "round {round} was opened {days} day ago and has no result",
            "round {round} was opened {days} days ago and has no result",
        ),
        mark("set it: kam set {id} tenders.{round}.result=RESULT"),
    ),
    ("KAM217", "lot"): Message(
        mark("lot {lot} of project {project} was won as {other}, and this alternative is open"),
        mark("close it: kam abandon {id} --reason TEXT"),
    ),
    ("KAM217", ""): Message(
        mark("project {project} was won as {other}, and this alternative is open"),
        mark("close it: kam abandon {id} --reason TEXT"),
    ),
    ("KAM218", ""): Message(
        mark("our price in round {round}, {price}, is above the ceiling of {ceiling}"),
        mark("such a bid is rejected: check both figures, or bid lower"),
    ),
    ("KAM219", ""): Message(
        mark("round {round} ended ({result}), and the opportunity is open"),
        mark("close it: kam lose {id} --reason TEXT; or write the next round under `tenders:`"),
    ),
}
"""Every message of this family."""
