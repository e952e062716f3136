"""What references may name, where files may be unreadable."""

from dataclasses import replace

import pytest

from kam.domain.book import Book
from kam.domain.consistency import Known, Unread, has_stage, playbook_of_deal
from kam.domain.contact import Contact
from kam.domain.deals import build_deals
from kam.domain.finding import Finding, Severity
from tests.domain.builders import MILESTONE, TODAY, account, book, opportunity


def skipped(path: str) -> Finding:
    return Finding("KAM003", "amount", Severity.ERROR, path, skips=True)


@pytest.fixture
def whole() -> Book:
    """acme has people and a deal; of bell a file does not read, of lost none does."""
    base = book(opportunity("acme/mes"), opportunity("bell/line"), accounts=(account("corp"),))
    acme, *rest = base.folders
    formerly = replace(acme.account, formerly=("akme",))
    wang = Contact(id="wang-fang", name="王芳")
    unread = ("accounts/bell/contacts.yaml", "accounts/bell/opportunities/spares.yaml")
    return replace(
        base,
        folders=(replace(acme, account=formerly, contacts={"wang-fang": wang}), *rest),
        findings=(
            *map(skipped, unread),
            skipped("accounts/lost/account.yaml"),
            Finding("KAM004", "unknown-key", Severity.ERROR, "accounts/corp/contacts.yaml"),
        ),
    )


def test_an_account_is_known_where_any_of_its_files_is(whole: Book) -> None:
    known = Known(whole)
    assert [known.has_account(name) for name in ("acme", "lost", "nobody")] == [True, True, False]


def test_an_opportunity_is_known_also_where_its_file_does_not_read(whole: Book) -> None:
    known = Known(whole)
    assert known.has_opportunity("acme", "mes")
    assert known.has_opportunity("bell", "spares")
    assert not known.has_opportunity("acme", "spares")
    assert not known.has_opportunity("nobody", "mes")


@pytest.mark.parametrize(
    ("home", "reference"),
    [("acme", "wang-fang"), ("corp", "acme/wang-fang"), ("bell", "anyone")],
)
def test_a_contact_may_be_another_accounts_or_in_a_file_that_does_not_read(
    whole: Book, home: str, reference: str
) -> None:
    assert Known(whole).has_contact(home, reference)


@pytest.mark.parametrize(
    ("home", "reference"), [("corp", "wang-fang"), ("acme", "nobody/wang-fang")]
)
def test_a_contact_that_is_nowhere_is_not_known(whole: Book, home: str, reference: str) -> None:
    assert not Known(whole).has_contact(home, reference)


def test_a_guess_is_what_was_probably_meant(whole: Book) -> None:
    known = Known(whole)
    assert known.guess_account("akme") == "acme"
    assert known.guess_account("zzz") == ""
    assert known.guess_opportunity("acme", "mess") == "mes"
    assert known.guess_opportunity("nobody", "mes") == ""
    assert known.guess_contact("acme", "wang-fan") == "wang-fang"
    assert known.guess_contact("corp", "acme/wang-fan") == "acme/wang-fang"
    assert known.guess_contact("corp", "nobody/wang-fan") == ""


def test_a_stage_of_the_history_is_none_yet_or_the_playbooks() -> None:
    assert [has_stage(MILESTONE, stage) for stage in (None, "G", "terms")] == [True, True, False]


def test_a_deal_follows_its_playbook(whole: Book) -> None:
    assert playbook_of_deal(whole, build_deals(whole, TODAY)[0]) == MILESTONE


def test_activities_read_where_every_file_of_them_does() -> None:
    unread = Unread([skipped("accounts/acme/activities/2026-li.wei.yaml")])
    assert not unread.reads_log("acme")
    assert unread.reads_log("bell")
    assert unread.reads("acme", "contacts.yaml")
