"""The facts of a file as JSON, under the keys of the file, for `show --json`."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal

from kam.render.json import Json


def facts_json(value: object) -> Json:
    """What a file states, without what it leaves out; what comes from its place stays out too."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = {
            field.name.rstrip("_"): facts_json(getattr(value, field.name))
            for field in fields(value)
            if not field.metadata.get("placed")
        }
        return _stated(pairs)
    if isinstance(value, Mapping):
        return {str(key): facts_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [facts_json(item) for item in value]
    return value


def _stated(pairs: Mapping[str, Json]) -> dict[str, Json]:
    """Without absent, false and empty facts; a zero is stated."""
    return {
        key: item
        for key, item in pairs.items()
        if item or (isinstance(item, (int, Decimal)) and not isinstance(item, bool))
    }
