"""What a hand-over says: what went from one of our people, or one account, to another."""

from collections.abc import Iterator, Mapping, Sequence

from kam.domain.handover import ContactMove, Merger, Transfer
from kam.domain.settings import Settings
from kam.domain.target import Target
from kam.i18n import mark, translate, translate_plural
from kam.render.figures import NOTHING
from kam.render.message import Plural
from kam.render.sanitise import clean

_GAP = "  "
_MOVED = {
    "accounts": Plural("{count} account", "{count} accounts"),
    "opportunities": Plural("{count} open opportunity", "{count} open opportunities"),
    "shares": Plural("{count} share of credit", "{count} shares of credit"),
    "memberships": Plural("{count} place in a team", "{count} places in teams"),
    "tasks": Plural("{count} next step", "{count} next steps"),
    "plans": Plural("{count} entry of a plan", "{count} entries of plans"),
}
_MERGED = {
    "opportunities": Plural("{count} opportunity", "{count} opportunities"),
    "contacts": Plural("{count} contact", "{count} contacts"),
    "activities": Plural("{count} activity", "{count} activities"),
    "tasks": Plural("{count} next step", "{count} next steps"),
    "orders": Plural("{count} order", "{count} orders"),
    "persons": Plural("{count} person whom both had", "{count} people whom both had"),
    "twice": Plural("{count} entry that both had", "{count} entries that both had"),
}
_KEPT = Plural("{count} closed stays with {person}", "{count} closed stay with {person}")
_TARGETS = Plural(
    "{count} target stays with {person}: targets.yaml",
    "{count} targets stay with {person}: targets.yaml",
)


def transferred(start: str, end: str, change: Transfer) -> str:
    """`li.wei -> chen.jie  2 accounts, 3 open opportunities  (1 closed stays with li.wei)`."""
    moved = [
        counted(words, count) for name, words in _MOVED.items() if (count := getattr(change, name))
    ]
    parts = [f"{start} -> {end}", ", ".join(moved) or translate(mark("nothing to hand over"))]
    if change.kept:
        parts.append(f"({counted(_KEPT, change.kept, person=start)})")
    return _GAP.join(parts)


def merged(start: str, end: str, change: Merger) -> str:
    """`acme-2 -> acme  2 opportunities, 1 contact, 5 activities`."""
    return _GAP.join(part for part in (f"{start} -> {end}", _counts(_MERGED, change)) if part)


def contact_moved(move: ContactMove) -> str:
    """`acme/wang -> bao-shan/wang  left 2026-11-21  still counted on by acme/mes`."""
    parts = [f"{move.start} -> {move.end}"]
    parts.append(translate(mark("left {day}")).format(day=move.left.isoformat()))
    if move.back:
        parts.append(translate(mark("there again")))
    elif move.known:
        parts.append(translate(mark("known there already")))
    if move.relying:
        parts.append(relied_on(move.relying))
    return _GAP.join(parts)


def relied_on(by: Sequence[str]) -> str:
    """What still counts on a person who left."""
    return translate(mark("still counted on by {names}")).format(names=", ".join(by))


def left_behind(change: Merger) -> Iterator[str]:
    """Facts that the two accounts had otherwise, and which of them stays."""
    for fact, kept, whose, left in change.left:
        words = translate(mark("{fact} stays {kept}; {account} had {left}"))
        yield clean(words.format(fact=fact, kept=_short(kept), account=whose, left=_short(left)))


def kept_behind(person: str, targets: Sequence[Target], settings: Settings) -> Iterator[str]:
    """What a hand-over leaves with a person, because somebody has to decide it."""
    if count := sum(target.owner == person for target in targets):
        yield clean(counted(_TARGETS, count, person=person))
    for key, team in settings.teams.items():
        if team.manager == person:
            words = translate(mark("{person} still leads the team {team}: kam.yaml"))
            yield clean(words.format(person=person, team=team.name or key))


def counted(words: Plural, count: int, **params: object) -> str:
    """A text with its count."""
    return translate_plural(words.one, words.many, count).format(count=count, **params)


def _counts(words: Mapping[str, Plural], change: Transfer | Merger) -> str:
    found = ((one, getattr(change, name)) for name, one in words.items())
    return ", ".join(counted(one, count) for one, count in found if count)


def _short(value: object) -> str:
    """A fact as it stands in its file; of more than one value only that there is something."""
    if value is None:
        return NOTHING
    return value if isinstance(value, str) else "…"
