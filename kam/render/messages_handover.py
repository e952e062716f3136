"""The words of what the rules of hand-overs and of deals find: KAM261 to KAM267."""

from kam.i18n import mark
from kam.render.message import Message, Messages

_SUCCESSOR = mark("name who took the part over, or what the person is at the new place")
_PLAN = mark("take the plan away, or make one for who took over")
_CENTRE = mark("name whom to visit there now")
_APPROVAL = mark("record who approved it: kam set {id} 'products.{line}.approval.by=WHO'")
_APPROVED_PRICE = mark(
    "record who approved this price: kam set {id} 'products.{line}.approval.price=PRICE'"
)

HANDOVER: Messages = {
    ("KAM261", "part"): Message(
        mark("{name} left on {left} and still has a part here"), _SUCCESSOR
    ),
    ("KAM261", "part-moved"): Message(
        mark("{name} left on {left} for {place} and still has a part here"), _SUCCESSOR
    ),
    ("KAM261", "superior"): Message(
        mark("{name}, to whom this contact reports, left on {left}"),
        mark("set whom the contact reports to now"),
    ),
    ("KAM261", "superior-moved"): Message(
        mark("{name}, to whom this contact reports, left on {left} for {place}"),
        mark("set whom the contact reports to now"),
    ),
    ("KAM261", "plan"): Message(
        mark("{name} left on {left}, and there is still a plan for the person"), _PLAN
    ),
    ("KAM261", "plan-moved"): Message(
        mark("{name} left on {left} for {place}, and there is still a plan for the person"), _PLAN
    ),
    ("KAM261", "centre"): Message(
        mark("{name}, whom we visit at the procurement centre, left on {left}"), _CENTRE
    ),
    ("KAM261", "centre-moved"): Message(
        mark("{name}, whom we visit at the procurement centre, left on {left} for {place}"), _CENTRE
    ),
    ("KAM262", ""): Message(
        mark("{name} left, and {other} has the same name"),
        mark("if it is the same person: kam set {account} --contact {contact} moved_to={other}"),
    ),
    ("KAM263", "before"): Message(
        mark("{first} comes before {second} at this project, by {test}: {other}"),
        mark("agree on it and record who settled it under `registration.settled`"),
    ),
    ("KAM263", "open"): Message(
        mark("{first} and {second} claim this project alike: {other}"),
        mark("somebody has to decide: record who did under `registration.settled`"),
    ),
    ("KAM264", ""): Message(
        mark("the project of {dealer} is not registered"),
        mark("register it: kam set {id} registration.date=DATE"),
    ),
    ("KAM265", "above"): Message(
        mark("{line} is sold at {price} a unit, above the list price of {list_price}"),
        mark("a bulk price is at most the list price"),
    ),
    ("KAM265", "below"): Message(
        mark("{line} is sold at {price} a unit, below the floor of {floor} ({percent} %)"),
        _APPROVAL,
    ),
    ("KAM265", "negotiated"): Message(
        mark("a lot of {units} is negotiated, and nothing says who agreed to {price} for {line}"),
        _APPROVAL,
    ),
    ("KAM265", "nobody"): Message(
        mark("the approval of {price} for {line} does not say by whom"), _APPROVAL
    ),
    ("KAM265", "beyond"): Message(
        mark("{line} is sold at {price} a unit; {by} approved {approved}"), _APPROVED_PRICE
    ),
    ("KAM266", ""): Message(
        mark("{units} units do not qualify for the volume discount: it begins at {least}"),
        mark(
            "or after one sale of {sale} within {months} months; "
            "false papers cost {factor} times the unjust gain"
        ),
    ),
    ("KAM267", "overlap"): Message(
        mark("{area} is the territory of {holders}: {who} needs an authorisation"),
        mark("record who gave it: kam set {id} territory.authorised.by=WHO"),
    ),
    ("KAM267", "foreign"): Message(
        mark("{area} is the territory of {holders}, not of {who}"),
        mark("with an authorisation: kam set {id} territory.authorised.by=WHO"),
    ),
    ("KAM267", "unknown"): Message(
        mark("the policy has no territory {area}"),
        mark("it knows the areas under `policy.territories`"),
    ),
}
"""Every message of this family."""
