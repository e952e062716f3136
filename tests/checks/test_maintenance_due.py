from tests.checks.conftest import Check

ACCOUNT = "accounts/acme/account.yaml"


def test_a_maintenance_whose_day_has_gone_by_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      contracts:
        press: {what: Press, maintenance: {every: 3, last: 2026-08-20}}
        pump: {what: Pump, starts: 2026-05-01, maintenance: {}}
        line: {what: Line, maintenance: {next: 2026-11-19, last: 2026-11-04}}
    """
    assert check("2026-11-01") == []
    assert check() == [
        f"{ACCOUNT}:3:37: KAM277 maintenance was due 1 day ago, on 2026-11-20",
        f"{ACCOUNT}:4:55: KAM277 maintenance was due 20 days ago, on 2026-11-01",
        f"{ACCOUNT}:5:35: KAM277 maintenance was due 2 days ago, on 2026-11-19",
    ]


def test_one_that_was_done_lies_ahead_or_has_no_day_is_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      contracts:
        press: {what: Press, maintenance: {every: 3, last: 2026-08-21}}
        line: {what: Line, maintenance: {next: 2026-11-19, last: 2026-11-19}}
        pump: {what: Pump, maintenance: {every: 3}}
        lease: {what: Lease, starts: 2020-01-01}
        early: {what: Early, maintenance: {every: 3, last: 2026-11-05, next: 2026-11-19}}
        over: {what: Over, ends: 2026-11-20, maintenance: {next: 2026-11-01}}
        last: {what: Last one before its end, ends: 2026-11-30, maintenance: {last: 2026-06-10}}
        gone: {what: Gone, closed: 2026-01-01, maintenance: {next: 2025-01-01}}
    """
    assert check() == []
