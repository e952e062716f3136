import pytest

from kam.domain.ids import id_from_ascii, initials, is_id, is_person


@pytest.mark.parametrize("text", ["acme", "3m", "line-3", "a", "a" * 64, "e2", "x1f", "1e"])
def test_ids(text: str) -> None:
    assert is_id(text)
    assert is_person(text)


@pytest.mark.parametrize(
    "text", ["", "2026", "-acme", "Acme", "a_b", "a" * 65, "王芳", "acme\n", "a/b", "a b"]
)
def test_what_no_id_may_look_like(text: str) -> None:
    assert not is_id(text)
    assert not is_person(text)


@pytest.mark.parametrize("text", ["con", "nul", "com1", "no", "y", "on", "null", "true"])
def test_words_that_windows_or_yaml_take_for_something_else(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize("text", ["0x1f", "0b11", "0o17", "1e3", "12e-5"])
def test_numbers_with_letters_that_yaml_reads_as_numbers(text: str) -> None:
    assert not is_id(text)


def test_a_person_may_have_dots() -> None:
    assert is_person("li.wei")
    assert not is_id("li.wei")
    assert not is_person("con.rad")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Baoshan Steel Works", "baoshan-steel-works"),
        ("  Müller & Söhne GmbH ", "muller-sohne-gmbh"),
        ("Sjøvik Ærlig Łódź Straße", "sjovik-aerlig-lodz-strasse"),
        ("ＡＢＣ ™", "abc-tm"),
        ("x" * 63 + " yz", "x" * 63),
        ("王芳", ""),
    ],
)
def test_an_id_is_made_of_a_name(name: str, made: str) -> None:
    assert id_from_ascii(name) == made


def test_initials_are_the_first_letters_of_the_parts() -> None:
    assert initials("chong-qing-yin-hang") == "cqyh"
    assert initials("li.wei") == "lw"
    assert initials("a--b") == "ab"
