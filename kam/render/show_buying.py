"""How the customer buys, on a page: steps, tenders, criteria, competitors (METHODS.md 3)."""

from collections.abc import Mapping
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.alignment import Alignment, alignment_of
from kam.domain.book import Book
from kam.domain.buying import customer_kind, likely_procedure, step_in_progress
from kam.domain.deal import Deal
from kam.domain.money import HUNDRED
from kam.domain.opportunity import Competitor, Opportunity, Tender
from kam.domain.standing import weighted_standing
from kam.domain.tender_dates import last_round
from kam.i18n import mark, translate
from kam.render.figures import NOTHING, percent, rounded, trimmed
from kam.render.labels import label_text
from kam.render.line import Line, Tone, line
from kam.render.page import Fact
from kam.render.phrases import joined, listed, with_detail
from kam.render.show_parts import Lines, word

_FITS: Mapping[Alignment, str] = {
    Alignment.ALIGNED: mark("our milestone fits"),
    Alignment.AHEAD: mark("we are ahead: our milestone claims more than they have done"),
    Alignment.BEHIND: mark("we are behind: it is decided without us"),
}
_HERE = "▶"


def step_fact(book: Book, account: Account, opportunity: Opportunity, deal: Deal) -> Fact:
    """The customer's step in progress and, while it is open, how our milestone stands to it."""
    stated = opportunity.procurement.step
    found = step_in_progress(opportunity.procurement, account, book.models.buying)
    name = translate("Customer's step")
    if found is None:
        return name, stated, Tone.RISK
    number = found.step.buying_step
    words = translate("{step}: step {number} of 8, {label}").format(
        step=label_text(found.step.label),
        number=number,
        label=word(book, "buying-step", str(number)),
    )
    playbook = book.methods.playbooks[deal.playbook]
    fit = alignment_of(playbook, deal.stage, deal.buying_step) if deal.is_open else None
    tone = Tone.PLAIN if fit in {None, Alignment.ALIGNED} else Tone.RISK
    meaning = translate(_FITS[fit]) if fit else None
    if opportunity.procurement.formality and deal.buying_step is None:
        meaning = translate("a formality: it says nothing of the decision")
    return name, joined([words, meaning]), tone


def buying_lines(book: Book, account: Account, opportunity: Opportunity) -> Lines:
    """Mode, procedure and its steps, who mostly decides, every round of the tender, parties."""
    bought = opportunity.procurement
    how = [
        word(book, "buying-mode", bought.mode),
        word(book, "procedure", bought.procedure),
        translate("a formality") if bought.formality else None,
    ]
    found: Lines = [
        (line(name), line(text))
        for name, text in (
            (translate("Procurement"), joined(how)),
            (translate("Steps"), _steps(book, account, opportunity)),
            (translate("Mostly buys by"), "" if bought.mode else usual_mode(book, account)),
            (translate("Mostly decides"), deciders(book, account)),
        )
        if text
    ]
    found += [
        (line(translate("Tender {round}").format(round=tender.round)), _tender(book, tender))
        for tender in sorted(opportunity.tenders, key=lambda one: one.round)
    ]
    found += [
        (line(word(book, "party-role", party.role) or translate("party")), line(party.name))
        for party in opportunity.parties
    ]
    return found


def usual_mode(book: Book, account: Account) -> str:
    """How a customer of this kind mostly buys; empty where the account or the kind does not say."""
    kind = customer_kind(account, book.models.buying)
    if account.purchasing.mode:
        return word(book, "buying-mode", account.purchasing.mode)
    if kind is None or not kind.mode:
        return ""
    mode = word(book, "buying-mode", kind.mode)
    return with_detail(mode, label_text(kind.label))


def deciders(book: Book, account: Account) -> str:
    """Who mostly decides at a customer of this kind; empty where the kind is not known."""
    kind = customer_kind(account, book.models.buying)
    if kind is None or not kind.deciders:
        return ""
    names = listed(label_text(one) for one in kind.deciders)
    return with_detail(names, label_text(kind.label))


def criteria_lines(book: Book, opportunity: Opportunity) -> Lines:
    """What the customer decides by, the heaviest first, and how we stand on the whole."""
    standings = book.models.buying.standings
    ordered = sorted(opportunity.criteria, key=lambda one: -(one.weight or 0))
    found: Lines = [
        (
            line(word(book, "criterion", one.criterion)),
            line(str(one.weight) if one.weight is not None else NOTHING),
            line(
                word(book, "standing", one.standing) or NOTHING,
                Tone.RISK if standings.get(one.standing or "", 0) < 0 else Tone.PLAIN,
            ),
            line(one.note or ""),
        )
        for one in ordered
    ]
    total = weighted_standing(opportunity.criteria, standings)
    if total is not None:
        words = translate("{figure} weighted, between {low} and {high}").format(
            figure=_signed(total), low=min(standings.values()), high=f"+{max(standings.values())}"
        )
        found.append((line(translate("In all")), line(""), line(""), line(words)))
    if opportunity.discount_motive:
        motive = word(book, "discount-motive", opportunity.discount_motive)
        found.append((line(translate("Motive of a discount")), line(""), line(""), line(motive)))
    return found


def competitor_lines(opportunity: Opportunity) -> Lines:
    """Ourselves and each competitor: price beside ours, discount, service, relations, promises."""
    if not opportunity.competitors:
        return []
    ours = last_round(one for one in opportunity.tenders if one.price is not None)
    found: Lines = [_ourselves(ours)] if ours else []
    return found + [_rival(rival, ours) for rival in opportunity.competitors]


def _steps(book: Book, account: Account, opportunity: Opportunity) -> str:
    """The steps of the procedure in order, with a sign before the one in progress."""
    bought, model = opportunity.procurement, book.models.buying
    found = step_in_progress(bought, account, model)
    if not (bought.procedure or bought.mode or found):
        return ""
    key = found.procedure if found else likely_procedure(bought, account, model)
    procedure = model.procedures.get(key or "")
    if procedure is None:
        return ""
    parts = (
        f"{_HERE if found and name == found.key else ''}{label_text(step.label)}"
        for name, step in procedure.steps.items()
    )
    return " → ".join(parts)


def _tender(book: Book, tender: Tender) -> Line:
    dates = (
        (translate("published {day}"), tender.published),
        (translate("register by {day}"), tender.register_by),
        (translate("questions by {day}"), tender.questions_by),
        (translate("bid due {day}"), tender.bid_due),
        (translate("opens {day}"), tender.opens),
    )
    sums = (
        (translate("ceiling {amount}"), tender.ceiling),
        (translate("bond {amount}"), tender.bond),
        (translate("our price {amount}"), tender.price),
    )
    bond = (
        (translate("bond due back {day}"), None if tender.bond_returned else tender.bond_due),
        (translate("bond back {day}"), tender.bond_returned),
    )
    rank = translate("rank {rank}").format(rank=tender.rank) if tender.rank else None
    return line(
        joined(
            [
                word(book, "tender-result", tender.result),
                *(text.format(day=when) for text, when in dates if when),
                *(text.format(amount=trimmed(value)) for text, value in sums if value is not None),
                rank,
                *(text.format(day=when) for text, when in bond if when),
            ]
        )
    )


def _ourselves(ours: Tender) -> tuple[Line, ...]:
    assert ours.price is not None  # noqa: S101 - `competitor_lines` chose it by its price
    detail = [
        translate("round {round}").format(round=ours.round),
        translate("rank {rank}").format(rank=ours.rank) if ours.rank else None,
    ]
    price = line(trimmed(ours.price), Tone.STRONG)
    return line(translate("We"), Tone.STRONG), price, line(""), line(joined(detail))


def _rival(rival: Competitor, ours: Tender | None) -> tuple[Line, ...]:
    told = (
        (translate("service: {text}"), rival.service),
        (translate("relations: {text}"), rival.relations),
        (translate("promises: {text}"), rival.promises),
    )
    parts = [
        translate("incumbent") if rival.incumbent else None,
        *(text.format(text=value) for text, value in told if value),
    ]
    return (
        line(rival.name),
        line(_price(rival, ours)),
        line(f"-{percent(rival.discount)} %" if rival.discount is not None else ""),
        line(joined(parts)),
    )


def _price(rival: Competitor, ours: Tender | None) -> str:
    """Their price and, beside ours, how far it is from it."""
    if rival.price is None:
        return NOTHING
    if ours is None or not ours.price:
        return trimmed(rival.price)
    apart = (rival.price - ours.price) / ours.price * HUNDRED
    return with_detail(trimmed(rival.price), f"{_signed(apart)} %")


def _signed(value: Decimal) -> str:
    """A figure to one decimal, with its sign also where it is above zero."""
    return f"{'+' if value > 0 else ''}{rounded(value, 1)}"
