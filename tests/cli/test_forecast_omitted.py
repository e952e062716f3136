"""What a person leaves out of the forecast is said below it, however narrow the screen."""

import pytest

from tests.conftest import MakeBook, RunKam

DEAL = "name: MES\nstage: C\namount: 1400\nclose_date: 2026-12-01\n"


@pytest.mark.parametrize("width", ["80", "200"])
def test_it_has_a_column_where_there_is_room_and_a_line_always(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/opportunities/mes.yaml": f"{DEAL}category: {{value: omitted}}\n",
            "accounts/acme/opportunities/line.yaml": DEAL,
        }
    )
    monkeypatch.setenv("COLUMNS", width)
    text = kam(root, "forecast", "--range").stdout
    assert "\n omitted: 1,400, in no other figure\n" in text
    assert " 700 " in text
