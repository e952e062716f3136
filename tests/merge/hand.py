"""Chance, and the values that scripts write: every text and number is a new one."""

import random
from datetime import date, timedelta
from itertools import count
from typing import Any

from kam.store.emit import Block
from kam.store.nodes import Plain
from kam.store.quoting import Written

PEOPLE = ("li.wei", "chen.jie", "zhao.min")
FIRST = date(2026, 1, 1)
WORDS = ("word", "词", "two words", "a: b", "no #")


class Hand:
    """Writes values; `chance` decides which, and each has a number of its own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - scripts, not secrets
        self.numbers = count(1)

    def text(self) -> str:
        return f"{self.pick(*WORDS)}-{next(self.numbers)}"

    def number(self) -> str:
        return Written(str(1000 + next(self.numbers)), "")

    def day(self) -> str:
        return Written((FIRST + timedelta(days=self.chance.randint(0, 300))).isoformat(), "")

    def pick(self, *options: Any) -> Any:
        return self.chance.choice(options)

    def place_in(self, items: list[Plain]) -> int:
        return self.chance.randrange(len(items))

    def happens(self, chance: float) -> bool:
        return self.chance.random() < chance

    def styled(self, entry: dict[str, Plain]) -> dict[str, Plain]:
        """The entry, now and then on lines of its own."""
        return Block(entry) if self.happens(0.2) else entry

    def move(self, stage: str, after: str = "") -> dict[str, Plain]:
        """An entry of a history, not earlier than the one before it."""
        day = max(after, self.day())
        entry: dict[str, Plain] = {"date": day, "stage": stage, "by": self.pick(*PEOPLE)}
        if self.happens(0.5):
            entry["because"] = self.text()
        return self.styled(entry)
