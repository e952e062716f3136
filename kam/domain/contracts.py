"""Contracts that run on after a sale: when they end, who renews them, when they are maintained."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from kam.domain.book import Folder
from kam.domain.consistency import Unread
from kam.domain.deal import Deal
from kam.domain.ids import LONGEST
from kam.domain.periods import months_after
from kam.domain.service import Contract
from kam.domain.service_model import ServiceModel
from kam.domain.states import State

_ALIVE = frozenset({State.OPEN, State.HELD, State.WON})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractStatus:
    """A contract that runs, on a day.

    `notice` is the day from which its renewal is to be worked on, None where nothing says that it
    ends; `handled` whether somebody does: its renewal is an opportunity that is not lost, or there
    is an open next step for it (`renewal_step`); `renewed` whether its renewal is won.
    `maintenance` is the day on which the next one is due, None where it has none.
    """

    id: str
    contract: Contract
    notice: date | None
    handled: bool
    renewed: bool
    maintenance: date | None


def renewal_step(contract: str) -> str:
    """The id of the next step that stands for renewing a contract.

    One that would be too long is cut, and told from others of the same beginning by a checksum.
    """
    whole = f"renew-{contract}"
    if len(whole) <= LONGEST:
        return whole
    end = f"-{crc32(contract.encode()):08x}"
    return whole[: LONGEST - len(end)].rstrip("-") + end


def contracts_of(
    folder: Folder, deals: Mapping[str, Deal], model: ServiceModel, today: date
) -> tuple[ContractStatus, ...]:
    """The contracts of an account that run, the one that ends first in front.

    Args:
        folder: The account's folder.
        deals: The account's deals by `account/opportunity`.
        model: The notice and the rhythm where a contract says none.
        today: The day on which it is judged.
    """
    open_steps = {task.id for task in folder.tasks if task.done is None}
    found = [
        ContractStatus(
            id=identifier,
            contract=contract,
            notice=_notice(contract, model),
            handled=renewal_step(identifier) in open_steps
            or _renewal_state(folder.account.id, contract, deals) in _ALIVE,
            renewed=_renewal_state(folder.account.id, contract, deals) is State.WON,
            maintenance=_maintenance(contract, model, today),
        )
        for identifier, contract in folder.account.contracts.items()
        if not (contract.closed and contract.closed <= today)
    ]
    return tuple(sorted(found, key=lambda one: (one.contract.ends or date.max, one.id)))


def reads_renewal(unread: Unread, account: str, contract: Contract) -> bool:
    """Whether the files read in which somebody may be renewing a contract."""
    files = ("tasks.yaml", f"opportunities/{contract.renewal}.yaml")
    return all(unread.reads(account, name) for name in files)


def _notice(contract: Contract, model: ServiceModel) -> date | None:
    if contract.notice_by or contract.ends is None:
        return contract.notice_by
    return contract.ends - timedelta(days=model.renewal_days)


def _renewal_state(account: str, contract: Contract, deals: Mapping[str, Deal]) -> State | None:
    deal = deals.get(f"{account}/{contract.renewal}")
    return deal.state if deal else None


def _maintenance(contract: Contract, model: ServiceModel, today: date) -> date | None:
    """The day that was agreed and has not been kept yet, else the rhythm from the last one.

    One that was done a few days early has kept the day. After its end a contract has none.
    """
    plan, ends = contract.maintenance, contract.ends or date.max
    if plan is None or ends < today:
        return None
    if plan.next_ and not (plan.last and _has_kept(plan.next_, plan.last, model)):
        return plan.next_
    begins = plan.last or contract.starts
    due = months_after(begins, plan.every or model.maintenance_months) if begins else None
    return due if due and due <= ends else None


def _has_kept(agreed: date, done: date, model: ServiceModel) -> bool:
    return (agreed - done).days <= model.maintenance_early_days
