"""How one person stands on the relationship map: the sign of the attitude, the name, the words."""

from collections.abc import Sequence
from typing import NamedTuple

from kam.domain.people_model import PeopleModel, Side
from kam.domain.playbook import Vocabulary
from kam.i18n import language, translate
from kam.render.grid import HANG
from kam.render.labels import label_text
from kam.render.line import Line, Span, Tone
from kam.render.phrases import with_detail
from kam.reports.people_map import MapRow

_TONES = {Side.FOR: Tone.WON, Side.AGAINST: Tone.RISK}


class Look(NamedTuple):
    """What the words of a map need beside its rows; `account` is whose map it is."""

    account: str
    model: PeopleModel
    words: Vocabulary

    def word(self, vocabulary: str, key: str | None) -> str:
        """A word of the book's vocabulary in the language in force; empty for none."""
        return self.words.label(vocabulary, key, language()) if key else ""

    def relation(self, kind: str | None) -> str:
        """A relation type in words; empty for none."""
        return label_text(self.model.relation_types[kind].label) if kind else ""

    def sign(self, attitude: str | None) -> Span:
        """The sign of an attitude; its colour says on whose side it is."""
        stance = self.model.stance(attitude)
        return Span(stance.sign, _TONES.get(stance.side, Tone.PLAIN))

    def name(self, row: MapRow) -> str:
        """The name; of somebody of another account with that one's id."""
        home, name = row.person.home, row.person.contact.name
        if home == self.account:
            return name
        return with_detail(name, home)

    def placed(self, row: MapRow) -> Line:
        """The sign and the bare name, as a cell of the grid has them."""
        sign = self.sign(row.person.attitude)
        return sign, Span(" " * max(1, HANG - sign.cells)), Span(row.person.contact.name)

    def signed(self, row: MapRow) -> Line:
        """The sign and the name, as lists one below the other have them."""
        return (*self.placed(row)[:-1], Span(self.name(row)))

    def people(self, rows: Sequence[MapRow]) -> Line:
        """Signs and names on one line."""
        spans: list[Span] = []
        for row in rows:
            sign = self.sign(row.person.attitude)
            spans += [Span(translate(", "))] if spans else []
            spans += [Span(f"{sign.text} ", sign.tone), Span(self.name(row))]
        return tuple(spans)
