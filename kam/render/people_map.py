"""The relationship map on paper (LOOKS.md): the grid, the gaps, the visits, the tree, the lists.

Nothing is cut but a name that would fill the grid: the tree has it whole. Where the grid does not
fit on the screen, its cells stand one a line.
"""

from collections.abc import Iterator, Sequence

from kam.domain.contact import Contact
from kam.domain.people_gaps import GapKind
from kam.domain.people_model import PeopleModel
from kam.domain.playbook import Vocabulary
from kam.i18n import translate
from kam.render import figures, people_blocks
from kam.render.labels import label_text
from kam.render.layout import note_lines, title_of
from kam.render.line import Line, Span, Tone, line, write
from kam.render.notes import next_step
from kam.render.page import Block, print_page
from kam.render.people_grid import grid_block
from kam.render.people_look import Look
from kam.render.people_words import gap_words, reason_words, role_missing, unread_words
from kam.render.phrases import joined, listed
from kam.render.screen import Screen
from kam.render.show_parts import Lines
from kam.reports.people_map import MapRow, PeopleMap

_TOP = {GapKind.LEVEL, GapKind.TOP}


def map_text(result: PeopleMap, model: PeopleModel, words: Vocabulary, screen: Screen) -> str:
    """The whole map."""
    look = Look(result.account.id, model, words)
    visits = [_visit(row, look) for row in result.visits]
    blocks = [
        grid_block(result, look, screen.width),
        Block(translate("What is missing"), [(one,) for one in _gaps(result, look)]),
        Block(translate("Visit next"), visits[: model.visits]),
        Block(translate("Reporting"), _tree(result, look)),
        Block(translate("After them"), visits[model.visits :]),
        Block(translate("Who supports us, by weight"), people_blocks.sides(result, look)),
        Block(translate("Relation types"), people_blocks.relation_types(result, look)),
        Block(translate("Roles and their weights"), people_blocks.roles(result, look)),
        Block(translate("Trust tree"), people_blocks.trust_tree(result, look)),
        Block(translate("Five steps of analysis"), people_blocks.analysis(result, look)),
    ]
    page = print_page(_title(result, look), blocks, screen)
    notes = write(note_lines(list(_notes(result)), screen), screen)
    return f"{page}\n{notes}" if notes else page


def _title(result: PeopleMap, look: Look) -> list[Line]:
    account, opportunity = result.account, result.opportunity
    name = f"{account.id}/{opportunity.id}" if opportunity else account.id
    share = figures.share(result.contact_coverage)
    words = translate("Contact coverage {share}").format(share=share)
    return title_of(
        name,
        result.today,
        opportunity.name if opportunity else account.name,
        look.relation(result.relation_type),
        words if result.contact_coverage is not None else "",
        _legend(look) if result.rows else "",
    )


def _legend(look: Look) -> str:
    """What the signs say."""
    model = look.model
    signs = [f"{one.sign} {look.word('attitude', key)}" for key, one in model.attitudes.items()]
    return listed([*signs, f"{model.unknown.sign} {translate(people_blocks.NOT_KNOWN)}"])


def _tree(result: PeopleMap, look: Look) -> Lines:
    """Who reports to whom, each with what is known of them."""
    rows = {row.person.key: row for row in result.rows}
    found: Lines = []
    for branch in result.tree:
        row = rows[branch.person.key]
        prefix = "".join("   " if last else "│  " for last in branch.last[:-1])
        if branch.last:
            prefix += "└─ " if branch.last[-1] else "├─ "
        details = _details(row, look, seen_known=result.seen_known)
        found.append(((Span(prefix, Tone.FAINT), *look.signed(row)), line(details)))
    return found


def _details(row: MapRow, look: Look, *, seen_known: bool) -> str:
    person, contact = row.person, row.person.contact
    need = look.word("need", contact.need)
    return joined(
        [
            translate("veto") if contact.veto else None,
            listed(look.word("role", role) for role in person.roles),
            translate("leads the evaluation") if person.lead else None,
            contact.title,
            look.relation(row.relation_type),
            look.word("contact-depth", contact.contact),
            translate("need: {need}").format(need=need) if need else None,
            _seen(row) if seen_known else None,
        ]
    )


def _seen(row: MapRow) -> str:
    if row.last_seen is None:
        return translate("never seen")
    return translate("seen {day}").format(day=row.last_seen.isoformat())


def _gaps(result: PeopleMap, look: Look) -> Iterator[Line]:
    """The gaps as sentences, how the decision level is met, and what to do about a role."""
    names = {row.person.key: row.person.contact.name for row in result.rows}
    for gap in result.gaps:
        words = gap_words(gap, listed(names[key] for key in gap.people), look.words)
        yield line(f"! {words}", Tone.RISK)
    if any(gap.kind in _TOP for gap in result.gaps):
        yield line(label_text(look.model.top_down))
    needed = next((gap.role for gap in result.gaps if gap.needed and gap.role), None)
    if needed:
        command = f"kam add-contact {result.account.id} NAME --role {needed}"
        yield next_step(role_missing(needed, look.words), command)


def _visit(row: MapRow, look: Look) -> Sequence[Line]:
    """One visit: from which attitude to which, with whom, why, and the plan."""
    person, plan = row.person, row.plan
    aim = row.aim if row.aim != person.attitude else None
    arrow = (Span(" → "), look.sign(aim)) if aim else ()
    why = [reason_words(row, reason) for reason in row.reasons]
    due = translate("by {day}").format(day=plan.due.isoformat()) if plan.due else None
    what = [plan.what or label_text(row.approach), due, plan.owner]
    return (
        line(str(row.visit)),
        (look.sign(person.attitude), *arrow),
        line(look.name(row)),
        line(joined([*why, *what])),
    )


def _notes(result: PeopleMap) -> Iterator[Line]:
    """What is not known, who is left out, and what to do where nobody is there."""
    for home in result.unread_contacts:
        yield line(unread_words(home), Tone.RISK)
    if not result.rows and not result.unread_contacts:
        command = f"kam add-contact {result.account.id} NAME --role ROLE"
        yield next_step(translate("no contact"), command)
    if not result.seen_known:
        yield line(translate("activities do not read: who was seen is not known"), Tone.RISK)
    if result.left:
        text = translate("left, not counted: {names}")
        yield line(text.format(names=listed(map(_gone, result.left.values()))))
    if result.out:
        text = translate("taken out by `weight: 0`: {names}")
        yield line(text.format(names=listed(one.name for one in result.out.values())))
    if result.unknown:
        text = translate("no such contact: {names}")
        yield line(text.format(names=listed(result.unknown)), Tone.RISK)


def _gone(contact: Contact) -> str:
    """Who left, and where they are now."""
    return f"{contact.name} -> {contact.moved_to}" if contact.moved_to else contact.name
