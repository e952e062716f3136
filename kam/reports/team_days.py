"""Whose team closed what: the team that the owner was in on the day (METHODS.md 10).

A deal stands in one team, that of today or of its closing. What a framework's orders, acceptances
and payments closed on other days is the team's of then, as its target is.
"""

from collections.abc import Iterable, Iterator

from kam.domain.deal import Booking, Deal
from kam.domain.settings import Settings
from kam.domain.teams import team_of


def by_team_of_day(deals: Iterable[Deal], settings: Settings) -> Iterator[Deal]:
    """The deals; what one closed while its owner was in another team is a row of its own."""
    movers = {owner for owner, member in settings.people.items() if isinstance(member.team, tuple)}
    for deal in deals:
        if deal.bookings and deal.owner in movers:
            yield from _parted(deal, settings)
        else:
            yield deal


def _parted(deal: Deal, settings: Settings) -> Iterator[Deal]:
    found: dict[str | None, list[Booking]] = {deal.team: []}
    for booking in deal.bookings:
        fixed = booking.day == deal.closed_on
        team = deal.team if fixed else team_of(deal.owner, settings, booking.day)
        found.setdefault(team, []).append(booking)
    yield deal._replace(bookings=tuple(found.pop(deal.team)))
    if not found:
        return
    from kam.reports.order_rows import done

    for team, bookings in found.items():
        yield done(deal, tuple(bookings))._replace(team=team)
