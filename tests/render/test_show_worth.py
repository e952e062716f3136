"""What an account's page says of its worth, and nothing of what nobody stated."""

from dataclasses import replace
from decimal import Decimal

from kam.domain.account import Account, Acquisition, ReferenceGiven, Vouching, WalletRank
from kam.render.show_worth import worth_facts
from tests.domain.builders import day


def test_each_fact_stands_by_its_name() -> None:
    account = Account(
        name="Acme",
        category_spend={2026: Decimal(9000), 2025: Decimal(8000)},
        category_spend_by_line={"drives": {2026: Decimal(4000)}},
        wallet_rank=WalletRank(rank=3, of=10),
        we_buy={2026: Decimal(300)},
        acquisition=Acquisition(
            invested=Decimal(50000),
            years=10,
            upkeep_per_year=Decimal(5000),
            since=2024,
            expected_per_year=Decimal(100000),
            expected_margin=Decimal(25),
        ),
        reference=Vouching(willing=True, opinion_leader=True, subjects=("drives", "service")),
        references=(
            ReferenceGiven(to="bell", subject="drives", date=day("2026-05-01")),
            ReferenceGiven(to="A trade fair"),
        ),
    )
    assert {name: value for name, value, *_ in worth_facts(account) if value} == {
        "Category spend": "2025 8,000 · 2026 9,000",
        "By line": "drives (2026 4,000)",
        "Our rank": "3 of 10 suppliers",
        "We buy from them": "2026 300",
        "Acquisition": "invested 50,000 · over 10 years · upkeep 5,000 a year"
        " · expected 100,000 a year · at 25 % margin · since 2024",
        "Reference": "opinion leader · willing · drives, service",
        "Vouched to": "bell · drives · 2026-05-01, A trade fair",
    }
    unwilling = replace(Account(name="Bell"), reference=Vouching(willing=False))
    assert [fact[:2] for fact in worth_facts(unwilling) if fact[1]] == [
        ("Reference", "not willing")
    ]
