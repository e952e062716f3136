"""Opportunities are known again, whatever they were called before."""

from kam.domain.deal import Deal
from kam.reports.matching import match
from tests.domain.builders import account, deals, opportunity


def state(*named: str, accounts: dict[str, str] | None = None) -> tuple[Deal, ...]:
    """Rows from texts: `acme/mes < acme/old acme/older` was called so before, the latest last."""
    found = []
    for text in named:
        name, _, former = text.partition(" < ")
        found.append(opportunity(name, formerly=tuple(former.split())))
    renamed = [account(now, formerly=(then,)) for now, then in (accounts or {}).items()]
    return deals(*found, accounts=tuple(renamed))


def matched(before: tuple[Deal, ...], after: tuple[Deal, ...]) -> list[str]:
    return [
        f"{pair.before.id if pair.before else '-'} {pair.after.id if pair.after else '-'}"
        for pair in match(before, after)
    ]


def test_by_its_id() -> None:
    assert matched(state("acme/a", "acme/b"), state("acme/b", "acme/c")) == [
        "acme/a -",
        "acme/b acme/b",
        "- acme/c",
    ]


def test_a_renamed_or_moved_one_by_what_it_was_called() -> None:
    assert matched(state("acme/a"), state("bell/b < acme/a")) == ["acme/a bell/b"]
    twice = state("bell/c < acme/a bell/b")
    assert matched(state("acme/a"), twice) == ["acme/a bell/c"]
    assert matched(state("bell/b < acme/a"), twice) == ["bell/b bell/c"]


def test_the_opportunities_of_a_renamed_account() -> None:
    after = state("axis/a", "axis/b", accounts={"axis": "acme"})
    assert matched(state("acme/a", "acme/b"), after) == ["acme/a axis/a", "acme/b axis/b"]


def test_renamed_in_an_account_that_was_renamed_before_or_afterwards() -> None:
    after = state("axis/b < axis/a", accounts={"axis": "acme"})
    assert matched(state("acme/a"), after) == ["acme/a axis/b"]
    after = state("axis/b < acme/a", accounts={"axis": "acme"})
    assert matched(state("acme/a"), after) == ["acme/a axis/b"]


def test_a_renamed_one_that_has_its_old_name_again() -> None:
    assert matched(state("acme/a"), state("acme/a < acme/b")) == ["acme/a acme/a"]


def test_an_old_id_that_a_new_one_has_taken_since() -> None:
    taken = state("acme/a", "acme/b < acme/a")
    assert matched(state("acme/a"), taken) == ["acme/a acme/b", "- acme/a"]
    assert matched(taken, taken) == ["acme/a acme/a", "acme/b acme/b"]


def test_two_that_exchanged_their_names() -> None:
    before = state("acme/a", "acme/b")
    after = state("acme/a < acme/b", "acme/b < acme/a acme/tmp")
    assert matched(before, after) == ["acme/a acme/b", "acme/b acme/a"]
    assert matched(after, after) == ["acme/a acme/a", "acme/b acme/b"]


def test_one_that_took_the_name_of_another_that_was_renamed() -> None:
    after = state("acme/a < acme/b", "acme/c < acme/a")
    assert matched(state("acme/a", "acme/b"), after) == ["acme/a acme/c", "acme/b acme/a"]


def test_a_name_of_one_that_is_gone_does_not_take_it_from_itself() -> None:
    """Where an account took over another, its own opportunities stay what they were."""
    after = state("axis/a", accounts={"axis": "acme"})
    assert matched(state("acme/a", "axis/a"), after) == ["acme/a -", "axis/a axis/a"]


def test_two_that_say_they_were_the_same_are_not() -> None:
    after = state("acme/b < acme/a", "acme/c < acme/a")
    assert matched(state("acme/a"), after) == ["acme/a acme/b", "- acme/c"]


def test_backwards_in_time_too() -> None:
    assert matched(state("bell/b < acme/a"), state("acme/a")) == ["bell/b acme/a"]
