"""`--currency`: a report with its amounts in another currency than the book's."""

from datetime import date

from kam.domain.money import rate_on
from kam.domain.settings import Settings
from kam.domain.shown import Display, known_currencies, show_book
from kam.errors import UsageError
from kam.i18n import mark
from kam.workspace.view import FileView, View


def display_of(text: str, settings: Settings, day: date) -> Display:
    """What `--currency` says, at the rate of that day.

    Raises:
        UsageError: The book states no currency, or no rate of the day leads to that one.
    """
    home = settings.home
    if home is None:
        raise UsageError(
            mark("the book states no currency, so nothing can be converted"),
            hint=mark("state it in kam.yaml: currency: CNY, and the rates beside it"),
        )
    currency = text.strip().upper()
    rate = rate_on(settings, currency, day)
    known = known_currencies(settings, day)
    if rate is None:
        raise UsageError(
            mark('"{currency}" has no rate on {day}'),
            hint=mark("kam.yaml has rates for: {known}")
            if known
            else mark("kam.yaml has no rates yet: rates: {{USD: 7.12}}"),
            candidates=known,
            currency=currency,
            day=day,
            known=", ".join(known),
        )
    return Display(currency, home, rate, day)


def shown_view(view: View, display: Display, today: date) -> View:
    """The parts of a book with amounts as `display` has them.

    Raises:
        UsageError: It was kept in another currency then, to which that rate does not apply.
    """
    if view.settings.home != display.home:
        raise UsageError(
            mark("the book was kept in {then}, and is in {now}: leave --currency away"),
            then=view.settings.home or "–",
            now=display.home,
        )
    shown = FileView(
        show_book(view.book, display.currency, display.rate), today, lambda: view.trails
    )
    shown.problems = view.problems  # type: ignore[assignment]
    return shown
