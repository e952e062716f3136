"""A text that people read, in the languages that kam speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text in both languages; where only one is written it serves for both."""

    en: str | None = None
    zh: str | None = None

    def text(self, language: str) -> str:
        """The text in `language`, else in the other one."""
        return (self.zh or self.en if language == "zh" else self.en or self.zh) or ""
