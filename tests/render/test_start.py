"""What a report costs before it draws anything."""

import subprocess
import sys


def test_drawing_a_report_loads_nothing_heavy() -> None:
    heavy = ("babel", "pydantic", "rich.console", "rich.text", "typer", "yaml", "csv")
    code = (
        "import sys, kam.render.forecast, kam.render.pipeline\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
