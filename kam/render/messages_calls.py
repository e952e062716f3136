"""The words of what the rules about the sellers' calls find: KAM287 and KAM288."""

from kam.i18n import mark
from kam.render.message import Message, Messages

CALLS: Messages = {
    ("KAM287", ""): Message(
        mark("the best case {best_case} is less than the commit {commit}"),
        mark("the best case holds the commit; say it anew: kam call"),
    ),
    ("KAM288", ""): Message(
        mark("{owner} called {commit} for {period} and has closed {closed} in it"),
        mark(
            "say what the whole of it will bring: "
            "kam call --owner {owner} --period {period} --commit AMOUNT"
        ),
    ),
}
"""Every message of this family."""
