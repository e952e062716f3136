"""Names that try to move the cursor, turn the line, break the table or run as a formula.

Whatever a book holds, what comes out is text in its columns: no control character but the line
feed, nothing that turns or hides text, no line wider than the screen; JSON gives the exact name.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.cli.tables import HEADING, RULE, in_cells, width
from tests.conftest import MakeBook, RunKam
from tests.laws import few

NAMES: Mapping[str, str] = {
    "markup": "[red]x[/red] [bold",
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;owned\x07name",
    "cursor": "up\x1b[2Aand\x1b[1Gover",
    "c1": "csi\x9b31mred",
    "backspace": "safe\b\b\b\bevil",
    "delete": "de\x7flete",
    "turned": "safe\u202eevil\u202c",
    "isolated": "\u2067right to left\u2069",
    "hidden": "ze\u200bro\u2060wi\ufeffdth",
    "soft-hyphen": "soft\u00adhyphen",
    "chinese": "宝山钢铁股份有限公司冷轧事业部设备采购中心",
    "mixed": "4号线综合监控系统 phase 2（备选方案）",
    "latin-long": "Baoshan Iron and Steel " * 9,
    "one-word": "W" * 200,
    "chinese-long": "钢" * 200,
    "formula": "=cmd()|' /C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(A1:A9)",
    "full-width-formula": "＝cmd()",
    "lines": "two\nlines\r\nthree",
    "tabs": "a\tb\vc\fd",
    "separators": "one\u2028two\u2029three\u0085four",
    "emoji": "🏭 Werk 🚚",
    "joined": "👩\u200d🔧 crew \U0001f1e8\U0001f1f3",
    "combining": "Cafe\u0301 Mu\u0308nchen",
    "zalgo": "z" + "\u0300" * 30 + "algo",
    "jamo": "\u115f\u1160filler\u3164",
    "tags": "tag\U000e0041ged",
    "arabic": "شركة الحديد",
    "full-width": "ＡＢＣ　公司",
    "braces": "{name} %s {0} %(x)s",
    "quotes": "\"'`\\ # : - ? | >",
    "spaces": "  leading and trailing  ",
    "nothing-visible": "\u200b",
}
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Controls but the line feed, and whatever turns, hides or separates text unseen."""
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What may not stand in JSON as it is: a terminal obeys it. Blanks without a shape may."""
ALONGSIDE = re.compile("^   ! |(: |：)kam ")
"""Lines under a row, and those under a table that has no totals: they stand in no column."""
TABLES = (
    ("pipeline",),
    ("pipeline", "--by", "account"),
    ("pipeline", "--by", "segment"),
    ("pipeline", "--by", "line"),
    ("pipeline", "--by", "owner"),
    ("forecast",),
    ("forecast", "--by", "account"),
    ("forecast", "--by", "owner"),
    ("relationship",),
    ("list", "accounts"),
    ("list", "opportunities"),
    ("list", "contacts"),
    ("list", "tasks"),
    ("list", "orders"),
    ("list", "activities"),
    ("search", "e"),
    ("playbook",),
)
PAGES = (
    ("show", "all"),
    ("show", "all/everything"),
    ("map", "all"),
    ("agenda", "--all", "--days", "200"),
    ("plan", "--month", "2026-12"),
    ("map", "all/everything"),
    ("playbook", "show", "odd"),
)
REPORTS = (*TABLES, *PAGES)
SCREENS = [(lang, columns) for lang in ("en", "zh") for columns in (60, 80, 120)]
_FIELDS = {
    "list accounts": ("name", "industry", "segment"),
    "list opportunities": ("name",),
    "list contacts": ("name", "title"),
    "list tasks": ("what",),
    "list orders": ("line",),
    "list activities": ("note",),
}


def quoted(text: str) -> str:
    r"""A double-quoted YAML scalar in which everything but plain characters is an escape: `\e`."""
    escapes = {"\x1b": "\\e", '"': '\\"', "\\": "\\\\"}
    return '"' + "".join(escapes.get(one) or _escaped(one) for one in text) + '"'


def _escaped(one: str) -> str:
    if one.isprintable():
        return one
    return f"\\U{ord(one):08x}"


def entries(template: str) -> str:
    """One line a name; `{key}` and `{name}` are filled."""
    return "".join(
        template.replace("{key}", key).replace("{name}", quoted(name)) + "\n"
        for key, name in NAMES.items()
    )


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book in which everything that people name is named by each of these names."""
    every = "[" + ", ".join(f"{{name: {quoted(name)}}}" for name in NAMES.values()) + "]"
    aliases, bad = ", ".join(map(quoted, NAMES.values())), quoted(NAMES["colour"])
    own = {
        f"accounts/{key}/account.yaml": (
            f"name: {quoted(name)}\nindustry: {quoted(name)}\nsegment: {quoted(name)}\n"
            f"owner: {key}\nincumbent: {quoted(name)}\n"
        )
        for key, name in NAMES.items()
    }
    deals = {
        f"accounts/{account}/opportunities/{deal}.yaml": (
            f"name: {quoted(name)}\nstage: C\namount: 1234567.89\nclose_date: 2027-03-31\n"
            f"products: [{{line: {quoted(name)}, amount: 1000}}]\nproject: {quoted(name)}\n"
            f"lot: {quoted(name)}\nowner: {deal}\n"
        )
        for deal, name in NAMES.items()
        for account in ("all", deal)
    }
    everything = (
        f"name: {bad}\nstage: D\nplaybook: odd\ncategory: {{value: commit, reason: {bad}}}\n"
        f"probability: {{value: 33, reason: {bad}}}\nhold: {{since: 2026-10-01, because: {bad}}}\n"
        f"source: {{by: {bad}}}\nparties: {every}\ncompetitors: {every}\n"
        f"qualification: {{{bad}: {bad}}}\ncustom: {{{bad}: {bad}}}\n"
        f"people: {{markup: {{lead: true}}}}\n"
        f"history: [{{date: 2026-05-01, stage: D, because: {bad}, evidence: {{won: {bad}}}}}]\n"
    )
    return book(
        {
            "kam.yaml": "playbook: odd\npeople:\n" + entries("  {key}: {name: {name}}"),
            "playbooks/odd.yaml": (
                f"extends: milestone\nname: {{en: {bad}}}\nabout: {{en: {bad}}}\nstages:\n"
                f"  D: {{label: {{en: {bad}, zh: {bad}}}, task: {{en: {bad}}}, evidence: "
                f"{{won: {{en: {bad}}}}}}}\n"
            ),
            **own,
            **deals,
            "accounts/all/account.yaml": f"name: All\naliases: [{aliases}]\n",
            "accounts/all/contacts.yaml": entries("{key}: {name: {name}, title: {name}}"),
            "accounts/all/tasks.yaml": entries("{key}: {what: {name}, due: 2026-12-01}"),
            "accounts/all/orders.yaml": entries(
                "{key}: {date: 2026-02-14, line: {name}, amount: 1234.5}"
            ),
            "accounts/all/activities.yaml": entries(
                "- {date: 2026-11-01, kind: visit, note: {name}}"
            ),
            "accounts/all/opportunities/everything.yaml": everything,
        }
    )  # fmt: skip


@pytest.mark.parametrize(("lang", "columns"), few([*SCREENS, ("en", None)], 2))
def test_every_answer_is_harmless_fits_the_screen_and_stands_in_its_columns(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch, lang: str, columns: int | None
) -> None:
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    for words in REPORTS:
        result = kam(root, *words, "--lang", lang)
        assert (result.exit_code, result.stderr) == (0, ""), (words, result.output)
        assert not FORBIDDEN.search(result.stdout), words
        for line in result.stdout.splitlines():
            assert not columns or width(line) <= columns, (words, width(line), line)
        if words in TABLES:
            headed = words[:2] == ("pipeline", "--by")
            assert list(misaligned(result.stdout, headed=headed)) == [], words


def misaligned(printed: str, *, headed: bool) -> Iterator[str]:
    """The headings under which a row has neither the gap before nor the gap behind its column.

    Headings of sections, where there are some, take several columns and are passed over.
    """
    _, _, rest = printed.partition("\n\n")
    heading, rule, *lines = rest.splitlines()
    assert RULE.fullmatch(rule), rule
    last = next((number for number, line in enumerate(lines) if RULE.fullmatch(line)), len(lines))
    passed = [number for number in range(last) if headed and (not number or not lines[number - 1])]
    rows = [
        in_cells(line)
        for number, line in enumerate(lines[:last])
        if line and number not in passed and not ALONGSIDE.search(line)
    ]
    for found in HEADING.finditer(in_cells(heading)):
        left = all(not row[max(0, found.start() - 2) : found.start()].strip() for row in rows)
        right = all(not row[found.end() : found.end() + 2].strip() for row in rows)
        if not (left or right):
            yield found[0]


def test_json_gives_the_exact_names_in_harmless_characters(kam: RunKam, root: Path) -> None:
    for words, fields in _FIELDS.items():
        printed = kam(root, *words.split(), "--account", "all", "--json").stdout
        assert not OBEYED.search(printed)
        if words == "list accounts":
            printed = kam(root, *words.split(), "--json").stdout
        for field in fields:
            found = [row[field] for row in json.loads(printed)["rows"]]
            assert set(NAMES.values()) <= set(found), (words, field)


def test_json_of_a_page_gives_the_exact_names(kam: RunKam, root: Path) -> None:
    printed = kam(root, "show", "all", "--json").stdout
    assert not OBEYED.search(printed)
    (row,) = json.loads(printed)["rows"]
    assert [contact["name"] for contact in row["contacts"].values()] == list(NAMES.values())
    assert row["account"]["aliases"] == list(NAMES.values())


@pytest.mark.parametrize("words", _FIELDS)
def test_csv_holds_no_formula_and_no_control(kam: RunKam, root: Path, words: str) -> None:
    printed = kam(root, *words.split(), "--csv").stdout
    assert not FORBIDDEN.search(printed)
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert len(rows) >= len(NAMES)
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝")), cell
            assert "\n" not in cell
    texts = {cell for row in rows for cell in row.values()}
    assert {"'=cmd()|' /C calc'!A0", "'+1+1", "'@SUM(A1:A9)", "'＝cmd()"} <= texts


def test_csv_leaves_numbers_alone(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": 'name: "-5"\nindustry: "-5+1"\n',
            "accounts/acme/orders.yaml": "po-1: {date: 2026-02-14, amount: -12.5}\n",
        }
    )
    assert "\nacme,-5,,,'-5+1," in kam(root, "list", "accounts", "--csv").stdout
    assert ",-12.5," in kam(root, "list", "orders", "--csv").stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_check_and_errors_are_safe_and_whole(
    kam: RunKam, book: MakeBook, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Their lines are never cut, whatever the screen."""
    monkeypatch.setenv("COLUMNS", "60")
    texts = {key: name for key, name in NAMES.items() if key != "nothing-visible"}
    root = book(
        {
            f"accounts/{key}/account.yaml": f"name: x\ntier: {quoted(name)}\n{quoted(name)}: 1\n"
            for key, name in texts.items()
        }
    )
    result = kam(root, "check", "--lang", lang)
    assert result.exit_code == 3
    assert not FORBIDDEN.search(result.stdout)
    assert "W" * 200 in result.stdout
    assert result.stdout.count(": KAM003 tier") == result.stdout.count(": KAM005 ") == len(texts)
    errors = kam(root, "forecast", "--lang", lang).stderr
    assert not FORBIDDEN.search(errors)
    assert errors.count(": KAM003 tier") == len(texts)
    said = json.loads(kam(root, "forecast", "--json", "--lang", lang).stdout)["skipped"]
    assert len({one["path"] for one in said}) == len(texts)


def test_a_caret_stands_under_its_word_whatever_stands_before_it(
    kam: RunKam, book: MakeBook
) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": (
                'custom: {"宝山\u202e🏭": 1}\nname: 宝山\n'
                'trust: {"e\\e[31m": 1, "宝山🏭": 2, company: 9}\n'
            )
        }
    )
    lines = kam(root, "check").stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if "KAM003" in line)
    source, caret = lines[place + 1 : place + 3]
    start = width(source[: source.index("9}")])
    assert in_cells(caret).index("^") == start
    assert caret.count("^") == 1


@pytest.mark.parametrize("key", NAMES)
def test_what_is_typed_comes_back_harmless(kam: RunKam, book: MakeBook, key: str) -> None:
    """An answer to a write is one line; a name that nothing answers to is said in one."""
    root = book({"accounts/acme/account.yaml": "name: Acme\n"})
    written = kam(root, "log", "acme", NAMES[key] + "!", "--next", "call again")
    assert written.exit_code == 0, written.output
    assert len(written.stdout.splitlines()) == 1
    missing = kam(root, "show", "x" + NAMES[key].replace("/", ""))
    assert missing.exit_code == 4
    strange = kam(root, "x" + NAMES[key])
    assert strange.exit_code == 2
    for text in (written.stdout, missing.stderr, strange.stderr):
        assert not FORBIDDEN.search(text)
    notes = json.loads(kam(root, "list", "activities", "--json").stdout)["rows"]
    assert notes[-1]["note"] == (NAMES[key] + "!").strip()


def test_a_file_whose_name_is_hostile_is_named_harmlessly(kam: RunKam, book: MakeBook) -> None:
    odd = "accounts/acme/opportunities/\x1b[31mred\u202e.yaml"
    root = book({"accounts/acme/account.yaml": "name: Acme\n", odd: "name: x\n"})
    for result in (kam(root, "check"), kam(root, "forecast")):
        assert result.exit_code == 3
        assert not FORBIDDEN.search(result.output)
        assert "KAM007" in result.output
    data = kam(root, "forecast", "--json").stdout
    assert not OBEYED.search(data)
    assert json.loads(data)["skipped"][0]["path"] == odd
