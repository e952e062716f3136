"""Figures as people read them: grouped, in the table's unit, `–` for nothing.

A rounded figure never lies about being there: what rounds to zero is shown as `<1` or `<0.1`.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kam.domain.money import HUNDRED
from kam.i18n import language
from kam.render.units import HOME, Unit, currency_name

NOTHING = "–"
_MILLION = Decimal(1_000_000)
_SHORT_SCALES = {
    "en": ((Decimal(100_000), _MILLION, " M"), (Decimal(1_000), Decimal(1_000), " K")),
    "zh": (
        (Decimal(100_000_000), Decimal(100_000_000), "亿"),
        (Decimal(10_000), Decimal(10_000), "万"),
    ),
}
"""From which figure on, divided by what, with which word: for one figure in a sentence."""


def amount(value: Decimal | None, unit: Unit) -> str:
    """An amount in the table's unit; `–` for none and for zero, which adds nothing to a sum."""
    return rounded(value / unit.divisor, unit.decimals) if value else NOTHING


def known(value: Decimal | None, unit: Unit) -> str:
    """An amount in the table's unit; `?` where it is not known, as not all of it converts."""
    return "?" if value is None else amount(value, unit)


def exact(value: Decimal, unit: Unit) -> str:
    """An amount in the table's unit, where zero is a fact as well."""
    return rounded(value / unit.divisor, unit.decimals)


def signed(value: Decimal, unit: Unit) -> str:
    """A change in the table's unit, with its sign also where it is a gain."""
    return f"+{amount(value, unit)}" if value > 0 else amount(value, unit)


def rounded(value: Decimal, decimals: int) -> str:
    """A figure with grouping; `<0.1` for one that rounds to zero without being zero."""
    step = Decimal(1).scaleb(-decimals)
    figure = value.quantize(step, rounding=ROUND_HALF_UP)
    if value and not figure:
        return f"-<{step}" if value < 0 else f"<{step}"
    return f"{figure:,}"


def count(number: int) -> str:
    """A number of things; `–` for none."""
    return f"{number:,}" if number else NOTHING


def known_count(number: int | None) -> str:
    """A number of things; 0 is a fact, `–` is not known."""
    return NOTHING if number is None else f"{number:,}"


def days(number: Decimal | int | None) -> str:
    """Whole days; 0 is a fact, `–` is not known."""
    if number is None:
        return NOTHING
    return f"{Decimal(number).quantize(Decimal(1), rounding=ROUND_HALF_UP):,}"


def percent(value: Decimal | None) -> str:
    """A percentage as it is stated, without its sign and without zeros behind the point."""
    return NOTHING if value is None else trimmed(value)


def share(ratio: Decimal | None) -> str:
    """A ratio as a whole percentage: 0.342 -> `34 %`."""
    return NOTHING if ratio is None else f"{rounded(ratio * HUNDRED, 0)} %"


def fine_share(ratio: Decimal | None) -> str:
    """A ratio as a percentage with one decimal: 0.6315 -> `63.2 %`."""
    return NOTHING if ratio is None else f"{rounded(ratio * HUNDRED, 1)} %"


def chance(probability: Decimal | None) -> str:
    """A probability in whole percent; one that is open is never shown as 0 or 100 % (SPEC.md 3)."""
    if probability is None:
        return NOTHING
    whole = probability.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if whole != probability and whole in {0, HUNDRED}:
        return "> 99 %" if whole else "< 1 %"
    return f"{whole} %"


def signed_share(ratio: Decimal | None) -> str:
    """A change as a whole percentage, with its sign also where it is a gain."""
    return f"+{share(ratio)}" if ratio is not None and ratio > 0 else share(ratio)


def times(ratio: Decimal | None) -> str:
    """A ratio as a multiple: 1.9 -> `1.9×`."""
    return NOTHING if ratio is None else f"{rounded(ratio, 1)}×"


def day(value: date | None) -> str:
    """A date in ISO form."""
    return NOTHING if value is None else value.isoformat()


def trimmed(value: Decimal) -> str:
    """A figure with all its decimals and none that say nothing: 30.00 -> `30`."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal, currency: str | None) -> str:
    """One amount in full with its currency: `CNY 3,200,000`, `人民币 3,200,000元`."""
    if currency is None:
        return trimmed(value)
    if language() != "zh":
        return f"{currency} {trimmed(value)}"
    name = currency_name(currency)
    return f"{name} {trimmed(value)}元" if currency == HOME else f"{trimmed(value)} {name}"


def short_amount(value: Decimal, *, signed: bool = False) -> str:
    """One amount in a sentence, in its own unit: 640000 -> `0.64 M`, `64万`; `+` where asked."""
    sign = "-" if value < 0 else "+" if signed else ""
    size = abs(value)
    for start, divisor, word in _SHORT_SCALES[language()]:
        if size >= start:
            return f"{sign}{_two_decimals(size / divisor)}{word}"
    return f"{sign}{_two_decimals(size)}"


def _two_decimals(value: Decimal) -> str:
    return trimmed(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
