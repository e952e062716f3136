"""What holds of the domain as a whole."""

import importlib
import pkgutil
import re
from dataclasses import is_dataclass
from types import ModuleType

import pytest

import kam.domain
from kam.domain.fields import Form

MODULES = [
    importlib.import_module(f"kam.domain.{module.name}")
    for module in pkgutil.iter_modules(kam.domain.__path__)
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_what_a_book_holds_cannot_be_changed(module: ModuleType) -> None:
    for kind in vars(module).values():
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__:
            assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
            assert "__slots__" in vars(kind)


@pytest.mark.parametrize("form", Form)
def test_the_example_of_a_form_is_of_that_form(form: Form) -> None:
    assert re.fullmatch(form.pattern, form.example)
