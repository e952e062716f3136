"""The layout of a book: which file holds what (SPEC.md 1)."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

YAML_ENDINGS = (".yaml", ".yml")
SETTINGS, TARGETS, COMMISSION, CALLS = "kam.yaml", "targets.yaml", "commission.yaml", "calls.yaml"
BESIDE = (SETTINGS, TARGETS, COMMISSION, CALLS)
"""The files at the top of a book."""
ACCOUNTS, PLAYBOOKS = "accounts", "playbooks"
CONTACTS, TASKS, ORDERS, PLAN = "contacts.yaml", "tasks.yaml", "orders.yaml", "plan.yaml"
"""Files directly in an account's folder."""


class Role(StrEnum):
    """What a file below an account's folder holds."""

    ACCOUNT = "account"
    CONTACTS = "contacts"
    OPPORTUNITY = "opportunity"
    ACTIVITIES = "activities"
    TASKS = "tasks"
    ORDERS = "orders"
    PLAN = "plan"
    SHEET = "sheet"


_SINGLE = {
    "account.yaml": Role.ACCOUNT,
    CONTACTS: Role.CONTACTS,
    "activities.yaml": Role.ACTIVITIES,
    TASKS: Role.TASKS,
    ORDERS: Role.ORDERS,
    PLAN: Role.PLAN,
}
_FOLDERS = {
    "opportunities": Role.OPPORTUNITY,
    "activities": Role.ACTIVITIES,
    "sheets": Role.SHEET,
}


class Place(NamedTuple):
    """A file of an account: the account's id, what it holds and the id in its own name."""

    account: str
    role: Role
    stem: str


@lru_cache(maxsize=1024)
def place_of(path: str) -> Place | None:
    """What a file below `accounts/` holds; None where kam does not read it."""
    match path.split("/"):
        case [_, account, name] if name in _SINGLE:
            return Place(account, _SINGLE[name], name.removesuffix(".yaml"))
        case [_, account, folder, name] if folder in _FOLDERS and name.endswith(".yaml"):
            return Place(account, _FOLDERS[folder], name.removesuffix(".yaml"))
    return None


def is_playbook(path: str) -> bool:
    """Whether a file is one of the book's own playbooks or models."""
    return path.split("/")[:-1] == [PLAYBOOKS] and path.endswith(".yaml")


def is_read_folder(path: str) -> bool:
    """Whether kam looks for files in a folder; one that is a link would take them all away."""
    match path.split("/"):
        case ["accounts" | "playbooks"] | ["accounts", _]:
            return True
        case ["accounts", _, folder]:
            return folder in _FOLDERS
    return False


def is_yaml(path: str) -> bool:
    """Whether a file's name says that it is YAML, in whatever case."""
    return path.lower().endswith(YAML_ENDINGS)


def account_path(account: str) -> str:
    """The file of an account."""
    return f"{ACCOUNTS}/{account}/account.yaml"


def opportunity_path(account: str, opportunity: str) -> str:
    """The file of an opportunity."""
    return f"{ACCOUNTS}/{account}/opportunities/{opportunity}.yaml"


def file_path(account: str, name: str) -> str:
    """A file directly in an account's folder."""
    return f"{ACCOUNTS}/{account}/{name}"


def sheet_path(account: str, sheet: str) -> str:
    """A conversation sheet."""
    return f"{ACCOUNTS}/{account}/sheets/{sheet}.yaml"


def log_path(account: str, year: int, person: str) -> str:
    """The log of one person's year: two people never write the same file."""
    return f"{ACCOUNTS}/{account}/activities/{year:04d}-{person}.yaml"
