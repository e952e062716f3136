"""The playbooks on paper: which there are, and one with its stages, evidence and tasks."""

from collections.abc import Mapping, Sequence

from kam.domain.playbook import Playbook, Stage, Vocabulary
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.facts_json import facts_json
from kam.render.json import Json, Parts
from kam.render.labels import category_word, label_text, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.page import Block, facts, print_page
from kam.render.phrases import listed
from kam.render.policy import policy_lines
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table

_NAME = 12


def playbooks_text(playbooks: Mapping[str, Playbook], default: str, screen: Screen) -> str:
    """The list of playbooks; the book's own choice is marked."""
    counted = translate_plural("{count} playbook", "{count} playbooks", len(playbooks))
    rows = [
        Row(
            [
                line(key, Tone.STRONG if key == default else Tone.PLAIN),
                line(label_text(playbook.name)),
                line(figures.count(len(playbook.stages))),
                line(translate("default") if key == default else ""),
            ]
        )
        for key, playbook in playbooks.items()
    ]
    columns = [
        Column(heading=translate("Playbook")),
        Column(heading=translate("Name"), least=_NAME),
        Column(heading=translate("Stages"), right=True, drop=1),
        Column(),
    ]
    title = title_of(counted.format(count=len(playbooks)))
    return print_table(Table(title=title, columns=columns, sections=[Section(rows)]), screen)


def playbook_text(playbook: Playbook, vocabulary: Vocabulary, screen: Screen) -> str:
    """One playbook: its stages at a glance, then each with all that it asks for."""
    overview = Table(
        title=title_of(playbook.key, None, label_text(playbook.name)),
        columns=_columns(),
        sections=[Section([_row(playbook, stage) for stage in playbook.stages.values()])],
        notes=[line(label_text(playbook.about))],
    )
    opened = [(line(key), line(label_text(task.what))) for key, task in playbook.on_win.items()]
    sheet = [
        (line(key), line(label_text(item.label))) for key, item in playbook.qualification.items()
    ]
    blocks = [
        *(
            Block(_stage_title(stage), _stage(stage, vocabulary))
            for stage in playbook.stages.values()
        ),
        Block(translate("Opened by winning"), opened),
        Block(translate("Qualification"), sheet),
        Block(translate("Deal rules"), policy_lines(playbook.policy, vocabulary)),
        Block(translate("Artefacts"), [(line(label_text(text)),) for text in playbook.artefacts]),
    ]
    return print_table(overview, screen) + print_page([], blocks, screen)


def _columns() -> list[Column]:
    return [
        Column(),
        Column(heading=translate("Stage"), least=_NAME),
        Column(heading=translate("%"), right=True),
        Column(heading=translate("Category"), drop=2),
        Column(heading=translate("Limit"), right=True, drop=1),
        Column(heading=translate("Evidence"), least=_NAME, drop=3),
    ]


def _row(playbook: Playbook, stage: Stage) -> Row:
    if stage.key == playbook.winning:
        state = line(translate("won"), Tone.WON)
    elif playbook.has_won(stage.key):
        state = line(translate("post-sale"))
    else:
        state = line(category_word(stage.category) if stage.category else figures.NOTHING)
    post_sale = playbook.has_won(stage.key) and stage.key != playbook.winning
    return Row(
        [
            line(stage.key),
            line(titled(label_text(stage.label))),
            line(figures.percent(None if post_sale else playbook.probability(stage.key))),
            state,
            line(figures.days(stage.stall_days)),
            line(listed(stage.evidence) or figures.NOTHING),
        ]
    )


def _stage_title(stage: Stage) -> str:
    return f"{stage.key}  {titled(label_text(stage.label))}"


def _stage(stage: Stage, vocabulary: Vocabulary) -> list[Sequence[Line]]:
    step = str(stage.buying_step) if stage.buying_step else None
    limit = stage.stall_days
    found = facts(
        (translate("Our task"), label_text(stage.task)),
        (translate("Input"), label_text(stage.input)),
        (translate("Output"), label_text(stage.output)),
        *((key, label_text(label)) for key, label in stage.evidence.items()),
        (
            translate("Customer"),
            step and f"{step} {vocabulary.label('buying-step', step, language())}",
        ),
        (
            translate("Limit"),
            translate("{count} working days").format(count=limit) if limit is not None else None,
        ),
        (translate("Contacts"), label_text(stage.contacts.label) if stage.contacts else None),
        *((translate("Waits for"), label_text(one.contacts.label)) for one in stage.delay.values()),
    )
    for heading, labels in (
        (translate("Entry"), stage.entry),
        (translate("Success"), stage.success),
        (translate("Aids"), stage.aids),
    ):
        found += facts(
            *(
                (heading if not place else " ", label_text(label))
                for place, label in enumerate(labels)
            )
        )
    return found


def playbooks_json(playbooks: Mapping[str, Playbook]) -> Parts:
    """The list of playbooks, for `json.envelope`."""
    return {
        "rows": [
            {
                "id": key,
                "name": label_text(playbook.name),
                "stages": list(playbook.order),
                "winning": playbook.winning,
            }
            for key, playbook in playbooks.items()
        ],
        "totals": {"count": len(playbooks)},
    }


def playbook_json(playbook: Playbook) -> Parts:
    """One playbook: a row a stage, for `json.envelope`."""
    return {
        "rows": [_stage_json(playbook, stage) for stage in playbook.stages.values()],
        "playbook": {
            "id": playbook.key,
            "name": label_text(playbook.name),
            "about": label_text(playbook.about) or None,
            "winning": playbook.winning,
            "on_win": {key: label_text(task.what) for key, task in playbook.on_win.items()},
            "qualification": {
                key: label_text(item.label) for key, item in playbook.qualification.items()
            },
            "policy": facts_json(playbook.policy) if playbook.policy else None,
        },
    }


def _stage_json(playbook: Playbook, stage: Stage) -> dict[str, Json]:
    return {
        "stage": stage.key,
        "label": label_text(stage.label),
        "phase": stage.phase,
        "probability": playbook.probability(stage.key),
        "category": stage.category,
        "buying_step": stage.buying_step,
        "task": label_text(stage.task) or None,
        "input": label_text(stage.input) or None,
        "output": label_text(stage.output) or None,
        "evidence": {key: label_text(label) for key, label in stage.evidence.items()},
        "stall_days": stage.stall_days,
        "delay": {key: label_text(one.because) for key, one in stage.delay.items()},
    }
