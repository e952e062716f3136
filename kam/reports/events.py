"""Events: what happened between the versions of a file, and what its own entries say of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, NamedTuple

from kam.domain.account import Account, RelationshipEntry
from kam.domain.opportunity import Opportunity, StageEntry
from kam.domain.states import ClosedWord
from kam.reports.versions import File, Origin, Version


class Source(ClosedWord):
    """Where an event is from: the file's own entry, git's record, or an entry and its commit."""

    FILE = "file"
    GIT = "git"
    BOTH = "both"


class What(ClosedWord):
    """What an event is about: something that happened to the file, else a fact of it."""

    BEGINS = "begins"
    CREATED = "created"
    RENAMED = "renamed"
    MERGED = "merged"
    UNREADABLE = "unreadable"
    REMOVED = "removed"
    ENTRY_REMOVED = "entry_removed"
    STAGE = "stage"
    RELATIONSHIP = "relationship"
    NAME = "name"
    AMOUNT = "amount"
    CURRENCY = "currency"
    CLOSE_DATE = "close_date"
    OWNER = "owner"
    CATEGORY = "category"
    PROBABILITY = "probability"
    HOLD = "hold"
    OUTCOME = "outcome"
    TIER = "tier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened; the fields are the keys of `history --json`.

    `from_` is written `from`. An event of an entry has the entry's day, person and reason; any
    other has the day and the author of its commit. `commit` is None while it is not committed;
    `opportunity` is the name that it has now, None for an event of the account.
    """

    date: date
    who: str | None
    opportunity: str | None
    what: What
    from_: Any = None
    to: Any = None
    because: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    commit: str | None = None
    source: Source
    waived: tuple[str, ...] = ()


class Life(NamedTuple, Generic[File]):
    """One account or opportunity: its name now, and its versions, the oldest first."""

    name: str
    versions: Sequence[Version[File]]


def opportunity_events(life: Life[Opportunity]) -> Iterator[Event]:
    """What happened to an opportunity, version by version."""
    return _events(life, life.name, What.STAGE, _stages, _OPPORTUNITY)


def account_events(life: Life[Account]) -> Iterator[Event]:
    """What happened to an account itself, version by version."""
    own = {version.name for version in life.versions}

    def merged(file: Account) -> _Fact:
        """The accounts that became part of it: names that it never had itself."""
        return _plain(", ".join(name for name in file.formerly if name not in own) or None)

    facts = {What.MERGED: merged, **_ACCOUNT}
    return _events(life, None, What.RELATIONSHIP, _relationship, facts)


Entry = StageEntry | RelationshipEntry


class _Stages(NamedTuple):
    """Where something stands, and the entries that say how it came there."""

    stage: str | None
    entries: Sequence[Entry] = ()


class _Fact(NamedTuple):
    """A fact of a version: what is compared, what is shown of it, and why it is so."""

    compared: Any = None
    shown: Any = None
    because: str | None = None


def _stages(file: Opportunity) -> _Stages:
    return _Stages(file.stage, file.history)


def _relationship(file: Account) -> _Stages:
    return _Stages(file.relationship.stage, file.relationship.history)


def _plain(value: Any) -> _Fact:
    return _Fact(value, value)


def _set(override: Any) -> _Fact:
    """A category or probability that a person set."""
    return _Fact(override, override.value, override.reason) if override else _Fact()


def _hold(file: Opportunity) -> _Fact:
    hold = file.hold
    if hold is None:
        return _Fact()
    return _Fact(hold, _filled(since=hold.since, until=hold.until), hold.because)


def _outcome(file: Opportunity) -> _Fact:
    end = file.outcome
    if end is None:
        return _Fact()
    shown = _filled(result=end.result, date=end.date, to=end.to, price=end.price)
    return _Fact(end, shown, end.reason)


def _filled(**facts: Any) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if fact is not None}


_OPPORTUNITY: Mapping[What, Callable[[Opportunity], _Fact]] = {
    What.NAME: lambda file: _plain(file.name),
    What.OWNER: lambda file: _plain(file.owner),
    What.AMOUNT: lambda file: _plain(file.amount),
    What.CURRENCY: lambda file: _plain(file.currency),
    What.CLOSE_DATE: lambda file: _plain(file.close_date),
    What.CATEGORY: lambda file: _set(file.category),
    What.PROBABILITY: lambda file: _set(file.probability),
    What.HOLD: _hold,
    What.OUTCOME: _outcome,
}
_ACCOUNT: Mapping[What, Callable[[Account], _Fact]] = {
    What.NAME: lambda file: _plain(file.name),
    What.OWNER: lambda file: _plain(file.owner),
    What.TIER: lambda file: _plain(file.tier),
}


_NOT_AT_FIRST = frozenset({What.NAME, What.MERGED})
"""What a first version does not tell of: it had no other name, and what it was is not known."""


def _events(
    life: Life[File],
    opportunity: str | None,
    moves: What,
    stages: Callable[[File], _Stages],
    facts: Mapping[What, Callable[[File], _Fact]],
) -> Iterator[Event]:
    """The events between each version and the one before it that reads."""
    before: File | None = None
    name: str | None = None
    for version in life.versions:
        telling = _Telling(opportunity, version.origin)
        if name is not None and name != version.name and version.there:
            yield telling.by_git(What.RENAMED, name, version.name)
        if not version.there:
            yield telling.by_git(
                What.RENAMED if version.successor else What.REMOVED, version.name, version.successor
            )
            before, name = None, None
            continue
        if name is None and version.origin:
            begins = What.BEGINS if version.origin.begins else What.CREATED
            yield telling.by_git(begins, None, version.file.name if version.file else None)
        name = version.name
        if version.file is None:
            yield telling.by_git(What.UNREADABLE)
            continue
        old = stages(before) if before is not None else None
        yield from telling.moves(moves, old, stages(version.file))
        for what, fact in facts.items():
            if before is not None:
                yield from telling.change(what, fact(before), fact(version.file))
            elif what not in _NOT_AT_FIRST and version.origin:
                yield from telling.change(what, _Fact(), fact(version.file))
        before = version.file


class _Telling:
    """Words one version's events."""

    def __init__(self, opportunity: str | None, origin: Origin | None) -> None:
        self._opportunity = opportunity
        self._origin = origin

    def by_git(
        self, what: What, old: Any = None, new: Any = None, because: str | None = None
    ) -> Event:
        """An event that the version shows and nobody wrote down."""
        origin = self._origin or Origin(date.min)
        return Event(
            date=origin.day,
            who=origin.who,
            opportunity=self._opportunity,
            what=what,
            from_=old,
            to=new,
            because=because,
            commit=origin.commit,
            source=Source.GIT if origin.commit else Source.FILE,
        )

    def change(self, what: What, old: _Fact, new: _Fact) -> Iterator[Event]:
        """A fact that became another."""
        if old.compared != new.compared:
            yield self.by_git(what, old.shown, new.shown, new.because)

    def moves(self, what: What, old: _Stages | None, new: _Stages) -> Iterator[Event]:
        """What the entries say, then what they do not."""
        left = list(old.entries) if old else []
        stood = last = old.stage if old else None
        before: Entry | None = None
        for entry in new.entries:
            if entry in left:
                left.remove(entry)
            else:
                yield self._move(what, before, entry)
                last = entry.stage
            before = entry
        for entry in left:
            yield self.by_git(What.ENTRY_REMOVED, entry.stage, None, entry.because)
        if new.stage not in {last, stood} and self._origin is not None:
            yield self.by_git(what, last, new.stage)

    def _move(self, what: What, before: Entry | None, entry: Entry) -> Event:
        commit = self._origin.commit if self._origin else None
        return Event(
            date=entry.date,
            who=entry.by,
            opportunity=self._opportunity,
            what=what,
            from_=before.stage if before else None,
            to=entry.stage,
            because=entry.because,
            evidence=entry.evidence if isinstance(entry, StageEntry) else {},
            waived=entry.waived,
            commit=commit,
            source=Source.BOTH if commit else Source.FILE,
        )
