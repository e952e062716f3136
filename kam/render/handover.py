"""What a hand-over says: what went from one of our people, or one account, to another."""

from collections.abc import Iterator, Sequence

from kam.domain.handover import Transfer
from kam.domain.settings import Settings
from kam.domain.target import Target
from kam.i18n import mark, translate, translate_plural
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
