"""The relationship map on paper (LOOKS.md): the grid, the tree, the sides, the gaps, the visits.

Nothing of it is cut. Where the grid does not fit on the screen, its cells stand one a line.
"""

from collections.abc import Iterator, Sequence

from kam.domain.people_gaps import GapKind
from kam.domain.people_model import PeopleModel, Side
from kam.domain.playbook import Vocabulary
from kam.i18n import language, mark, translate
from kam.render import figures
from kam.render.grid import HANG
from kam.render.labels import label_text, titled
from kam.render.layout import note_lines, title_of
from kam.render.line import Line, Span, Tone, line, write
from kam.render.notes import next_step
from kam.render.page import Block, print_page
from kam.render.people_grid import grid_block
from kam.render.people_words import gap_words, reason_words
from kam.render.screen import Screen
from kam.render.show_parts import Lines, joined, listed
from kam.reports.people_map import MapRow, PeopleMap

_NOT_KNOWN = mark("not known")
_TOP = {GapKind.LEVEL, GapKind.TOP}
_TONES = {Side.FOR: Tone.WON, Side.AGAINST: Tone.RISK}


def map_text(result: PeopleMap, model: PeopleModel, words: Vocabulary, screen: Screen) -> str:
    """The whole map."""
    return _Map(result, model, words, screen).text()


class _Map:
    """A map with what its parts need in common."""

    def __init__(
        self, result: PeopleMap, model: PeopleModel, words: Vocabulary, screen: Screen
    ) -> None:
        self.result = result
        self.model = model
        self.words = words
        self.screen = screen
        self.names = {row.person.key: row.person.contact.name for row in result.rows}

    def text(self) -> str:
        first = self.model.visits
        visits = self.result.visits
        blocks = [
            grid_block(self.result, self.model, self.words, self.placed, self.screen.width),
            Block(translate("Reporting"), self._tree()),
            Block(translate("What is missing"), [(one,) for one in self._gaps()]),
            Block(translate("Visit next"), [self._visit(row) for row in visits[:first]]),
            Block(translate("After them"), [self._visit(row) for row in visits[first:]]),
            Block(translate("Who supports us"), self._sides()),
            Block(translate("Relation types"), self._types()),
            Block(translate("Roles and their weights"), self._coverage()),
            Block(translate("Trust tree"), self._trust()),
            Block(translate("Five steps of analysis"), self._analysis()),
        ]
        page = print_page(self._title(), blocks, self.screen)
        notes = write(note_lines(list(self._notes()), self.screen), self.screen)
        return f"{page}\n{notes}" if notes else page

    def word(self, vocabulary: str, key: str | None) -> str:
        return self.words.label(vocabulary, key, language()) if key else ""

    def sign(self, attitude: str | None) -> Span:
        stance = self.model.stance(attitude)
        return Span(stance.sign, _TONES.get(stance.side, Tone.PLAIN))

    def name(self, row: MapRow) -> str:
        """The name; of somebody of another account with it."""
        home, name = row.person.home, row.person.contact.name
        if home == self.result.account.id:
            return name
        return translate("{words} ({detail})").format(words=name, detail=home)

    def placed(self, row: MapRow) -> Line:
        """The sign of the attitude and the bare name."""
        sign = self.sign(row.person.attitude)
        return sign, Span(" " * max(1, HANG - sign.cells)), Span(row.person.contact.name)

    def signed(self, row: MapRow) -> Line:
        """The same; with the account of somebody of another one."""
        sign, space, _ = self.placed(row)
        return sign, space, Span(self.name(row))

    def _title(self) -> list[Line]:
        account, opportunity = self.result.account, self.result.opportunity
        name = f"{account.id}/{opportunity.id}" if opportunity else account.id
        kind = self.result.relation_type
        share = self.result.contact_coverage
        return title_of(
            name,
            self.result.today,
            opportunity.name if opportunity else account.name,
            label_text(self.model.relation_types[kind].label) if kind else "",
            self._coverage_heading() if share is not None else "",
            *([self._legend()] if self.result.rows else []),
        )

    def _legend(self) -> str:
        """What the signs say."""
        signs = [
            f"{one.sign} {self.word('attitude', key)}" for key, one in self.model.attitudes.items()
        ]
        return listed([*signs, f"{self.model.unknown.sign} {translate(_NOT_KNOWN)}"])

    def _tree(self) -> Lines:
        rows = {row.person.key: row for row in self.result.rows}
        found: Lines = []
        for branch in self.result.tree:
            row = rows[branch.person.key]
            *above, here = branch.last or (None,)
            prefix = "".join("   " if last else "│  " for last in above)
            if here is not None:
                prefix += "└─ " if here else "├─ "
            found.append(((Span(prefix, Tone.FAINT), *self.signed(row)), line(self._details(row))))
        return found

    def _details(self, row: MapRow) -> str:
        person, contact = row.person, row.person.contact
        kind = row.relation_type
        return joined(
            [
                translate("veto") if contact.veto else None,
                listed(self.word("role", role) for role in person.roles),
                translate("leads the evaluation") if person.lead else None,
                contact.title,
                label_text(self.model.relation_types[kind].label) if kind else None,
                self.word("contact-depth", contact.contact),
                translate("need: {need}").format(need=self.word("need", contact.need))
                if contact.need
                else None,
                self._seen(row),
            ]
        )

    def _seen(self, row: MapRow) -> str:
        if not self.result.seen_known:
            return ""
        if row.last_seen is None:
            return translate("never seen")
        return translate("seen {day}").format(day=row.last_seen.isoformat())

    def _sides(self) -> Lines:
        """The people by attitude, those who are for us first."""
        found: Lines = []
        for key in (*self.model.attitudes, None):
            rows = [row for row in self.result.rows if self._attitude(row) == key]
            word = titled(self.word("attitude", key) or translate(_NOT_KNOWN))
            names = line(listed(self.name(row) for row in rows))
            if rows:
                found.append(((self.sign(key),), line(word), line(str(len(rows))), names))
        return found

    def _attitude(self, row: MapRow) -> str | None:
        """The attitude where the model has it."""
        attitude = row.person.attitude
        return attitude if attitude in self.model.attitudes else None

    def _people(self, rows: Sequence[MapRow]) -> Line:
        """Signs and names on one line."""
        spans: list[Span] = []
        for number, row in enumerate(rows):
            spans += [Span(translate(", "))] if number else []
            sign, _, name = self.signed(row)
            spans += [Span(f"{sign.text} ", sign.tone), name]
        return tuple(spans)

    def _types(self) -> Lines:
        kinds: dict[str | None, str] = {
            key: label_text(one.label) for key, one in self.model.relation_types.items()
        }
        named: dict[str | None, str] = {**kinds, None: translate("interests not known")}
        found = [
            (titled(word), [row for row in self.result.rows if row.relation_type == kind])
            for kind, word in named.items()
        ]
        if not any(row.relation_type for row in self.result.rows):
            return []
        return [
            (line(word), line(str(len(rows))), self._people(rows)) for word, rows in found if rows
        ]

    def _coverage_heading(self) -> str:
        share = figures.share(self.result.contact_coverage)
        return translate("Contact coverage {share}").format(share=share)

    def _coverage(self) -> Lines:
        """Who fills each role, with its weight; nobody for a role that is missing."""
        if self.result.contact_coverage is None:
            return []
        found: Lines = []
        missing = {gap.role for gap in self.result.gaps}
        for role, weight in self.model.weights.items():
            holders = [
                row
                for row in self.result.rows
                if role in row.person.roles and row.person.weight is None
            ]
            if holders or role in missing:
                people = self._people(holders) or line(translate("nobody"), Tone.RISK)
                found.append((line(titled(self.word("role", role))), line(str(weight)), people))
        stated = [row for row in self.result.rows if row.person.weight is not None]
        found += [
            (line(translate("weight stated")), line(str(row.weight)), self._people([row]))
            for row in stated
        ]
        return found

    def _gaps(self) -> Iterator[Line]:
        for gap in self.result.gaps:
            names = listed(self.names[key] for key in gap.people)
            yield line(f"! {gap_words(gap, names, self.words)}", Tone.RISK)
        if any(gap.kind in _TOP for gap in self.result.gaps):
            yield line(label_text(self.model.top_down))

    def _visit(self, row: MapRow) -> Sequence[Line]:
        person, plan = row.person, row.person.contact.plan
        aim = row.aim if row.aim != person.attitude else None
        arrow = (Span(" → "), self.sign(aim)) if aim else ()
        due = translate("by {day}").format(day=plan.due.isoformat()) if plan.due else None
        why = [reason_words(row, reason) for reason in row.reasons]
        what = joined([plan.what or label_text(row.approach), due, plan.owner])
        return (
            line(str(row.visit)),
            (self.sign(person.attitude), *arrow),
            line(self.name(row)),
            line(joined([*why, what])),
        )

    def _trust(self) -> Lines:
        trust = self.result.account.trust
        scores = {"company": trust.company, "person": trust.person, "risk": trust.risk}
        return [
            (line(label_text(label)), line(f"{score}/5"))
            for key, label in self.model.trust.items()
            if (score := scores.get(key)) is not None
        ]

    def _analysis(self) -> Lines:
        if not self.result.rows:
            return []
        return [
            (
                line(str(number)),
                line(label_text(self.model.steps[step.step])),
                line(f"{step.done}/{step.total}"),
            )
            for number, step in enumerate(self.result.analysis, start=1)
        ]

    def _notes(self) -> Iterator[Line]:
        account = self.result.account.id
        for home in self.result.unread_contacts:
            text = translate("{path} does not read: who is missing is not known")
            yield line(text.format(path=f"accounts/{home}/contacts.yaml"), Tone.RISK)
        if not self.result.rows and not self.result.unread_contacts:
            yield next_step(translate("no contact"), f"kam add-contact {account} NAME --role ROLE")
        if not self.result.seen_known:
            yield line(translate("activities do not read: who was seen is not known"), Tone.RISK)
        if self.result.left:
            text = translate("left, not counted: {names}")
            yield line(text.format(names=listed(one.name for one in self.result.left.values())))
        if self.result.unknown:
            text = translate("no such contact: {names}")
            yield line(text.format(names=listed(self.result.unknown)), Tone.RISK)
