"""Words for keys: stages and phases from the methods, everything else from the catalogue."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kam.domain.label import Label
from kam.domain.periods import Grain
from kam.domain.states import Category, Kind, State
from kam.i18n import language, mark, translate
from kam.render.figures import NOTHING
from kam.reports.movements import Movement
from kam.reports.selection import By, Filter

if TYPE_CHECKING:
    from kam.domain.methods import Methods
    from kam.domain.people_model import PeopleModel
    from kam.domain.playbook import Playbook, RelationshipModel

_LONGEST_CODE = 2

_CATEGORIES = {
    Category.PIPELINE: mark("pipeline"),
    Category.BEST_CASE: mark("best case"),
    Category.COMMIT: mark("commit"),
    Category.CLOSED: mark("closed"),
    Category.OMITTED: mark("omitted"),
}
_KINDS = {
    Kind.PROJECT: "",
    Kind.FRAMEWORK: mark("framework: its orders close"),
    Kind.REPEAT: mark("repeat purchase"),
}
_STATES = {
    State.OPEN: mark("open"),
    State.HELD: mark("on hold"),
    State.WON: mark("won"),
    State.LOST: mark("lost"),
    State.ABANDONED: mark("abandoned"),
}
_GROUPS = {
    By.OWNER: mark("owner"),
    By.TEAM: mark("team"),
    By.ACCOUNT: mark("account"),
    By.GROUP: mark("group"),
    By.SEGMENT: mark("segment"),
    By.LINE: mark("line"),
    By.CATEGORY: mark("category"),
    By.KIND: mark("kind of payment"),
}
_GRAINS = {
    Grain.MONTH: mark("month"),
    Grain.QUARTER: mark("quarter"),
    Grain.YEAR: mark("year"),
}
_MOVEMENTS = {
    Movement.OPENING: mark("Opening"),
    Movement.CREATED: mark("Created"),
    Movement.PULLED_IN: mark("Pulled in"),
    Movement.INCREASED: mark("Increased"),
    Movement.REOPENED: mark("Reopened"),
    Movement.RESUMED: mark("Resumed"),
    Movement.TRANSFERRED_IN: mark("Transferred in"),
    Movement.REVALUED: mark("Revalued"),
    Movement.DECREASED: mark("Decreased"),
    Movement.PUSHED_OUT: mark("Pushed out"),
    Movement.HELD: mark("Held"),
    Movement.TRANSFERRED_OUT: mark("Transferred out"),
    Movement.REMOVED: mark("Removed"),
    Movement.LOST: mark("Lost"),
    Movement.ABANDONED: mark("Abandoned"),
    Movement.WON: mark("Won"),
    Movement.CLOSING: mark("Closing"),
}


def label_text(label: Label) -> str:
    """A label of the methods in the language in force."""
    return label.text(language())


def titled(text: str) -> str:
    """The text with a capital first letter, as it stands at the head of a row."""
    return text[:1].upper() + text[1:]


def stage_label(playbook: "Playbook | None", stage: str | None) -> str:
    """What people call a stage; its key where no playbook says."""
    if stage is None:
        return translate("none yet")
    known = playbook.stages.get(stage) if playbook else None
    return label_text(known.label) if known else stage


def stage_code(stage: str | None) -> str:
    """The letter that a stage is called by; empty for one whose key is a word like its label."""
    if stage is None:
        return "–"
    return stage if len(stage) <= _LONGEST_CODE else ""


def category_word(category: str) -> str:
    """A forecast category."""
    return translate(_CATEGORIES[Category(category)])


def kind_word(kind: Kind) -> str:
    """What closes; empty for a project, which is the ordinary case."""
    return translate(_KINDS[kind])


def state_word(state: State) -> str:
    """Whether an opportunity is open, and how it ended."""
    return translate(_STATES[state])


def group_word(by: By) -> str:
    """What a report groups by."""
    return translate(_GROUPS[by])


def grain_word(grain: Grain) -> str:
    """How long a period is."""
    return translate(_GRAINS[grain])


def month_heading(month: str, place: int) -> str:
    """A month at the head of a column: its year stands at the first place and at each January."""
    return month if place == 0 or month.endswith("-01") else month[-2:]


def movement_word(kind: Movement) -> str:
    """What moved the pipeline, as it stands at the head of a row."""
    return translate(_MOVEMENTS[kind])


def group_label(by: By | None, group: str | None, names: Mapping[str, str]) -> str:
    """The name of one group of a report with `--by`; `names` are those that the book has."""
    if not group:
        return translate("none")
    if group in names:
        return names[group]
    if by is By.CATEGORY:
        return titled(category_word(group))
    return translate("other") if by is By.LINE and group == "other" else group


def chosen_words(chosen: Filter, names: Mapping[str, str]) -> Iterator[str]:
    """Whom and what the filters of a report leave; owners and teams by their names."""
    for name, value in chosen._asdict().items():
        if value is not None:
            yield names.get(value, value) if name in {"owner", "team"} else value


def phase_label(model: "RelationshipModel", phase: str) -> str:
    """A phase of the relationship by share of wallet."""
    fixed = {
        "pre": model.pre,
        "interrupted": model.interrupted,
        "strategic": model.strategic.label,
    }
    band = model.bands.get(phase)
    label = fixed.get(phase) or (band.label if band else None)
    return label_text(label) if label else phase


def relationship_label(model: "RelationshipModel", stage: str) -> str:
    """A stage of the relationship that a person sets."""
    known = model.stages.get(stage)
    return label_text(known.label) if known else stage


def ladder_word(methods: "Methods", rung: str | None) -> str:
    """A rung of the purchase ladder; `–` for none."""
    return methods.vocabulary.label("purchase-ladder", rung, language()) if rung else NOTHING


def relation_word(model: "PeopleModel", kind: str | None) -> str:
    """A relation type; `–` for none."""
    return label_text(model.relation_types[kind].label) if kind else NOTHING
