"""The words of tiers, verdicts and what they rest on."""

from kam.domain.accounts_model import AccountsModel
from kam.domain.methods import Methods
from kam.domain.qualifying import Judgement, Say
from kam.domain.tiering import Ground, Reason
from kam.i18n import language, mark, translate
from kam.render import figures
from kam.render.labels import label_text
from kam.render.phrases import with_detail

_SAYS = {Say.YES: mark("yes"), Say.NO: mark("no"), Say.OPEN: mark("not decided")}
_PLAIN = {
    Ground.NO_SALES: mark("nothing sold in these months"),
    Ground.NO_MARGIN: mark("no sale states a margin"),
    Ground.SOME_WITHOUT_MARGIN: mark("some sales state no margin"),
    Ground.NOT_CONVERTED: mark("some sales do not convert"),
    Ground.OTHERS_UNKNOWN: mark("sales of other accounts are not known, so the share may be less"),
    Ground.UNREAD: mark("a file of it cannot be read"),
}
_COMPARED = {
    (Ground.SHARE, True): mark("profit share {value} % ({tier} from {limit} %)"),
    (Ground.SHARE, False): mark("profit share only {value} % ({tier} from {limit} %)"),
    (Ground.GROWTH, True): mark(
        "sales grew by {value} %, so a smaller share is enough (growth from {limit} %)"
    ),
    (Ground.SCREENS, True): mark("screens passed: {value} ({tier} from {limit})"),
    (Ground.SCREENS, False): mark("screens passed: only {value} ({tier} from {limit})"),
}

_NO_PROFIT = mark("no profit ({tier} from {limit} %)")


def tier_word(methods: Methods, tier: str | None) -> str:
    """A tier in the language in force; `–` for none."""
    if tier is None:
        return figures.NOTHING
    return methods.vocabulary.label("tier", tier, language())


def reason_words(reason: Reason, methods: Methods) -> str:
    """One reason of a suggestion."""
    if reason.holds is None:
        return translate(_PLAIN[reason.ground])
    nothing = reason.ground is Ground.SHARE and not reason.value and not reason.holds
    words = _NO_PROFIT if nothing else _COMPARED[reason.ground, reason.holds]
    return translate(words).format(
        value=figures.rounded(reason.value, 0) if reason.value is not None else figures.NOTHING,
        limit=figures.percent(reason.limit),
        tier=tier_word(methods, reason.tier),
    )


def reasons_words(reasons: tuple[Reason, ...], methods: Methods) -> str:
    """All reasons of a suggestion, one after the other."""
    return translate("; ").join(reason_words(reason, methods) for reason in reasons)


def verdict_words(judgement: Judgement, model: AccountsModel) -> tuple[str, str]:
    """What a verdict is about, and what it says: `no (4 yes, 2 no, 1 open)`.

    Where a question that must be a yes is not, it is named: it decides whatever the others say.
    """
    label = label_text(model.verdicts[judgement.verdict].label)
    counts = translate("{yes} yes, {no} no, {open} open").format(
        yes=len(judgement.of(holds=True)),
        no=len(judgement.of(holds=False)),
        open=len(judgement.of(holds=None)),
    )
    musts = [label_text(answer.question.label) for answer in judgement.deciding]
    if musts:
        needed = translate("needs {questions}").format(questions=translate(", ").join(musts))
        counts = translate("; ").join((counts, needed))
    words = translate(_SAYS[judgement.says])
    return label, with_detail(words, counts)


def value_word(model: AccountsModel, cell: str | None) -> str:
    """A cell of the value matrix; `–` where the account does not say."""
    return label_text(model.matrix[cell].label) if cell else figures.NOTHING
