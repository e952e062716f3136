from tests.checks.conftest import Check

ACCOUNT = "accounts/acme/account.yaml"


def test_days_that_cannot_be_are_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction: [{date: 2026-11-22, score: 4}]
      complaints:
        leak: {date: 2026-11-12, what: Leak, answered: 2026-11-01, resolved: 2026-11-11}
        noise: {date: 2026-11-02, what: Noise, answered: 2026-11-19, resolved: 2026-11-03}
        new: {date: 2026-12-01, what: Not come yet}
      contracts:
        press: {what: Press, starts: 2027-05-01, ends: 2027-04-01}
        hut: {what: Hut, ends: 2027-04-01, notice_by: 2027-06-01}
        pump: {what: Pump, maintenance: {every: 1, last: 2030-01-01}}
    """
    assert [line.removeprefix(f"{ACCOUNT}:") for line in check()] == [
        "2:23: KAM123 2026-11-22 has not come yet",
        "4:50: KAM123 answered 2026-11-01 is before date 2026-11-12",
        "4:72: KAM123 resolved 2026-11-11 is before date 2026-11-12",
        "5:74: KAM123 resolved 2026-11-03 is before answered 2026-11-19",
        "6:15: KAM123 2026-12-01 has not come yet",
        "8:50: KAM123 ends 2027-04-01 is before starts 2027-05-01",
        "9:26: KAM123 ends 2027-04-01 is before notice_by 2027-06-01",
        "10:52: KAM123 2030-01-01 has not come yet",
    ]


def test_days_in_their_order_and_days_that_were_agreed_are_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction: [{date: 2026-11-21, score: 4}]
      complaints:
        leak: {date: 2026-11-12, what: Leak, answered: 2026-11-12, resolved: 2026-11-12}
        noise: {date: 2026-11-02, what: Noise, resolved: 2026-11-03}
      contracts:
        press: {what: Press, starts: 2027-05-01, ends: 2027-05-01, closed: 2027-05-01}
        hut: {what: Hut, ends: 2027-04-01, notice_by: 2027-04-01}
        pump: {what: Pump, maintenance: {every: 1, last: 2026-11-21, next: 2027-01-01}}
    """
    assert check() == []
