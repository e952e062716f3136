"""The names of enumerated facts in both languages: of the vocabulary's and of Python's words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from kam.domain.playbook import Term, Vocabulary
from kam.domain.settings import TaxBasis
from kam.domain.states import Kind, OpenCategory
from kam.i18n import mark

if TYPE_CHECKING:
    from kam.domain.buying_model import ProcedureStep

Names = Mapping[str, tuple[str, ...]]
"""The keys of a closed list, each with what people call it."""

FLAGS: Names = {"true": ("yes", "是"), "false": ("no", "否")}
_MEMBERS: Mapping[type[StrEnum], Names] = {
    Kind: {
        "project": ("项目",),
        "framework": ("framework agreement", "框架", "框架协议"),
        "repeat": ("repeat purchase", "复购", "重复采购"),
    },
    TaxBasis: {"included": ("含税",), "excluded": ("不含税", "未税")},
    OpenCategory: {
        "pipeline": ("储备",),
        "best_case": ("best case", "争取"),
        "commit": ("承诺",),
        "omitted": ("不计入",),
    },
}
_QUESTIONS = {
    "activity": mark("kind of activity"),
    "attack-reason": mark("reason to attack"),
    "attitude": mark("attitude"),
    "buying-mode": mark("buying mode"),
    "complaint-severity": mark("severity of a complaint"),
    "contact-depth": mark("depth of contact"),
    "criterion": mark("decision criterion"),
    "department": mark("department"),
    "discount-motive": mark("motive of a discount"),
    "level": mark("level"),
    "ownership": mark("ownership"),
    "party-role": mark("role of a party"),
    "payment": mark("kind of payment"),
    "procedure": mark("procedure"),
    "purchase-ladder": mark("rung of the purchase ladder"),
    "purchasing-organisation": mark("purchasing organisation"),
    "purchasing-pattern": mark("purchasing pattern"),
    "purchasing-volume": mark("purchasing volume"),
    "relationship-depth": mark("depth of the relationship"),
    "role": mark("role"),
    "source-channel": mark("source"),
    "standing": mark("standing"),
    "tender-result": mark("result of a tender"),
    "tier": mark("tier"),
    "trigger-event": mark("kind of trigger event"),
}


def names_of_word(vocabulary: Vocabulary, name: str) -> Names:
    """The words of one vocabulary with their labels and aliases; empty where there is none."""
    return names_of_terms(vocabulary.words.get(name, {}))


def names_of_terms(terms: "Mapping[str, Term] | Mapping[str, ProcedureStep]") -> Names:
    """Each with its labels in both languages and its aliases."""
    return {
        key: (term.label.text("en"), term.label.text("zh"), *term.aliases)
        for key, term in terms.items()
    }


def names_of_member(kind: type[StrEnum]) -> Names:
    """The words that Python knows, with what people call them."""
    known = _MEMBERS.get(kind, {})
    return {str(member): known.get(str(member), ()) for member in kind}


def question(name: str) -> str:
    """What a vocabulary's words are, for a message: `tier`, `role`."""
    return _QUESTIONS.get(name, name)
