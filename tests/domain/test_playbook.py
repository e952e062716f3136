from decimal import Decimal

from kam.domain.label import Label
from kam.domain.playbook import Term, Vocabulary
from tests.domain.builders import DEALER, MILESTONE


def test_a_text_in_one_language_serves_for_both() -> None:
    both, english, chinese = Label(en="tier", zh="级别"), Label(en="tier"), Label(zh="级别")
    assert [both.text("en"), both.text("zh")] == ["tier", "级别"]
    assert [english.text("zh"), chinese.text("en"), Label().text("en")] == ["tier", "级别", ""]


def test_the_open_stages_are_those_before_the_winning_one() -> None:
    assert [stage.key for stage in MILESTONE.open_stages] == ["G", "F", "E", "D", "C", "B", "A"]
    assert [stage.key for stage in DEALER.open_stages] == ["prospect", "visit", "needs", "terms"]


def test_the_work_in_hand_is_the_stage_after() -> None:
    def following(stage: str | None) -> str | None:
        found = DEALER.after(stage)
        return found.key if found else None

    assert [following(None), following("terms"), following("retain")] == ["prospect", "close", None]


def test_the_winning_stage_and_later_ones_have_won() -> None:
    assert [DEALER.has_won(stage) for stage in (None, "terms", "close", "retain")] == [
        False,
        False,
        True,
        True,
    ]


def test_probability_is_100_once_won_and_none_before_the_first_stage() -> None:
    found = [DEALER.probability(stage) for stage in (None, "terms", "retain")]
    assert found == [None, Decimal(75), Decimal(100)]


def test_a_forward_move_passes_every_stage_up_to_its_end() -> None:
    def passed(start: str | None, end: str) -> list[str]:
        return [stage.key for stage in MILESTONE.passed(start, end)]

    assert passed(None, "E") == ["G", "F", "E"]
    assert passed("D", "C") == ["C"]
    assert passed("C", "D") == []


def test_a_word_without_a_label_stands_for_itself() -> None:
    words = Vocabulary(words={"tier": {"core": Term(label=Label(en="core", zh="核心"))}})
    assert words.keys("tier") == ("core",)
    assert words.keys("unheard") == ()
    assert words.label("tier", "core", "zh") == "核心"
    assert words.label("tier", "gold", "zh") == "gold"
