"""What no figure of a commission report holds, and what would change it."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kam.domain.money import ZERO
from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step, uneven_splits
from kam.render.phrases import joined, listed
from kam.reports.commission import CommissionReport
from kam.reports.commission_gaps import Apart, Gaps
from kam.reports.commission_scheme import Lack

_LACKS = {
    Lack.NO_PLAN: mark("{people}: on no plan of commission.yaml"),
    Lack.UNKNOWN_PLAN: mark("{people}: commission.yaml has no plan {plan}"),
    Lack.BAD_TIERS: mark("{people}: the tiers of plan {plan} do not rise"),
    Lack.NO_TIERS: mark("{people}: plan {plan} has no tiers"),
    Lack.NO_TARGET: mark("{people}: without a target the accelerators of {plan} pay nothing"),
}


def commission_notes(
    result: CommissionReport, name: Callable[[str], str], person: str | None = None
) -> Iterator[Line]:
    """What no figure holds; with a person only what concerns that one."""
    if not (result.rows or result.gaps.unpaid or result.gaps.incomplete):
        yield _nothing(result)
    apart = sorted(result.gaps.apart, key=lambda one: one.person)
    for whose, parts in groupby(apart, key=lambda one: one.person):
        if person in {None, whose}:
            yield line(_unconverted(name(whose), list(parts)))
    unpaid = [one for one in result.gaps.unpaid if person in {None, one.person}]
    for (lack, plan), found in groupby(unpaid, key=lambda one: (one.lack, one.plan)):
        names = listed(name(one.person) for one in found)
        words = translate(_LACKS[lack]).format(people=names, plan=plan)
        yield next_step(words, "kam help commission")
    yield from uneven_splits(result.gaps.uneven)
    if person is None:
        yield from _of_everybody(result.gaps)
    if result.gaps.incomplete:
        words = translate("may hold credit, and does not read: {paths}")
        yield line(words.format(paths=listed(result.gaps.incomplete)), Tone.RISK)


def _nothing(result: CommissionReport) -> Line:
    if result.planned:
        return line(translate("nobody earned anything in these days"))
    return next_step(translate("commission.yaml has no plan"), "kam help commission")


def _of_everybody(gaps: Gaps) -> Iterator[Line]:
    """What hangs on no person."""
    if gaps.unstated:
        yield line(
            translate_plural(
                "{count} sale without a stated margin earns nothing",
                "{count} sales without a stated margin earn nothing",
                len(gaps.unstated),
            ).format(count=len(gaps.unstated))
        )
    if gaps.amountless:
        words = translate("won without an amount: {sales}")
        yield line(words.format(sales=listed(gaps.amountless)), Tone.RISK)
    if gaps.unowned:
        yield line(translate("nobody's: {sales}").format(sales=listed(gaps.unowned)), Tone.RISK)
    if gaps.unshared:
        words = translate("nobody of the team shares: {pools}")
        yield line(words.format(pools=listed(gaps.unshared)), Tone.RISK)
    for one in gaps.reopened:
        words = translate(
            "{opportunity} was won on {won} and opened again on {reopened}: what was paid on it"
            " then is in no line"
        )
        text = words.format(opportunity=one.source.key, won=one.won, reopened=one.reopened)
        yield line(text, Tone.RISK)


def _unconverted(name: str, apart: Sequence[Apart]) -> str:
    sums: dict[str | None, Decimal] = {}
    for one in apart:
        sums[one.currency] = sums.get(one.currency, ZERO) + one.amount
    amounts = listed(figures.money(amount, currency) for currency, amount in sums.items())
    return joined([translate("not converted"), name, amounts])
