"""Words that people type, for one of a closed list, and for a key of a file."""

import pytest

from kam.domain.choosing import choose, names_of, require_key
from kam.domain.label import Label
from kam.errors import UsageError

TIERS = {"core": ("core", "核心"), "key": ("Key account", "重点"), "general": ("core group",)}


@pytest.mark.parametrize(
    ("text", "key"),
    [("core", "core"), ("CORE", "core"), (" key  account ", "key"), ("重点", "key")],
)
def test_a_key_or_a_name_of_it_in_any_case(text: str, key: str) -> None:
    assert choose(text, TIERS, "tier") == key


@pytest.mark.parametrize(("text", "guess"), [("genral", "general"), ("zzz", "")])
def test_what_nothing_is_called_is_refused_with_a_guess(text: str, guess: str) -> None:
    with pytest.raises(UsageError) as refusal:
        choose(text, TIERS, "tier")
    assert refusal.value.candidates == ("core", "key", "general")
    assert refusal.value.params["guess"] == guess
    assert (refusal.value.hint or "").startswith("did you mean" if guess else "one of")


def test_what_two_are_called_is_refused() -> None:
    with pytest.raises(UsageError):
        choose("x", {"a": ("X",), "b": ("X",)}, "tier")


def test_labels_are_names_in_both_languages() -> None:
    assert names_of({"core": Label(en="core", zh="核心")}) == {"core": ("core", "核心")}


def test_a_key_that_is_known_passes() -> None:
    require_key("amount", ("amount", "stage"))


@pytest.mark.parametrize(("key", "guess"), [("amuont", ("amount",)), ("zzz", ())])
def test_a_key_that_is_not_known_is_refused(key: str, guess: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as refusal:
        require_key(key, ("amount", "stage"))
    assert refusal.value.candidates == guess
