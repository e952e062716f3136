"""The versions of an account and of its opportunities: what each step left, read and signed."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from kam.domain.account import Account
from kam.domain.ids import is_id
from kam.domain.opportunity import Opportunity
from kam.domain.settings import Settings
from kam.reports.events import Life
from kam.reports.versions import Origin, Version
from kam.schema.load import Context
from kam.vcs.log import Record, changes, records
from kam.vcs.repository import Repository
from kam.vcs.trees import blobs_of
from kam.workspace.history import history_of
from kam.workspace.layout import ACCOUNTS
from kam.workspace.lives import written_files
from kam.workspace.naming import Target
from kam.workspace.opening import open_settings
from kam.workspace.reading import Reading
from kam.workspace.revision import Revision
from kam.workspace.stated import former_names
from kam.workspace.tracing import Step, Tracer
from kam.workspace.worktree import WorkTree


class Lives(NamedTuple):
    """The life of an account, and those of its opportunities or of the one that was asked for."""

    account: Life[Account]
    opportunities: Sequence[Life[Opportunity]]


def read_lives(source: WorkTree | Revision, target: Target, today: date) -> Lives:
    """All versions of an account or an opportunity along the first parents, and the work tree's.

    Raises:
        GitFailed: Something of the history is missing in this clone.
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    repository, head = history_of(source)
    tracer = Tracer(repository, head, source if isinstance(source, WorkTree) else None)
    traced = tracer.trace(target)
    opened = open_settings(source)
    reader = _Reader(source, repository, head, opened.reading.context, opened.settings, today)
    lines = sorted({**traced.gone, **traced.living}.items())
    return Lives(
        Life(target.account, reader.versions(traced.account, Account)),
        [Life(name, reader.versions(line, Opportunity)) for name, line in lines],
    )


def gone_target(source: WorkTree | Revision, name: str) -> Target | None:
    """The account or opportunity of exactly that id that was once there; None if none was.

    Raises:
        GitFailed: Something of the history is missing in this clone.
    """
    account, _, opportunity = name.partition("/")
    target = Target(account, opportunity or None)
    if not all(is_id(part) for part in (account, opportunity) if part):
        return None
    repository, head = history_of(source)
    if repository is None or head is None:
        return None
    return target if next(records(repository, head, target.path), None) else None


class _Reader:
    """Reads the versions of files with the words and people of one book."""

    def __init__(  # noqa: PLR0913, PLR0917 - what all versions have in common
        self,
        source: WorkTree | Revision,
        repository: Repository | None,
        head: str | None,
        context: Context | None,
        settings: Settings,
        today: date,
    ) -> None:
        self._source = source
        self._repository = repository
        self._committed = head is not None
        self._context = context
        self._people = {
            member.email.casefold(): key for key, member in settings.people.items() if member.email
        }
        self._today = today

    def versions(self, steps: Sequence[Step], annotation: Any) -> list[Version[Any]]:
        """A version a step; of a file that was renamed in a commit only what it became."""
        return [
            self._version(step, annotation)
            for step, after in zip_longest(steps, steps[1:])
            if step.file.blob is not None or after is None or after.commit is not step.commit
        ]

    def _version(self, step: Step, annotation: Any) -> Version[Any]:
        file = step.file
        name = file.name if file.is_opportunity else file.place.account
        origin = self._origin(step.commit)
        if file.blob is None:
            successor = self._successor(name, step.commit)
            return Version(name, origin, None, there=False, successor=successor)
        if step.raw is None:
            return Version(name, origin, None)
        reading = Reading(self._source, self._context)
        return Version(name, origin, reading.fit_raw(file.path, step.raw, annotation))

    def _origin(self, commit: Record | None) -> Origin | None:
        if commit is None:
            return Origin(self._today) if self._committed else None
        day = datetime.fromtimestamp(commit.moment).astimezone().date()
        who = self._people.get(commit.email.casefold(), commit.author or None)
        begins = bool(self._repository and self._repository.shallow and not commit.parents)
        return Origin(day, who, commit.id, begins)

    def _successor(self, name: str, commit: Record | None) -> str | None:
        """What a commit made of something that it took away: what names it as its older name."""
        if commit is None or self._repository is None:
            return None
        changed = changes(self._repository, [commit], ACCOUNTS).get(commit.id, ())
        written = [file for file in written_files(changed) if file.blob is not None]
        raws = blobs_of(self._repository, [file.blob for file in written if file.blob])
        account, slash, opportunity = name.partition("/")
        heirs = []
        for file in written:
            formerly = former_names(raws[file.blob or ""])
            if file.is_opportunity and name in formerly:
                heirs.append(file.name)
            elif not file.is_opportunity and account in formerly:
                heirs.append(f"{file.place.account}{slash}{opportunity}")
        return next(iter(heirs), None)
