"""The options that work before and after the verb (SPEC.md 2)."""

from typing import Any, NamedTuple

from kam.i18n import mark

VALUES = {
    "--book": "book",
    "-C": "book",
    "--lang": "lang",
    "--today": "today",
    "--as-of": "as_of",
}
FLAGS = {
    "--no-input": "no_input",
    "--no-color": "no_color",
    "--no-index": "no_index",
    "--json": "json",
}
PASSES = "git"
"""The command behind whose name every word is git's."""
HELP = {
    "--book, -C DIR": mark("the book; else $KAM_BOOK, else the nearest folder upward"),
    "--lang en|zh": mark("the language; else $KAM_LANG, the book's, the locale's"),
    "--today DATE": mark("the day that counts as today; else $KAM_TODAY"),
    "--as-of WHEN": mark("the book as it was: a day, a tag or any revision; for reports"),
    "--no-input": mark("never ask"),
    "--no-color": mark("no colour"),
    "--no-index": mark("read the files themselves"),
    "--json": mark("one JSON object instead of text"),
}


class GlobalOptions(NamedTuple):
    """What was said for the whole run, as it was typed; `words` are all the others."""

    book: str | None = None
    lang: str | None = None
    today: str | None = None
    as_of: str | None = None
    no_input: bool = False
    no_color: bool = False
    no_index: bool = False
    json: bool = False
    words: tuple[str, ...] = ()


def hoist(words: list[str]) -> tuple[list[str], GlobalOptions]:
    """Take the global options out of the words, wherever they stand before a `--` or git's words.

    An option without its value is left where it is, so that the parser complains about it.
    """
    rest: list[str] = []
    found: dict[str, Any] = {}
    index = 0
    while index < len(words):
        word = words[index]
        name, equals, value = word.partition("=")
        if word == "--" or rest[:1] == [PASSES]:
            rest += words[index:]
            break
        if word in FLAGS:
            found[FLAGS[word]] = True
        elif name in VALUES and equals and name.startswith("--"):
            found[VALUES[name]] = value
        elif word in VALUES and index + 1 < len(words):
            index += 1
            found[VALUES[word]] = words[index]
        else:
            rest.append(word)
        index += 1
    return rest, GlobalOptions(**found, words=tuple(rest))
