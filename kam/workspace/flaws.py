"""What keeps an opportunity out of the figures although its file fits the format."""

from collections.abc import Iterable, Mapping

from kam.domain.deals import closing_day, playbook_of, state_of
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest
from kam.domain.methods import Methods
from kam.domain.opportunity import Opportunity
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.states import State

STRANGE_STAGE, WON_UNDATED = "KAM010", "KAM011"


def flaw_of(opportunity: Opportunity, settings: Settings, methods: Methods) -> Finding | None:
    """Why an opportunity cannot be counted: a playbook or stage that is not there, a lost date."""
    key = playbook_of(opportunity, settings)
    playbook = methods.playbooks.get(key)
    if playbook is None:
        params = {"kind": "playbook", "playbook": key, "guess": _guess(key, methods.playbooks)}
        return error_of(
            STRANGE_STAGE, "unknown-stage", opportunity.path, ("playbook",), params, skips=True
        )
    if opportunity.stage is not None and opportunity.stage not in playbook.stages:
        params = {
            "kind": "stage",
            "stage": opportunity.stage,
            "playbook": key,
            "guess": _guess_stage(opportunity.stage, playbook),
        }
        return error_of(
            STRANGE_STAGE, "unknown-stage", opportunity.path, ("stage",), params, skips=True
        )
    won = state_of(opportunity, playbook) is State.WON
    if won and closing_day(opportunity, playbook) is None:
        return error_of(WON_UNDATED, "won-without-date", opportunity.path, ("stage",), skips=True)
    return None


def _guess(text: str, options: Iterable[str]) -> str:
    return closest(text, options) or ""


def _guess_stage(text: str, playbook: Playbook) -> str:
    """The stage whose key or label, in either language, was probably meant."""
    names = {
        stage.label.text(language).lower(): key
        for key, stage in playbook.stages.items()
        for language in ("en", "zh")
    }
    names |= {key.lower(): key for key in playbook.stages}
    return names.get(closest(text, names) or "", "")


def error_of(  # noqa: PLR0913 - the facts of a finding
    code: str,
    slug: str,
    path: str,
    keys: tuple[str, ...] = (),
    params: Mapping[str, object] | None = None,
    *,
    skips: bool = False,
) -> Finding:
    """An error of a file, at the path of its fact."""
    return Finding(code, slug, Severity.ERROR, path, keys=keys, params=params or {}, skips=skips)
