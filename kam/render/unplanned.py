"""Lines under the receivables: what was sold and no payment tells of."""

from collections.abc import Iterator

from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.phrases import listed, with_detail
from kam.render.units import Unit
from kam.reports.receivables import Receivables
from kam.reports.unplanned import Gap, Unplanned


def unplanned_notes(result: Receivables, unit: Unit) -> Iterator[Line]:
    """A line a reason, with the command that mends the first case, and who is left out."""
    for one in result.unplanned:
        words = _words(one.kind, one.count).format(count=figures.count(one.count))
        apart = [figures.money(amount, code) for code, amount in one.stated]
        known = [figures.amount(one.amount, unit)] if one.amount or not apart else []
        detail = listed([*known, *apart])
        yield next_step(with_detail(words, detail), _command(one))
    words = translate("{account}: not all orders are known, a file of it does not read")
    for account in result.unread:
        yield line(words.format(account=account), Tone.RISK)


def _command(one: Unplanned) -> str:
    if one.kind is Gap.UNORDERED:
        return f"kam add-order {one.account} --opportunity {one.id}"
    if one.kind is Gap.UNCONVERTED:
        return f"kam list orders --account {one.account}"
    if one.kind is Gap.BEYOND:
        return f"kam set {one.account} --order {one.id} payments.NUMBER.amount=AMOUNT"
    payment = "'payments+={kind: KIND, amount: AMOUNT, due: DATE}'"
    return f"kam set {one.account} --order {one.id} {payment}"


def _words(kind: Gap, number: int) -> str:
    return {
        Gap.UNPLANNED: translate_plural(
            "{count} order states no payments", "{count} orders state no payments", number
        ),
        Gap.CREDIT: translate_plural(
            "{count} credit note states no payments",
            "{count} credit notes state no payments",
            number,
        ),
        Gap.UNORDERED: translate_plural(
            "{count} won opportunity has no order",
            "{count} won opportunities have no order",
            number,
        ),
        Gap.SHORT: translate_plural(
            "payments of {count} order leave a part of it open",
            "payments of {count} orders leave a part of them open",
            number,
        ),
        Gap.BEYOND: translate_plural(
            "payments of {count} order are more than it",
            "payments of {count} orders are more than they",
            number,
        ),
        Gap.UNCONVERTED: translate_plural(
            "{count} order is not converted", "{count} orders are not converted", number
        ),
    }[kind]
