"""The models beside the playbooks: the built-in ones under the book's own."""

from dataclasses import fields

from kam.cli.methods_here import built_in_methods
from kam.domain.methods import MODELS
from kam.domain.models import Models
from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook, RunKam


def test_a_book_changes_what_it_says_and_keeps_the_rest(book: MakeBook) -> None:
    root = book({"playbooks/people.yaml": "weights: {coach: 9}\n"})
    people = open_book(WorkTree(root)).models.people
    assert people.weights["coach"] == 9
    assert {**people.weights, "coach": 3} == built_in_methods().models().people.weights


def test_a_model_that_does_not_fit_is_said_and_the_built_in_one_holds(
    book: MakeBook, kam: RunKam
) -> None:
    root = book({"playbooks/people.yaml": "weights: {chief: 9}\n"})
    result = kam(root, "forecast")
    assert result.exit_code == 3
    assert "playbooks/people.yaml:1:18: KAM003" in result.stderr
    assert "coach" in open_book(WorkTree(root)).models.people.weights


def test_the_names_that_are_known_before_the_models_are_loaded_are_theirs() -> None:
    assert tuple(field.name for field in fields(Models)) == MODELS
