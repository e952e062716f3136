"""`kam schema`: what an editor is told is what kam reads."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from kam.cli.app import app
from kam.domain.models import Models
from kam.schema.json_schema import FILES
from kam.schema.shapes import field_keys
from tests.docs.console import ROOT
from tests.docs.forms import record_of

BOOKS = (ROOT, *(path.parent for path in sorted(ROOT.glob("examples/*/kam.yaml"))))
PLACES = {
    "account": "accounts/*/account.yaml",
    "opportunity": "accounts/*/opportunities/*.yaml",
    "contacts": "accounts/*/contacts.yaml",
    "activities": "accounts/*/activities/*.yaml",
    "tasks": "accounts/*/tasks.yaml",
    "orders": "accounts/*/orders.yaml",
    "kam": "kam.yaml",
    "targets": "targets.yaml",
    "commission": "commission.yaml",
    "playbook": "kam/playbooks/*.yaml",
}
MODEL_FILES = frozenset(
    ROOT / f"kam/playbooks/{name}.yaml"
    for name in ("relationship", "vocabulary", *(field.name for field in fields(Models)))
)
"""What lies beside the playbooks and has no schema of its own."""
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float, Decimal),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as an editor does: numbers and flags by their look, dates as text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, one) for tag, one in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def kam(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"KAM_LANG": "en"})


def schema(file: str, book: Path = ROOT) -> Any:
    return json.loads(kam("schema", file, "--book", str(book)).output)


def flaws(schema: Mapping[str, Any], value: Any, path: str = "$") -> Iterator[str]:
    """Where a value breaks a schema, for the words of JSON Schema that kam uses."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    flag = isinstance(value, bool) and "boolean" not in kinds
    if kinds and (flag or not isinstance(value, tuple(t for kind in kinds for t in _TYPES[kind]))):
        yield f"{path}: {value!r} is no {kinds}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{path}: {value!r} is not {schema['pattern']}"
    number = value if isinstance(value, int | float) else schema.get("minimum", 0)
    if not schema.get("minimum", number) <= number <= schema.get("maximum", number):
        yield f"{path}: {value} is out of range"
    if "oneOf" in schema and sum(not [*flaws(one, value)] for one in schema["oneOf"]) != 1:
        yield f"{path}: {value!r} fits not exactly one"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from flaws(schema.get("items", {}), item, f"{path}[{index}]")
    if isinstance(value, dict):
        yield from _flaws_of_mapping(schema, value, path)


def _flaws_of_mapping(
    schema: Mapping[str, Any], value: Mapping[str, Any], path: str
) -> Iterator[str]:
    properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    yield from (f"{path}: no {key}" for key in schema.get("required", ()) if key not in value)
    for key, member in value.items():
        found = [one for pattern, one in patterns.items() if re.search(pattern, str(key))]
        found += [properties[key]] if key in properties else []
        rest = schema.get("additionalProperties", not patterns)
        if not found and isinstance(rest, dict):
            found = [rest]
        if not found and rest is not True:
            yield f"{path}: {key} is not known"
        for one in found:
            yield from flaws(one, member, f"{path}.{key}")


@pytest.mark.parametrize("file", PLACES)
def test_every_shipped_file_fits_the_schema_of_its_kind(file: str) -> None:
    found = []
    seen = 0
    for book in BOOKS:
        own = schema(file, book)
        for path in sorted(set(book.glob(PLACES[file])) - MODEL_FILES):
            seen += 1
            value = yaml.load(path.read_text("utf-8"), EditorLoader)  # noqa: S506 - a safe loader
            found += [f"{path.relative_to(ROOT)} {flaw}" for flaw in flaws(own, value)]
    assert found == []
    assert seen


def test_a_schema_refuses_what_kam_refuses() -> None:
    own = schema("opportunity")
    told = [*flaws(own, {"nam": "MES", "amount": "12k", "kind": "large", "close_date": None})]
    assert told == [
        "$: no name",
        "$: nam is not known",
        "$.amount: '12k' is not ^(-?[0-9]{1,15}(\\.[0-9]{1,2})?)$",
        "$.kind: 'large' is none of ['project', 'framework', 'repeat', None]",
    ]


@pytest.mark.parametrize("file", FILES)
def test_a_schema_has_the_keys_of_the_format_and_no_other(file: str) -> None:
    text = kam("schema", file, "--book", str(ROOT)).output
    found = json.loads(text)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"] == f"kam: {file}"
    assert "\\u0000" not in text
    assert "x-vocabulary" not in text
    while "properties" not in found:
        found = found.get("items") or next(iter(found["patternProperties"].values()))
    own = {"extends", "without", "order"} if file == "playbook" else set()
    assert set(found["properties"]) == {*field_keys(record_of(FILES[file])), *own}


def test_words_are_those_of_the_book_and_without_one_the_built_in_ones(tmp_path: Path) -> None:
    own = tmp_path / "playbooks" / "vocabulary.yaml"
    own.parent.mkdir()
    own.write_text("words:\n  tier:\n    pilot: {label: {en: pilot}}\n", encoding="utf-8")
    (tmp_path / "kam.yaml").write_text("format: 1\n", encoding="utf-8")
    tiers = schema("account", tmp_path)["properties"]["tier"]["enum"]
    assert tiers == ["core", "key", "general", "pilot", None]
    elsewhere = json.loads(kam("schema", "account", "--book", str(tmp_path / "accounts")).output)
    assert elsewhere["properties"]["tier"]["enum"] == ["core", "key", "general", None]


def test_a_kind_of_file_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    result = kam("schema", "accounts")
    assert result.exit_code == 2
    assert "account" in result.output


def test_a_file_may_be_named_with_its_ending() -> None:
    assert kam("schema", "kam.yaml").output == kam("schema", "kam").output
