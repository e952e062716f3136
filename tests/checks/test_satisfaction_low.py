from tests.checks.conftest import Check

ACCOUNT = "accounts/{}/account.yaml"


def test_a_last_survey_that_is_low_or_fell_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction:
        - {date: 2026-04-02, score: 5}
        - {date: 2026-10-02, score: 5}
        - {date: 2026-10-20, score: 4}
        - {date: 2026-10-20, score: 4}
    accounts/beta/account.yaml: |
      name: Beta
      satisfaction:
        - {date: 2026-10-02, score: 2, of: wang}
        - {date: 2026-10-03, score: 3}
        - {date: 2026-10-04, score: 9}
    """
    acme, beta = ACCOUNT.format("acme"), ACCOUNT.format("beta")
    assert check() == [
        f"{acme}:6:31: KAM278 satisfaction fell from 5 to 4.3",
        f"{beta}:4:31: KAM278 satisfaction is 2.5, below 3",
        f"{beta}:5:31: KAM278 9 is not on the scale from 1 to 5, and counts nowhere",
    ]


def test_one_that_is_good_or_was_mended_is_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction:
        - {date: 2026-01-02, score: 2}
        - {date: 2026-10-02, score: 5}
        - {date: 2026-04-02, score: 5}
    accounts/beta/account.yaml: |
      name: Beta
      satisfaction:
        - {date: 2026-12-02, score: 1}
    """
    assert check() == []


def test_the_scale_is_the_book_s(check: Check) -> None:
    """
    playbooks/service.yaml: |
      satisfaction: {low: 0, high: 100, line: 80, fall: 5}
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction: [{date: 2026-04-02, score: 92}, {date: 2026-10-02, score: 86}]
    """
    assert check() == [f"{ACCOUNT.format('acme')}:2:73: KAM278 satisfaction fell from 92 to 86"]
