from kam.domain.finding import Finding, Severity
from tests.domain.builders import book, opportunity


def test_a_book_gives_each_opportunity_with_its_folder() -> None:
    whole = book(opportunity("acme/mes"), opportunity("acme/agv"), opportunity("bell/line"))
    found = [(folder.account.id, one.reference) for folder, one in whole.opportunities()]
    assert found == [("acme", "acme/mes"), ("acme", "acme/agv"), ("bell", "bell/line")]


def test_findings_are_listed_by_place_then_code() -> None:
    late = Finding("KAM003", "amount", Severity.ERROR, "accounts/b.yaml", line=2)
    early = Finding("KAM102", "past", Severity.WARNING, "accounts/a.yaml", line=9)
    assert sorted([late, early], key=lambda finding: finding.order) == [early, late]
