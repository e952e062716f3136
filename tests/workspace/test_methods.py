"""A book's own playbooks, words and relationship stages over the built-in ones."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from kam.domain.book import Book
from kam.domain.playbook import Playbook
from kam.workspace.methods import merge
from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook

ACCOUNT = {"accounts/acme/account.yaml": "name: Acme\n"}
DEAL = "accounts/acme/opportunities/mes.yaml"
MINE = "playbooks/mine.yaml"
WHOLE = """\
name: {en: Short}
winning: order
stages:
  talk: {label: {en: talked}, probability: 20, category: pipeline}
  offer: {label: {en: offered, zh: 已报价}, probability: 60, category: best_case, stall_days: 5}
  order: {label: {en: ordered}}
"""


def opened(make: MakeBook, files: Mapping[str, str]) -> Book:
    return open_book(WorkTree(make({**ACCOUNT, **files})))


def mine(make: MakeBook, text: str, **more: str) -> Playbook:
    """The own playbook `mine`, which must read."""
    files = {f"playbooks/{name}.yaml": content for name, content in more.items()}
    book = opened(make, {MINE: text, **files})
    assert book.findings == ()
    return book.methods.playbooks["mine"]


def said(book: Book) -> list[tuple[str, str, object]]:
    """Path, code and kind of every finding."""
    return [(one.path, one.code, one.params.get("kind")) for one in book.findings]


def test_a_whole_playbook_of_ones_own(book: MakeBook) -> None:
    found = mine(book, WHOLE)
    assert (found.key, found.path, found.order) == ("mine", MINE, ("talk", "offer", "order"))
    assert found.stages["offer"].key == "offer"
    assert (found.probability("talk"), found.probability("order")) == (Decimal(20), Decimal(100))


def test_extending_changes_what_it_names_and_keeps_the_rest(book: MakeBook) -> None:
    found = mine(book, "extends: milestone\nname: {en: Ours}\nstages:\n  C: {probability: 45}\n")
    built_in = opened(book, {}).methods.playbooks["milestone"]
    assert found.order == built_in.order
    assert (found.name.en, found.name.zh) == ("Ours", built_in.name.zh)
    assert found.probability("C") == Decimal(45)
    assert found.stages["C"].label == built_in.stages["C"].label
    assert found.stages["C"].evidence == built_in.stages["C"].evidence
    assert found.probability("D") == built_in.probability("D")
    assert found.on_win == built_in.on_win


def test_stages_are_left_out_put_in_and_arranged(book: MakeBook) -> None:
    found = mine(
        book,
        "extends: milestone\nwithout: [F, E]\norder: [G, pilot]\nstages:\n"
        "  pilot: {label: {en: pilot runs}, probability: 40, category: pipeline}\n",
    )
    assert found.order == ("G", "pilot", "D", "C", "B", "A", "S")


def test_evidence_of_ones_own_is_asked_for_beside_the_built_in(book: MakeBook) -> None:
    found = mine(
        book, "extends: milestone\nstages:\n  C: {evidence: {budget-seen: {en: the budget}}}\n"
    )
    assert list(found.stages["C"].evidence) == ["needs-matched", "supporters-added", "budget-seen"]


def test_one_of_the_same_name_takes_the_place_of_the_built_in(book: MakeBook) -> None:
    made = opened(
        book,
        {
            "playbooks/milestone.yaml": "extends: milestone\nstages:\n  C: {probability: 55}\n",
            DEAL: "name: MES\nstage: C\n",
        },
    )
    assert made.findings == ()
    assert made.methods.playbooks["milestone"].probability("C") == Decimal(55)
    assert made.methods.playbooks["milestone"].path == "playbooks/milestone.yaml"


def test_one_of_the_same_name_may_be_quite_another(book: MakeBook) -> None:
    made = opened(book, {"playbooks/milestone.yaml": WHOLE, DEAL: "name: MES\nstage: C\n"})
    assert made.methods.playbooks["milestone"].order == ("talk", "offer", "order")
    assert said(made) == [(DEAL, "KAM010", "stage")]


def test_own_playbooks_extend_each_other(book: MakeBook) -> None:
    found = mine(
        book,
        "extends: base\nstages:\n  C: {stall_days: 99}\n",
        base="extends: top\nwithout: [F]\n",
        top="extends: milestone\nstages:\n  C: {probability: 45}\n  F: {probability: 15}\n",
    )
    assert "F" not in found.order
    assert (found.probability("C"), found.stages["C"].stall_days) == (Decimal(45), 99)


def test_an_own_one_extends_the_one_that_shadows_a_built_in(book: MakeBook) -> None:
    found = mine(
        book,
        "extends: milestone\n",
        milestone="extends: milestone\nstages:\n  C: {probability: 55}\n",
    )
    assert found.probability("C") == Decimal(55)


def test_a_ring_of_extensions_is_said_of_each_in_it(book: MakeBook) -> None:
    made = opened(
        book,
        {
            MINE: "extends: yours\n",
            "playbooks/yours.yaml": "extends: theirs\n",
            "playbooks/theirs.yaml": "extends: mine\n",
        },
    )
    paths = [path for path, code, kind in said(made) if (code, kind) == ("KAM012", "extends")]
    assert sorted(set(paths)) == [
        "playbooks/mine.yaml",
        "playbooks/theirs.yaml",
        "playbooks/yours.yaml",
    ]
    assert len(paths) == 3
    assert not {"mine", "yours", "theirs"} & set(made.methods.playbooks)


def test_one_that_extends_itself_is_refused(book: MakeBook) -> None:
    made = opened(book, {MINE: "extends: mine\n"})
    assert said(made) == [(MINE, "KAM012", "extends")]


BROKEN = {
    # the text of playbooks/mine.yaml, and the code and kind of what is said about it
    "no such base": ("extends: nothing\n", "KAM012", "extends"),
    "a base that is a model": ("extends: vocabulary\n", "KAM012", "extends"),
    "a base that is no text": ("extends: [milestone]\n", "KAM012", "extends"),
    "without a stranger": ("extends: milestone\nwithout: [Q]\n", "KAM012", "without"),
    "without a text": ("extends: milestone\nwithout: C\n", "KAM012", "without"),
    "without a mapping": ("extends: milestone\nwithout: {C: x}\n", "KAM012", "without"),
    "without a list of lists": ("extends: milestone\nwithout: [[C]]\n", "KAM012", "without"),
    "order of a stranger": ("extends: milestone\norder: [G, Q]\n", "KAM012", "order"),
    "order of mappings": ("extends: milestone\norder: [{G: x}]\n", "KAM012", "order"),
    "without the winning stage": ("extends: milestone\nwithout: [S]\n", "KAM012", "winning"),
    "no winning stage": ("extends: milestone\nwinning: Q\n", "KAM012", "winning"),
    "no probability": (WHOLE.replace("probability: 20, ", ""), "KAM012", "probability"),
    "no category": (WHOLE.replace(", category: pipeline", ""), "KAM012", "category"),
    "closed before winning": (WHOLE.replace("pipeline", "closed"), "KAM012", "category"),
    "probability of 100": (WHOLE.replace("20", "100"), "KAM003", "bounds"),
    "probability of 0": (WHOLE.replace("20", "0"), "KAM003", "bounds"),
    "no name": (WHOLE.replace("name: {en: Short}\n", ""), "KAM004", "missing"),
    "no stages": ("name: {en: x}\nwinning: a\n", "KAM004", "missing"),
    "stages that are a list": ("extends: milestone\nstages: [C]\n", "KAM003", "not-mapping"),
    "a stage that is a text": ("extends: milestone\nstages: {C: x}\n", "KAM003", "not-mapping"),
    "a list": ("- extends: milestone\n", "KAM003", "not-mapping"),
    "broken YAML": ("extends: [\n", "KAM001", "syntax"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_bad_playbook_is_said_like_any_file_and_its_deals_are_left_out(
    book: MakeBook, kind: str
) -> None:
    text, code, problem = BROKEN[kind]
    made = opened(
        book,
        {
            MINE: text,
            DEAL: "name: MES\nplaybook: mine\n",
            "accounts/acme/opportunities/other.yaml": "name: Other\nstage: C\n",
        },
    )
    assert said(made) == [(DEAL, "KAM010", "playbook"), (MINE, code, problem)]
    assert all(finding.skips for finding in made.findings)
    assert "mine" not in made.methods.playbooks
    assert [one.id for _, one in made.opportunities()] == ["other"]


def test_a_bad_playbook_that_others_extend_is_said_once_and_so_are_they(book: MakeBook) -> None:
    for text, code in (("without: [Q]\nextends: milestone\n", "KAM012"), ("name: [\n", "KAM001")):
        made = opened(
            book,
            {
                MINE: "extends: base\n",
                "playbooks/too.yaml": "extends: base\n",
                "playbooks/base.yaml": text,
            },
        )
        assert [
            (path, given) for path, given, _ in said(made) if path == "playbooks/base.yaml"
        ] == [("playbooks/base.yaml", code)]
        assert not {"mine", "too", "base"} & set(made.methods.playbooks)


def test_an_unknown_key_is_said_and_the_playbook_serves(book: MakeBook) -> None:
    made = opened(
        book, {MINE: "extends: milestone\ncolor: red\n", DEAL: "name: x\nplaybook: mine\n"}
    )
    assert said(made) == [(MINE, "KAM005", "unknown-key")]
    assert not made.findings[0].skips
    assert len(list(made.opportunities())) == 1


def test_a_bad_default_playbook_leaves_out_what_leans_on_it(book: MakeBook) -> None:
    made = opened(
        book,
        {
            "kam.yaml": "playbook: mine\n",
            MINE: "extends: nothing\n",
            DEAL: "name: MES\n",
            "accounts/acme/opportunities/other.yaml": "name: Other\nplaybook: dealer\n",
        },
    )
    assert [one.id for _, one in made.opportunities()] == ["other"]
    assert said(made)[0] == (DEAL, "KAM010", "playbook")


def test_words_of_ones_own_are_added_and_labels_replaced(book: MakeBook) -> None:
    made = opened(
        book,
        {
            "playbooks/vocabulary.yaml": (
                "words:\n  role:\n    sponsor: {label: {en: sponsor}, aliases: [patron]}\n"
                "    user: {label: {en: the user}}\n  colour:\n    red: {label: {en: red}}\n"
            ),
            "accounts/acme/contacts.yaml": "wang: {name: 王芳, roles: [sponsor, coach]}\n",
        },
    )
    assert made.findings == ()
    words = made.methods.vocabulary
    assert words.path == "playbooks/vocabulary.yaml"
    assert words.keys("role")[-1] == "sponsor"
    assert {"economic", "user", "coach"} <= set(words.keys("role"))
    assert words.label("role", "user", "en") == "the user"
    assert words.label("role", "user", "zh") == "使用买家"
    assert words.keys("colour") == ("red",)


def test_a_word_that_no_vocabulary_has_keeps_its_file_out(book: MakeBook) -> None:
    made = opened(book, {"accounts/acme/contacts.yaml": "wang: {name: 王芳, roles: [sponsor]}\n"})
    assert said(made) == [("accounts/acme/contacts.yaml", "KAM003", "choice")]


@pytest.mark.parametrize("text", ["words: [\n", "words: x\n", "- x\n", "words: {role: {a: {}}}\n"])
def test_a_bad_vocabulary_is_said_once_and_the_built_in_one_serves(
    book: MakeBook, text: str
) -> None:
    made = opened(book, {"playbooks/vocabulary.yaml": text, DEAL: "name: MES\nstage: C\n"})
    (finding,) = made.findings
    assert (finding.path, finding.skips) == ("playbooks/vocabulary.yaml", True)
    assert made.methods.vocabulary.keys("attitude")[0] == "mentor"
    assert len(list(made.opportunities())) == 1


def test_a_relationship_model_of_ones_own(book: MakeBook) -> None:
    made = opened(
        book,
        {
            "playbooks/relationship.yaml": (
                "months: 6\nstages:\n  alliance: {label: {en: alliance, zh: 联盟}}\n"
            ),
            "accounts/acme/account.yaml": "name: Acme\nrelationship: {stage: alliance}\n",
        },
    )
    model = made.methods.relationship
    assert made.findings == ()
    assert list(model.stages) == ["none", "establish", "stabilise", "strengthen", "alliance"]
    assert (model.months, model.path) == (6, "playbooks/relationship.yaml")
    assert made.folders[0].account.relationship.stage == "alliance"


def test_a_relationship_stage_that_no_model_has_keeps_the_account_out(book: MakeBook) -> None:
    path = "accounts/acme/account.yaml"
    made = opened(book, {path: "name: Acme\nrelationship: {stage: alliance}\n"})
    assert said(made) == [(path, "KAM003", "choice")]
    assert not made.folders[0].readable


def test_a_file_whose_name_no_deal_can_write_is_said(book: MakeBook) -> None:
    made = opened(book, {"playbooks/Our Way.yaml": WHOLE, "playbooks/no.yaml": WHOLE})
    assert said(made) == [
        ("playbooks/Our Way.yaml", "KAM007", None),
        ("playbooks/no.yaml", "KAM007", None),
    ]


def test_merging_goes_key_by_key_and_replaces_the_rest() -> None:
    base = {"a": {"x": "1", "y": ["1"]}, "b": "2", "c": {"z": "3"}}
    own = {"a": {"y": ["2"], "w": "4"}, "c": "5", "d": {"e": "6"}}
    assert merge(base, own) == {
        "a": {"x": "1", "y": ["2"], "w": "4"},
        "b": "2",
        "c": "5",
        "d": {"e": "6"},
    }
    assert base["a"] == {"x": "1", "y": ["1"]}
