"""A shelf holds its units as they were, or says that it is damaged."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.index.beside import Beside, pack_beside, unpack_beside
from kam.index.seals import Damaged, seal, unseal
from kam.index.shelf import UNREAD, Unit, pack_shelf, unpack_shelf
from kam.index.stamps import UNSURE, pack
from tests.domain.builders import deal, opportunity

ROW = deal(opportunity(history=("2026-05-01", "2026-06-01 G"), stage="G", probability=60))
UNITS = [
    Unit(
        name="acme",
        paths=["accounts/acme/", "accounts/acme/a\nb.yaml", "accounts/acme/\udcff.yaml"],
        stamps=[(1, 2, 3, 4), (5, 6, 7, 8), UNSURE],
        blobs=["", "ab" * 20, ""],
        account={"name": "Acme ä", "parent": "group"},
        findings=[{"code": "KAM001"}],
        deals=[ROW],
    ),
    Unit("bare", [], [], [], None, [], []),
    Unit("broken", ["x"], [UNSURE], [""], UNREAD, [], []),
]
PACKED = pack_shelf("basis", UNITS)


def test_units_come_back_as_they_were() -> None:
    shelf = unpack_shelf(PACKED)
    assert (shelf.basis, shelf.names) == ("basis", ["acme", "bare", "broken"])
    assert shelf.parents == {"acme": "group"}
    assert shelf.size == 4
    assert [unit._asdict() for unit in shelf.units()] == [unit._asdict() for unit in UNITS]


def test_a_shelf_travels_to_another_process() -> None:
    shelf = pickle.loads(pickle.dumps(unpack_shelf(PACKED)))  # noqa: S301 - our own
    assert [unit._asdict() for unit in shelf.units()] == [unit._asdict() for unit in UNITS]


def test_a_shelf_of_nothing_is_one() -> None:
    shelf = unpack_shelf(pack_shelf("", []))
    assert (shelf.units(), shelf.paths, shelf.deals) == ([], [], [])


@pytest.mark.parametrize(("place", "changed"), [(0, ["acme"]), (2, ["acme"]), (3, ["broken"])])
def test_a_unit_has_changed_when_one_of_its_paths_has(place: int, changed: list[str]) -> None:
    stamps = [stamp for unit in UNITS for stamp in unit.stamps]
    stamps[place] = (9, 9, 9, 9)
    assert list(unpack_shelf(PACKED).changed(pack(stamps))) == changed


@given(st.integers(0, len(PACKED) * 8 - 1))
def test_a_flipped_bit_is_noticed(bit: int) -> None:
    damaged = bytearray(PACKED)
    damaged[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Damaged):
        unpack_shelf(bytes(damaged))


@given(st.integers(0, len(PACKED) - 1))
def test_a_missing_end_is_noticed(length: int) -> None:
    with pytest.raises(Damaged):
        unpack_shelf(PACKED[:length])


@pytest.mark.parametrize("odd", [None, 5, "text", b""])
def test_what_is_no_shelf_at_all_is_noticed(odd: object) -> None:
    with pytest.raises(Damaged):
        unpack_shelf(odd)
    with pytest.raises(Damaged):
        unpack_beside(odd)


def test_what_was_sealed_is_unsealed_under_its_label_alone() -> None:
    assert bytes(unseal(b"a", seal(b"a", b"facts"))) == b"facts"
    with pytest.raises(Damaged):
        unseal(b"b", seal(b"a", b"facts"))
    with pytest.raises(Damaged):
        unpack_beside(PACKED)


def test_what_lies_beside_the_accounts_comes_back() -> None:
    beside = Beside(
        ["kam.yaml", "playbooks/\udcff.yaml"],
        b"\x00" * 32,
        ["acme"],
        {"settings": {}},
        {"tier": ["core"]},
        "words",
        "makings",
        ["2026-01-01", "2026-07-01"],
    )
    assert unpack_beside(pack_beside(beside)) == beside


@pytest.mark.parametrize(
    ("today", "turns"),
    [("2025-12-31", 0), ("2026-01-01", 1), ("2026-06-30", 1), ("2026-07-01", 2)],
)
def test_rows_hold_until_another_rate_or_team_begins(today: str, turns: int) -> None:
    beside = Beside([], b"", [], {}, {}, "w", "m", ["2026-01-01", "2026-07-01"])
    assert beside.basis(today) == f"w m {turns}"
