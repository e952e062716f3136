"""What was due when a period began: the deals as a commit has them that was the last one before."""

from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from datetime import date
from pathlib import Path

from kam.domain.deal import Deal
from kam.domain.periods import days_after
from kam.index.columns import deals_of, rows_of
from kam.index.database import Unusable, reopen
from kam.index.facts import Facts
from kam.vcs.repository import Repository
from kam.vcs.revisions import Commit, end_of, last_until


class DueThen:
    """Finds what was due in periods of the past of one book; kept under the ids of commits.

    Args:
        root: The book.
        repository: Where its past is.
        head: The commit that it ends with.
        index: The file of its index.
    """

    def __init__(self, root: Path, repository: Repository, head: str, index: Path | None) -> None:
        self._root = root
        self._repository = repository
        self._head = head
        self._index = index

    def between(self, first: date, last: date) -> Sequence[Deal] | None:
        """What was counted and due from one day through another as the first one began.

        None where the history does not reach so far.
        """
        commit = last_until(self._repository, end_of(days_after(first, -1)), self._head)
        if commit is None:
            return None
        role = f"due {first} {last}"
        with ExitStack() as stack:
            database = None
            with suppress(Unusable):
                database = (
                    stack.enter_context(closing(reopen(self._index))) if self._index else None
                )
            facts = Facts(database, self._repository.prefix)
            kept = facts.recall(commit.id, role)
            if kept is None:
                found = [deal for deal in self._counted(commit) if _is_due(deal, first, last)]
                facts.keep(commit.id, role, (rows_of(found), [deal.group for deal in found]))
                facts.put_away()
                return found
        pairs = zip(deals_of(kept[0]), kept[1], strict=True)
        return [deal._replace(group=group) for deal, group in pairs]

    def _counted(self, commit: Commit) -> list[Deal]:
        """The deals that a pipeline counts at a commit."""
        from kam.reports.selection import apart
        from kam.workspace.revision import Revision
        from kam.workspace.viewing import open_view

        revision = Revision(self._root, self._repository, commit)
        if revision.is_empty:
            return []
        indexed = self._index is not None
        view = open_view(revision, revision.day, indexed=indexed, progress=lambda _done, _all: None)
        return [deal for deal in view.deals if deal.is_open and apart(deal) is None]


def _is_due(deal: Deal, first: date, last: date) -> bool:
    return deal.close_date is not None and first <= deal.close_date <= last
