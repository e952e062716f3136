"""Ids made from names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.activity import Task
from kam.domain.ids import is_id
from kam.errors import UsageError
from kam.workspace.slugs import SHORT, given_id, id_from_name, require_free, task_id

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("重庆银行", "chong-qing-yin-hang"),
        ("MES upgrade, phase 2", "mes-upgrade-phase-2"),
        ("MES升级二期", "mes-sheng-ji-er-qi"),
        ("3号线", "3-hao-xian"),
        ("Acme（中国）", "acme-zhong-guo"),
        ("ＡＢＣ 公司", "abc-gong-si"),
        ("Größe & Søn", "grosse-son"),
        ("女儿红", "nv-er-hong"),
        ("a" * 70, "a" * 64),
    ],
)
def test_an_id_is_made_from_a_name(name: str, made: str) -> None:
    assert id_from_name(name) == made


@pytest.mark.parametrize("name", ["", "2027", "—", "Привет", "No", "con", "1e5"])
def test_a_name_of_which_nothing_is_left_asks_for_an_id(name: str) -> None:
    with pytest.raises(UsageError, match="no id can be made") as caught:
        id_from_name(name)
    assert "--id" in (caught.value.hint or "")


@given(st.text())
def test_whatever_is_made_is_an_id(name: str) -> None:
    try:
        made = id_from_name(name)
    except UsageError:
        return
    assert is_id(made)


def test_an_id_that_is_given_is_taken_as_it_is() -> None:
    assert given_id("mes-2") == "mes-2"
    assert given_id("li.wei", person=True) == "li.wei"


@pytest.mark.parametrize("text", ["MES", "li.wei", "-a", "2027", "no", "a/b", "a" * 65])
def test_an_id_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not an id"):
        given_id(text)


def test_a_collision_names_both() -> None:
    require_free("acme", "ACME", {"other": "x"})
    with pytest.raises(UsageError, match='the id acme of "ACME" is taken by "Acme Ltd"'):
        require_free("acme", "ACME", {"acme": "Acme Ltd"})


def test_the_id_of_a_next_step_is_short_and_cut_between_words() -> None:
    text = "Send the contract draft for phase 2 to the legal department"
    made = task_id(text, DAY, {})
    assert made == "send-the-contract-draft-for-phase-2-to"
    assert len(made) <= SHORT


def test_one_word_that_is_too_long_is_cut_anyway() -> None:
    assert task_id("x" * 60, DAY, {}) == "x" * SHORT


def test_what_was_done_before_gets_the_day_behind_its_id() -> None:
    done = Task(id="call-again", what="Call again", done=date(2026, 11, 1))
    assert task_id("Call again", DAY, {"call-again": done}) == "call-again-2026-12-01"


def test_what_is_still_open_keeps_its_id_so_that_it_collides() -> None:
    assert task_id("Call again", DAY, {"call-again": Task(what="Call again")}) == "call-again"
