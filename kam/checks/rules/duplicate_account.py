"""duplicate-account: two accounts that go by one name."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.account import Account
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.names import folded_name

SLUG, CODE, SEVERITY = "duplicate-account", "KAM111", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield, once a pair, each account whose name or alias an account before it has as well."""
    first: dict[str, str] = {}
    for folder in book.folders:
        if not folder.readable:
            continue
        account, met = folder.account, set[str]()
        for keys, name in _names(account):
            other = first.setdefault(folded_name(name), account.id)
            if other != account.id and other not in met:
                met.add(other)
                params = {"name": name, "other": other}
                yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)


def _names(account: Account) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("name",), account.name
    for index, alias in enumerate(account.aliases):
        yield ("aliases", index), alias
