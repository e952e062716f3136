"""What the page of an account says of the time after its sales."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.book import Book
from kam.domain.complaints import ANSWER, ComplaintStatus
from kam.domain.contracts import ContractStatus
from kam.i18n import translate, translate_plural
from kam.render.bars import spark
from kam.render.facts_json import facts_json
from kam.render.figures import NOTHING, trimmed
from kam.render.json import Json
from kam.render.labels import label_text
from kam.render.line import Line, Tone, line
from kam.render.phrases import joined
from kam.render.show_parts import Lines, date_words, word
from kam.reports.after_sale import AfterSale, DeliveryStatus

_LATEST = 5
_SURVEYS = 8


def after_sale_lines(book: Book, result: AfterSale, today: date) -> Lines:
    """Deliveries, satisfaction, complaints that wait, contracts that run, and their maintenance."""
    return [
        *(_delivery(one, today) for one in result.deliveries[:_LATEST]),
        *_satisfaction(book, result, today),
        *_complaints(book, result, today),
        *_contracts(result, today),
    ]


def after_sale_json(result: AfterSale) -> Json:
    """The same as JSON: of complaints and contracts also what their files have."""
    return {
        "deliveries": [
            {
                "opportunity": one.opportunity,
                "stage": one.stage.key if one.stage else None,
                "in_hand": one.in_hand.key if one.in_hand else None,
                "accepted": one.accepted,
                "due": one.due,
            }
            for one in result.deliveries
        ],
        "satisfaction": [
            {"date": one.date, "mean": one.mean, "answers": one.answers} for one in result.surveys
        ],
        "trouble": result.trouble,
        "survey_due": result.survey_due,
        "complaints": {one.id: _complaint_json(one) for one in result.complaints},
        "answer_days": result.answer_days,
        "contracts": {one.id: _contract_json(one) for one in result.contracts},
    }


def _complaint_json(one: ComplaintStatus) -> Json:
    return {
        **facts_json(one.complaint),
        "severity": one.severity,
        "waits": one.waits,
        "days": one.days,
        "limit": one.limit,
        "due": one.due,
        "late": one.late,
    }


def _contract_json(one: ContractStatus) -> Json:
    due = {"notice": one.notice, "handled": one.handled, "maintenance_due": one.maintenance}
    return {**facts_json(one.contract), **due}


def _delivery(one: DeliveryStatus, today: date) -> Sequence[Line]:
    if one.accepted:
        state, tone = translate("accepted {day}").format(day=one.accepted), Tone.WON
    elif one.due:
        state = translate("to be accepted {day}").format(day=date_words(one.due, today))
        tone = Tone.RISK if one.due < today else Tone.PLAIN
    else:
        state, tone = "", Tone.PLAIN
    work = one.in_hand and (label_text(one.in_hand.task) or label_text(one.in_hand.label))
    in_hand = translate("in hand: {work}").format(work=work) if work else None
    stage = label_text(one.stage.label) if one.stage else None
    words = joined([stage, state, in_hand])
    return line(translate("Delivery")), line(one.opportunity), line(words, tone)


def _satisfaction(book: Book, result: AfterSale, today: date) -> Iterator[Sequence[Line]]:
    """The last surveys as a picture, the last mean on its scale, and when the next one is due."""
    if not result.surveys:
        return
    scale, last = book.models.service.satisfaction, result.surveys[-1]
    means = [one.mean for one in result.surveys[-_SURVEYS:]]
    picture = spark(means, Decimal(scale.low), Decimal(scale.high))
    answers = translate_plural("{count} answer", "{count} answers", last.answers)
    parts = [
        " -> ".join(map(trimmed, means[-2:])),
        translate("{low} to {high}").format(low=scale.low, high=scale.high),
        answers.format(count=last.answers),
        last.date.isoformat(),
        translate("next {day}").format(day=date_words(result.survey_due, today)),
    ]
    tone = Tone.RISK if result.trouble else Tone.PLAIN
    yield line(translate("Satisfaction")), line(picture), line(joined(parts), tone)


def _complaints(book: Book, result: AfterSale, today: date) -> Iterator[Sequence[Line]]:
    """Those that wait, and in how many working days the others were answered."""
    heading = line(translate("Complaint"))
    for one in result.complaints:
        if one.waits:
            due = date_words(one.due, today)
            answer, settle = translate("to be answered {day}"), translate("to be settled {day}")
            words = answer if one.waits == ANSWER else settle
            parts = [
                one.complaint.what,
                word(book, "complaint-severity", one.severity),
                one.complaint.date.isoformat(),
                words.format(day=due),
            ]
            tone = Tone.RISK if one.late else Tone.PLAIN
            yield heading, line(one.id), line(joined(parts), tone)
    if result.answer_days is not None:
        days = trimmed(result.answer_days)
        words = translate("answered in {days} working days on average").format(days=days)
        yield heading, line(NOTHING), line(words)


def _contracts(result: AfterSale, today: date) -> Iterator[Sequence[Line]]:
    for one in result.contracts:
        contract, ends = one.contract, one.contract.ends
        near = one.notice is not None and one.notice <= today
        working = translate("renewed") if one.renewed else translate("being renewed")
        handled = working if near and one.handled else None
        notice = date_words(contract.notice_by, today)
        parts = [
            contract.what,
            contract.line,
            trimmed(contract.amount) if contract.amount is not None else None,
            _end_words(ends, today) if ends else None,
            translate("notice by {day}").format(day=notice) if notice else None,
            handled,
        ]
        tone = Tone.RISK if near and not one.handled else Tone.PLAIN
        yield line(translate("Contract")), line(one.id), line(joined(parts), tone)
        if one.maintenance:
            tone = Tone.RISK if one.maintenance < today else Tone.PLAIN
            words = date_words(one.maintenance, today)
            yield line(translate("Maintenance")), line(one.id), line(words, tone)


def _end_words(ends: date, today: date) -> str:
    words = translate("ended {day}") if ends < today else translate("runs until {day}")
    return words.format(day=date_words(ends, today))
