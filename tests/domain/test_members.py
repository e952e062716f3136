import pytest

from kam.domain.members import find_member
from kam.domain.settings import Member
from kam.errors import UsageError

PEOPLE = {
    "li.wei": Member(name="李伟"),
    "anna.berg": Member(name="anna"),
    "anna": Member(),
    "wang.1": Member(name="王芳"),
    "wang.2": Member(name="王芳"),
}


@pytest.mark.parametrize(
    ("text", "person"),
    [("li.wei", "li.wei"), ("李伟", "li.wei"), ("new.one", "new.one"), ("anna", "anna")],
)
def test_a_person_is_named_by_id_or_by_a_name_that_only_one_has(text: str, person: str) -> None:
    assert find_member(text, PEOPLE) == person


@pytest.mark.parametrize(
    ("text", "candidates"), [("王芳", ("wang.1", "wang.2")), ("赵", tuple(PEOPLE))]
)
def test_a_name_that_nobody_or_several_have_is_refused(
    text: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError) as refusal:
        find_member(text, PEOPLE)
    assert refusal.value.candidates == candidates
