"""The list of modules in ARCHITECTURE.md: each with the first line of its docstring."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.docs.console import ROOT

PACKAGE = ROOT / "kam"
PAGE = PACKAGE / "ARCHITECTURE.md"
BEGIN, END = "<!-- modules -->\n", "<!-- end -->\n"


def with_modules(page: str) -> str:
    """The page with the list of the modules that there are."""
    head, _, rest = page.partition(BEGIN)
    return head + BEGIN + "".join(_sections()) + END + rest.partition(END)[2]


def _sections() -> Iterator[str]:
    yield "\n"
    yield from _modules(PACKAGE)
    for folder in sorted(path for path in PACKAGE.rglob("*") if (path / "__init__.py").is_file()):
        name = folder.relative_to(PACKAGE).as_posix()
        yield f"\n### {name}\n\n{_subject(folder / '__init__.py')}\n\n"
        yield from _modules(folder)


def _modules(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield f"- `{path.name}`: {_subject(path)}\n"


def _subject(path: Path) -> str:
    """The first line of a module's docstring, without the rule's name in front."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return text.partition("\n")[0].removeprefix(f"{path.stem.replace('_', '-')}: ")
