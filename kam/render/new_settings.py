"""The kam.yaml of a new book: few settings, and what else may stand there as comments."""

from kam.i18n import mark, translate

_HEAD = mark("Settings of this book. Every key may be left out; kam help format explains them.")
_CURRENCY = mark("without it amounts show none")
_HINTS = (
    ("rates: {USD: 7.12, EUR: 7.80}", mark("what one unit is worth in the book's currency")),
    (
        "amounts: {tax: included, rate: 13}",
        mark("whether amounts hold the tax; its rate in percent"),
    ),
    (
        "fiscal_year_start: 1",
        mark("month; a fiscal year has the name of the year in which it ends"),
    ),
    ("language: zh", mark("zh or en; else the language of each machine")),
    ("playbook: milestone", mark("of opportunities that name none; kam playbook lists them")),
    ("people: {li.wei: {name: 李伟, team: north, email: li.wei@example.com}}", mark("our people")),
    ("teams: {north: {manager: li.wei}}", mark("our teams")),
    ("calendar: {holidays: [2026-10-01], workdays: [2026-10-10]}", mark("days off; days worked")),
)
_GIT = mark("auto: one commit a command; off: committing is yours")


def settings_text(currency: str | None) -> str:
    """The text of the file, its comments in the language in force."""
    stated = f"currency: {currency}" if currency else _hint("currency: CNY", _CURRENCY)
    lines = [
        f"# {translate(_HEAD)}",
        "format: 1",
        stated,
        *(_hint(fact, says) for fact, says in _HINTS),
        f"git: {{commit: auto}}  # {translate(_GIT)}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _hint(fact: str, says: str) -> str:
    return f"# {fact}  # {translate(says)}"
