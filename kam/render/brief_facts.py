"""The facts at the head of a brief: who they are, where it stands, how they buy, what is near."""

from collections.abc import Iterable, Iterator, Sequence

from kam.domain.book import Book
from kam.domain.tender_dates import TenderDay, TenderStep
from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.brief_room import in_a_row
from kam.render.labels import label_text, phase_label, relationship_label
from kam.render.line import Line, Tone
from kam.render.opportunity_facts import stage_words, state_fact
from kam.render.page import Fact, facts
from kam.render.phrases import joined, listed, with_detail
from kam.render.relation_lines import gone_words
from kam.render.show_buying import competitor_lines, deciders, step_fact
from kam.render.show_parts import amount_words, away, chance_words, date_words, person, word
from kam.reports.brief import Brief

_COMPLAINTS, _TENDER_DAYS = 2, 2
"""How many complaints and days of a tender there is room for."""
_TENDER = {
    TenderStep.REGISTER_BY: mark("register by {day}"),
    TenderStep.QUESTIONS_BY: mark("questions by {day}"),
    TenderStep.BID_DUE: mark("bid due {day}"),
    TenderStep.OPENS: mark("opens {day}"),
    TenderStep.BOND_DUE: mark("bond back by {day}"),
}


def fact_lines(result: Brief, book: Book) -> list[Sequence[Line]]:
    """The facts that there are, a line each."""
    account = result.folder.account
    return facts(
        (
            translate("Account"),
            joined(
                [
                    word(book, "tier", account.tier),
                    account.industry,
                    word(book, "ownership", account.ownership),
                    person(book, account.owner),
                ]
            ),
        ),
        (translate("Relationship"), _relationship(result, book)),
        (
            translate("May fall back"),
            gone_words(result.standing.gone) if result.standing else None,
            Tone.RISK,
        ),
        *_opportunity(result, book),
        (translate("Buying"), _buying(result, book)),
        (translate("Mostly decides"), deciders(book, result.folder.account)),
        (translate("Criteria"), _criteria(result, book)),
        (translate("Competitors"), _competitors(result)),
        (translate("Tender"), _tender(result), Tone.RISK),
        (translate("Complaints"), _complaints(result), Tone.RISK),
        (translate("Our standing"), _review(result, book)),
    )


def _relationship(result: Brief, book: Book) -> str:
    row, model = result.standing, book.methods.relationship
    share = result.map.contact_coverage
    coverage = translate("Contact coverage {share}")
    if result.opportunity is not None:
        coverage = translate("contact coverage of the deal {share}")
    incumbent = result.folder.account.incumbent
    return joined(
        [
            relationship_label(model, row.stage) if row else None,
            phase_label(model, row.phase) if row and row.phase else None,
            coverage.format(share=figures.share(share)) if share is not None else None,
            _satisfaction(result, book),
            translate("incumbent {name}").format(name=incumbent) if incumbent else None,
        ]
    )


def _opportunity(result: Brief, book: Book) -> list[Fact]:
    opportunity, deal, playbook = result.opportunity, result.deal, result.playbook
    if opportunity is None or deal is None or playbook is None:
        return []
    return [
        (translate("Stage"), stage_words(deal, playbook)),
        state_fact(opportunity, deal),
        (translate("To bring"), _missing(result)),
        step_fact(book, result.folder.account, opportunity, deal),
        (translate("Amount"), joined([amount_words(deal), chance_words(deal), _signing(result)])),
    ]


def _missing(result: Brief) -> str:
    """The evidence that the next stage asks for."""
    asked = result.in_hand.evidence.values() if result.in_hand else ()
    return joined(map(label_text, asked))


def _competitors(result: Brief) -> str:
    """Ourselves and who else bids, each with price, discount and what is known of them."""
    rows = competitor_lines(result.opportunity) if result.opportunity else []
    cells = [["".join(span.text for span in cell) for cell in row] for row in rows]
    return joined(with_detail(name, joined(_known(more))) for name, *more in cells)


def _known(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if text != figures.NOTHING)


def _signing(result: Brief) -> str | None:
    """When it is to be signed; of what has ended the outcome says it."""
    deal = result.deal
    if deal is None or not deal.is_open:
        return None
    return date_words(deal.close_date, result.as_of) or translate("undated")


def _buying(result: Brief, book: Book) -> str:
    """How they buy: this opportunity, else the account in general."""
    buying, opportunity = result.folder.account.purchasing, result.opportunity
    if opportunity is None:
        return joined(
            [
                word(book, "buying-mode", buying.mode),
                word(book, "purchasing-pattern", buying.pattern),
                word(book, "purchasing-organisation", buying.organisation),
                word(book, "purchasing-volume", buying.volume),
            ]
        )
    own = opportunity.procurement
    return joined(
        [
            word(book, "buying-mode", own.mode or buying.mode),
            word(book, "procedure", own.procedure),
            translate("a formality") if own.formality else None,
        ]
    )


def _criteria(result: Brief, book: Book) -> str:
    """What they decide by, the weightiest first, and how we stand on it."""
    criteria = result.opportunity.criteria if result.opportunity else ()
    ordered = sorted(criteria, key=lambda one: -(one.weight or 0))
    return joined(
        " ".join(
            part
            for part in (
                word(book, "criterion", one.criterion),
                str(one.weight) if one.weight is not None else "",
                word(book, "standing", one.standing),
            )
            if part
        )
        for one in ordered
    )


def _tender(result: Brief) -> str:
    return in_a_row((_tender_day(day, result) for day in result.tender), _TENDER_DAYS)


def _tender_day(day: TenderDay, result: Brief) -> str:
    text = translate(_TENDER[day.step]).format(day=day.day.isoformat())
    return with_detail(text, away(day.day, result.as_of))


def _complaints(result: Brief) -> str:
    """What they complained of and still wait for, and for how long."""
    texts = [
        with_detail(
            one.complaint.what,
            translate_plural(
                "open for {days} working day", "open for {days} working days", one.days
            ).format(days=one.days),
        )
        for one in result.complaints
    ]
    return in_a_row(texts, _COMPLAINTS)


def _satisfaction(result: Brief, book: Book) -> str:
    """The mean of the last survey on its scale."""
    survey, scale = result.survey, book.models.service.satisfaction
    if survey is None:
        return ""
    score = f"{figures.trimmed(survey.mean)}/{scale.high}"
    return translate("satisfaction {score}").format(score=score)


def _review(result: Brief, book: Book) -> str:
    """The seller's own review: the level reached, the roles played, what is next."""
    review = result.review
    if review is None:
        return ""
    following = translate("next: {text}").format(text=review.next) if review.next else None
    return joined(
        [
            word(book, "review-level", review.level),
            listed(word(book, "review-role", role) for role in review.roles),
            following,
        ]
    )
