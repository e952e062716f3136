"""How far the customer's purchase is, and how its kind mostly buys (METHODS.md 3)."""

from collections.abc import Mapping
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.buying_model import BuyingModel, CustomerKind, ProcedureStep
from kam.domain.opportunity import Procurement


class InProgress(NamedTuple):
    """The step in progress; `procedure` is the key of the one that it was found in."""

    procedure: str
    key: str
    step: ProcedureStep


def step_in_progress(
    bought: Procurement, account: Account, model: BuyingModel
) -> InProgress | None:
    """The customer's step in progress; None where none is stated or nothing says what it is.

    A procedure that is named must have the step. Else it is looked for in the one that the
    purchase is likely to follow, then in all: there it counts where they agree on what it means.
    """
    if bought.step is None:
        return None
    if bought.procedure is not None:
        return _found(bought.procedure, bought.step, model)
    likely = likely_procedure(bought, account, model)
    if likely and (found := _found(likely, bought.step, model)):
        return found
    every = [_found(key, bought.step, model) for key in model.procedures]
    known = [one for one in every if one]
    agreed = len({one.step.buying_step for one in known}) == 1
    return known[0] if agreed else None


def customers_step(bought: Procurement, account: Account, model: BuyingModel) -> int | None:
    """Which of the eight buying steps the customer is at; None where nothing says.

    A tender in form only comes after the decision: its steps say nothing.
    """
    found = step_in_progress(bought, account, model)
    if found is None or (bought.formality and found.step.buying_step >= model.formal_from):
        return None
    return found.step.buying_step


def likely_procedure(bought: Procurement, account: Account, model: BuyingModel) -> str | None:
    """The procedure of a purchase: the named one, else that of the mode.

    The mode is the purchase's, else the account's, else the one that its kind of customer mostly
    has.
    """
    kind = customer_kind(account, model)
    mode = bought.mode or account.purchasing.mode or (kind.mode if kind else None)
    return bought.procedure or model.modes.get(mode or "")


def steps_of(
    bought: Procurement, account: Account, model: BuyingModel
) -> Mapping[str, ProcedureStep]:
    """The steps that a purchase may be at: of its procedure, of all where nothing says which."""
    procedure = model.procedures.get(likely_procedure(bought, account, model) or "")
    if procedure:
        return procedure.steps
    found: dict[str, ProcedureStep] = {}
    for one in model.procedures.values():
        found = {**one.steps, **found}
    return found


def customer_kind(account: Account, model: BuyingModel) -> CustomerKind | None:
    """The kind of customer that an account is: the first one that fits it."""
    texts = [text.casefold() for text in (account.industry, account.segment) if text]
    for kind in model.customers.values():
        if account.ownership in kind.ownership:
            return kind
        if any(_says(text, word.casefold()) for text in texts for word in kind.match):
            return kind
    return None


def _says(text: str, word: str) -> bool:
    """Whether a text has a word; in Chinese, which parts no words, whether it has these signs."""
    if not word.isascii():
        return word in text
    apart = "".join(sign if sign.isalnum() else " " for sign in text)
    return f" {word} " in f" {apart} "


def _found(procedure: str, step: str, model: BuyingModel) -> InProgress | None:
    known = model.procedures.get(procedure)
    found = known.steps.get(step) if known else None
    return InProgress(procedure, step, found) if found else None
