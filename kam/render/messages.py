"""The words of findings: a code and its parameters -> message and hint in the user's language."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kam.domain.finding import Finding
from kam.domain.label import Label
from kam.i18n import language, mark, translate, translate_plural
from kam.render.figures import trimmed
from kam.render.message import Message, Messages, Plural
from kam.render.messages_accounts import ACCOUNTS
from kam.render.messages_buying import BUYING
from kam.render.messages_calls import CALLS
from kam.render.messages_commission import COMMISSION
from kam.render.messages_handover import HANDOVER
from kam.render.messages_people import PEOPLE
from kam.render.messages_reading import READING
from kam.render.messages_receivables import RECEIVABLES
from kam.render.messages_rhythm import RHYTHM
from kam.render.messages_rules import RULES
from kam.render.messages_sheets import SHEETS
from kam.render.messages_targets import TARGETS
from kam.render.messages_worth import WORTH

MESSAGES: Messages = {
    **READING,
    **RULES,
    **PEOPLE,
    **BUYING,
    **ACCOUNTS,
    **WORTH,
    **RHYTHM,
    **SHEETS,
    **HANDOVER,
    **CALLS,
    **TARGETS,
    **COMMISSION,
    **RECEIVABLES,
}
"""Every message by code and kind."""
VALUE = "KAM003"
_GROUPED = 10_000
"""From here on a whole number is shown in groups; a year is not."""
_AT_FACT = mark("{fact}: {message}")
_CURRENCY = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_OPPORTUNITY = re.compile(r"accounts/([^/]+)/opportunities/([^/]+)\.yaml")


def message_of(finding: Finding) -> Message:
    """The templates that say a finding; its `hint` is the one that fits the parameters."""
    kind = str(finding.params.get("kind", ""))
    if finding.code == VALUE and kind == "amount" and _currency_in(finding.params):
        kind = "amount-currency"
    message = MESSAGES.get((finding.code, kind)) or MESSAGES[finding.code, ""]
    return replace(message, hint=message.guessed) if finding.params.get("guess") else message


def render_message(finding: Finding) -> tuple[str, str]:
    """The message and the hint of a finding, in the language in force; the hint may be empty."""
    message, values = message_of(finding), _values(finding)
    if isinstance(message.text, Plural):
        days = int(str(finding.params["days"]))
        text = translate_plural(message.text.one, message.text.many, days).format(**values)
    else:
        text = translate(message.text).format(**values)
    if finding.code == VALUE and finding.keys:
        text = translate(_AT_FACT).format(fact=values["fact"], message=text)
    return text, translate(message.hint).format(**values)


def name_fact(keys: tuple[str | int, ...]) -> str:
    """The path of a fact as people write it: `products[1].amount`, counted from 0."""
    parts = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(parts).removeprefix(".")


def _values(finding: Finding) -> Mapping[str, str]:
    """The parameters as people read them, beside the fact's name and the opportunity's id."""
    found = _OPPORTUNITY.fullmatch(finding.path)
    return {
        "fact": name_fact(finding.keys),
        "id": f"{found[1]}/{found[2]}" if found else "",
        "currency": _currency_in(finding.params),
        **{name: _shown(value) for name, value in finding.params.items()},
    }


def _shown(value: object) -> str:
    if isinstance(value, Label):
        return value.text(language())
    if isinstance(value, Decimal):
        return trimmed(value)
    if isinstance(value, int):
        return f"{value:,}" if value >= _GROUPED else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _currency_in(params: Mapping[str, object]) -> str:
    """The currency that someone wrote into an amount; empty if none."""
    found = _CURRENCY.search(str(params.get("value", "")))
    return found[0] if found else ""
