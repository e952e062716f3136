"""What the tests of the store share."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_NOBODY = 65_534


@pytest.fixture
def no_rights(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder in which this process, were it root, works as a user without rights."""
    if not hasattr(os, "seteuid"):
        pytest.skip("this platform has no users to change to")
    folder = Path(tempfile.mkdtemp(prefix="kam-"))
    folder.chmod(0o777)  # noqa: S103 - the other user must get in
    user = os.geteuid()

    def restore() -> None:
        os.seteuid(user)
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(folder)

    request.addfinalizer(restore)
    if not user:
        os.seteuid(_NOBODY)
    return folder
