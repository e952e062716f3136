"""What made an index: the version of kam, and the files of it that decide what is in one."""

import os
from pathlib import Path

from kam import __version__

_DECIDING = ("domain", "index", "playbooks", "schema", "store", "workspace")


def maker() -> str:
    """A text that changes whenever the code or the methods that fill an index do.

    Sizes tell a changed file well enough: two installations of one version share an index, and a
    released version never changes.
    """
    package = Path(__file__).parent.parent
    parts = [__version__]
    for name in _DECIDING:
        with os.scandir(package / name) as entries:
            parts += sorted(
                f"{name}/{entry.name} {entry.stat().st_size}"
                for entry in entries
                if entry.name.endswith((".py", ".yaml"))
            )
    return "\n".join(parts)
