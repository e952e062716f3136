"""Who git says the user is."""

import os
import subprocess
from pathlib import Path

_KEPT = ("GIT_AUTHOR_EMAIL", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
SECONDS = 5


def user_email(folder: Path) -> str | None:
    """`user.email` as git has it in `folder`; None without git or without a setting."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    try:
        answer = subprocess.run(
            ["git", "config", "--get", "user.email"],  # noqa: S607 - git is found as the user finds it
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() or None
