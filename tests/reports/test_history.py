"""History: what versions of a file tell, beside the entries that the file keeps itself."""

from decimal import Decimal
from typing import Any

from kam.domain.account import Account, Relationship, RelationshipEntry
from kam.domain.opportunity import Hold, Opportunity, StageEntry
from kam.domain.settings import WorkCalendar
from kam.reports.events import Event, Life, account_events, opportunity_events
from kam.reports.history import build_account_history, build_opportunity_history
from kam.reports.versions import Origin, Version
from tests.domain.builders import TODAY, account, day, ended, facts, opportunity

MES = "acme/mes"


def versions(*files: Any, name: str = MES) -> list[Version[Any]]:
    """Versions that were committed as c1 on the first of January, as c2 of February and so on.

    Of a text there is a version that does not read, of None one that is not there.
    """
    found = []
    for number, file in enumerate(files, start=1):
        origin = Origin(day(f"2026-{number:02d}-01"), "li.wei", f"c{number}")
        reads = None if file is None or isinstance(file, str) else file
        found.append(Version(name, origin, reads, there=file is not None))
    return found


def told(*files: Opportunity | str | None) -> list[tuple[Any, ...]]:
    """What is about each event, what it was and became, and what it has from where."""
    return _shown(opportunity_events(Life(MES, versions(*files))))


def _shown(events: Any) -> list[tuple[Any, ...]]:
    return [facts(event, "what from_ to commit source") for event in events]


def entry(on: str, stage: str | None, **facts: Any) -> StageEntry:
    return StageEntry(date=day(on), stage=stage, **facts)


CREATED = ("created", None, "mes", "c1", "git")


def test_a_file_comes_changes_and_goes() -> None:
    assert told(
        opportunity(amount=100, close_date="2026-06-30"),
        opportunity(amount=120, close_date="2026-09-30"),
        None,
    ) == [
        CREATED,
        ("amount", None, 100, "c1", "git"),
        ("close_date", None, day("2026-06-30"), "c1", "git"),
        ("amount", 100, 120, "c2", "git"),
        ("close_date", day("2026-06-30"), day("2026-09-30"), "c2", "git"),
        ("removed", MES, None, "c3", "git"),
    ]


def test_an_entry_tells_its_move_with_its_own_day_person_and_reason() -> None:
    before = (entry("2025-12-01", "G", by="chen.jie"),)
    back = entry(
        "2026-01-20", None, by="sun.hao", because="nobody answers", waived=("visit-promised",)
    )
    events = list(
        opportunity_events(
            Life(
                MES,
                versions(
                    Opportunity(name="mes", stage="G", history=before),
                    Opportunity(name="mes", history=(*before, back)),
                ),
            )
        )
    )
    assert _shown(events) == [
        CREATED,
        ("stage", None, "G", "c1", "both"),
        ("stage", "G", None, "c2", "both"),
    ]
    assert facts(events[2], "date who because waived") == (
        day("2026-01-20"), "sun.hao", "nobody answers", ("visit-promised",),
    )  # fmt: skip
    assert events[1].who == "chen.jie"


def test_a_stage_written_by_hand_is_of_whoever_committed_it() -> None:
    events = list(opportunity_events(Life(MES, versions(opportunity(), opportunity(stage="C")))))
    assert _shown(events)[1:] == [("stage", None, "C", "c2", "git")]
    assert facts(events[1], "date who") == (day("2026-02-01"), "li.wei")


def test_an_entry_that_comes_later_for_a_stage_by_hand_tells_it_again() -> None:
    by_hand = opportunity(stage="C")
    recorded = opportunity(stage="C", history=("2026-01-15 C",))
    assert told(opportunity(), by_hand, recorded)[1:] == [
        ("stage", None, "C", "c2", "git"),
        ("stage", None, "C", "c3", "both"),
    ]


def test_a_stage_that_no_entry_accounts_for_is_told_after_the_entries() -> None:
    assert told(
        opportunity(stage="G", history=("2026-01-01 G",)),
        opportunity(stage="B", history=("2026-01-01 G", "2026-01-20 C")),
    )[2:] == [("stage", "G", "C", "c2", "both"), ("stage", "C", "B", "c2", "git")]


def test_a_move_back_and_on_again_is_three_moves() -> None:
    assert told(
        opportunity(
            stage="C", history=("2026-01-01 C", "2026-01-02 D", "2026-01-02 C", "2026-01-02 C")
        )
    )[1:] == [
        ("stage", None, "C", "c1", "both"),
        ("stage", "C", "D", "c1", "both"),
        ("stage", "D", "C", "c1", "both"),
        ("stage", "C", "C", "c1", "both"),
    ]


def test_entries_that_were_taken_out_or_altered_are_told() -> None:
    assert told(
        opportunity(stage="C", history=("2026-01-01 G", "2026-01-05 C", "2026-01-05 C")),
        opportunity(stage="C", history=("2026-01-02 G", "2026-01-05 C")),
    )[4:] == [
        ("stage", None, "G", "c2", "both"),
        ("entry_removed", "G", None, "c2", "git"),
        ("entry_removed", "C", None, "c2", "git"),
    ]


def test_every_fact_that_history_follows() -> None:
    hold = Hold(since=day("2026-01-10"), until=day("2026-05-01"), because="budget frozen")
    lost = ended("lost", "2026-01-20", reason="price", to="Siemens")
    before = opportunity(category="commit", owner="li.wei", probability="60")
    after = opportunity(
        name="MES 2", owner="sun.hao", currency="USD", probability="70", outcome=lost
    )
    events = list(opportunity_events(Life(MES, versions(before, after, opportunity()))))
    assert [facts(event, "what from_ to because") for event in events if event.commit == "c2"] == [
        ("name", "mes", "MES 2", None),
        ("owner", "li.wei", "sun.hao", None),
        ("currency", None, "USD", None),
        ("category", "commit", None, None),
        ("probability", 60, 70, None),
        (
            "outcome",
            None,
            {"result": "lost", "date": day("2026-01-20"), "to": "Siemens"},
            "price",
        ),
    ]
    held = Opportunity(name="mes", hold=hold)
    (event,) = list(opportunity_events(Life(MES, versions(opportunity(), held))))[1:]
    assert facts(event, "what from_ to because") == (
        "hold", None, {"since": day("2026-01-10"), "until": day("2026-05-01")}, "budget frozen",
    )  # fmt: skip


def test_a_version_that_does_not_read_is_told_and_passed_over() -> None:
    assert told(opportunity(amount=100), "broken", opportunity(amount=130)) == [
        CREATED,
        ("amount", None, 100, "c1", "git"),
        ("unreadable", None, None, "c2", "git"),
        ("amount", 100, 130, "c3", "git"),
    ]
    assert told("broken", opportunity(amount=130)) == [
        ("created", None, None, "c1", "git"),
        ("unreadable", None, None, "c1", "git"),
        ("amount", None, 130, "c2", "git"),
    ]


def test_one_that_comes_back_is_created_again() -> None:
    assert [row[0] for row in told(opportunity(), None, opportunity())] == [
        "created", "removed", "created",
    ]  # fmt: skip


def test_another_name_is_told_and_a_move_elsewhere_ends_the_history_here() -> None:
    line = [*versions(opportunity(), name="old/mes"), *versions(opportunity(), opportunity())[1:]]
    gone = Version(MES, line[1].origin, None, there=False, successor="bell/mes")
    events = list(opportunity_events(Life(MES, [*line, gone])))
    assert _shown(events) == [
        CREATED,
        ("renamed", "old/mes", MES, "c2", "git"),
        ("renamed", MES, "bell/mes", "c2", "git"),
    ]
    assert {event.opportunity for event in events} == {MES}


def test_what_is_not_committed_is_the_files_and_has_no_author() -> None:
    line = [*versions(opportunity(amount=1)), Version(MES, Origin(TODAY), opportunity(amount=2))]
    event = list(opportunity_events(Life(MES, line)))[-1]
    assert facts(event, "what commit source who date") == ("amount", None, "file", None, TODAY)


def test_without_a_history_there_are_the_entries_alone() -> None:
    one = opportunity(stage="B", amount=100, history=("2026-01-01 G", "2026-02-01 C"))
    assert _shown(opportunity_events(Life(MES, [Version(MES, None, one)]))) == [
        ("stage", None, "G", None, "file"),
        ("stage", "G", "C", None, "file"),
    ]


def test_in_a_history_that_was_cut_off_it_begins() -> None:
    origin = Origin(day("2026-01-01"), "li.wei", "c1", begins=True)
    assert _shown(opportunity_events(Life(MES, [Version(MES, origin, opportunity())]))) == [
        ("begins", None, "mes", "c1", "git")
    ]


def test_of_an_account_its_relationship_owner_and_tier() -> None:
    moved = Relationship(
        stage="stabilise",
        history=(
            RelationshipEntry(date=day("2026-01-05"), stage="establish", by="li.wei"),
            RelationshipEntry(date=day("2026-01-06"), stage="stabilise", because="third order"),
        ),
    )
    line: list[Version[Account]] = versions(
        account(owner="li.wei"), account(owner="sun.hao", tier="key", relationship=moved),
        name="acme",
    )  # fmt: skip
    assert _shown(account_events(Life("acme", line)))[1:] == [
        ("owner", None, "li.wei", "c1", "git"),
        ("relationship", None, "establish", "c2", "both"),
        ("relationship", "establish", "stabilise", "c2", "both"),
        ("owner", "li.wei", "sun.hao", "c2", "git"),
        ("tier", None, "key", "c2", "git"),
    ]


def test_an_accounts_history_has_its_opportunities_and_runs_by_day() -> None:
    events = build_account_history(
        Life("acme", versions(account(), name="acme")),
        [Life(MES, versions(opportunity(), opportunity(stage="G", history=("2025-12-24 G",))))],
        TODAY,
    ).events
    assert [facts(event, "opportunity what") for event in events] == [
        (MES, "stage"), (None, "created"), (MES, "created"),
    ]  # fmt: skip


def test_an_opportunitys_push_count_and_its_age_in_stage() -> None:
    line = versions(
        *(opportunity(close_date=on) for on in ("2026-10-31", "2026-11-30", "2026-12-31"))
    )
    result = build_opportunity_history(
        Life(MES, line), day("2026-11-13"), WorkCalendar(holidays=(day("2026-11-18"),)), TODAY
    )
    assert facts(result, "pushes days_in_stage workdays_in_stage title committed") == (
        2, 8, 4, "mes", True,
    )  # fmt: skip
    ended_one = build_opportunity_history(Life(MES, line), None, WorkCalendar(), TODAY)
    assert facts(ended_one, "days_in_stage workdays_in_stage") == (None, None)


def test_amounts_stay_exact() -> None:
    _, event = (
        one
        for one in opportunity_events(
            Life(MES, versions(opportunity(amount="0.10"), opportunity(amount="0.30")))
        )
        if one.what == "amount"
    )
    assert isinstance(event, Event)
    assert (event.from_, event.to) == (Decimal("0.10"), Decimal("0.30"))
