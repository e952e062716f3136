"""Three texts of a file merged into one: bytes in, bytes out."""

import pytest

from kam.store.reader import parse
from kam.store.text import BOM, ReadError
from kam.workspace import merging
from kam.workspace.merging import Merged, kind_of, merge_bytes

DEAL = "accounts/acme/opportunities/mes.yaml"
LOG = "accounts/acme/activities/2026-li.wei.yaml"


def merged(base: str, ours: str, theirs: str, path: str = DEAL, **options: object) -> str:
    """The merged text; one with conflicts does not read."""
    found = merge_bytes(path, base.encode(), ours.encode(), theirs.encode(), **options)  # type: ignore[arg-type]
    assert found.conflicts == found.raw.count(b"\n=======")
    if found.conflicts:
        with pytest.raises(ReadError):
            parse(found.raw)
    return found.raw.decode()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (DEAL, "opportunity"),
        ("sales/book/accounts/acme/account.yaml", "account"),
        ("accounts/accounts/contacts.yaml", "contacts"),
        (LOG, "activities"),
        ("accounts/acme/plan.yaml", "plan"),
        ("accounts/acme/targets.yaml", "any"),
        ("accounts/kam.yaml", "any"),
        ("book/kam.yaml", "kam"),
        ("targets.yaml", "targets"),
        ("calls.yaml", "calls"),
        ("playbooks/own.yaml", "any"),
    ],
)
def test_the_path_says_what_a_file_holds(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_lines_that_touch_are_no_conflict() -> None:
    base = "name: x\nstage: F\namount: 1\n"
    assert merged(base, "name: y\nstage: F\namount: 1\n", "name: x\nstage: E\namount: 2\n") == (
        "name: y\nstage: E\namount: 2\n"
    )


def test_both_change_one_line_in_braces() -> None:
    base = "name: x\nsource: {channel: 'referral', by: \"a\"}  # where from\n"
    ours = base.replace("'referral'", "'fair'")
    theirs = base.replace('"a"', '"b"').replace("x\n", "y\n")
    assert merged(base, ours, theirs) == (
        "name: y\nsource: {channel: 'fair', by: \"b\"}  # where from\n"
    )


def test_what_theirs_wrote_keeps_its_quotes_and_its_lines() -> None:
    base = "- {date: 2026-01-01, kind: call}\n"
    ours = base + "- {date: 2026-01-02, kind: call}\n- {date: 2026-01-09, kind: call}\n"
    new = (
        "- date: 2026-01-03\n  kind: 'visit'\n  note: >\n    over\n    lines\n"
        '  with: ["wang-fang"]\n'
    )
    assert merged(base, ours, base + new, LOG) == (
        "- {date: 2026-01-01, kind: call}\n"
        "- {date: 2026-01-02, kind: call}\n"
        "- date: 2026-01-03\n  kind: 'visit'\n  note: |\n    over lines\n  with: [\"wang-fang\"]\n"
        "- {date: 2026-01-09, kind: call}\n"
    )


def test_a_new_fact_stands_where_theirs_has_it() -> None:
    base = "name: x\nsource: {by: a, channel: fair}\nowner: li.wei\n"
    ours = "name: x\nlot: 1\nsource: {by: b, channel: fair}\nowner: li.wei\n"
    theirs = "name: x\nstage: F\nsource: {by: a, channel: web}\nowner: li.wei\ncustom: {a: b}\n"
    assert merged(base, ours, theirs) == (
        "name: x\nlot: 1\nstage: F\nsource: {by: b, channel: web}\nowner: li.wei\ncustom: {a: b}\n"
    )


def test_a_comment_on_a_line_that_both_changed_stays() -> None:
    base = "name: x\nsource: {by: a, channel: fair}  # old\n"
    ours = "name: x\nsource: {by: b, channel: fair}  # old\n"
    theirs = (
        "# first\nname: x  # the name\n# about it\nsource: {by: a, channel: web}  # new\n# end\n"
    )
    assert merged(base, ours, theirs) == (
        "# first\nname: x  # the name\n# about it\nsource: {by: b, channel: web}  # new\n# end\n"
    )


def test_two_comments_of_one_fact_both_stay() -> None:
    base = "name: x\nsource: {by: a, channel: fair}\n"
    ours = "name: x\nsource: {by: b, channel: fair}  # ours\n"
    theirs = "name: x\nsource: {by: a, channel: web}  # theirs\n"
    assert merged(base, ours, theirs) == (
        "name: x\n# theirs\nsource: {by: b, channel: web}  # ours\n"
    )


def test_a_comment_that_both_wrote_is_there_once() -> None:
    base = "name: x\nsource: {by: a, channel: fair}\n"
    ours = "name: x\nsource: {by: b, channel: fair}  # both\n"
    theirs = "name: x\nsource: {by: a, channel: web}  # both\n"
    assert merged(base, ours, theirs) == "name: x\nsource: {by: b, channel: web}  # both\n"


def test_a_comment_inside_brackets_stays_with_its_entry() -> None:
    base = "name: x\nsplits: [\n  {owner: a, share: 1},\n  {owner: b, share: 2}\n]\n"
    ours = base.replace("share: 1", "share: 3").replace("a,", "c,")
    theirs = base.replace("share: 2}", "share: 4}  # four")
    found = merged(base, ours, theirs)
    assert found == (
        "name: x\nsplits: [\n  {owner: c, share: 3},\n  {owner: b, share: 4}  # four\n]\n"
    )


def test_a_comment_on_a_fact_that_the_other_side_removed_stays() -> None:
    base = "name: x\namount: 1\nlot: a\nowner: li.wei\n"
    ours = "name: x\nlot: a\nowner: li.wei\n"
    theirs = "name: x\namount: 1  # asked twice\nlot: b\nowner: li.wei\n"
    found = merged(base, ours, theirs)
    assert "# asked twice\n" in found
    assert parse(found.encode())
    assert "# asked twice\n" in merged(base, theirs, ours)


def test_a_fact_that_both_added_at_two_places_is_there_once() -> None:
    base = "name: x\nstage: F\namount: 1\nowner: a\n"
    ours = base.replace("stage: F\n", "lot: b\nstage: F\n")
    theirs = base + "lot: b\n# end\n"
    assert merged(base, ours, theirs) == f"{ours}# end\n"


def test_more_edits_than_can_be_made_are_a_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    base = "name: x\nsource: {by: a, channel: b}\n"
    ours, theirs = base.replace("a,", "c,"), base.replace("b}", "d}")
    assert "<<<" not in merged(base, ours, theirs)
    monkeypatch.setattr(merging, "MOST_EDITED", 0)
    assert merged(base, ours, theirs).count("source:") == 2


def test_markers_stand_around_what_differs_alone() -> None:
    base = "name: x\nstage: F\namount: 1\n"
    ours = base.replace("F", "E").replace("1", "2")
    theirs = base.replace("F", "D").replace("x", "y")
    assert merged(base, ours, theirs, labels=("HEAD", "theirs"), marker_size=9) == (
        "name: y\n<<<<<<<<< HEAD\nstage: E\n=========\nstage: D\n>>>>>>>>> theirs\namount: 2\n"
    )


def test_a_conflict_inside_a_quoted_text_is_one_of_the_whole() -> None:
    base = 'name: "a\n  b\n  c"\n'
    ours, theirs = base.replace("b", "x"), base.replace("b", "y")
    assert merged(base, ours, theirs) == (f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n")


def test_line_ends_and_marks_are_merged_too() -> None:
    base = "name: x\nstage: F\nlot: a\n"
    windows = base.replace("lot: a", "lot: b").replace("\n", "\r\n")
    assert merged(base, windows, BOM + base.replace("x", "y")) == (
        f"{BOM}name: y\r\nstage: F\r\nlot: b\r\n"
    )
    assert merged(base, base.replace("x", "y"), windows) == ("name: y\r\nstage: F\r\nlot: b\r\n")


def test_mixed_line_ends_stay_mixed() -> None:
    base = "name: x\r\nstage: F\nlot: a\nowner: a\n"
    assert merged(base, base.replace("F", "E"), base.replace("owner: a", "owner: b")) == (
        "name: x\r\nstage: E\nlot: a\nowner: b\n"
    )


def test_a_missing_last_line_break_stays_missing() -> None:
    base = "name: x\nstage: F\nlot: 1"
    assert merged(base, base.replace("x", "y"), base.replace("1", "2")) == (
        "name: y\nstage: F\nlot: 2"
    )
    assert merged(base, base.replace("x", "y"), base + "\n") == "name: y\nstage: F\nlot: 1\n"


def test_a_last_line_break_that_belongs_to_a_text_stays() -> None:
    base = "name: x\nlot: 1\nqualification:\n  need: |\n    a"
    found = merged(base, base.replace("x", "y"), base.replace("1", "2"))
    assert found == base.replace("x", "y").replace("1", "2") + "\n"


def test_two_new_files_are_merged() -> None:
    assert merged("", "name: x\nlot: a\n", "name: x\nowner: b\n") == "name: x\nlot: a\nowner: b\n"
    entries = [f"- {{date: 2026-01-0{day}, kind: call}}\n" for day in (1, 2)]
    assert merged("", entries[1], entries[0], LOG) == "".join(entries)


def test_a_file_that_both_emptied_is_empty() -> None:
    base = "- {date: 2026-01-01, kind: call}\n- {date: 2026-01-02, kind: call}\n"
    first, second = base.splitlines(keepends=True)
    assert merged(base, f"# log\n{first}", second, LOG).strip() in {"# log", "# log\n[]"}


def test_a_side_that_does_not_read_is_merged_by_its_lines() -> None:
    base, theirs = "name: x\nstage: F\n\nlot: 1\n", "name: y\nstage: F\n\nlot: 1\n"
    ours = "name: x\nstage: F\n\nlot:\t[\n"
    found = merge_bytes(DEAL, base.encode(), ours.encode(), theirs.encode())
    assert found == Merged(b"name: y\nstage: F\n\nlot:\t[\n", 1)
    mended = merge_bytes(
        DEAL, ours.encode(), theirs.replace("lot: 1", "lot:\t[").encode(), base.encode()
    )
    assert mended == Merged(theirs.encode(), 0)


def test_bytes_that_are_no_text_are_merged_by_lines() -> None:
    base, ours, theirs = (
        b"a: \xff\nb: 1\n\nc: 1\n",
        b"a: \xff\nb: 2\n\nc: 1\n",
        b"a: \xff\nb: 3\n\nc: 2\n",
    )
    found = merge_bytes(DEAL, base, ours, theirs, labels=("我们", "theirs"))
    assert found.raw == (
        "<<<<<<< 我们\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n\nc: 2\n".encode().join(
            (b"a: \xff\n", b"")
        )
    )


def test_a_text_that_cannot_be_edited_is_in_conflict_as_it_is() -> None:
    base = "? a\n: {x: 1}\n"
    ours, theirs = base.replace("1", "1, y: 2"), base.replace("1", "1, z: 3") + "b: 4\n"
    assert merged(base, ours, theirs, "accounts/acme/plan.yaml") == (
        "? a\n<<<<<<< ours\n: {x: 1, y: 2}\n=======\n: {x: 1, z: 3}\nb: 4\n>>>>>>> theirs\n"
    )


def test_an_item_without_a_value_cannot_be_written_and_is_in_conflict() -> None:
    found = merge_bytes(
        "accounts/acme/plan.yaml", b"a: {b: [x]}\n", b"a: {b: [x], c: 1}\n", b"a: {b: [x, ~]}\n"
    )
    assert found.conflicts == 1
