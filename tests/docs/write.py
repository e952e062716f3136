"""Writes the parts of the pages that follow from the code: `python -m tests.docs.write`.

The outputs of the README's examples, the list of modules, and the shapes that the merge driver
knows. Read the difference afterwards.
"""

import tempfile
from pathlib import Path

from tests.docs import modules, shapes
from tests.docs.console import ROOT, run_page


def write() -> None:
    """Run every example and look at every module, and put what comes of it into the pages."""
    shapes.PAGE.write_text(shapes.module_text(), encoding="utf-8")
    readme = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as home:
        readme.write_text(run_page(readme.read_text("utf-8"), Path(home)), encoding="utf-8")
    modules.PAGE.write_text(modules.with_modules(modules.PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
