"""Words about a customer's people: what is missing among them, and why to visit one."""

from kam.domain.people_gaps import Gap, GapKind
from kam.domain.playbook import Vocabulary
from kam.i18n import language, mark, translate, translate_plural
from kam.render import figures
from kam.render.phrases import with_detail
from kam.reports.people_map import MapRow
from kam.reports.visits import Reason

_ROLE = "no-"
_ALERTS = {
    GapKind.VETO: mark("an enemy with a veto"),
    GapKind.LEVEL: mark("nobody at decision level"),
    GapKind.TOP: mark("decision level not met"),
    GapKind.NOBODY: mark("in touch with nobody"),
    GapKind.THREAD: mark("single-threaded"),
    GapKind.UNSEEN: mark("nobody seen for long"),
}


def alert_words(alert: str, vocabulary: Vocabulary) -> str:
    """An alert of the people in short: `no coach`, `single-threaded`."""
    if alert in _ALERTS:
        return translate(_ALERTS[GapKind(alert)])
    return role_missing(alert.removeprefix(_ROLE), vocabulary)


def role_missing(role: str, vocabulary: Vocabulary) -> str:
    """That nobody holds a role."""
    return translate("no {role}").format(role=vocabulary.label("role", role, language()))


def gap_words(gap: Gap, names: str, vocabulary: Vocabulary) -> str:
    """A gap as a sentence; `names` are those of its people."""
    if gap.role is not None:
        words = role_missing(gap.role, vocabulary)
        if gap.needed:
            words = translate("{words}, and one is needed").format(words=words)
        if gap.people:
            attitude = translate("the attitude contradicts it: {names}").format(names=names)
            words = with_detail(words, attitude)
        return words
    if gap.kind is GapKind.UNSEEN:
        return translate_plural(
            "nobody was seen for {days} day", "nobody was seen for {days} days", gap.days or 0
        ).format(days=gap.days)
    words = {
        GapKind.VETO: translate("against us with a veto: {names}"),
        GapKind.LEVEL: translate("nobody at decision level is known"),
        GapKind.TOP: translate("nobody at decision level was met yet: {names}"),
        GapKind.NOBODY: translate("we are in touch with nobody there"),
        GapKind.THREAD: translate("single-threaded: all hangs on {names}"),
    }[gap.kind]
    return words.format(names=names)


def unread_words(account: str) -> str:
    """That the contacts of an account do not read, so that nobody knows who is missing."""
    text = translate("{path} does not read: who is missing is not known")
    return text.format(path=f"accounts/{account}/contacts.yaml")


def reason_words(row: MapRow, reason: Reason) -> str:
    """Why to visit a person, as the row has it."""
    if reason is Reason.GAIN:
        return translate("coverage +{share}").format(share=figures.share(row.gain))
    if reason is Reason.UNSEEN:
        return translate_plural(
            "not seen for {days} day", "not seen for {days} days", row.days_unseen or 0
        ).format(days=row.days_unseen)
    return {
        Reason.VETO: translate("can stop us"),
        Reason.TOP_DOWN: translate("decision level comes first"),
        Reason.PLAN: translate("plan is due"),
    }[reason]
