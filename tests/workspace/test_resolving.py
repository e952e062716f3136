"""What a typed name means among known things: exact before beginning before part."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.errors import NotFound
from kam.workspace.resolving import SHOWN, Named, resolve

THINGS = (
    Named("chong-qing-yin-hang", ("重庆银行", "Bank of Chongqing")),
    Named("baosteel", ("Baosteel Group",)),
    Named("baosteel-wire", ("Wire and Rope",), ("wire-works",)),
    Named("li.wei", ("李伟",)),
)
WORDS = st.text("abc ", min_size=1, max_size=4).map(str.strip).filter(bool)
SOME = st.lists(
    st.builds(Named, st.text("abc-", min_size=1, max_size=4), st.tuples(WORDS)),
    min_size=1,
    max_size=12,
    unique_by=lambda thing: thing.id,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("baosteel", "baosteel"),
        ("BAOSTEEL", "baosteel"),
        ("wire-works", "baosteel-wire"),
        ("重庆银行", "chong-qing-yin-hang"),
        ("bank  of chongqing", "chong-qing-yin-hang"),
    ],
)
@pytest.mark.parametrize("exact", [True, False])
def test_an_exact_id_or_name_is_taken_always(text: str, found: str, *, exact: bool) -> None:
    assert resolve(text, THINGS, "account", exact=exact) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chong", "chong-qing-yin-hang"),
        ("cqyh", "chong-qing-yin-hang"),
        ("lw", "li.wei"),
        ("重", "chong-qing-yin-hang"),
        ("rope", "baosteel-wire"),
        ("group", "baosteel"),
        ("teel-w", "baosteel-wire"),
        ("伟", "li.wei"),
    ],
)
def test_a_beginning_or_part_is_taken_where_somebody_watches(text: str, found: str) -> None:
    assert resolve(text, THINGS, "account", exact=False) == found
    with pytest.raises(NotFound) as caught:
        resolve(text, THINGS, "account", exact=True)
    assert "exact" in (caught.value.hint or "")


def test_several_are_refused_with_all_of_them_in_order() -> None:
    with pytest.raises(NotFound) as caught:
        resolve("bao", THINGS, "account", exact=False)
    assert caught.value.candidates == ("baosteel", "baosteel-wire")
    assert caught.value.params["what"] == "account"


def test_of_a_few_all_are_offered_of_many_the_nearest() -> None:
    few = [Named(f"thing-{number}", ()) for number in range(SHOWN)]
    for things, offered in (
        (few, tuple(thing.id for thing in few)),
        ([*few, Named("other", ("Something",))], ("other",)),
    ):
        with pytest.raises(NotFound) as caught:
            resolve("Somethng", things, "thing", exact=False)
        assert caught.value.candidates == offered


def test_nothing_is_among_nothing() -> None:
    with pytest.raises(NotFound) as caught:
        resolve("x", (), "account", exact=False)
    assert caught.value.candidates == ()


@given(SOME)
def test_every_id_leads_to_itself(things: Sequence[Named]) -> None:
    for thing in things:
        assert resolve(thing.id, things, "thing", exact=True) == thing.id


@given(SOME, WORDS)
def test_what_is_called_exactly_so_goes_before_what_only_resembles_it(
    things: Sequence[Named], text: str
) -> None:
    named = {thing.id for thing in things if text in (thing.id, *thing.names)}
    try:
        found = resolve(text, things, "thing", exact=False)
    except NotFound as error:
        offered = set(error.candidates)
    else:
        offered = {found}
    assert offered <= (named or {thing.id for thing in things})
