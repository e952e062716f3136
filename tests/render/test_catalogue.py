"""The Chinese catalogue: complete, with the same placeholders, and compiled."""

import ast
import io
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import kam
from kam.i18n import set_language, translate, translate_plural

ROOT = Path(kam.__file__).parent
CATALOGUE = ROOT / "locale" / "zh" / "LC_MESSAGES" / "kam.po"
PLURALS = {"translate_plural", "Plural"}


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    """The text of an argument, also through `mark`."""
    if isinstance(node, ast.Call) and _called(node) == "mark" and node.args:
        return _text(node.args[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def messages() -> Iterator[tuple[str, ...]]:
    """Every message of the sources: a text, or the texts for one and for several."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            texts = [_text(argument) for argument in node.args[:2]]
            if _called(node) in PLURALS and len(texts) == 2 and texts[0] and texts[1]:
                yield texts[0], texts[1]
            elif _called(node) in {"translate", "mark"} and texts[0]:
                yield (texts[0],)


MESSAGES = sorted(set(messages()))


def placeholders(text: str) -> list[str]:
    """The names between braces, in any order."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """The Chinese text by the English one; of a plural by its singular and by its plural."""
    found: dict[str, str] = {}
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="zh"):
            ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            texts = (message.string,) if isinstance(message.string, str) else message.string
            if ids != ("",) and not message.fuzzy and texts:
                found |= dict.fromkeys(ids, texts[0])
    return found


def test_every_message_has_its_chinese_text(chinese: dict[str, str]) -> None:
    assert [text for texts in MESSAGES for text in texts if not chinese.get(text)] == []


def test_every_text_names_the_same_parameters(chinese: dict[str, str]) -> None:
    differing = [
        text
        for texts in MESSAGES
        for text in texts[-1:]
        if placeholders(text) != placeholders(chinese[text])
    ]
    assert differing == []


def test_nothing_stands_in_the_catalogue_that_nobody_says(chinese: dict[str, str]) -> None:
    said = {text for texts in MESSAGES for text in texts}
    assert sorted(set(chinese) - said) == []


def test_a_plural_is_found_for_one_and_for_several() -> None:
    set_language("zh")
    plurals = [texts for texts in MESSAGES if len(texts) == 2]
    assert plurals
    for one, many in plurals:
        assert not {one, many} & {translate_plural(one, many, count) for count in (1, 2)}


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="zh"))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_the_fixed_terms_of_the_method() -> None:
    set_language("zh")
    terms = {
        "Pipeline": "销售漏斗",
        "pipeline": "储备",
        "best case": "争取",
        "commit": "承诺",
        "closed": "已签约",
        "omitted": "不计入",
        "Expected": "加权预测",
        "%": "成交率",
        "No.": "商机数",
        "Days": "停留天数",
        "Close date": "预计签约日期",
        "Target": "目标",
        "Coverage": "漏斗覆盖倍数",
        "won": "赢单",
        "lost": "丢单",
        "abandoned": "放弃",
        "on hold": "暂缓",
        "Splits": "业绩分成",
        "Share": "采购份额",
        "Account": "客户",
        "Milestone reached": "已达里程碑",
    }
    assert {english: translate(english) for english in terms} == terms
