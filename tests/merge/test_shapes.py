"""The shapes that the driver knows are those of the dataclasses: `python -m tests.docs.write`."""

from kam.merge import shapes
from kam.merge.alignment import KEYS, LOGS
from kam.merge.plan import UNITS
from tests.docs.shapes import PAGE, module_text
from tests.docs.shapes import shapes as shapes_now


def test_the_module_is_what_the_dataclasses_say_now() -> None:
    now = shapes_now()
    assert now.patterns == shapes.PATTERNS
    assert now.files == shapes.FILES
    assert now.records == shapes.RECORDS
    assert {name: keys for name, keys in now.required.items() if keys} == shapes.REQUIRED
    assert PAGE.read_text("utf-8") == module_text()


def test_what_merging_adds_names_records_and_keys_that_there_are() -> None:
    assert LOGS | UNITS | KEYS.keys() <= shapes.RECORDS.keys()
    assert all(set(keys) <= shapes.RECORDS[name].keys() for name, keys in KEYS.items())
    assert all("date" in shapes.RECORDS[name] for name in LOGS)
