"""commission-reference: a bonus or a pool of something that the book does not have."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import COMMISSION
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.incentives import Bonus
from kam.domain.teams import teams_of

SLUG, CODE, SEVERITY = "commission-reference", "KAM299", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each bonus of an unknown playbook or stage, each pool of an unknown team."""
    commission, settings = book.commission, book.settings
    for key, plan in commission.plans.items():
        for place, bonus in enumerate(plan.bonuses):
            kind, name = _unknown(bonus, book)
            if kind:
                keys = ("plans", key, "bonuses", place, kind)
                yield _finding(keys, kind, name)
    homes = {team for member in settings.people.values() for team in teams_of(member)}
    for key, pool in commission.pools.items():
        if pool.team not in homes | set(settings.teams):
            yield _finding(("pools", key, "team"), "team", pool.team)


def _unknown(bonus: Bonus, book: Book) -> tuple[str, str]:
    """What a bonus names that is not there: `playbook` or `stage`, and its name."""
    key = bonus.playbook or book.settings.playbook
    playbook = book.methods.playbooks.get(key)
    if playbook is None:
        return "playbook", key
    return ("", "") if bonus.stage in playbook.stages else ("stage", bonus.stage)


def _finding(keys: tuple[str | int, ...], kind: str, name: str) -> Finding:
    params = {"kind": kind, "name": name}
    return Finding(CODE, SLUG, SEVERITY, COMMISSION, keys, params=params)
