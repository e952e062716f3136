"""Names as people write them: two that differ in capitals, width and spaces alone are one."""

import unicodedata


def folded_name(name: str) -> str:
    """The name without case, width and spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are one."""
    return folded_name(one) == folded_name(other)
