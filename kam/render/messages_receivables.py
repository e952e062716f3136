"""The words of what the rules of schedules and payments find: KAM301 to KAM303."""

from kam.i18n import mark
from kam.render.message import Message, Messages, Plural

RECEIVABLES: Messages = {
    ("KAM301", "less"): Message(
        mark("the phases come to {total} of {amount}: nothing says when {rest} comes"),
        mark("add it: kam set {id} 'schedule+={{period: PERIOD, amount: AMOUNT}}'"),
    ),
    ("KAM301", "more"): Message(
        mark("the phases come to {total}, more than the amount of {amount}"),
        mark("lower one: kam set {id} schedule.PERIOD.amount=AMOUNT"),
    ),
    ("KAM302", "less"): Message(
        mark("the payments come to {total} of {amount}: nothing says when {rest} comes"),
        mark(
            "add it: kam set {account} --order {order} 'payments+={{kind: KIND, amount: AMOUNT}}'"
        ),
    ),
    ("KAM302", "more"): Message(
        mark("the payments come to {total}, more than the order of {amount}"),
        mark("correct one: kam set {account} --order {order} payments.NUMBER.amount=AMOUNT"),
    ),
    ("KAM303", ""): Message(
        Plural(
            "the payment was due {days} day ago, on {due}",
            "the payment was due {days} days ago, on {due}",
        ),
        mark(
            "when it is in: kam set {account} --order {order} payments.{number}.paid=DATE;"
            " agreed anew: payments.{number}.due=DATE"
        ),
    ),
}
"""Every message of this family."""
