"""The entry point: answers `--version` and merges for git before anything heavy is imported."""

import gc
import os
import sys

from kam import __version__

INTERRUPTED = 130


def main() -> None:
    """Run `kam` with the arguments of the process."""
    if sys.argv[1:] == ["--version"]:
        print(f"kam {__version__}")  # noqa: T201 - the answer, before any terminal code is loaded
        return
    gc.disable()  # a command ends before its garbage would matter
    try:
        from kam.cli.app import run
    except KeyboardInterrupt:  # from here on the boundary for errors hears it
        sys.exit(INTERRUPTED)
    run()


def merge() -> None:
    """Run `kam-merge`, the merge driver of git, with the arguments of the process."""
    gc.disable()
    from kam.workspace.merge_driver import run

    os._exit(run(sys.argv[1:]))  # all is written, and going down in order takes as long as a merge


if __name__ == "__main__":
    main()
