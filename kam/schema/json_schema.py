"""JSON Schema of each file of a book, for editors: made from the validators that kam reads with."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kam.domain.account import Account
from kam.domain.account_plan import AccountPlan
from kam.domain.activity import Activity, Task
from kam.domain.contact import Contact
from kam.domain.fields import Id, Person
from kam.domain.incentives import Call, Commission
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.sheet import Sheet
from kam.domain.target import Target
from kam.schema.load import Context
from kam.schema.shapes import Annotation, build_schema

DIALECT = GenerateJsonSchema.schema_dialect
FILES: Mapping[str, Annotation] = MappingProxyType(
    {
        "account": Account,
        "opportunity": Opportunity,
        "contacts": dict[Person, Contact],
        "activities": tuple[Activity, ...],
        "tasks": dict[Id, Task],
        "orders": dict[Id, Order],
        "plan": AccountPlan,
        "sheet": Sheet,
        "kam": Settings,
        "targets": tuple[Target, ...],
        "commission": Commission,
        "calls": tuple[Call, ...],
        "playbook": Playbook,
    }
)
"""What each kind of file holds, by the name that `kam schema` takes."""
_NAMES: JsonSchemaValue = {"type": "array", "items": {"type": "string"}}
_OWN_PLAYBOOK: Mapping[str, JsonSchemaValue] = {
    "extends": {"type": "string"},
    "without": _NAMES,
    "order": _NAMES,
}
"""What a book's own playbook says about the one that it extends (`workspace.methods`)."""


class _Generator(GenerateJsonSchema):
    """Closes each mapping as the strict reader does, and leaves out what no file can say.

    A fact that comes from a file's place has a key that cannot be printed, so that none names it.
    """

    def dataclass_args_schema(self, schema: core_schema.DataclassArgsSchema) -> JsonSchemaValue:
        """The schema of a mapping with the keys that the format has, and no others."""
        found = super().dataclass_args_schema(schema)
        properties = found.get("properties", {})
        found["properties"] = {key: one for key, one in properties.items() if key.isprintable()}
        return found | {"additionalProperties": False}


def file_schema(file: str, words: Context) -> Mapping[str, Any]:
    """The JSON Schema of one kind of file.

    Args:
        file: One of `FILES`.
        words: The vocabularies in force, whose words become the choices of a key.
    """
    core = build_schema(FILES[file], strict=True)
    found = _tidied(_Generator(by_alias=True).generate(core, mode="validation"), words)
    if file == "playbook":
        found = _without_required(found)
        found["properties"] |= _OWN_PLAYBOOK
    return {"$schema": DIALECT, "title": f"kam: {file}", **found}


def _tidied(schema: Any, words: Context) -> Any:
    """The same with the words of the book, with null for an absent fact, without made-up titles."""
    if isinstance(schema, list):
        return [_tidied(part, words) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: _tidied(part, words) for key, part in schema.items() if key not in {"title", "default"}
    }
    if (vocabulary := found.pop("x-vocabulary", None)) in words:
        found["enum"] = list(words[vocabulary])
    if isinstance(properties := schema.get("properties"), dict):
        required = schema.get("required", ())
        found["properties"] = {
            key: one if key in required else _or_null(one)
            for key, one in ((key, _tidied(part, words)) for key, part in properties.items())
        }
    return found


def _or_null(schema: JsonSchemaValue) -> JsonSchemaValue:
    """A key without a value is an absent fact."""
    found = dict(schema)
    if kinds := found.get("type"):
        found["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
    if choices := found.get("enum"):
        found["enum"] = [*choices, None]
    if options := found.get("oneOf"):
        found["oneOf"] = [*options, {"type": "null"}]
    return found


def _without_required(schema: Any) -> Any:
    """What a playbook leaves out may stand in the one that it extends."""
    if isinstance(schema, list):
        return [_without_required(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _without_required(part) for key, part in schema.items() if key != "required"}
