"""The words of what the rules find in commission.yaml: KAM297 to KAM299."""

from kam.i18n import mark
from kam.render.message import Message, Messages

_RISE = mark("let each `to` be above the one before, and the last tier have none")
_BESIDE = mark("write one that kam.yaml has, or add it there")

COMMISSION: Messages = {
    ("KAM297", "order"): Message(
        mark("tier {number} of plan {plan} does not end above the one before it"), _RISE
    ),
    ("KAM297", "open"): Message(
        mark("tier {number} of plan {plan} has no end, and is not the last"), _RISE
    ),
    ("KAM297", "end"): Message(mark("the last tier of plan {plan} has an end"), _RISE),
    ("KAM298", ""): Message(
        mark('there is no plan "{plan}"'),
        mark("add it under `plans:`, or name one of those"),
        guessed=mark("did you mean `{guess}`?"),
    ),
    ("KAM299", "playbook"): Message(
        mark('there is no playbook "{name}"'), mark("kam playbook lists them")
    ),
    ("KAM299", "stage"): Message(
        mark('the playbook has no stage "{name}"'), mark("kam playbook show NAME lists them")
    ),
    ("KAM299", "team"): Message(mark('nobody is in a team "{name}"'), _BESIDE),
}
"""Every message of this family."""
