"""The words of what the rules of `kam check` find: KAM101 to KAM279."""

from kam.i18n import mark
from kam.render.message import Message, Messages, Plural

_RIGHT = mark("if the stage is right, record it with kam check --fix; else put it back")
_RECORD = mark("record it: kam check --fix")
_ONE_DAY = mark("correct one of the two days")
_RENEW = mark(
    "name the opportunity that renews it: kam set {account} contracts.{contract}.renewal=ID; or"
    " kam add-task {account} TEXT --due DATE --id {step}; or end it with closed=DATE"
)
_OUTCOME = mark(
    "the outcome counts: write the stage that goes with it, and kam check --fix; or open it"
    " again: kam reopen {id} --because TEXT"
)
_IGNORE = mark("write it so: # kam: ignore[CODE] and why")

RULES: Messages = {
    ("KAM101", "differs"): Message(
        mark("the stage is {stage}, and the last history entry says {last}"), _RIGHT
    ),
    ("KAM101", "cleared"): Message(
        mark("there is no stage, and the last history entry says {last}"), _RIGHT
    ),
    ("KAM102", ""): Message(
        Plural("close date was {days} day ago", "close date was {days} days ago"),
        mark("set a new one: kam set {id} close_date=DATE"),
    ),
    ("KAM103", ""): Message(mark("stage {stage} stands without any history"), _RECORD),
    ("KAM104", ""): Message(
        mark("{stage} was reached without its evidence: {keys}"),
        mark("write it under `evidence:`, or under `waived:` with `because:`"),
    ),
    ("KAM105", ""): Message(
        Plural(
            "stalled: {days} working day at stage {stage}, and the limit is {limit}",
            "stalled: {days} working days at stage {stage}, and the limit is {limit}",
        ),
        mark("advance it, put it on hold or close it: kam advance, kam hold, kam lose"),
    ),
    ("KAM106", ""): Message(
        mark("no next step"), mark("add one: kam add-task {id} TEXT --due DATE")
    ),
    ("KAM107", ""): Message(
        mark("neither an amount nor amounts of products"),
        mark("set it: kam set {id} amount=AMOUNT"),
    ),
    ("KAM108", "category"): Message(
        mark("the category was set to {value} without a reason"),
        mark("add `reason:` beside the value"),
    ),
    ("KAM108", "probability"): Message(
        mark("the probability was set to {value} % without a reason"),
        mark("add `reason:` beside the value"),
    ),
    ("KAM109", ""): Message(
        mark("the shares come to {total} %, not to 100 %"),
        mark("write `overlay: true` for who stands outside the 100 %"),
    ),
    ("KAM110", ""): Message(
        mark('"{person}" is not among the people of kam.yaml'),
        mark("add the person there under `people:`"),
    ),
    ("KAM111", ""): Message(
        mark('{other} goes by the name "{name}" as well'),
        mark("if they are one customer, keep one of the two folders; else tell their names apart"),
    ),
    ("KAM112", "lot"): Message(
        mark("lot {lot} of project {project} is counted twice: {other} has it too"),
        mark("if only one of them can be won, write `alternative: true` in each"),
    ),
    ("KAM112", "whole"): Message(
        mark("this is of all of project {project}, and {other} of one lot of it: both count"),
        mark("give it its `lot:`, or divide it as well: kam split {id} --lots N"),
    ),
    ("KAM112", "project"): Message(
        mark("project {project} is counted twice: {other} has it too"),
        mark("give each its `lot:`; if only one can be won, write `alternative: true` in each"),
    ),
    ("KAM113", ""): Message(
        mark("the contacts do not bear out stage {stage}: it needs {condition}"),
        mark("add or update the contacts, or go back: kam advance {id} --to STAGE --because TEXT"),
    ),
    ("KAM114", "opportunity"): Message(
        mark('the account has no opportunity "{name}"'),
        mark("kam list opportunities shows them"),
    ),
    ("KAM114", "order"): Message(
        mark('the account has no order "{name}"'), mark("kam list orders shows them")
    ),
    ("KAM114", "contact"): Message(
        mark('there is no contact "{name}"'),
        mark("kam list contacts shows them; another account's are written account/id"),
    ),
    ("KAM114", "objective"): Message(
        mark('the plan has no objective "{name}"'), mark("kam plan ACCOUNT shows them")
    ),
    ("KAM114", "account"): Message(
        mark('there is no account "{name}"'), mark("kam list accounts shows them")
    ),
    ("KAM114", "ring"): Message(
        mark("the parents run in a ring: {name}"), mark("take one `parent:` of them away")
    ),
    ("KAM115", ""): Message(
        mark("the products come to {total}, more than the amount of {amount}"),
        mark("raise the amount, or lower the products"),
    ),
    ("KAM116", "order"): Message(
        mark("{date} is earlier than the entry before it, {before}"),
        mark("put the entries in the order of their days"),
    ),
    ("KAM116", "future"): Message(
        mark("{date} has not come yet"), mark("the history says what has happened")
    ),
    ("KAM117", ""): Message(
        mark('the playbook {playbook} has no stage "{stage}"'),
        mark("kam playbook {playbook} lists its stages"),
    ),
    ("KAM118", ""): Message(
        mark("the target of {whose} for {period} overlaps the one for {other}"),
        mark("keep the year with `weights:`, or its parts"),
    ),
    ("KAM119", "total"): Message(
        mark("the weights come to {total}, not to 100"),
        mark("each is its part's percentage of the target"),
    ),
    ("KAM119", "count"): Message(
        mark("there are {count} weights"),
        mark("write four for the quarters of the year or twelve for its months"),
    ),
    ("KAM119", "period"): Message(
        mark("only a year is split by weights, and {period} is none"), mark("remove the weights")
    ),
    ("KAM120", ""): Message(
        Plural("the hold ended {days} day ago", "the hold ended {days} days ago"),
        mark("kam resume {id}, or kam hold {id} --until DATE --because TEXT"),
    ),
    ("KAM121", ""): Message(
        mark("pushed {times}×: the close date moved into a later month each time"),
        mark("ask the customer for a date; if there is none, hold or close it: kam history {id}"),
    ),
    ("KAM122", "won"): Message(
        mark("the outcome says won, and stage {stage} is an open one"), _OUTCOME
    ),
    ("KAM122", "lost"): Message(
        mark("the outcome says lost, and stage {stage} is reached by winning"), _OUTCOME
    ),
    ("KAM122", "abandoned"): Message(
        mark("the outcome says abandoned, and stage {stage} is reached by winning"), _OUTCOME
    ),
    ("KAM291", "order"): Message(
        mark("it ended on {date}, before the entry of {entry}"),
        mark("write the day on which it really ended, or the entry's own"),
    ),
    ("KAM291", "future"): Message(
        mark("{date} has not come yet"), mark("an outcome has happened; the figures count it now")
    ),
    ("KAM123", "order"): Message(mark("{fact} {day} is before {other} {earlier}"), _ONE_DAY),
    ("KAM123", "future"): Message(
        mark("{date} has not come yet"), mark("write the day on which it was done")
    ),
    ("KAM271", "form"): Message(
        mark("this comment does not say which finding it ignores"), _IGNORE
    ),
    ("KAM271", "reason"): Message(
        mark("this comment ignores nothing: it gives no reason"), _IGNORE
    ),
    ("KAM271", "unknown"): Message(
        mark('there is no rule "{name}" to ignore'), mark("kam help checks lists them")
    ),
    ("KAM271", "fixed"): Message(
        mark("{name} cannot be ignored: what is not read or counted is said each time"),
        mark("mend what it says, and take the comment away"),
    ),
    ("KAM272", ""): Message(
        mark("nothing to ignore: {name} says nothing here"), mark("take it away")
    ),
    ("KAM273", "stage"): Message(
        mark("{opportunity} stands at {stage}, and no order of it is accepted"),
        mark("kam set {account} --order {order} accepted=DATE, or take the stage back"),
    ),
    ("KAM273", "orders"): Message(
        mark("all its orders are accepted, and stage {stage} is not reached"),
        mark("kam advance {id} --to {stage}"),
    ),
    ("KAM273", "early"): Message(
        mark("accepted on {accepted}, before it was ordered on {date}"), _ONE_DAY
    ),
    ("KAM273", "future"): Message(
        mark("{date} has not come yet"), mark("write the day that is agreed as `accept_by:`")
    ),
    ("KAM274", ""): Message(
        Plural(
            "acceptance was due {days} day ago, on {due}",
            "acceptance was due {days} days ago, on {due}",
        ),
        mark(
            "kam set {account} --order {order} accepted=DATE, or accept_by=DATE if it was put off"
        ),
    ),
    ("KAM275", "answered"): Message(
        Plural(
            "no answer for {days} working day, and the limit is {limit}",
            "no answer for {days} working days, and the limit is {limit}",
        ),
        mark("answer it, and kam set {account} complaints.{complaint}.answered=today"),
    ),
    ("KAM275", "resolved"): Message(
        Plural(
            "not settled for {days} working day, and the limit is {limit}",
            "not settled for {days} working days, and the limit is {limit}",
        ),
        mark("settle it, and kam set {account} complaints.{complaint}.resolved=today"),
    ),
    ("KAM276", "near"): Message(
        Plural(
            "{what} ends in {days} day, and nobody is renewing it",
            "{what} ends in {days} days, and nobody is renewing it",
        ),
        _RENEW,
    ),
    ("KAM276", "over"): Message(
        Plural(
            "{what} ended {days} day ago, and nobody is renewing it",
            "{what} ended {days} days ago, and nobody is renewing it",
        ),
        _RENEW,
    ),
    ("KAM276", "notice"): Message(
        mark("notice for {what} was due on {day}, and nobody is renewing it"), _RENEW
    ),
    ("KAM277", ""): Message(
        Plural(
            "maintenance was due {days} day ago, on {day}",
            "maintenance was due {days} days ago, on {day}",
        ),
        mark("once it is done: kam set {account} contracts.{contract}.maintenance.last=today"),
    ),
    ("KAM278", "low"): Message(
        mark("satisfaction is {mean}, below {line}"),
        mark("ask why, and what would mend it: kam show {account}"),
    ),
    ("KAM278", "falling"): Message(
        mark("satisfaction fell from {before} to {mean}"),
        mark("ask why, and what would mend it: kam show {account}"),
    ),
    ("KAM278", "scale"): Message(
        mark("{score} is not on the scale from {low} to {high}, and counts nowhere"),
        mark("write a mark of the scale; playbooks/service.yaml can change it"),
    ),
    ("KAM279", ""): Message(
        Plural(
            "the next survey was due {days} day ago; the last one was on {last}",
            "the next survey was due {days} days ago; the last one was on {last}",
        ),
        mark(
            "ask, and kam set {account} 'satisfaction+={{date: today, score: MARK, of: CONTACT}}'"
        ),
    ),
}
"""Every message of this family."""
