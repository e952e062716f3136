"""The words of an agenda's lines: what each is about, and what to do about it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from kam.domain.complaints import ANSWER
from kam.domain.methods import Methods
from kam.domain.models import Models
from kam.domain.money import ZERO
from kam.i18n import language, mark, translate, translate_plural
from kam.render.figures import days as whole_days
from kam.render.figures import money
from kam.render.labels import label_text, stage_code, stage_label
from kam.render.phrases import listed, with_detail
from kam.reports.agenda_items import AgendaItem, Kind

_KINDS = {
    Kind.TENDER: mark("tender"),
    Kind.STEP: mark("next step"),
    Kind.PERSON: mark("person"),
    Kind.ACTION: mark("action"),
    Kind.CENTRE: mark("purchasing"),
    Kind.CLOSE: mark("signing"),
    Kind.MILESTONE: mark("milestone"),
    Kind.REVISIT: mark("revisit"),
    Kind.TOUCH: mark("touch"),
    Kind.STALLED: mark("stalled"),
    Kind.EVENT: mark("event"),
    Kind.OBJECTIVE: mark("objective"),
    Kind.HOLD: mark("hold ends"),
    Kind.TIER_REVIEW: mark("tier review"),
    Kind.COMPLAINT: mark("complaint"),
    Kind.ACCEPTANCE: mark("acceptance"),
    Kind.PAYMENT: mark("payment"),
    Kind.RENEWAL: mark("renewal"),
    Kind.MAINTENANCE: mark("maintenance"),
    Kind.SURVEY: mark("survey"),
    Kind.OFFER: mark("follow-up"),
}
_TENDER_STEPS = {
    "register_by": mark("register"),
    "questions_by": mark("ask questions"),
    "bid_due": mark("hand in the bid"),
    "opens": mark("opening of the bids"),
    "bond_due": mark("get the bond back"),
}
_TENDER_LATE = {
    "bid_due": mark("bids were due, write down our price"),
    "opens": mark("bids were opened, write down the result"),
}
_COMMANDS = {
    Kind.STEP: "kam done {account} {id}",
    Kind.PERSON: "kam log {account} TEXT --with {id}",
    Kind.ACTION: "kam set {account} --plan actions.{id}.done=today",
    Kind.TENDER: "kam show {name}",
    Kind.CLOSE: "kam set {name} close_date=DATE",
    Kind.STALLED: "kam advance {name}",
    Kind.MILESTONE: "kam advance {name}",
    Kind.HOLD: "kam resume {name}",
    Kind.OBJECTIVE: "kam plan {account}",
    Kind.TIER_REVIEW: "kam set {name} tier_reviewed=today",
    Kind.COMPLAINT: "kam set {account} complaints.{id}.{detail}=today",
    Kind.ACCEPTANCE: "kam set {account} --order {id} accepted=DATE",
    Kind.PAYMENT: "kam set {account} --order {id} payments.{number}.paid=DATE",
    Kind.RENEWAL: "kam set {account} contracts.{id}.renewal=ID",
    Kind.MAINTENANCE: "kam set {account} contracts.{id}.maintenance.last=today",
    Kind.SURVEY: "kam set {account} 'satisfaction+={{date: today, score: MARK}}'",
    Kind.OFFER: "kam add-task {name} TEXT --due DATE --id {id}",
}
_LOG = "kam log {name} TEXT --kind visit"


def kind_word(kind: Kind) -> str:
    """What a line is about, in a word or two."""
    return translate(_KINDS[kind])


def command_of(item: AgendaItem) -> str:
    """The command that takes a line off the agenda."""
    name = item.opportunity or item.account
    command = _COMMANDS.get(item.kind, _LOG)
    return command.format(
        account=item.account, id=item.id, number=item.number, detail=item.detail, name=name
    )


def distance(due: date, today: date) -> str:
    """How far away a day is: `3 days late`, `today`, `in 5 days`."""
    days = (due - today).days
    if not days:
        return translate("today")
    if days < 0:
        words = translate_plural("{days} day late", "{days} days late", -days)
    else:
        words = translate_plural("in {days} day", "in {days} days", days)
    return words.format(days=whole_days(abs(days)))


class Look(NamedTuple):
    """What the words of a line need beside it."""

    methods: Methods
    models: Models
    today: date

    def word(self, vocabulary: str, key: str | None) -> str:
        """A word of the book's vocabulary in the language in force."""
        return self.methods.vocabulary.label(vocabulary, key or "", language())


def sentence(item: AgendaItem, look: Look) -> str:
    """What there is to do, and why."""
    words = _SENTENCES[item.kind](item, look)
    if len(item.dates) <= 1:
        return words
    days = listed(f"{day:%m-%d}" for day in item.dates[1:])
    return translate("{words}; also {days}").format(words=words, days=days)


def _step(item: AgendaItem, _look: Look) -> str:
    what = item.what or ""
    if not item.snoozed:
        return what
    reason = translate("put off {count}×").format(count=item.snoozed)
    if item.date and item.date != item.due:
        reason = listed((translate("due {day}").format(day=item.date), reason))
    return with_detail(what, f"{reason}{translate(': ')}{item.because}" if item.because else reason)


def _person(item: AgendaItem, _look: Look) -> str:
    name = item.detail or ""
    return f"{name}{translate(': ')}{item.what}" if item.what else name


def _tender(item: AgendaItem, look: Look) -> str:
    key = item.detail or ""
    late = _TENDER_LATE.get(key) if item.due < look.today else None
    step = late or _TENDER_STEPS[key]
    return translate("round {round}: {step}").format(round=item.id, step=translate(step))


def _centre(item: AgendaItem, _look: Look) -> str:
    if item.detail:
        words = translate("visit the procurement centre before the tender of {day}")
    else:
        words = translate("visit the procurement centre this month")
    return with_detail(words.format(day=item.detail), _last(item))


def _close(item: AgendaItem, look: Look) -> str:
    if item.due < look.today:
        return translate("the close date has gone by: agree a new one")
    return with_detail(translate("signing expected"), _stage(item, look))


def _revisit(item: AgendaItem, look: Look) -> str:
    intent = look.models.rhythm.intents.get(item.detail or "")
    label = label_text(intent.label) if intent else item.detail or ""
    words = translate("signing {intent}: every {limit} days")
    return with_detail(words.format(intent=label, limit=item.limit), _last(item))


def _action(item: AgendaItem, _look: Look) -> str:
    what = item.what or ""
    return (
        with_detail(what, translate("for {objective}").format(objective=item.detail))
        if item.detail
        else what
    )


def _touch(item: AgendaItem, look: Look) -> str:
    words = translate("{tier} account: every {limit} working days").format(
        tier=look.word("tier", item.detail), limit=item.limit
    )
    return with_detail(words, _last(item))


def _stalled(item: AgendaItem, look: Look) -> str:
    words = translate("{stage} since {day}, limit {limit} working days")
    return words.format(stage=_stage(item, look), day=item.date, limit=item.limit)


def _milestone(item: AgendaItem, look: Look) -> str:
    words = translate("reach {stage}").format(stage=_stage(item, look))
    return with_detail(words, translate("last move {day}").format(day=item.date))


def _event(item: AgendaItem, look: Look) -> str:
    words = look.word("trigger-event", item.detail)
    known = f"{words}{translate(': ')}{item.what}" if item.what else words
    return with_detail(known, str(item.date))


def _objective(item: AgendaItem, _look: Look) -> str:
    return item.what or ""


def _hold(item: AgendaItem, _look: Look) -> str:
    words = translate("on hold since {day}").format(day=item.date)
    return f"{words}{translate(': ')}{item.what}" if item.what else words


def _tier_review(item: AgendaItem, look: Look) -> str:
    words = translate("tier {tier}, last reviewed {day}")
    return words.format(tier=look.word("tier", item.detail), day=item.date)


def _complaint(item: AgendaItem, _look: Look) -> str:
    limit = item.limit or 0
    if item.detail == ANSWER:
        words = translate_plural(
            "{what}: answer within {limit} working day",
            "{what}: answer within {limit} working days",
            limit,
        )
    else:
        words = translate_plural(
            "{what}: settle within {limit} working day",
            "{what}: settle within {limit} working days",
            limit,
        )
    since = translate("since {day}").format(day=item.date)
    return with_detail(words.format(what=item.what, limit=limit), since)


def _acceptance(item: AgendaItem, _look: Look) -> str:
    words = translate("have order {id} accepted").format(id=item.id)
    return with_detail(words, translate("ordered {day}").format(day=item.date))


def _payment(item: AgendaItem, look: Look) -> str:
    words = translate("{kind} of order {id}: {amount}").format(
        kind=look.word("payment", item.detail),
        id=item.id,
        amount=money(item.amount or ZERO, item.currency),
    )
    return with_detail(words, translate("ordered {day}").format(day=item.date))


def _renewal(item: AgendaItem, _look: Look) -> str:
    words = translate("renew {what}").format(what=item.what)
    return with_detail(words, translate("ends {day}").format(day=item.date)) if item.date else words


def _maintenance(item: AgendaItem, _look: Look) -> str:
    return with_detail(translate("maintain {what}").format(what=item.what), _last(item))


def _survey(item: AgendaItem, _look: Look) -> str:
    words = translate("ask how satisfied they are: {mean} last time").format(mean=item.detail)
    return with_detail(words, _last(item))


def _offer(item: AgendaItem, look: Look) -> str:
    step = look.models.service.steps.get(item.detail or "")
    words = label_text(step.what) if step else item.detail or ""
    return with_detail(words, translate("accepted {day}").format(day=item.date))


def _stage(item: AgendaItem, look: Look) -> str:
    playbook = look.methods.playbooks.get(item.playbook or "")
    code, label = stage_code(item.detail), stage_label(playbook, item.detail)
    return f"{code} {label}" if item.detail and code else label


def _last(item: AgendaItem) -> str:
    if item.date is None:
        return translate("never so far")
    return translate("last {day}").format(day=item.date)


_SENTENCES: Mapping[Kind, Callable[[AgendaItem, Look], str]] = {
    Kind.STEP: _step,
    Kind.ACTION: _action,
    Kind.PERSON: _person,
    Kind.TENDER: _tender,
    Kind.CENTRE: _centre,
    Kind.CLOSE: _close,
    Kind.REVISIT: _revisit,
    Kind.TOUCH: _touch,
    Kind.STALLED: _stalled,
    Kind.MILESTONE: _milestone,
    Kind.EVENT: _event,
    Kind.OBJECTIVE: _objective,
    Kind.HOLD: _hold,
    Kind.TIER_REVIEW: _tier_review,
    Kind.COMPLAINT: _complaint,
    Kind.ACCEPTANCE: _acceptance,
    Kind.PAYMENT: _payment,
    Kind.RENEWAL: _renewal,
    Kind.MAINTENANCE: _maintenance,
    Kind.SURVEY: _survey,
    Kind.OFFER: _offer,
}
