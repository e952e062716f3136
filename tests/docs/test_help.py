"""The pages of help are true: what they list is what there is, and what they show happens."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from kam.checks.ignores import judge
from kam.checks.registry import IGNORING, READING, RULES, run, sought
from kam.cli import book_help
from kam.cli.app import app
from kam.cli.commands import FAMILIES, all_names
from kam.cli.global_options import HELP
from kam.cli.help_pages import COMMANDS, PAGES, TOPICS
from kam.cli.words import amount_of, day_of
from kam.domain.deals import build_deals
from kam.domain.finding import Severity
from kam.domain.models import Models
from kam.domain.playbook import RelationshipModel, Vocabulary
from kam.render.keys import OTHER_KEYS, ROW_KEYS
from kam.render.messages import MESSAGES
from kam.schema.json_schema import FILES
from kam.workspace.ignore_comments import read_ignores
from kam.workspace.locating import Locator
from kam.workspace.opening import UnreadableSettings, open_book
from kam.workspace.trails import read_trails
from kam.workspace.worktree import WorkTree
from tests.docs.console import ROOT, Shell, blocks_of
from tests.docs.forms import keys_of
from tests.repositories import Repo

TODAY = date(2026, 11, 21)
LANGUAGES = ("en", "zh")
WIDEST = 80
WRITTEN = [topic for topic in TOPICS if topic != COMMANDS]
FORMAT = [kind for kind in FILES if kind != "playbook"]
METHODS = {
    "playbook": FILES["playbook"],
    "relationship": RelationshipModel,
    "vocabulary": Vocabulary,
}
MODELS = get_type_hints(Models)
_KEY = re.compile(r"( *)- `([a-z_]+)`[(（](.*?)[)）][:：]")
_COMMAND = re.compile(r"^(?:\$ )?kam ([a-z][a-z-]*)|`kam ([a-z][a-z-]*)", re.MULTILINE)


def page(topic: str, language: str) -> str:
    ending = "md" if language == "en" else f"{language}.md"
    return (PAGES / f"{topic}.{ending}").read_text("utf-8")


def kam(*words: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(ROOT), *words], env={"KAM_LANG": "en"})


def headings(text: str) -> list[str]:
    return [re.sub(r"[^#]", "", line) for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("topic", WRITTEN)
def test_both_languages_have_the_same_parts(topic: str) -> None:
    english, chinese = page(topic, "en"), page(topic, "zh")
    assert headings(english) == headings(chinese)
    assert len(blocks_of(english, "")) == len(blocks_of(chinese, ""))
    assert blocks_of(english, "yaml") == blocks_of(chinese, "yaml")
    assert len(re.findall("^ *- ", english, re.MULTILINE)) == len(
        re.findall("^ *- ", chinese, re.MULTILINE)
    )


def test_there_is_no_page_without_a_topic() -> None:
    assert sorted(path.name.split(".")[0] for path in PAGES.glob("*.md")) == sorted(WRITTEN * 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", WRITTEN)
def test_a_page_fits_on_a_terminal(topic: str, language: str) -> None:
    assert [line for line in page(topic, language).splitlines() if cell_len(line) > WIDEST] == []


def listed(text: str, language: str) -> list[list[tuple[str, str]]]:
    """The keys with their forms that a page lists, those of each section together."""
    joint = " " if language == "en" else ""
    found = []
    for section in re.split(r"^## ", text, flags=re.MULTILINE):
        items = re.sub(r"\n +(?!-|\s)", joint, section)
        path: list[str] = []
        keys = []
        for indent, key, form in _KEY.findall(re.sub(r"` [(]", "`(", items)):
            path = [*path[: len(indent) // 2], key]
            keys.append((".".join(path), "".join(form.split())))
        found += [keys] if keys else []
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_names_every_key_of_every_file_in_its_form(language: str) -> None:
    files = {kind: FILES[kind] for kind in ORDER}
    for topic, kinds in (("format", files), ("playbooks", METHODS), ("models", MODELS)):
        told = listed(page(topic, language), language)
        known = [
            [(key.path, "".join(key.form.split())) for key in keys_of(kind, language)]
            for kind in kinds.values()
        ]
        assert told == known


ORDER = (
    "kam",
    "account",
    "contacts",
    "opportunity",
    "activities",
    "tasks",
    "orders",
    "plan",
    "sheet",
    "targets",
    "commission",
    "calls",
)


def test_the_reference_has_every_kind_of_file() -> None:
    assert sorted(ORDER) == sorted(FORMAT)


SEVERITIES = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning"},
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "提醒"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_section(language: str) -> None:
    words = SEVERITIES[language]
    rules = {code: (slug, Severity.ERROR) for code, slug in READING.items()}
    rules |= {code: (slug, Severity.WARNING) for code, slug in IGNORING.items()}
    rules |= {rule.CODE: (rule.SLUG, rule.SEVERITY) for rule in RULES}
    told = [
        line.removeprefix("## ")
        for line in page("checks", language).splitlines()
        if line.startswith("## ")
    ]
    assert told == [
        f"{code} {slug} ({words[grave]})" for code, (slug, grave) in sorted(rules.items())
    ]
    assert {code for code, _ in MESSAGES} == set(rules)


def examples() -> list[tuple[str, list[str]]]:
    text = page("checks", "en")
    codes = re.findall(r"^## (KAM\d+)", text, re.MULTILINE)
    return list(zip(codes, blocks_of(text, "yaml"), strict=True))


@pytest.mark.parametrize(("code", "lines"), examples(), ids=[code for code, _ in examples()])
def test_the_example_of_a_code_is_one(code: str, lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "accounts/acme").mkdir(parents=True)
    (tmp_path / "accounts/acme/account.yaml").write_text("name: Acme\n")
    commit_past(tmp_path, lines)
    write_files(tmp_path, lines)
    assert code in codes_found(tmp_path)


def commit_past(root: Path, lines: list[str]) -> None:
    """Commit an example as it was: `key: value  # once older, newer` is what a fact was before."""
    older = [found for line in lines if (found := re.fullmatch(r"(.+: )\S+  # once (.+)", line))]
    for found in older:
        repo = Repo(root)
        for month, value in enumerate(found[2].split(", "), start=1):
            then = [found[1] + value if line == found[0] else line for line in lines]
            write_files(root, then)
            repo.commit(f"2026-{month:02d}-01")


def write_files(root: Path, lines: list[str]) -> None:
    """Write the files of an example: each begins with a comment that is its path."""
    texts: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("# "):
            own = texts.setdefault(line.removeprefix("# "), [])
        else:
            own.append(line)
    for name, own in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("\n".join(own) + "\n", encoding="utf-8")


def codes_found(root: Path) -> set[str]:
    try:
        book = open_book(WorkTree(root))
    except UnreadableSettings as refusal:
        return {finding.code for finding in refusal.findings}
    deals = {deal.id: deal for deal in build_deals(book, TODAY)}
    book = replace(book, trails=read_trails(WorkTree(root), None))
    placed = Locator(WorkTree(root)).locate(run(book, deals, TODAY))
    judged = judge(placed, read_ignores(WorkTree(root)), sought(), sought())
    return {finding.code for finding in judged.findings}


def test_the_example_of_an_own_playbook_can_be_used(tmp_path: Path) -> None:
    for block in blocks_of(page("playbooks", "en"), "yaml"):
        write_files(tmp_path, block)
    book = open_book(WorkTree(tmp_path))
    assert book.findings == ()
    assert tuple(book.methods.playbooks["retrofit"].stages)[:5] == ("G", "F", "D", "survey", "C")
    assert "audit" in book.methods.vocabulary.words["activity"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_amounts_mean_what_the_page_says(language: str) -> None:
    days, amounts = (block for block in blocks_of(page("words", language), ""))
    for line in days:
        text, meant = line.rsplit(maxsplit=1)
        assert (text, day_of(text, TODAY).isoformat()) == (text, meant)
    for line in amounts:
        text, meant = line.rsplit(maxsplit=1)
        assert (text, str(amount_of(text))) == (text, meant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_json_has_every_key_of_every_report(language: str) -> None:
    text = " ".join(page("json", language).split())
    for keys in (*ROW_KEYS.values(), OTHER_KEYS):
        assert f"`{', '.join(keys)}`" in text


def test_the_page_of_commands_has_every_command_and_every_global_option() -> None:
    text = kam("help", COMMANDS).output
    assert re.findall(r"^### kam (\S+)", text, re.MULTILINE) == list(all_names())
    assert [line for line in HELP if f"- `{line}`: " not in text] == []
    assert [family for family in FAMILIES if f"\n## {family}\n" not in text] == []
    advance = text.partition("### kam advance\n")[2].partition("###")[0]
    assert "- `--waive`: go on without the missing evidence, for a reason\n" in advance
    pipeline = text.partition("### kam pipeline\n")[2].partition("###")[0]
    assert "--by" in pipeline
    assert "--owner" not in pipeline


def named_commands(text: str) -> set[str]:
    fenced = "\n".join(line for block in blocks_of(text, "") for line in block)
    prose = "\n".join(line for line in text.splitlines() if not line.startswith("kam "))
    return {name for found in _COMMAND.findall(f"{fenced}\n") for name in found if name} | {
        name for _, name in _COMMAND.findall(prose) if name
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_name_only_commands_that_there_are(language: str) -> None:
    pages = [page(topic, language) for topic in WRITTEN]
    pages += [(ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    assert {name for text in pages for name in named_commands(text)} - set(all_names()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_of_the_first_page_work_in_their_order(language: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for line in (line for block in blocks_of(page("start", language), "") for line in block):
        command = re.split(r" {3,}", line)[0]
        said = shell.run(command)
        gate = " advance " in command and "--evidence" not in command
        assert (shell.code, said) == (1 if gate else 0, said)


def test_without_a_topic_the_topics_are_listed() -> None:
    lines = kam("help").output.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(TOPICS)
    assert "gate an opportunity moves on evidence" in {" ".join(line.split()) for line in lines}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_topic_prints_its_page(topic: str, language: str) -> None:
    result = kam("help", topic, "--lang", language)
    assert result.exit_code == 0
    assert result.output.startswith("# ")
    if topic in WRITTEN:
        assert result.output.startswith(page(topic, language))


def test_the_page_of_words_ends_with_those_of_the_book(tmp_path: Path) -> None:
    write_files(tmp_path, ["# kam.yaml", "language: zh", *vocabulary_example()])
    result = CliRunner().invoke(app, ["help", "words", "--book", str(tmp_path)])
    assert "- `audit`: 供应商审核, supplier audit, 审厂\n" in result.output
    (tmp_path / "kam.yaml").write_text("{", encoding="utf-8")
    result = CliRunner().invoke(app, ["help", "words", "--book", str(tmp_path), "--lang", "en"])
    assert "audit" not in result.output
    assert "- `visit`: visit, 拜访, 上门拜访, 走访\n" in result.output


def vocabulary_example() -> list[str]:
    return blocks_of(page("playbooks", "en"), "yaml")[-1]


@pytest.mark.parametrize("name", ["KAM105", "kam105", "stalled"])
def test_a_rule_is_a_topic(name: str) -> None:
    output = kam("help", name).output
    assert output.startswith("## KAM105 stalled (warning)\n")
    assert "KAM106" not in output


def test_a_command_is_a_topic() -> None:
    assert kam("help", "advance").output == kam("advance", "--help").output


def test_an_unknown_topic_is_not_found_and_the_near_one_is_named() -> None:
    result = kam("help", "formats")
    assert result.exit_code == 4
    assert 'did you mean "format"?' in result.output
    assert kam("help", "zzz").output.count("\n  ") == len(TOPICS)


def test_help_is_there_without_a_book_and_as_json(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["help", "gate", "--json", "--book", str(tmp_path / "no")])
    assert result.exit_code == 0
    assert result.output.startswith('{"topic": "gate", "text": "# ')


def test_on_a_terminal_headings_are_bold_and_fences_go() -> None:
    text = "# Title\n\n```\n# no heading\n```\n"
    assert book_help._rendered(text, bold=False) == text  # noqa: SLF001 - a terminal is not at hand
    shown = book_help._rendered(text, bold=True)  # noqa: SLF001 - the same
    assert shown == "\x1b[1mTitle\x1b[0m\n\n# no heading\n"


@pytest.mark.parametrize(
    "words", [("show", "havnesund/sensor"), ("show", "qinglan-wire"), ("playbook", "show")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_json_has_the_keys_of_a_page(words: tuple[str, ...], language: str) -> None:
    text = " ".join(page("json", language).split())
    row = json.loads(kam(*words, "--json").output)["rows"][0]
    assert f"`{', '.join(row)}`" in text
