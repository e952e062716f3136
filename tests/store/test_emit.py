"""Plain data as YAML: the house style of SPEC.md 1, and text that every reader takes for text."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kam.errors import UsageError
from kam.store.emit import Block, document, flow, item_lines, plain
from kam.store.nodes import to_plain
from kam.store.quoting import Written, scalar, single_quoted, text_of
from kam.store.reader import parse


class Kind(StrEnum):
    PROJECT = "project"
    NO = "no"


def read(text: str) -> Any:
    return to_plain(parse(text.encode()).root)


def test_a_new_file_has_one_fact_a_line_and_small_facts_in_braces() -> None:
    opportunity = {
        "name": "MES upgrade, phase 2",
        "kind": Kind.PROJECT,
        "amount": Decimal(3_200_000),
        "close_date": date(2027, 3, 31),
        "alternative": True,
        "source": {"channel": "referral", "by": "chen.jie", "date": date(2026, 4, 20)},
        "products": [
            {"line": "automation", "amount": Decimal("2000000.50"), "units": 12},
            {"line": "service"},
        ],
        "team": ["chen.jie", "Müller, Jan"],
        "people": {"wang-fang": {"roles": ["evaluator"], "lead": True}},
        "parties": [],
        "custom": {},
    }
    assert document(opportunity) == (
        "name: MES upgrade, phase 2\n"
        "kind: project\n"
        "amount: 3200000\n"
        "close_date: 2027-03-31\n"
        "alternative: true\n"
        "source: {channel: referral, by: chen.jie, date: 2026-04-20}\n"
        "products:\n"
        "  - {line: automation, amount: 2000000.50, units: 12}\n"
        "  - {line: service}\n"
        'team: [chen.jie, "Müller, Jan"]\n'
        "people:\n"
        "  wang-fang: {roles: [evaluator], lead: true}\n"
        "parties: []\n"
        "custom: {}\n"
    )


def test_what_is_too_wide_for_a_line_takes_one_fact_a_line() -> None:
    days = [date(2026, 1, 5)] * 7
    reason = "x" * 60
    assert document({"days": days, "hold": {"because": reason}}) == (
        "days: [" + "2026-01-05, " * 6 + f"2026-01-05]\nhold: {{because: {reason}}}\n"
    )
    assert document({"days": [*days, days[0]], "hold": {"because": reason, "note": reason}}) == (
        "days:\n" + "  - 2026-01-05\n" * 8 + f"hold:\n  because: {reason}\n  note: {reason}\n"
    )


def test_an_item_of_a_list_stays_on_one_line_however_long_it_is() -> None:
    entry = {"date": date(2026, 5, 1), "evidence": {"visit-promised": "y " * 60 + "y"}}
    assert document({"history": [entry]}) == (
        f"history:\n  - {{date: 2026-05-01, evidence: {{visit-promised: {'y ' * 60}y}}}}\n"
    )


def test_a_mapping_that_holds_a_list_of_mappings_takes_lines_of_its_own() -> None:
    assert document({"relationship": {"stage": "none", "history": [{"stage": "none"}]}}) == (
        "relationship:\n  stage: none\n  history:\n    - {stage: none}\n"
    )


def test_a_block_is_written_one_fact_a_line_in_a_mapping_and_in_a_list() -> None:
    contact = Block(name="王芳", roles=["user"])
    assert document({"wang-fang": contact}) == "wang-fang:\n  name: 王芳\n  roles: [user]\n"
    assert document([contact, Block()]) == "- name: 王芳\n  roles: [user]\n- {}\n"


def test_a_file_that_is_a_list_has_its_items_at_the_margin() -> None:
    assert document([{"kind": "visit", "with": ["wang-fang"]}, ["x"], "no"]) == (
        '- {kind: visit, with: [wang-fang]}\n- [x]\n- "no"\n'
    )


def test_a_file_of_nothing_still_reads() -> None:
    assert (document({}), document([])) == ("{}\n", "[]\n")


def test_an_item_takes_the_indent_and_the_dash_of_its_siblings() -> None:
    assert item_lines({"a": 1}, 4, "-   ") == ["    -   {a: 1}"]
    assert item_lines(Block(a=1, b=2), 2, "-   ") == ["  -   a: 1", "      b: 2"]


def test_a_year_as_a_key_is_plain_and_any_other_number_is_quoted() -> None:
    assert flow({2026: 1, "2027": 2, "07": 3, "no": 4}) == '{2026: 1, 2027: 2, "07": 3, "no": 4}'


PLAIN = (
    "MES upgrade, phase 2",
    "gas saving of 4 % is the customer's own figure",
    "2027Q1",
    "2026-11",
    "http://example.com/a#d",
    "重庆银行",
    "a:b",
    'say "no"',
    "li.wei",
    "Agreed. Next:none",
    "zero\u200dwidth joiner",
)
QUOTED = (
    *("", " ", " x", "x ", "\u00a0x", "~", "null", "Null", "yes", "No", "on", "OFF", "y", "N"),
    *("true", "False", "=", "<<", "12", "-3", "+1", "1.5", ".5", "1e3", "1_000", "1,000", "0x1F"),
    *("0o17", "0b1", ".inf", "-.INF", ".nan", "12:30", "190:20:30", "2026-11-20", "2026-1-2"),
    *("2026-11-20 10:30:00", "2026-11-20T10:30:00Z", "- x", "-x", "? x", ": x", ", x", "[x]"),
    *("{x}", "#x", "&x", "*x", "!x", "|", ">", "'x'", '"x"', "%x", "@x", "`x`", "---", "..."),
    *("a: b", "a:", "a #b", "tab\tin", "line\nline", "x\r", "\x1b[31m", "\x07", "\x00", "\x7f"),
    *("a\x85b", "a\u2028b", "a\u2029b", "\u202egnp", "\u2066x", "\ufeffx", "\u200b", "\xad"),
    *("\ufffe", "\U000e0041", "\\\n", '"\n"'),
)
QUOTED_IN_BRACKETS = ("a, b", "a]", "a}", "a [b", "a{b", "x:?y", "why?", "http://x?y=z")


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_that_no_reader_mistakes_is_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", QUOTED)
def test_a_text_that_some_reader_mistakes_is_quoted(text: str) -> None:
    written = scalar(text)
    assert written.startswith('"')
    assert written.isprintable() or "\u00a0" in text
    assert read(f"a: {written}\n") == {"a": text}


@pytest.mark.parametrize("text", QUOTED_IN_BRACKETS)
def test_a_text_that_brackets_would_cut_is_quoted_only_there(text: str) -> None:
    assert scalar(text) == text
    assert scalar(text, flow=True) == f'"{text}"'


@pytest.mark.parametrize("text", [*PLAIN, *QUOTED, *QUOTED_IN_BRACKETS])
def test_a_reader_of_yaml_1_1_gets_the_same_text(text: str) -> None:
    assert yaml.safe_load(f"[{scalar(text, flow=True)}, {{x: {scalar(text, flow=True)}}}]") == [
        text,
        {"x": text},
    ]
    assert yaml.safe_load(f"a: {scalar(text)}\n") == {"a": text}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (Decimal("7.00"), "7.00"),
        (Decimal("1E+6"), "1000000"),
        (Decimal("-0.5"), "-0.5"),
        (date(2026, 2, 3), "2026-02-03"),
        (Kind.PROJECT, "project"),
        (Kind.NO, '"no"'),
    ],
)
def test_a_typed_scalar_is_written_as_its_field_reads_it(value: Any, written: str) -> None:
    assert scalar(value) == written


@pytest.mark.parametrize(
    "value", [1.5, None, datetime(2026, 1, 1, tzinfo=UTC), b"x", {"a": {1}}, [None]]
)
def test_what_the_format_has_no_scalar_for_is_a_mistake_of_the_program(value: Any) -> None:
    with pytest.raises(TypeError):
        flow(value)


def test_a_number_that_is_not_finite_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="NaN"):
        text_of(Decimal("NaN"))


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (Written("2027", ""), "a: 2027\n"),
        (Written("no", ""), "a: no\n"),
        (Written("a, b", ""), "a: a, b\n"),
        (Written("- x", ""), 'a: "- x"\n'),
        (Written("x", '"'), 'a: "x"\n'),
        (Written("it's", "'"), "a: 'it''s'\n"),
        (Written("x\n\ny\n", "|"), "a: |\n  x\n\n  y\n"),
        (Written("x y", ">"), "a: |-\n  x y\n"),
        (Written("x\n\n", "|"), 'a: "x\\n\\n"\n'),
        (Written(" x\n", "|"), 'a: " x\\n"\n'),
        (Written("\n", "|"), 'a: "\\n"\n'),
        (Written("x \ny\n", "|"), 'a: "x \\ny\\n"\n'),
        (Written("x\ty\n", "|"), 'a: "x\\ty\\n"\n'),
    ],
)
def test_what_was_written_elsewhere_is_written_alike(value: Written, line: str) -> None:
    assert document({"a": value}) == line
    assert read(line) == {"a": value}
    assert read(document([{"a": value}])) == [{"a": value}]


def test_text_that_is_not_utf_8_is_refused_as_the_users() -> None:
    with pytest.raises(UsageError, match="is not UTF-8"):
        scalar("caf\udce9")


def test_single_quotes_stay_unless_something_must_be_escaped() -> None:
    assert single_quoted("it's") == "'it''s'"
    assert single_quoted("a\nb") == '"a\\nb"'


TEXTS = st.text(max_size=20) | st.sampled_from((*PLAIN, *QUOTED, *QUOTED_IN_BRACKETS))
SCALARS = (
    TEXTS
    | st.booleans()
    | st.integers()
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False, places=2)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4) | st.lists(VALUES, min_size=1))
def test_a_file_reads_back_as_the_text_of_what_was_written(value: Any) -> None:
    assert read(document(value)) == plain(value)


@given(VALUES)
def test_a_value_on_one_line_reads_back_in_a_list_and_in_a_mapping(value: Any) -> None:
    assert read(f"[{flow(value)}, {{x: {flow(value)}}}]") == [plain(value), {"x": plain(value)}]
