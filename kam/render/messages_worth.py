"""The words of what the rules about an account's worth find: KAM231 to KAM239."""

from kam.i18n import mark
from kam.render.message import Message, Messages, Plural

_SEE = mark("see kam economics {account}; then win more, spend less, or think again")

WORTH: Messages = {
    ("KAM231", ""): Message(
        Plural(
            "no order for {days} day; its own gap is {gap} days, and the next was due by {due}",
            "no order for {days} days; its own gap is {gap} days, and the next was due by {due}",
        ),
        mark("ask them why: kam log {account} TEXT; kam retention has all who are late"),
    ),
    ("KAM232", ""): Message(
        mark("orders are falling: {now} in the last {months} months, {before} in those before"),
        mark("find out who gets them now: kam retention --account {account}"),
    ),
    ("KAM233", ""): Message(
        mark("as things stand, {invested} invested are not earned back by {year}"), _SEE
    ),
    ("KAM233", "assumed"): Message(
        mark(
            "as things stand, {invested} invested are not earned back by {year}"
            " (margin assumed where none is stated: {margin} %)"
        ),
        _SEE,
    ),
    ("KAM234", "rank"): Message(
        mark("rank {rank} of {of} suppliers cannot be"), mark("correct `rank:` or `of:`")
    ),
    ("KAM234", "lines"): Message(
        mark("the lines of {year} come to {total}, more than the whole spend of {whole}"),
        mark("raise `category_spend`, or lower the lines"),
    ),
}
"""Every message of this family."""
