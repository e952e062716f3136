"""Ctrl-C and SIGKILL in the middle of a first reading: the next run is right, nobody is left."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.large import ENVIRONMENT, command, deal, deal_path, expected, write_large

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")

ACCOUNTS, DEALS = 140, 2
INTERRUPTED = 130
WHOLE = ACCOUNTS * DEALS * 50


def start(root: Path) -> subprocess.Popen[str]:
    """A forecast in a process group of its own, as a shell starts it."""
    return subprocess.Popen(
        command(root, "forecast", "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        start_new_session=True,
    )


def is_left(group: int) -> bool:
    """Whether any process of a group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def assert_gone(group: int) -> None:
    """Every process of a group ends soon."""
    end = time.monotonic() + 20
    while is_left(group):
        assert time.monotonic() < end, "a helper outlived the command"
        time.sleep(0.01)


def interrupt(root: Path, moment: float, sent: signal.Signals) -> bool:
    """Send a signal to a forecast after so many seconds; whether it had not ended by then.

    Ctrl-C reaches every process of the group, as it does from a terminal; the kill its first alone.
    """
    process = start(root)
    time.sleep(moment)
    if sent is signal.SIGINT:
        os.killpg(process.pid, sent)
    else:
        process.kill()
    _, said = process.communicate(timeout=60)
    assert_gone(process.pid)
    if sent is signal.SIGINT and process.returncode != -sent:  # else Python had not begun yet
        assert (process.returncode, said) in {(0, ""), (INTERRUPTED, "")}
    else:
        assert process.returncode in {0, -sent}
    return process.returncode != 0


@pytest.mark.parametrize("count", [8, pytest.param(500, marks=pytest.mark.full, id="full")])
def test_the_next_run_is_right(tmp_path: Path, count: int) -> None:
    root = write_large(tmp_path / "book", ACCOUNTS, DEALS)
    chance = random.Random(count)  # noqa: S311 - moments, not secrets
    length, interrupted = 0.4, 0
    for number in range(count):
        if chance.random() < 0.7:
            shutil.rmtree(root / ".kam", ignore_errors=True)
        changed = deal_path(root, chance.randrange(ACCOUNTS), chance.randrange(DEALS))
        changed.write_text(deal(100), encoding="utf-8")
        sent = (signal.SIGINT, signal.SIGKILL)[number % 2]
        was = interrupt(root, length * chance.uniform(0.1, 1.1), sent)
        length *= 1.05 if was else 0.8  # near the length of a run, on however busy a machine
        interrupted += was
        amount = chance.choice((300, 500, 700))
        changed.write_text(deal(amount), encoding="utf-8")
        assert expected(root) == WHOLE + (amount - 100) // 2
        changed.write_text(deal(100), encoding="utf-8")
    assert interrupted > count // 8


def test_a_helper_that_is_killed_is_replaced(tmp_path: Path) -> None:
    root = write_large(tmp_path / "book", ACCOUNTS, DEALS)
    code = (
        "import os, signal, sys\n"
        "from kam.workspace import shelving\n"
        "make, parent = shelving._make, os.getpid()\n"
        "def fatal(*facts):\n"
        "    if os.getpid() != parent:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return make(*facts)\n"
        "shelving._make = fatal\n"
        f"sys.argv = {command(root, 'forecast', '--json')[2:]!r}\n"
        "from kam.__main__ import main\n"
        "main()\n"
    )
    words = [command(root)[0], "-c", code]
    done = subprocess.run(words, capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert f'"expected": {WHOLE}' in done.stdout
    assert done.stderr == ""
