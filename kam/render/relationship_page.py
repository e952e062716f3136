"""One account's relationship on a page: the four models, what is done and open at its stage."""

from collections.abc import Iterator, Sequence
from datetime import date

from kam.domain.account import Account
from kam.domain.methods import Methods
from kam.domain.people_model import PeopleModel
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.labels import (
    ladder_word,
    phase_label,
    relation_word,
    relationship_label,
    titled,
)
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.page import Block, facts, print_page
from kam.render.phrases import joined
from kam.render.relation_lines import gone_words, history_lines, point_lines
from kam.render.relationship import alerts_words
from kam.render.screen import Screen
from kam.render.show_parts import Lines
from kam.reports.relationship import RelationshipRow


def relationship_page(  # noqa: PLR0913, PLR0917 - what a page is drawn of
    row: RelationshipRow,
    account: Account,
    methods: Methods,
    people: PeopleModel,
    today: date,
    screen: Screen,
) -> str:
    """The page of one account."""
    stage = titled(relationship_label(methods.relationship, row.stage))
    blocks = [
        Block("", _facts(row, account, methods, people)),
        Block(
            translate("Working points: {stage}").format(stage=stage),
            point_lines(row.points),
        ),
        Block(translate("History"), history_lines(account, methods)),
        Block("", list(_next(row))),
    ]
    return print_page(title_of(account.id, today, account.name), blocks, screen)


def _facts(row: RelationshipRow, account: Account, methods: Methods, people: PeopleModel) -> Lines:
    model, words = methods.relationship, methods.vocabulary
    own = account.relationship
    stage = [
        relationship_label(model, row.stage),
        translate("since {day}").format(day=row.since) if row.since else None,
        translate_plural("{days} day", "{days} days", row.days_in_stage or 0).format(
            days=figures.days(row.days_in_stage)
        )
        if row.since
        else None,
    ]
    phase = [
        phase_label(model, row.phase) if row.phase else None,
        translate("share of wallet {share}").format(share=figures.share(row.share_of_wallet))
        if row.share_of_wallet is not None
        else None,
    ]
    if row.suggested_phase is not None:
        suggested = phase_label(model, row.suggested_phase)
        phase += [translate("{phase} could be declared").format(phase=suggested)]
    if own.strategic is not None:
        phase += [translate("declared {day}").format(day=own.strategic.since)]
        phase += [own.strategic.because or None]
    declared = own.ladder
    ladder = [ladder_word(methods, row.ladder)]
    if declared is not None and declared.value == row.ladder:
        since = translate("declared {day}").format(day=declared.since) if declared.since else None
        ladder += [since or translate("declared"), declared.because or ""]
    relation = [
        relation_word(people, row.relation_type) if row.relation_type else None,
        translate("contact coverage {share}").format(share=figures.share(row.contact_coverage))
        if row.contact_coverage is not None
        else None,
    ]
    attack = own.attack
    return facts(
        (translate("Stage"), joined(stage)),
        (translate("Phase"), joined(phase)),
        (translate("Ladder"), joined(ladder)),
        (translate("Relation"), joined(relation)),
        (
            translate("Depth"),
            words.label("relationship-depth", row.depth, language()) if row.depth else None,
        ),
        (
            translate("Attack"),
            joined([words.label("attack-reason", attack.value, language()), attack.because])
            if attack
            else None,
        ),
        (translate("Alerts"), alerts_words(row, methods), Tone.RISK),
        (translate("May fall back"), gone_words(row.gone), Tone.RISK),
    )


def _next(row: RelationshipRow) -> Iterator[Sequence[Line]]:
    """What marks the first open point, or confirms the stage after a decision maker left."""
    if row.gone:
        yield (line(f"kam relate {row.account} --to {row.stage} --because TEXT"),)
    if row.open_points:
        yield (line(f"kam relate {row.account} --done {row.open_points[0]}=TEXT"),)
