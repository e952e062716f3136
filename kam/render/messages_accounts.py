"""The words of what the rules about accounts find: KAM221 to KAM229."""

from kam.i18n import mark
from kam.render.message import Message, Messages

ACCOUNTS: Messages = {
    ("KAM221", ""): Message(
        mark("the tier was last reviewed on {reviewed}, and the review was due on {due}"),
        mark("look at kam tiers --account {account}, then: kam set {account} tier_reviewed=today"),
    ),
    ("KAM222", ""): Message(
        mark("the tier is {tier}, and profit, growth and screens suggest {suggested}"),
        mark("see why: kam tiers --account {account}; then set the tier, or review it on purpose"),
    ),
    ("KAM222", "lower"): Message(
        mark("the tier is {tier}, and profit, growth and screens suggest {suggested}"),
        mark(
            "see why: kam tiers --account {account}; then set the tier, or write above it why not:"
            " # kam: ignore[KAM222] REASON"
        ),
    ),
    ("KAM223", ""): Message(
        mark("an account of tier {tier} has no owner: who is its single interface?"),
        mark("name the key account manager: kam set {account} owner=PERSON"),
    ),
    ("KAM224", ""): Message(
        mark("{name}, who decided, left on {left}: the relationship may fall back"),
        mark(
            "find out who decides now; then confirm the stage or go back:"
            " kam relate {account} --to {stage} --because TEXT"
        ),
    ),
    ("KAM225", ""): Message(
        mark("a customer of {incumbent}: are they dissatisfied, or is our value clearly higher?"),
        mark(
            "attack only then, and say which:"
            " kam set {account} relationship.attack=dissatisfied, or =higher-value"
        ),
    ),
    ("KAM226", ""): Message(
        mark('no stage has the working point "{point}", so it counts for nothing'),
        mark("kam relationship --account {account} shows those of its stage"),
    ),
    ("KAM227", ""): Message(
        mark("the relationship is at {stage}, and its last history entry says {last}"),
        mark("put the stage back, then move it: kam relate {account} --to STAGE --because TEXT"),
    ),
}
"""Every message of this family."""
