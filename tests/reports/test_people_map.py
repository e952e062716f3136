"""The relationship map: its people, its order of visits, and what it cannot know."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.activity import Activity
from kam.domain.consistency import Unread
from kam.domain.contact import Contact, PersonPlan, TwoInterests
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import Opportunity, PersonHere, Procurement
from kam.domain.touching import find_touches
from kam.reports.people_map import MapRow, PeopleMap, build_map
from kam.reports.people_standing import build_standings
from tests.domain.builders import MODELS, TODAY, account, book, day, opportunity

MODEL = MODELS.people
FACTS = st.tuples(
    st.none() | st.sampled_from(list(MODEL.attitudes)),
    st.sampled_from(list(MODEL.weights)),
    st.sampled_from(list(MODEL.depths)),
)
"""An attitude, a role and a depth of contact."""


def contact(name: str, *roles: str, **facts: Any) -> Contact:
    return Contact(id=name, name=name.title(), roles=roles, **facts)


def drawn(
    *people: Contact,
    deal: Opportunity | None = None,
    seen: dict[str, str] | None = None,
    others: tuple[Contact, ...] = (),
    unread: tuple[str, ...] = (),
) -> PeopleMap:
    """The map of acme, or of its opportunity; `others` are contacts of bell."""
    acme, bell = book(accounts=(account("acme"), account("bell"))).folders
    log = tuple(
        Activity(date=day(on), kind="visit", with_=(who,)) for who, on in (seen or {}).items()
    )
    folders = (
        replace(acme, contacts={one.id: one for one in people}, activities=log),
        replace(bell, contacts={one.id: one for one in others}),
    )
    findings = [Finding("KAM003", "value", Severity.ERROR, path, skips=True) for path in unread]
    return build_map(
        folders,
        acme.account,
        deal,
        model=MODEL,
        seen=find_touches(folders, MODELS.rhythm, TODAY).people,
        today=TODAY,
        unread=Unread(findings),
    )


def order(result: PeopleMap) -> list[str]:
    return [row.id for row in result.visits]


def row(result: PeopleMap, name: str) -> MapRow:
    return next(row for row in result.rows if row.id == name)


# Whom to visit next


def test_the_most_urgent_reason_decides_then_the_coverage_at_stake() -> None:
    due = PersonPlan(what="Show the savings", due=TODAY)
    result = drawn(
        contact("small", "purchaser", attitude="neutral", contact="multiple"),
        contact("large", "economic", attitude="neutral", contact="multiple"),
        contact("unseen", "coach", attitude="mentor"),
        contact("planned", attitude="mentor", plan=due),
        contact("top", level="decision", contact="none", attitude="mentor"),
        contact("enemy", attitude="enemy", veto=True),
        contact("content", "user", "technical", attitude="mentor", contact="in-depth"),
        seen={"unseen": "2026-09-01"},
    )
    assert order(result) == ["enemy", "top", "planned", "unseen", "large", "small"]
    assert row(result, "content").visit is None
    assert [tuple(one.reasons) for one in result.visits] == [
        ("veto-against",),
        ("top-down",),
        ("plan-due",),
        ("not-seen",),
        ("coverage",),
        ("coverage",),
    ]


def test_the_gain_is_what_reaching_the_aim_adds_to_the_coverage() -> None:
    people = (
        contact("boss", "economic", attitude="neutral", contact="brief"),
        contact("wang", "user", "coach", "technical", attitude="mentor"),
    )
    before = drawn(*people)
    won = replace(people[0], attitude="supporter")
    after = drawn(won, people[1])
    known = (after.contact_coverage, before.contact_coverage, row(before, "boss").gain)
    later, now, gain = (value or Decimal(0) for value in known)
    assert gain > 0
    assert round(later - now - gain, 12) == 0
    assert row(before, "boss").aim == "supporter"


def test_shares_are_of_the_weight_of_all_roles_and_of_those_that_nobody_holds() -> None:
    result = drawn(contact("a", "economic", attitude="mentor"), contact("b", "user", "coach"))
    assert [result.share_of([one]) for one in result.rows] == [Decimal(5) / 14, Decimal(6) / 14]
    assert result.vacant == Decimal(3) / 14
    bare = drawn(contact("a", attitude="mentor"))
    assert (bare.share_of(bare.rows), bare.vacant, bare.rows[0].share) == (None, None, None)


def test_a_plan_states_the_aim_and_is_done_once_it_is_reached() -> None:
    plan = PersonPlan(aim="supporter", due=TODAY)
    open_, done = (
        drawn(contact("a", "user", attitude=attitude, plan=plan))
        for attitude in ("enemy", "mentor")
    )
    assert row(open_, "a").reasons == ("plan-due", "coverage")
    assert (row(done, "a").reasons, row(done, "a").aim) == ((), "mentor")
    assert (row(open_, "a").plan, row(done, "a").plan) == (plan, PersonPlan())


def test_a_visit_promises_nothing_for_a_worse_attitude_and_something_for_a_first_contact() -> None:
    worse = PersonPlan(aim="supporter", what="Show the savings")
    result = drawn(
        contact("mentor", "user", attitude="mentor", contact="brief", plan=worse),
        contact("boss", "economic", attitude="neutral", contact="none"),
    )
    assert row(result, "mentor").gain == 0
    assert row(result, "mentor").visit is None
    # weighs 5 of 14; supporter at a brief contact: 75 % × 50 %
    assert row(result, "boss").gain == Decimal(5) / 14 * Decimal("0.375")


def test_the_advice_is_the_relation_types_but_for_who_is_against_us() -> None:
    low = TwoInterests(company=1, personal=1)
    result = drawn(
        contact("a", attitude="neutral", interest=low),
        contact("b", attitude="enemy", interest=low),
        contact("c", attitude="neutral"),
    )
    advice = [one.approach for one in result.rows]
    assert advice == [
        MODEL.relation_types["outsider"].approach,
        MODEL.attitudes["enemy"].approach,
        MODEL.attitudes["neutral"].approach,
    ]


@given(st.lists(FACTS, max_size=8))
def test_whoever_is_worth_a_visit_has_a_place_in_the_order_and_a_reason(
    facts: list[tuple[str | None, str, str]],
) -> None:
    result = drawn(
        *(
            contact(f"p{place}", role, attitude=attitude, contact=depth, veto=role == "financial")
            for place, (attitude, role, depth) in enumerate(facts)
        )
    )
    assert [one.visit for one in result.visits] == list(range(1, len(result.visits) + 1))
    assert {one.id for one in result.rows if one.reasons} == set(order(result))
    if result.contact_coverage is not None:
        gained = sum((one.gain or Decimal(0) for one in result.rows), result.contact_coverage)
        assert gained <= Decimal("1.0000000001")


# What it is made of


def test_the_map_of_an_opportunity_has_people_of_other_accounts() -> None:
    deal = opportunity(
        people={
            "bell/wu": PersonHere(roles=("economic",), attitude="mentor", weight=4),
            "bell/gone": PersonHere(),
            "nobody": PersonHere(),
        },
        procurement=Procurement(procedure="purchase-tender"),
    )
    result = drawn(
        contact("wang", "user", level="management", department="user", attitude="neutral"),
        contact("old", left=TODAY),
        deal=deal,
        others=(contact("wu", outside=True), contact("gone", left=TODAY)),
        seen={"bell/wu": "2026-11-01"},
    )
    assert [one.id for one in result.rows] == ["wang", "bell/wu"]
    assert (row(result, "bell/wu").weight, row(result, "bell/wu").days_unseen) == (4, 20)
    assert (list(result.left), result.unknown) == (["old", "bell/gone"], ("nobody",))
    assert [(step.step, step.done, step.total) for step in result.analysis] == [
        ("org-chart", 2, 2),
        ("buying-process", 1, 1),
        ("roles", 2, 2),
        ("weights", 2, 2),
        ("plan", 0, 2),
    ]


def test_people_of_other_accounts_do_not_choose_the_scale_of_levels() -> None:
    deal = opportunity(people={"bell/wu": PersonHere(), "bell/xu": PersonHere()})
    others = (contact("wu", level="management"), contact("xu", level="operation"))
    result = drawn(contact("wang", level="execution"), deal=deal, others=others)
    assert result.scale_key == "state-owned"


def test_of_contacts_that_did_not_read_nothing_is_said() -> None:
    deal = opportunity(people={"bell/wu": PersonHere(roles=("coach",))})
    people = (contact("wang", "economic", attitude="neutral", level="management"),)
    result = drawn(*people, deal=deal, unread=("accounts/bell/contacts.yaml",))
    assert (result.unread_contacts, result.unknown) == (("bell",), ())
    assert (result.contact_coverage, result.relation_type, result.gaps) == (None, None, ())
    assert (result.analysis, row(result, "wang").visit) == ((), None)
    assert row(result, "wang").gain is None


def test_with_activities_that_did_not_read_nobody_is_said_to_be_unseen() -> None:
    people = (contact("wang", "coach", attitude="mentor"),)
    path = "accounts/acme/activities/2026-li.wei.yaml"
    result = drawn(*people, seen={"wang": "2026-01-01"}, unread=(path,))
    assert (result.seen_known, row(result, "wang").last_seen) == (False, None)
    assert [gap.alert for gap in result.gaps if gap.kind == "not-seen"] == []
    assert order(result) == []


def test_whom_the_opportunity_takes_out_is_named_apart() -> None:
    deal = opportunity(people={"boss": PersonHere(roles=(), weight=0)})
    boss = contact("boss", "economic", attitude="enemy", veto=True, contact="multiple")
    result = drawn(boss, contact("li", "user", attitude="supporter", contact="none"), deal=deal)
    assert ([one.id for one in result.rows], list(result.out)) == (["li"], ["boss"])
    assert [gap.alert for gap in result.gaps] == [
        "no-economic",
        "no-technical",
        "no-coach",
        "nobody-met",
    ]


# The standing of every account


def test_a_standing_names_needed_roles_and_dangers_only() -> None:
    acme, bell = book(accounts=(account("acme"), account("bell"))).folders
    wang = contact("wang", "user", attitude="mentor", interest=TwoInterests(company=5, personal=5))
    folders = (replace(acme, contacts={"wang": wang}), bell)
    found = build_standings(folders, MODEL, {}, TODAY, Unread(()))
    assert (found["acme"].alerts, found["acme"].relation_type) == (
        ("no-economic", "no-coach"),
        "partner",
    )
    assert str(found["acme"].coverage)[:6] == "0.2142"
    assert (found["bell"].coverage, found["bell"].alerts) == (None, ())


def test_a_standing_falls_when_the_last_one_leaves() -> None:
    (acme,) = book(accounts=(account("acme"),)).folders
    boss = contact("boss", "economic", level="decision", contact="multiple", left=TODAY)
    found = build_standings([replace(acme, contacts={"boss": boss})], MODEL, {}, TODAY, Unread(()))
    assert found["acme"].coverage == 0
    assert found["acme"].alerts == ("no-economic", "no-coach", "no-decision-level", "nobody-met")
