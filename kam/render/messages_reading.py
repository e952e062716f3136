"""The words of what reading a book finds: KAM001 to KAM012."""

from kam.i18n import mark
from kam.render.message import Message, Messages

_ONE_PLACE = mark("write the value in each place where it is needed")
_SPLIT = mark("split it into several files")
_UTF8 = mark("save the file as UTF-8 with plain line ends")

_UNREADABLE = {
    "too-large": Message(mark("the file is larger than {limit} bytes"), _SPLIT),
    "encoding": Message(mark("the file is not UTF-8 (byte {offset})"), _UTF8),
    "line-break": Message(
        mark("the character {character} would end a line unseen"), mark("remove it")
    ),
    "control": Message(mark("the control character {character} is not allowed"), mark("remove it")),
    "syntax": Message(
        mark("this is not YAML: {problem}"),
        mark("put a text with `: `, ` #` or a leading sign into quotes; indent with two spaces"),
    ),
    "conflict": Message(
        mark("a merge left a conflict here"),
        mark("keep what is right of both sides and remove the marker lines <<<, === and >>>"),
    ),
    "tab": Message(mark("a tab cannot indent a line"), mark("indent with two spaces")),
    "anchor": Message(mark("anchors are not read (&{name})"), _ONE_PLACE),
    "alias": Message(mark("aliases are not read (*{name})"), _ONE_PLACE),
    "tag": Message(mark("tags are not read ({name})"), mark("remove it: kam knows each type")),
    "directive": Message(mark("directives are not read"), mark("remove the line")),
    "merge-key": Message(mark("merge keys (`<<`) are not read"), _ONE_PLACE),
    "complex-key": Message(mark("a key has to be a plain text")),
    "duplicate-key": Message(
        mark('"{key}" stands here again; it was first on line {first}'),
        mark("keep one of them"),
    ),
    "second-document": Message(
        mark("a second document begins here"), mark("a file holds one: remove the line `---`")
    ),
    "too-deep": Message(mark("the file is nested deeper than {limit} levels")),
    "too-many": Message(mark("the file has more than {limit} values"), _SPLIT),
    "empty": Message(mark("the file is empty"), mark("write its facts or remove it")),
    "not-regular": Message(
        mark("this is not a plain file but a link, a folder or a device"),
        mark("kam follows no links: put the file itself here"),
    ),
    "unreadable": Message(
        mark("the file cannot be opened: {problem}"), mark("see who may read it")
    ),
}

_NUMBER = mark("write a plain number such as {example}")
_VALUE = {
    "amount": Message(
        mark('"{value}" is not an amount'),
        mark("write a plain number ({example}), at most two decimals, no commas"),
    ),
    "amount-currency": Message(
        mark('"{value}" is not an amount'),
        mark("write a plain number ({example}) and put the currency in `currency: {currency}`"),
    ),
    "rate": Message(mark('"{value}" is not a rate'), _NUMBER),
    "percent": Message(
        mark('"{value}" is not a percentage'), mark("write it without the sign, such as {example}")
    ),
    "factor": Message(
        mark('"{value}" is not a factor'),
        mark("write a plain number such as {example}, at most four decimals"),
    ),
    "whole": Message(mark('"{value}" is not a whole number'), _NUMBER),
    "date": Message(mark('"{value}" is not a date'), mark("write year, month and day: {example}")),
    "no-such-day": Message(mark("there is no day {value}")),
    "far-date": Message(
        mark("{value} is too far away"), mark("years from {low} to {high} are read")
    ),
    "flag": Message(mark('"{value}" is neither true nor false'), mark("write true or false")),
    "id": Message(
        mark('"{value}" is not an id'),
        mark("small letters, digits and dashes, with a letter, such as {example}"),
    ),
    "person": Message(
        mark('"{value}" is not an id of a person'),
        mark("small letters, digits, dots and dashes, with a letter, such as {example}"),
    ),
    "reference": Message(
        mark('"{value}" does not name anything'), mark("write an id, or account/id: {example}")
    ),
    "currency": Message(
        mark('"{value}" is not a currency'), mark("write its three letters, such as {example}")
    ),
    "period": Message(
        mark('"{value}" is not a period'),
        mark("write a year, a quarter or a month: 2027, 2027Q1, 2027-03"),
    ),
    "bounds": Message(mark("{value} is out of range"), mark("it goes from {low} to {high}")),
    "choice": Message(
        mark('"{value}" is not a word for this'),
        mark("one of: {options}"),
        guessed=mark("did you mean `{guess}`? One of: {options}"),
    ),
    "absent": Message(mark("a value is missing"), mark("write one or remove the line")),
    "not-scalar": Message(
        mark("one value is expected here, not several"),
        mark("write it on its line, without brackets"),
    ),
    "not-mapping": Message(
        mark("keys with values are expected here"), mark("write lines such as `name: Acme`")
    ),
    "not-list": Message(
        mark("a list is expected here"), mark("begin each entry with `- `, or write it in [ ]")
    ),
    "": Message(mark("this does not fit the format")),
}

_PLAYBOOK = {
    "winning": Message(
        mark('the winning stage "{value}" is not among the stages'),
        mark("`winning` names the stage that wins the opportunity"),
    ),
    "probability": Message(
        mark("stage {stage} has no probability"),
        mark("each stage before the winning one needs one, from 0.01 to 99.99"),
    ),
    "category": Message(
        mark("stage {stage} has no category"),
        mark("each stage before the winning one needs pipeline, best_case, commit or omitted"),
    ),
    "extends": Message(mark('there is no playbook "{value}" to extend')),
    "without": Message(mark("`without` names no stages of the playbook: {value}")),
    "order": Message(mark("`order` names no stages of the playbook: {value}")),
    "no-stages": Message(mark("the playbook has no stages")),
    "": Message(mark("the playbook cannot be used")),
}

_SINGLE: Messages = {
    ("KAM004", "missing"): Message(mark("{fact} is missing"), mark("add a line `{key}: …`")),
    ("KAM004", ""): Message(
        mark("{key} is missing"), mark("an account needs it, with at least a `name`")
    ),
    ("KAM005", ""): Message(
        mark('"{key}" is not a key that kam knows here'),
        mark("a newer kam may know it; keys of your own stand under `custom:`"),
    ),
    ("KAM006", ""): Message(
        mark("the file is not read: kam knows no file of that name here"),
        mark(
            "an account has account, contacts, tasks, orders, activities and plan.yaml,"
            " and *.yaml in opportunities/, activities/ and sheets/"
        ),
    ),
    ("KAM007", ""): Message(
        mark('"{value}" is not an id, so nothing can name it'),
        mark(
            "rename it: small letters, digits and dashes, with a letter;"
            " a few words such as `no` and `con` are kept"
        ),
    ),
    ("KAM008", ""): Message(mark('"{value}" stands here twice'), mark("keep one entry")),
    ("KAM009", ""): Message(
        mark("a newer kam wrote this book: format {format}, and this one reads up to {known}"),
        mark("update kam"),
    ),
    ("KAM010", "stage"): Message(
        mark('the playbook {playbook} has no stage "{stage}"'),
        mark("kam playbook {playbook} lists its stages"),
    ),
    ("KAM010", "playbook"): Message(
        mark('there is no playbook "{playbook}" that can be used'),
        mark("kam playbook lists them"),
    ),
    ("KAM011", ""): Message(
        mark("it is won, and nothing says when"),
        mark("add a history entry with the day of signing, or a close_date"),
    ),
}

READING: Messages = {
    **{("KAM001", kind): message for kind, message in _UNREADABLE.items()},
    **{("KAM003", kind): message for kind, message in _VALUE.items()},
    **_SINGLE,
    **{("KAM012", kind): message for kind, message in _PLAYBOOK.items()},
}
"""Every message of this family."""
