"""What is decided about the data of a file: the rules of TRUST.md 3, one by one."""

from typing import Any

import pytest

from kam.merge import plan
from kam.merge.decisions import Action, Decision, Side, apply
from kam.merge.plan import decide
from kam.merge.validity import Problem

G = {"date": "2026-05-01", "stage": "G"}
F = {"date": "2026-05-20", "stage": "F"}
E = {"date": "2026-06-02", "stage": "E"}
D = {"date": "2026-06-03", "stage": "D"}


def merged(base: Any, ours: Any, theirs: Any, kind: str = "opportunity") -> Any:
    """The merged data; of a conflict what either side has."""
    decisions = decide(kind, base, ours, theirs)
    one, two = (apply(ours, decisions, side) for side in Side)
    assert any(decision.conflict for decision in decisions) == (one != two)
    return one if one == two else (one, two)


def deal(**facts: Any) -> dict[str, Any]:
    return {"name": "MES", **facts}


def moved(*entries: dict[str, str], **facts: Any) -> dict[str, Any]:
    return deal(stage=entries[-1]["stage"], history=list(entries), **facts)


def test_what_both_added_to_a_list_that_is_no_log_stands_ours_first() -> None:
    def order(*payments: dict[str, str]) -> dict[str, Any]:
        return {"po": {"date": "2026-05-01", "amount": "9", "payments": list(payments)}}

    first, late, soon = ({"kind": kind, "amount": "3"} for kind in ("advance", "final", "delivery"))
    both = merged(order(first), order(first, late), order(first, soon), "orders")
    assert both == order(first, late, soon)


def test_facts_of_both_sides_come_together() -> None:
    base = deal(amount="1", owner="li.wei")
    assert merged(base, deal(amount="2", owner="li.wei"), deal(amount="1", lot="3")) == deal(
        amount="2", lot="3"
    )


def test_a_fact_that_both_changed_is_a_conflict() -> None:
    assert merged(deal(amount="1"), deal(amount="2"), deal(amount="3")) == (
        deal(amount="2"),
        deal(amount="3"),
    )


def test_removed_by_one_and_changed_by_the_other_is_a_conflict() -> None:
    one, two = deal(), deal(amount="3")
    assert merged(deal(amount="1"), one, two) == (one, two)
    assert merged(deal(amount="1"), two, one) == (two, one)


def test_removed_by_both_is_removed() -> None:
    assert merged(deal(amount="1", lot="2"), deal(lot="2"), deal()) == deal()


def test_a_value_of_another_kind_is_a_conflict() -> None:
    rates = {"rates": {"USD": "7"}}, {"rates": {"USD": "8"}}
    listed = {"rates": {"USD": [{"from": "2026-01-01", "rate": "7"}]}}
    assert merged(rates[0], rates[1], listed, "kam") == (rates[1], listed)


def test_lists_that_a_value_may_be_are_merged_by_their_keys() -> None:
    first, second, third = ({"from": f"202{year}-01-01", "rate": "7"} for year in (4, 5, 6))
    found = merged(
        {"rates": {"USD": [first]}},
        {"rates": {"USD": [first, second]}},
        {"rates": {"USD": [first, third]}},
        "kam",
    )
    assert found == {"rates": {"USD": [first, second, third]}}


def test_entries_with_a_key_are_merged_by_it() -> None:
    one, two, three = ({"name": name} for name in ("Siemens", "Corvane", "Other"))
    assert merged(
        deal(competitors=[one, two]),
        deal(competitors=[one | {"price": "1"}, two]),
        deal(competitors=[three, one | {"incumbent": "true"}]),
    ) == deal(competitors=[one | {"price": "1", "incumbent": "true"}, three])


def test_an_entry_removed_here_and_changed_there_is_a_conflict() -> None:
    one, two = {"name": "Siemens"}, {"name": "Corvane"}
    kept, without = deal(competitors=[one | {"price": "1"}, two]), deal(competitors=[two])
    both = merged(deal(competitors=[one, two]), without, kept)
    assert both == (without, deal(competitors=[two, one | {"price": "1"}]))
    assert merged(deal(competitors=[one, two]), kept, without) == (kept, without)


def test_the_same_number_written_otherwise_is_the_same_key() -> None:
    base = deal(tenders=[{"round": "1"}])
    ours = deal(tenders=[{"round": "01"}, {"round": "2"}])
    theirs = deal(tenders=[{"round": "1", "price": "5"}])
    assert merged(base, ours, theirs) == deal(
        tenders=[{"round": "01", "price": "5"}, {"round": "2"}]
    )


def test_a_list_in_which_a_key_repeats_is_merged_as_a_whole() -> None:
    one = {"name": "Siemens"}
    ours, theirs = deal(competitors=[one, one]), deal(competitors=[one, {"name": "Other"}])
    assert merged(deal(competitors=[one]), ours, theirs) == (ours, theirs)


def test_lists_of_words_are_sets() -> None:
    assert merged(
        {"name": "A", "team": ["a", "b"]},
        {"name": "A", "team": ["b", "c", "a"]},
        {"name": "A", "team": ["d", "a", "c"]},
        "account",
    ) == {"name": "A", "team": ["c", "a", "d"]}


def test_a_set_that_both_emptied_goes() -> None:
    account = {"name": "A", "team": ["a", "b"]}
    ours, theirs = {"name": "A", "team": ["a"]}, {"name": "A", "team": ["b"]}
    assert merged(account, ours, theirs, "account") == {"name": "A"}


def test_a_set_with_a_repetition_is_merged_by_its_order() -> None:
    base = {"name": "A", "aliases": ["a", "a", "b"]}
    ours = {"name": "A", "aliases": ["x", "a", "a", "b"]}
    theirs = {"name": "A", "aliases": ["a", "a", "b", "y"]}
    assert merged(base, ours, theirs, "account") == {
        "name": "A",
        "aliases": ["x", "a", "a", "b", "y"],
    }


def test_numbers_at_their_places_are_one_fact() -> None:
    target = {"owner": "li.wei", "period": "2027", "amount": "1"}
    one, two = (
        [target | {"weights": weights}]
        for weights in (["20", "30", "25", "25"], ["25", "30", "20", "25"])
    )
    assert merged([target | {"weights": ["25"] * 4}], one, two, "targets") == (one, two)


def test_free_lists_are_merged_where_their_changes_do_not_meet() -> None:
    base = {"steps": ["a", "b", "c"]}
    ours, theirs = {"steps": ["a", "b", "c", "d"]}, {"steps": ["x", "b", "c"]}
    assert merged(base, ours, theirs, "plan") == {"steps": ["x", "b", "c", "d"]}
    clash = {"steps": ["a", "b", "c", "e"]}
    assert merged(base, ours, clash, "plan") == (ours, clash)


def test_an_advance_is_taken_with_its_stage() -> None:
    assert merged(moved(G), moved(G, amount="2"), moved(G, F)) == moved(G, F, amount="2")


def test_moves_to_two_stages_are_a_conflict_and_the_rest_is_not() -> None:
    assert merged(moved(G), moved(G, E, amount="2"), moved(G, D, lot="3")) == (
        moved(G, E, amount="2", lot="3"),
        moved(G, D, amount="2", lot="3"),
    )


def test_moves_to_one_stage_are_both_kept_by_their_days() -> None:
    other = {"date": "2026-06-01", "stage": "E"}
    assert merged(moved(G), moved(G, E), moved(G, F, other)) == moved(G, F, other, E)


def test_there_and_back_is_a_move() -> None:
    back = {"date": "2026-06-05", "stage": "G"}
    assert merged(moved(G), moved(G, F, back), moved(G, E)) == (moved(G, F, back), moved(G, E))


def test_there_and_back_on_both_sides_is_none() -> None:
    back, late = {"date": "2026-05-30", "stage": "G"}, {"date": "2026-06-05", "stage": "G"}
    assert merged(moved(G), moved(G, F, back), moved(G, E, late)) == moved(G, F, back, E, late)


def test_a_move_that_both_wrote_is_one_move() -> None:
    assert merged(moved(G), moved(G, F), moved(G, F, E)) == moved(G, F, E)
    assert merged(moved(G), moved(G, F, E), moved(G, F)) == moved(G, F, E)


def test_a_move_back_from_where_both_went_is_taken() -> None:
    back = {"date": "2026-06-05", "stage": "G"}
    assert merged(moved(G), moved(G, F, back), moved(G, F)) == moved(G, F, back)
    assert merged(moved(G), moved(G, F), moved(G, F, back)) == moved(G, F, back)


def test_stages_by_hand_are_a_conflict_too() -> None:
    assert merged(deal(stage="G"), deal(stage="F"), deal()) == (deal(stage="F"), deal())


def test_a_move_against_a_stage_by_hand_is_a_conflict() -> None:
    ours, theirs = deal(stage="F"), moved(E)
    assert merged(deal(), ours, theirs) == (ours, theirs)
    assert merged(deal(), theirs, ours) == (theirs, ours)


def test_an_entry_that_both_mended_is_merged_by_its_facts() -> None:
    base, ours, theirs = (moved(G | facts, F) for facts in ({}, {"by": "li.wei"}, {"because": "x"}))
    assert merged(base, ours, theirs) == moved(G | {"by": "li.wei", "because": "x"}, F)


def test_an_entry_that_is_older_finds_its_place() -> None:
    assert merged(moved(G), moved(G, E), moved(F, G, E)) == moved(F, G, E)


def test_a_history_that_is_no_list_is_one_fact() -> None:
    base, ours, theirs = deal(history="x"), deal(history="y", stage="F"), deal(history="z")
    assert merged(base, ours, theirs) == (ours, theirs | {"stage": "F"})


def test_the_relationship_moves_as_the_stage_does() -> None:
    def account(*stages: str) -> dict[str, Any]:
        history = [{"date": f"2026-0{at + 1}-01", "stage": one} for at, one in enumerate(stages)]
        return {"name": "A", "relationship": {"stage": stages[-1], "history": history}}

    base, one, two = account("none"), account("none", "establish"), account("none", "stabilise")
    assert merged(base, one, two, "account") == (one, two)
    assert merged(base, one, base | {"tier": "key"}, "account") == one | {"tier": "key"}


def closed(result: str, **facts: str) -> dict[str, Any]:
    return {"outcome": {"result": result, "date": "2026-06-10", **facts}}


def test_closed_by_both_in_two_ways_is_a_conflict_of_the_whole() -> None:
    ours, theirs = deal(**closed("lost", reason="price")), deal(**closed("lost", to="Siemens"))
    assert merged(deal(), ours, theirs) == (ours, theirs)


def test_closed_by_both_alike_is_closed() -> None:
    assert merged(deal(), deal(**closed("lost")), deal(**closed("lost"), lot="2")) == deal(
        **closed("lost"), lot="2"
    )


def test_facts_of_a_closing_are_added_by_both() -> None:
    base = deal(**closed("lost"))
    ours, theirs = deal(**closed("lost", reason="price")), deal(**closed("lost", to="Siemens"))
    assert merged(base, ours, theirs) == deal(**closed("lost", reason="price", to="Siemens"))
    changed = deal(**closed("lost", reason="service", price="1"))
    assert merged(base, ours, changed) == (ours, changed)


def test_a_move_that_closed_it_is_in_conflict_with_another_closing() -> None:
    won = moved(G, F, **closed("won"))
    lost = moved(G, **closed("lost"), lot="2")
    assert merged(moved(G), won, lost) == (won | {"lot": "2"}, lost)
    assert merged(moved(G), lost, won) == (lost, won | {"lot": "2"})


def test_opened_again_here_and_gone_on_there_is_a_conflict_of_the_outcome_too() -> None:
    """Choosing one side of it never leaves its stage without the outcome that belongs to it."""
    base = moved(G, F, **closed("won"))
    onward, reopened = moved(G, F, E, **closed("won")), moved(G, F, D)
    assert merged(base, onward, reopened) == (onward, reopened)
    assert merged(base, reopened, onward | {"lot": "2"}) == (
        reopened | {"lot": "2"},
        onward | {"lot": "2"},
    )


def test_another_closing_of_what_nobody_moved_is_a_conflict_alone() -> None:
    ours, theirs = moved(G, **closed("won")), moved(G, **closed("lost"))
    assert merged(moved(G), ours, theirs) == (ours, theirs)


def entry(day: str, note: str) -> dict[str, str]:
    return {"date": f"2026-11-{day}", "kind": "call", "note": note}


def test_a_log_has_the_entries_of_both_by_day() -> None:
    base = [entry("18", "a")]
    ours, theirs = [*base, entry("21", "b"), entry("23", "c")], [*base, entry("21", "a")]
    assert merged(base, ours, theirs, "activities") == [
        *base,
        entry("21", "a"),
        entry("21", "b"),
        entry("23", "c"),
    ]


def test_the_order_of_ours_stays_where_days_are_in_none() -> None:
    base = [entry("18", "a")]
    ours = [*base, entry("23", "c"), entry("21", "b")]
    assert merged(base, ours, [*base, entry("22", "d")], "activities") == [
        *base,
        entry("22", "d"),
        entry("23", "c"),
        entry("21", "b"),
    ]


def test_the_same_entry_of_both_is_one_and_counts_as_often_as_it_does_in_one() -> None:
    base, same = [entry("18", "a")], entry("20", "b")
    assert merged(base, [*base, same], [*base, same, same], "activities") == [*base, same, same]


def test_an_entry_of_a_log_removed_here_and_mended_there_is_a_conflict() -> None:
    base = [entry("18", "a"), entry("19", "b")]
    ours, theirs = base[1:], [entry("18", "mended"), base[1]]
    assert merged(base, ours, theirs, "activities") == (ours, theirs)
    assert merged(base, theirs, ours, "activities") == (theirs, ours)


def test_payments_are_known_by_what_they_say_and_where() -> None:
    one, two = {"kind": "advance", "amount": "1"}, {"kind": "progress", "amount": "2"}

    def order(*payments: dict[str, str]) -> dict[str, Any]:
        return {"po-1": {"date": "2026-01-01", "amount": "3", "payments": list(payments)}}

    paid, later = one | {"paid": "2026-03-04"}, two | {"due": "2027-01-01"}
    new = {"kind": "retention", "amount": "4"}
    assert merged(order(one, two), order(paid, two), order(one, later, new), "orders") == order(
        paid, later, new
    )


def test_targets_are_known_by_whose_and_when() -> None:
    base = [{"owner": "li.wei", "period": "2027", "amount": "1"}]
    team = {"team": "north", "period": "2027", "amount": "5"}
    ours, theirs = base[0] | {"amount": "2"}, base[0] | {"measure": "bookings"}
    assert merged(base, [ours], [theirs, team], "targets") == [ours | theirs | ours, team]
    orders = theirs | {"measure": "orders"}
    assert merged(base, [ours], [*base, orders], "targets") == [ours, orders]


def test_a_file_added_by_both_is_merged_by_its_keys() -> None:
    assert merged({}, deal(lot="1"), deal(owner="li.wei")) == deal(lot="1", owner="li.wei")


def test_files_of_two_kinds_are_a_conflict_of_the_whole() -> None:
    assert merged({}, deal(), ["x"]) == (deal(), ["x"])


def test_a_stage_that_would_not_be_that_of_the_history_is_a_conflict_with_it() -> None:
    """Theirs took the last move back as a slip; ours said who made it."""
    ours, theirs = moved(G, F | {"by": "li.wei"}, lot="1"), moved(G, amount="2")
    assert merged(moved(G, F), ours, theirs) == (
        ours | {"amount": "2"},
        theirs | {"lot": "1"},
    )


def test_a_fault_that_theirs_would_not_have_without_its_key_is_a_conflict() -> None:
    """The same where theirs took the whole history away."""
    ours, theirs = moved(G, F | {"by": "li.wei"}), deal(stage="F")
    assert merged(moved(G, F), ours, theirs) == (ours, theirs)


@pytest.mark.parametrize(("kind", "base"), [("targets", ["x"]), ("opportunity", {"name": "x"})])
def test_a_fault_that_no_key_explains_is_a_conflict_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, kind: str, base: Any
) -> None:
    """None is known: it stands for what the rules overlooked."""
    ours, theirs = (
        (["x", "y"], ["x", "z"]) if kind == "targets" else ({}, {"name": "x", "lot": "1"})
    )

    def problems(_shape: object, data: object) -> list[Problem]:
        return [] if data in (ours, theirs) else [Problem(("name",), "wrong")]

    monkeypatch.setattr(plan, "problems_of", problems)
    assert merged(base, ours, theirs, kind) == (ours, theirs)


def test_a_conflict_is_one_decision_at_its_place() -> None:
    found = decide("opportunity", deal(amount="1"), deal(amount="2"), deal(amount="3"))
    assert found == [Decision(("amount",), Action.PUT, "3", conflict=True)]
