"""Next steps that were put off: when they are back."""

import pytest

from kam.domain.activity import Snooze, Task
from kam.domain.snoozing import back_on, is_asleep, snooze_of
from tests.domain.builders import TODAY, day


def task(due: str | None, *until: str, done: str | None = None) -> Task:
    snoozed = tuple(Snooze(date=day("2026-11-01"), until=day(one)) for one in until)
    return Task(
        id="send",
        what="Send",
        due=day(due) if due else None,
        snoozed=snoozed,
        done=day(done) if done else None,
    )


@pytest.mark.parametrize(
    ("step", "asleep", "back"),
    [
        (task("2026-11-20"), False, "2026-11-20"),
        (task(None), False, None),
        (task("2026-11-20", "2026-11-22"), True, "2026-11-22"),
        # on the day itself it is back, and as late as it was
        (task("2026-11-20", "2026-11-21"), False, "2026-11-20"),
        # the last entry holds, also where it is earlier
        (task("2026-11-20", "2026-12-24", "2026-12-01"), True, "2026-12-01"),
        (task("2026-12-24", "2026-12-01"), True, "2026-12-24"),
        (task(None, "2026-11-25"), True, "2026-11-25"),
        (task(None, "2026-11-20"), False, "2026-11-20"),
    ],
)
def test_a_step_is_back_on_the_day_until_which_it_was_put_off(
    step: Task, asleep: object, back: str | None
) -> None:
    assert is_asleep(step, TODAY) is asleep
    assert back_on(step, TODAY) == (day(back) if back else None)


def test_a_step_that_is_done_sleeps_no_more() -> None:
    step = task("2026-11-20", "2026-12-01", done="2026-11-21")
    assert not is_asleep(step, TODAY)
    assert snooze_of(step) == step.snoozed[-1]
