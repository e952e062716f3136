"""A customer's people: who counts, coverage, relation types, scales, gaps, the reporting tree."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.contact import Contact, TwoInterests
from kam.domain.contact_coverage import contact_coverage, missing_roles, strength_of, weight_of
from kam.domain.hierarchy import rings
from kam.domain.levels import scale_key, top_level
from kam.domain.opportunity import PersonHere
from kam.domain.people_gaps import Sight, find_gaps, is_key, is_met, side_of
from kam.domain.person import Person, here_and_gone, people_of
from kam.domain.relation_type import account_relation_type, relation_type
from kam.domain.reporting import reporting_tree
from tests.domain.builders import MODELS, TODAY, day, opportunity

MODEL = MODELS.people
ROLES = list(MODEL.weights)
ATTITUDES = list(MODEL.attitudes)
DEPTHS = list(MODEL.depths)


def contact(name: str = "wang", **facts: Any) -> Contact:
    return Contact(id=name, name=name.title(), **facts)


def person(name: str = "wang", *roles: str, attitude: str | None = None, **facts: Any) -> Person:
    """Somebody of acme; `weight` and `lead` as an opportunity states them."""
    here = {key: facts.pop(key) for key in ("weight", "lead", "home") if key in facts}
    one = contact(name, roles=roles, attitude=attitude, **facts)
    return Person(**{"home": "acme", **here}, contact=one, roles=roles, attitude=attitude)


def folk(*people: Contact) -> dict[str, dict[str, Contact]]:
    return {"acme": {one.id: one for one in people}}


# Who counts


def test_who_has_left_no_longer_counts() -> None:
    known = folk(contact("wang"), contact("li", left=TODAY), contact("bo", left=day("2026-12-01")))
    assert [one.key for one in people_of("acme", known, TODAY)] == [
        ("acme", "wang"),
        ("acme", "bo"),
    ]


def test_an_opportunity_says_what_a_person_is_in_it_and_brings_others() -> None:
    known = {
        **folk(contact("wang", roles=("user",), attitude="enemy"), contact("li", roles=("coach",))),
        "institute": {"wu": contact("wu", attitude="mentor")},
    }
    deal = opportunity(
        people={
            "wang": PersonHere(roles=("evaluator",), lead=True, attitude="supporter", weight=3),
            "institute/wu": PersonHere(),
            "nobody": PersonHere(),
        }
    )
    wang, li, wu = people_of("acme", known, TODAY, deal)
    assert (wang.roles, wang.attitude, wang.lead, wang.weight) == (
        ("evaluator",),
        "supporter",
        True,
        3,
    )
    assert (li.roles, li.named, wu.attitude, wu.named) == (("coach",), False, "mentor", True)
    assert [one.reference("acme") for one in (li, wu)] == ["li", "institute/wu"]


def test_an_opportunity_takes_roles_away_and_people_out() -> None:
    boss, li = (contact(name, roles=("economic",)) for name in ("boss", "li"))
    deal = opportunity(people={"boss": PersonHere(roles=()), "li": PersonHere(weight=0)})
    known = folk(boss, li, contact("old", left=TODAY))
    assert [(one.key[1], one.roles) for one in people_of("acme", known, TODAY, deal)] == [
        ("boss", ())
    ]
    assert [one.key[1] for one in here_and_gone("acme", known, TODAY, deal)[1]] == ["li", "old"]


# Coverage: Σ weight(role) · strength(person) / Σ weight(role)


def test_the_coverage_is_the_weighted_strength_over_all_roles() -> None:
    people = [
        person("boss", "economic", attitude="neutral"),
        person("wang", "user", "coach", attitude="mentor"),
        person("liu", "technical", attitude="supporter"),
    ]
    # 5 × 25 % + (3 + 3) × 100 % + 3 × 75 % of 14
    assert contact_coverage(people, MODEL) == Decimal("9.5") / 14


def test_a_required_role_that_nobody_holds_counts_without_strength() -> None:
    people = [person("wang", "user", "coach", attitude="mentor")]
    assert missing_roles(people, MODEL) == ("economic", "technical")
    assert contact_coverage(people, MODEL) == Decimal(6) / 14


def test_the_strength_is_that_of_the_attitude_as_far_as_the_contact_is_deep() -> None:
    known = [
        strength_of(person(attitude="mentor", contact=depth), MODEL) for depth in (None, *DEPTHS)
    ]
    assert known == [1, 0, Decimal("0.5"), 1, 1]
    assert strength_of(person(), MODEL) == 0
    assert strength_of(person(attitude="fan"), MODEL) == 0


def test_a_stated_weight_stands_in_place_of_the_roles() -> None:
    assert weight_of(person("wang", "user", "coach"), MODEL) == 6
    assert weight_of(person("wang", "user", "coach", weight=2), MODEL) == 2
    assert weight_of(person("wang", "patron"), MODEL) == 0
    boss = person("boss", "economic", "user", "technical", "coach", attitude="mentor")
    out = person("wang", "user", attitude="enemy", weight=0)
    assert contact_coverage([boss, out], MODEL) == 1


def test_without_roles_no_coverage_is_known() -> None:
    assert contact_coverage([], MODEL) is None
    assert contact_coverage([person(attitude="mentor")], MODEL) is None
    bare = replace(MODEL, required=())
    assert contact_coverage([person("wang", "patron", attitude="mentor")], bare) is None


@st.composite
def somebody(draw: st.DrawFn) -> Person:
    roles = draw(st.lists(st.sampled_from(ROLES), max_size=3, unique=True))
    return person(
        draw(st.sampled_from(["a", "b", "c"])),
        *roles,
        attitude=draw(st.none() | st.sampled_from(ATTITUDES)),
        contact=draw(st.none() | st.sampled_from(DEPTHS)),
        weight=draw(st.none() | st.integers(0, 9)),
    )


FOLK = st.lists(somebody(), max_size=8)


@given(FOLK)
def test_the_coverage_is_a_share(people: list[Person]) -> None:
    found = contact_coverage(people, MODEL)
    assert found is None or 0 <= found <= 1


@given(FOLK, st.randoms())
def test_the_order_of_people_does_not_matter(people: list[Person], random: Any) -> None:
    mixed = random.sample(people, len(people))
    assert contact_coverage(mixed, MODEL) == contact_coverage(people, MODEL)


@given(FOLK, somebody(), st.sampled_from(ATTITUDES), st.sampled_from(ATTITUDES))
def test_a_better_attitude_never_lowers_it(
    people: list[Person], one: Person, first: str, second: str
) -> None:
    worse, better = sorted((first, second), key=lambda key: MODEL.attitudes[key].strength)
    before = contact_coverage([*people, replace(one, attitude=worse)], MODEL)
    after = contact_coverage([*people, replace(one, attitude=better)], MODEL)
    assert (before is None) == (after is None)
    assert before is None or after is None or before <= after


@given(FOLK, st.sampled_from(ROLES))
def test_a_mentor_more_never_lowers_it(people: list[Person], role: str) -> None:
    before = contact_coverage(people, MODEL)
    after = contact_coverage([*people, person("new", role, attitude="mentor")], MODEL)
    assert after is not None
    assert before is None or before <= after


@given(FOLK, st.sampled_from(MODEL.required), st.sampled_from(ATTITUDES))
def test_whoever_fills_a_required_role_never_lowers_it(
    people: list[Person], role: str, attitude: str
) -> None:
    others = [one for one in people if role not in one.roles]
    before = contact_coverage(others, MODEL)
    after = contact_coverage([*others, person("new", role, attitude=attitude)], MODEL)
    assert after is not None
    assert before is None or before <= after


# Relation types


@pytest.mark.parametrize(
    ("company", "personal", "kind"),
    [(3, 3, "outsider"), (3, 4, "friend"), (4, 3, "supplier"), (4, 5, "partner"), (None, 5, None),
     (5, None, None)],
)  # fmt: skip
def test_two_interests_make_the_relation_type(
    company: int | None, personal: int | None, kind: str | None
) -> None:
    assert relation_type(TwoInterests(company=company, personal=personal), MODEL) == kind


def test_an_account_is_of_the_type_whose_people_weigh_most() -> None:
    outsider, partner = TwoInterests(company=1, personal=1), TwoInterests(company=5, personal=5)
    boss = person("boss", "economic", interest=outsider)
    user = person("wang", "user", interest=partner)
    coach = person("li", "coach", interest=partner)
    assert account_relation_type([boss, user], MODEL) == "outsider"
    assert account_relation_type([boss, user, coach], MODEL) == "partner"
    assert account_relation_type([person("boss", "economic"), user], MODEL) == "partner"


def test_without_roles_each_counts_once_and_equal_ones_go_to_the_first() -> None:
    outsider = person("a", interest=TwoInterests(company=1, personal=1))
    partners = [person(name, interest=TwoInterests(company=5, personal=5)) for name in "bc"]
    assert account_relation_type([partners[0], outsider], MODEL) == "outsider"
    assert account_relation_type([outsider, *partners], MODEL) == "partner"
    assert account_relation_type([person("a", "economic")], MODEL) is None


# Levels


@pytest.mark.parametrize(
    ("levels", "ownership", "scale"),
    [
        ((), None, "three-levels"),
        ((), "state", "state-owned"),
        (("decision",), "state", "state-owned"),
        (("management", "decision"), "state", "three-levels"),
        (("influence", "execution", "operation", None), "private", "state-owned"),
    ],
)
def test_an_account_uses_the_scale_of_its_contacts_else_of_its_owners(
    levels: tuple[str | None, ...], ownership: str | None, scale: str
) -> None:
    assert scale_key(levels, ownership, MODEL) == scale


def test_the_first_level_of_a_scale_is_that_of_decision() -> None:
    scale = MODEL.scales["state-owned"]
    assert top_level(scale) == "decision"
    assert top_level(replace(scale, levels=())) is None


# Gaps


def alerts(
    *people: Person,
    seen: dict[str, str] | None = None,
    known: bool = True,
    gone: tuple[Person, ...] = (),
) -> list[str]:
    days = {("acme", name): day(on) for name, on in (seen or {}).items()}
    sight = Sight(today=TODAY, seen=days if known else None)
    scale = MODEL.scales["three-levels"]
    return [gap.alert for gap in find_gaps(people, scale, MODEL, sight, gone)]


def test_where_nothing_is_said_nothing_is_missing() -> None:
    assert alerts() == []
    assert alerts(person("a"), person("b")) == []


def test_roles_that_nobody_holds_are_missing_where_any_is_stated() -> None:
    assert alerts(person("a", "user", "technical")) == ["no-economic", "no-coach"]
    assert alerts(person("a", weight=3)) == ["no-economic", "no-technical", "no-user", "no-coach"]


def test_an_enemy_with_a_veto_is_a_danger_and_a_neutral_one_is_not() -> None:
    assert alerts(person("a", attitude="enemy", veto=True)) == ["veto-against"]
    assert alerts(person("a", attitude="neutral", veto=True)) == []
    assert alerts(person("a", attitude="enemy")) == []


def test_the_decision_level_is_missing_where_other_levels_are_known() -> None:
    assert alerts(person("a", level="management")) == ["no-decision-level"]
    adviser = person("b", level="decision", outside=True)
    assert alerts(person("a", level="management"), adviser) == ["no-decision-level"]
    assert alerts(adviser) == []


def test_the_decision_level_is_to_be_met_first() -> None:
    boss = person("a", level="decision", contact="none")
    others = (person("b", contact="multiple"), person("c", contact="brief"))
    assert alerts(boss, *others) == ["decision-level-not-met"]
    assert alerts(boss, *others, seen={"a": "2026-11-20"}) == []
    assert alerts(boss) == ["decision-level-not-met", "nobody-met"]


def test_in_touch_with_nobody_is_worse_than_with_one() -> None:
    assert alerts(person("a", contact="none"), person("b")) == ["nobody-met"]
    assert alerts(person("a"), person("b", attitude="mentor")) == []


def test_those_who_have_left_leave_their_alerts_behind() -> None:
    left = person("a", "economic", "coach", level="decision", contact="multiple")
    roles = ["no-economic", "no-technical", "no-user", "no-coach"]
    assert alerts(gone=(left,)) == [*roles, "no-decision-level", "nobody-met"]
    assert alerts(gone=(person("a"),)) == []
    assert contact_coverage((), MODEL, (left,)) == 0
    assert contact_coverage((), MODEL, (person("a"),)) is None


def test_a_coach_wants_us_to_win() -> None:
    rest = person("b", "economic", "user", "technical")
    found = {one: alerts(person("a", "coach", attitude=one), rest) for one in (None, *ATTITUDES)}
    against = ["no-coach"]
    assert list(found.values()) == [[], [], [], against, against, against]


@given(somebody())
def test_whoever_brings_something_to_the_coverage_is_met(one: Person) -> None:
    assert is_met(one, MODEL, Sight(today=TODAY, seen={})) >= (strength_of(one, MODEL) > 0)


def test_the_order_of_attitudes_says_whether_an_aim_is_reached() -> None:
    assert [MODEL.reaches(one, "non-supporter") for one in (None, "fan", *ATTITUDES)] == [
        False, False, True, True, True, True, False,
    ]  # fmt: skip
    better = replace(MODEL.attitudes["enemy"], strength=Decimal(10))
    model = replace(MODEL, attitudes={**MODEL.attitudes, "enemy": better})
    assert model.reaches("enemy", "non-supporter")
    assert not model.reaches("non-supporter", "enemy")
    assert model.reaches("fan", "fan")


def test_an_account_that_hangs_on_one_person_is_single_threaded() -> None:
    assert alerts(person("a", contact="multiple"), person("b")) == ["single-threaded"]
    assert alerts(person("a"), person("b"), seen={"a": "2026-11-20"}) == ["single-threaded"]
    assert alerts(person("a", contact="brief"), person("b"), seen={"b": "2026-11-20"}) == []


def test_nobody_was_seen_for_long() -> None:
    pair = (person("a"), person("b"))
    assert alerts(*pair, seen={"a": "2026-10-07", "b": "2026-01-01"}) == []
    assert alerts(*pair, seen={"a": "2026-10-06", "b": "2026-01-01"}) == ["not-seen"]


def test_where_activities_do_not_read_nothing_is_said_of_who_was_seen() -> None:
    assert alerts(person("a", contact="multiple"), person("b"), known=False) == []


def test_key_people_hold_a_needed_role_or_a_veto_or_lead() -> None:
    key = (person("a", "coach"), person("a", veto=True), person("a", lead=True))
    assert all(is_key(one, MODEL) for one in key)
    assert not is_key(person("a", "user"), MODEL)


def test_people_stand_on_the_side_of_their_attitude() -> None:
    sides = [side_of(person(attitude=one), MODEL) for one in ("mentor", "neutral", "enemy", None)]
    assert sides == ["for", "undecided", "against", "unknown"]


# The reporting tree


def tree(*people: Person) -> list[str]:
    return [
        "".join("L" if last else "T" for last in branch.last) + branch.person.contact.id
        for branch in reporting_tree(people)
    ]


def test_the_tree_runs_from_the_top_down_in_the_order_of_the_file() -> None:
    found = tree(
        person("c", reports_to="b"),
        person("b", reports_to="a"),
        person("d", reports_to="a"),
        person("a"),
        person("x", reports_to="gone"),
        person("b", home="bell", reports_to="a"),
    )
    assert found == ["a", "Tb", "TLc", "Ld", "x", "b"]


def test_a_ring_is_cut_open_and_nobody_is_lost() -> None:
    found = tree(
        person("a", reports_to="b"), person("b", reports_to="a"), person("c", reports_to="c")
    )
    assert sorted(name[-1] for name in found) == ["a", "b", "c"]


def test_rings_are_found_once_from_their_first_member() -> None:
    superiors = {"z": "a", "a": "b", "b": "c", "c": "a", "s": "s", "t": "gone", "u": None}
    assert list(rings(superiors)) == [("a", "b", "c"), ("s",)]
