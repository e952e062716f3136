"""Facts about a whole book that several rules and reports lean on."""

from collections.abc import Iterable

from kam.domain.account import Account
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding
from kam.domain.guess import closest
from kam.domain.opportunity import Opportunity
from kam.domain.playbook import Playbook

TARGETS = "targets.yaml"
"""The file of `Book.targets`, whose findings begin with the index of a target."""
COMMISSION = "commission.yaml"
"""The file of `Book.commission`."""
CALLS = "calls.yaml"
"""The file of `Book.calls`; the same."""


def playbook_of_deal(book: Book, deal: Deal) -> Playbook:
    """The playbook that a deal follows."""
    return book.methods.playbooks[deal.playbook]


def has_stage(playbook: Playbook, stage: str | None) -> bool:
    """Whether a history entry's stage can be placed in the playbook's order; none yet can."""
    return stage is None or stage in playbook.stages


def unread_paths(findings: Iterable[Finding]) -> frozenset[str]:
    """The files that are out of the figures, by their paths."""
    return frozenset(finding.path for finding in findings if finding.skips)


class Unread:
    """Which files did not read: nothing may be said of what they might hold."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.paths = unread_paths(findings)

    def reads(self, account: str, name: str) -> bool:
        """Whether a file of an account was read, or is not there."""
        return f"accounts/{account}/{name}" not in self.paths

    def reads_log(self, account: str) -> bool:
        """Whether every file of an account's activities was read."""
        return not any(path.startswith(f"accounts/{account}/activities") for path in self.paths)


class Known(Unread):
    """What a reference may name.

    A file that did not read may hold anything: what lies in it counts as known, so that one
    unreadable file does not make every reference to it an error.
    """

    def __init__(self, book: Book) -> None:
        self._folders = {folder.account.id: folder for folder in book.folders}
        super().__init__(book.findings)

    def has_account(self, account: str) -> bool:
        """Whether there is such an account, readable or not."""
        return account in self._folders or any(
            path.startswith(f"accounts/{account}/") for path in self.paths
        )

    def has_opportunity(self, account: str, opportunity: str) -> bool:
        """Whether an account has such an opportunity, readable or not."""
        unread = not self.reads(account, f"opportunities/{opportunity}.yaml")
        return unread or any(opportunity == one.id for one in self._opportunities(account))

    def has_contact(self, account: str, reference: str) -> bool:
        """Whether a reference made in an account, `id` or `other-account/id`, names a contact."""
        home, contact = split_reference(account, reference)
        if not self.reads(home, "contacts.yaml"):
            return True
        return home in self._folders and contact in self._folders[home].contacts

    def guess_account(self, text: str) -> str:
        """The account that was probably meant, by its id or a former one; empty if none."""
        return _guess(text, (folder.account for folder in self._folders.values()))

    def guess_opportunity(self, account: str, text: str) -> str:
        """The account's opportunity that was probably meant; empty if none."""
        return _guess(text, self._opportunities(account))

    def guess_contact(self, account: str, reference: str) -> str:
        """The contact that was probably meant, written as the reference was; empty if none."""
        home, contact = split_reference(account, reference)
        folder = self._folders.get(home)
        near = closest(contact, folder.contacts if folder else ()) or ""
        return f"{home}/{near}" if near and "/" in reference else near

    def _opportunities(self, account: str) -> tuple[Opportunity, ...]:
        return self._folders[account].opportunities if account in self._folders else ()


def split_reference(account: str, reference: str) -> tuple[str, str]:
    """The account and the id that a reference names which is written in `account`."""
    home, slash, identifier = reference.rpartition("/")
    return (home, identifier) if slash else (account, reference)


def _guess(text: str, things: Iterable[Account | Opportunity]) -> str:
    options: dict[str, str] = {}
    for thing in things:
        for name in (thing.id, *(former.rpartition("/")[2] for former in thing.formerly)):
            options[name] = thing.id
    return options.get(closest(text, options) or "", "")
