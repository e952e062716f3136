"""What the tests of rendering share: the language put back after each, the built-in methods."""

from collections.abc import Iterator

import pytest

from kam.domain.methods import Methods
from kam.i18n import set_language
from tests.render.samples import built_in_methods


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """English, unless a test says otherwise; back to it afterwards."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="session")
def methods() -> Methods:
    """The playbooks, vocabulary and relationship model that ship with kam."""
    return built_in_methods()
