"""What made an index: the version of kam, and the files of it that decide what is in one."""

import os
import zlib
from pathlib import Path

from kam import __version__

_CODE = ("domain", "index", "schema", "store", "workspace")
_METHODS = "playbooks"


def maker() -> str:
    """A text that changes whenever the code or the methods that fill an index do.

    Of code the sizes tell enough: a released version never changes, and two installations of one
    share an index. Methods are a few files of figures, where one may change without the size.
    """
    package = Path(__file__).parent.parent
    parts = [__version__]
    for name in _CODE:
        with os.scandir(package / name) as entries:
            parts += sorted(
                f"{name}/{entry.name} {entry.stat().st_size}"
                for entry in entries
                if entry.name.endswith(".py")
            )
    for path in sorted((package / _METHODS).glob("*.yaml")):
        parts.append(f"{path.name} {zlib.crc32(path.read_bytes())}")
    return "\n".join(parts)
