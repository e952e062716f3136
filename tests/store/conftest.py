"""What the tests of the store share."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_NOBODY = 65_534


@pytest.fixture
def no_rights() -> Iterator[Path]:
    """A folder in which this process, were it root, works as a user without rights."""
    if not hasattr(os, "seteuid"):
        pytest.skip("this platform has no users to change to")
    folder = Path(tempfile.mkdtemp(prefix="kam-"))
    user = os.geteuid()
    if not user:
        os.chown(folder, _NOBODY, -1)
        os.seteuid(_NOBODY)
    yield folder
    os.seteuid(user)
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(folder)
