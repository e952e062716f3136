"""The gate: evidence by key, as SPEC.md 2 lets people type it."""

import pytest

from kam.domain.gate import read_evidence, required_evidence
from kam.domain.label import Label
from kam.domain.playbook import Stage
from kam.errors import UsageError

HERE = Label(en="")
D = Stage(key="D", label=HERE, evidence={"supporter-won": HERE})
C = Stage(key="C", label=HERE, evidence={"needs-matched": HERE, "supporters-added": HERE})


def test_a_forward_jump_needs_the_evidence_of_every_stage_that_it_passes() -> None:
    assert list(required_evidence([D, C])) == ["supporter-won", "needs-matched", "supporters-added"]


def test_evidence_comes_by_key() -> None:
    given = ["needs-matched=spec 3 = ours ", "supporters-added=Ingrid"]
    assert read_evidence(given, C.evidence) == {
        "needs-matched": "spec 3 = ours",
        "supporters-added": "Ingrid",
    }


@pytest.mark.parametrize("text", ["minutes of 2026-11-20", "price = low", "a-b c=d"])
def test_one_item_takes_a_text_without_a_key(text: str) -> None:
    assert read_evidence([text], D.evidence) == {"supporter-won": text}


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (["contract-signed=yes"], D),
        (["price=low"], D),
        (["contract-signed=yes"], Stage(label=HERE)),
        (["yes"], C),
        (["yes"], Stage(label=HERE)),
        (["supporter-won= "], D),
        (["a", "supporter-won=b"], D),
    ],
)
def test_evidence_that_does_not_fit_is_refused(given: list[str], asked: Stage) -> None:
    with pytest.raises(UsageError):
        read_evidence(given, asked.evidence)
