"""The words of what the rules about targets and rates find: KAM294 to KAM296, KAM304."""

from kam.i18n import mark
from kam.render.message import Message, Messages

TARGETS: Messages = {
    ("KAM294", "whose"): Message(
        mark("{whose} has another target for {period} above: only this one holds"),
        mark("keep one of them, or add them up"),
    ),
    ("KAM294", "book"): Message(
        mark("the book has another target for {period} above: only this one holds"),
        mark("keep one of them, or add them up"),
    ),
    ("KAM295", "rate"): Message(
        mark("no rate of {day} brings {currency} into {home}: it is in no total"),
        mark("say it in kam.yaml: rates: {{{currency}: [{{from: {day}, rate: RATE}}]}}"),
    ),
    ("KAM295", "book"): Message(
        mark("the book states no currency, and this is in {currency}: it is in no total"),
        mark("say it in kam.yaml: currency: CODE, and the rates beside it"),
    ),
    ("KAM295", "tax"): Message(
        mark("nothing says how to bring it into the book's tax basis: it is in no total"),
        mark("say the rate: `tax_rate:` here, or `amounts: {{tax: …, rate: …}}` in kam.yaml"),
    ),
    ("KAM296", ""): Message(
        mark('"{team}" is not among the teams of kam.yaml, and nobody is in it'),
        mark("add it there under `teams:`"),
    ),
    ("KAM304", "both"): Message(
        mark("the target of {owner} names the team {team} as well, and is no target of the team"),
        mark("take one of the two away, or make two targets"),
    ),
    ("KAM304", "negative"): Message(
        mark("a target of {amount} is below nothing"),
        mark("write what is to be reached"),
    ),
}
