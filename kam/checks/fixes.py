"""What `check --fix` would write: a plain description that `workspace` carries out."""

from collections.abc import Mapping
from dataclasses import dataclass

from kam.domain.finding import Finding

BECAUSE = "recorded by check --fix"


@dataclass(frozen=True, slots=True)
class Fix:
    """Append `value`, a mapping of texts and days, to the list at `keys` of the file at `path`."""

    path: str
    keys: tuple[str | int, ...]
    value: Mapping[str, object]


def record_stage(finding: Finding) -> Fix:
    """The history entry that a stage written by hand lacks.

    The finding names its `stage` (None: back to none yet) and the `date` that the entry gets.
    """
    entry = {"date": finding.params["date"], "stage": finding.params["stage"], "because": BECAUSE}
    value = {key: fact for key, fact in entry.items() if fact is not None}
    return Fix(finding.path, ("history",), value)
