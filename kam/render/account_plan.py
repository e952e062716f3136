"""The account plan on paper: a block an objective, with its actions and what of them is late."""

from collections.abc import Iterator, Sequence

from kam.domain.playbook import Vocabulary
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.facts_json import facts_json
from kam.render.json import Json, Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.layout import note_lines, title_of
from kam.render.line import Line, Tone, line, write
from kam.render.notes import next_step
from kam.render.page import Block, print_page
from kam.render.phrases import joined
from kam.render.screen import Screen
from kam.render.show_parts import Lines, date_words
from kam.reports.account_plan import ActionRow, ObjectiveRow, PlanStatus


def plan_text(result: PlanStatus, words: Vocabulary, screen: Screen) -> str:
    """The plan of one account."""
    title = title_of(
        result.account.id, result.as_of, result.account.name, period_words(result.period)
    )
    blocks = [Block(_heading(row), _lines(row, result, words)) for row in result.rows]
    page = print_page(title, blocks, screen)
    notes = write(note_lines(list(_notes(result)), screen), screen)
    return f"{page}\n{notes}" if notes else page


def plan_json(result: PlanStatus) -> Parts:
    """The objectives with their actions, for `json.envelope`."""
    return {
        "rows": [
            row_json(
                ROW_KEYS["plan"],
                row,
                account=result.account.id,
                period=result.period,
                actions=[_action_json(one) for one in row.actions],
                **_stated(row),
            )
            for row in result.rows
        ],
        "totals": {
            "objectives": sum(row.objective is not None for row in result.rows),
            "actions": len(result.actions),
            "done": sum(one.action.done is not None for one in result.actions),
            "late": sum(row.late for row in result.rows) + sum(one.late for one in result.actions),
        },
        "unread": result.unread,
    }


def objective_words(
    row: ObjectiveRow, result: PlanStatus, words: Vocabulary, *, owner: bool = True
) -> Line:
    """How an objective stands: status, day, owner and measure."""
    stated = row.objective
    if stated is None:
        return ()
    goal = [stated.measure, stated.target]
    text = joined(
        [
            words.label("objective-status", stated.status, language()) if stated.status else None,
            date_words(stated.due, result.as_of),
            row.owner if owner else None,
            translate(": ").join(part for part in goal if part),
            stated.result and translate("result: {text}").format(text=stated.result),
        ]
    )
    return line(text, Tone.RISK if row.late else Tone.PLAIN)


def period_words(period: str | None) -> str:
    """For which period a plan is."""
    return translate("plan {period}").format(period=period) if period else ""


def _heading(row: ObjectiveRow) -> str:
    if row.objective is None:
        return translate("Other actions")
    return f"{row.id}  {row.objective.what}"


def _lines(row: ObjectiveRow, result: PlanStatus, words: Vocabulary) -> Lines:
    facts = objective_words(row, result, words)
    found: Lines = [(facts,)] if facts else []
    found += [_action(one) for one in row.actions]
    return found or [(line(figures.NOTHING),)]


def _action(row: ActionRow) -> Sequence[Line]:
    done = row.action.done
    when = translate("done {day}").format(day=done) if done else figures.day(row.action.due)
    tone = Tone.RISK if row.late else Tone.WON if done else Tone.PLAIN
    return (
        line(when, tone),
        line(row.owner or figures.NOTHING),
        line(row.id),
        line(row.action.what),
    )


def _notes(result: PlanStatus) -> Iterator[Line]:
    account = result.account.id
    for path in result.unread:
        yield line(translate("{path} does not read").format(path=path), Tone.RISK)
    if not result.rows and not result.unread:
        yield next_step(translate("no plan yet"), f"kam edit {account} --plan")
    if late := sum(row.late for row in result.rows) + sum(one.late for one in result.actions):
        words = translate_plural("{count} is late", "{count} are late", late)
        yield line(words.format(count=late), Tone.RISK)


def _stated(row: ObjectiveRow) -> dict[str, Json]:
    """What the file says of an objective, under its keys; null of what it leaves out."""
    keys = ("what", "measure", "target", "due", "status", "result")
    return {"objective": row.id, **{key: getattr(row.objective, key, None) for key in keys}}


def _action_json(row: ActionRow) -> Json:
    return {"id": row.id, **dict(facts_json(row.action)), "owner": row.owner, "late": row.late}
