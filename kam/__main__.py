"""The entry point: answers `--version` before anything heavy is imported."""

import gc
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


if __name__ == "__main__":
    main()
