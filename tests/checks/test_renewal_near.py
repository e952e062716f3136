from tests.checks.conftest import Check

ACCOUNT = "accounts/acme/account.yaml"


def test_a_contract_within_its_notice_that_nobody_renews_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      contracts:
        old: {what: Old service, ends: 2026-11-20}
        service: {what: Service, ends: 2026-12-01}
        hut: {what: Hut, notice_by: 2026-11-21}
        spare: {what: Spare parts, ends: 2027-06-30, notice_by: 2026-11-01, renewal: lost}
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      stage: G
      outcome: {result: lost, date: 2026-11-10, reason: price}
    """
    assert check() == [
        f"{ACCOUNT}:3:34: KAM276 Old service ended 1 day ago, and nobody is renewing it",
        f"{ACCOUNT}:4:34: KAM276 Service ends in 10 days, and nobody is renewing it",
        f"{ACCOUNT}:5:31: KAM276 notice for Hut was due on 2026-11-21, and nobody is renewing it",
        f"{ACCOUNT}:6:36: KAM276 Spare parts ends in 221 days, and nobody is renewing it",
    ]


def test_each_contract_has_a_step_of_its_own_however_long_its_id_is(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      contracts:
        service-of-the-press-line-in-the-northern-plant-with-parts-1: {what: A, ends: 2026-12-01}
        service-of-the-press-line-in-the-northern-plant-with-parts-2: {what: B, ends: 2026-12-01}
    accounts/acme/tasks.yaml: |
      renew-service-of-the-press-line-in-the-northern-plant-w-b3351d9d: {what: Renew the first}
    """
    assert check() == [f"{ACCOUNT}:4:81: KAM276 B ends in 10 days, and nobody is renewing it"]


def test_one_that_somebody_renews_has_time_or_is_over_is_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      contracts:
        service: {what: Service, ends: 2026-12-01, renewal: service-2027}
        support: {what: Support, ends: 2026-12-01}
        long: {what: Long, ends: 2028-12-01}
        gone: {what: Gone, ends: 2025-12-01, closed: 2025-12-01}
        open: {what: Without an end}
        unread: {what: Renewed by what does not read, ends: 2026-12-01, renewal: broken}
    accounts/acme/opportunities/service-2027.yaml: |
      name: Service 2027
    accounts/acme/opportunities/broken.yaml: |
      name: Broken
      amount: much
    accounts/acme/tasks.yaml: |
      renew-support: {what: Renew support, due: 2026-11-25}
    """
    assert check() == []
