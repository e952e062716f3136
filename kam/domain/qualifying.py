"""Is it a key account, is it worth investing: answers and what they decide (METHODS.md 5).

A verdict is given only where no open question could change it: nothing is guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kam.domain.account import Account, latest
from kam.domain.accounts_model import AccountsModel, Fact, Question, Verdict
from kam.domain.money import HUNDRED
from kam.domain.states import ClosedWord

Value = bool | int | Decimal | str | None
"""What an account says to a question."""


class Say(ClosedWord):
    """What a verdict says."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question: `holds` is None where it is not known, or not `asked` yet."""

    part: str
    key: str
    question: Question
    value: Value
    holds: bool | None
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One verdict about one account, with all answers that it was made of."""

    verdict: str
    says: Say
    answers: tuple[Answer, ...]

    def of(self, *, holds: bool | None) -> tuple[Answer, ...]:
        """The asked questions that were answered so."""
        return tuple(one for one in self.answers if one.asked and one.holds is holds)

    @property
    def deciding(self) -> tuple[Answer, ...]:
        """What must be a yes and is not: with a no the verdict is no, else it waits for these."""
        musts = [one for one in self.answers if one.asked and one.question.must]
        refused = tuple(one for one in musts if one.holds is False)
        return refused or tuple(one for one in musts if one.holds is None)


def judge(
    account: Account, measured: Mapping[str, Value], model: AccountsModel, year: int
) -> tuple[Judgement, ...]:
    """The verdicts about an account, in the order of the model.

    Args:
        account: What a person wrote down.
        measured: What was computed of its orders, in percent.
        model: The questions.
        year: This fiscal year; a spend of a later one is not looked at.
    """
    values = {**_stated(account, year), **measured}
    return tuple(
        _judgement(key, verdict, tuple(_answers(verdict, values)))
        for key, verdict in model.verdicts.items()
    )


def answers_yes(judgements: tuple[Judgement, ...], part: str) -> int:
    """How many questions of a part are answered yes."""
    every = (answer for judgement in judgements for answer in judgement.answers)
    return sum(answer.part == part and answer.holds is True for answer in every)


def _judgement(key: str, verdict: Verdict, answers: tuple[Answer, ...]) -> Judgement:
    asked = [answer for answer in answers if answer.asked]
    good = sum(answer.holds is True for answer in asked)
    unknown = sum(answer.holds is None for answer in asked)
    needed = verdict.passes * len(asked)
    judgement = Judgement(verdict=key, says=Say.YES, answers=answers)
    refused = any(answer.holds is False for answer in judgement.deciding)
    if refused or (good + unknown) * HUNDRED < needed:
        return replace(judgement, says=Say.NO)
    if not asked or judgement.deciding or good * HUNDRED < needed:
        return replace(judgement, says=Say.OPEN)
    return judgement


def _answers(verdict: Verdict, values: Mapping[str, Value]) -> Iterator[Answer]:
    for part_key, part in verdict.parts.items():
        for key, question in part.questions.items():
            value = values.get(question.fact)
            yield Answer(
                part=part_key,
                key=key,
                question=question,
                value=value,
                holds=_holds(question, value),
                asked=question.is_asked,
            )


def _holds(question: Question, value: Value) -> bool | None:
    if value is None or not question.is_asked:
        return None
    if isinstance(value, bool):
        return value
    if question.one_of:
        return str(value).casefold() in {one.casefold() for one in question.one_of}
    if isinstance(value, str):
        return None
    above = question.at_least is None or value >= question.at_least
    return above and (question.at_most is None or value <= question.at_most)


def _stated(account: Account, year: int) -> dict[str, Value]:
    """What the account's own file says, by the fact that a question asks for."""
    tests, buying = account.qualification, account.purchasing
    facts: dict[str, Value] = {
        Fact.ORGANISATION: buying.organisation,
        Fact.PATTERN: buying.pattern,
        Fact.INDUSTRY: account.industry,
        Fact.BUDGET: latest(account.category_spend, year),
    }
    return {**{fact: getattr(tests, fact, None) for fact in Fact}, **facts}
