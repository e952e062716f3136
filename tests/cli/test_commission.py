"""`kam commission`: what each of us earned, as people and scripts read it (METHODS.md 10)."""

import csv
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.conftest import MakeBook, RunKam, snapshot

SETTINGS = {"kam.yaml": "format: 1\ncurrency: CNY\n"}
ACME = {"accounts/acme/account.yaml": "name: Acme\nowner: li.wei\ntier: key\n"}
WORKED = {
    **SETTINGS,
    **ACME,
    "commission.yaml": """\
plans:
  standard: {tiers: [{to: 100000, rate: 5}, {to: 125000, rate: 6}, {rate: 7}]}
default: standard
""",
    "accounts/acme/opportunities/mes.yaml": """\
name: MES
amount: 150000
outcome: {result: won, date: 2026-05-01}
""",
}
SETTLED = {
    **WORKED,
    "commission.yaml": """\
plans:
  standard:
    tiers: [{to: 100000, rate: 5}, {to: 125000, rate: 6}, {rate: 7}]
    deferred: {share: 30, until: acceptance}
default: standard
""",
    "accounts/acme/opportunities/mes.yaml": """\
name: MES
amount: 150000
splits:
  - {owner: li.wei, share: 70}
  - {owner: chen.jie, share: 30}
  - {owner: sun.hao, share: 20, overlay: true}
outcome: {result: won, date: 2026-02-10}
""",
    "accounts/acme/opportunities/agv.yaml": """\
name: AGV
amount: 40000
outcome: {result: won, date: 2026-05-04}
""",
    "accounts/acme/orders.yaml": """\
po-1: {date: 2026-02-14, amount: 150000, opportunity: mes, accepted: 2026-06-01}
cn-1: {date: 2026-09-01, amount: -30000, opportunity: mes}
""",
}
SUMS = ("basis", "commission", "paid", "deferred", "clawback", "payout")


def found(kam: RunKam, root: Path, *words: str) -> Any:
    result = kam(root, "commission", *words, "--json")
    return json.loads(result.stdout, parse_float=Decimal)


def sums(kam: RunKam, root: Path, *words: str) -> dict[str, tuple[object, ...]]:
    rows = found(kam, root, *words)["rows"]
    return {row["person"]: tuple(row[key] for key in SUMS) for row in rows}


def lines(kam: RunKam, root: Path, keys: str, *words: str) -> list[tuple[object, ...]]:
    return [tuple(one[key] for key in keys.split()) for one in found(kam, root, *words)["audit"]]


def won(amount: object, on: str, *more: str) -> str:
    facts = "".join(f"{fact}\n" for fact in more)
    return f"name: Won\namount: {amount}\n{facts}outcome: {{result: won, date: {on}}}\n"


def test_the_worked_example_is_paid_to_the_cent(book: MakeBook, kam: RunKam) -> None:
    root = book(WORKED)
    (row,) = found(kam, root)["rows"]
    assert row == {
        "person": "li.wei", "period": "2026", "basis": 150_000, "commission": 8_250,
        "paid": 8_250, "deferred": 0, "clawback": 0, "payout": 8_250, "plan": "standard",
    }  # fmt: skip
    assert lines(kam, root, "amount tier rate before after commission") == [
        (100_000, 1, 5, 0, 100_000, 5_000),
        (25_000, 2, 6, 100_000, 125_000, 1_500),
        (25_000, 3, 7, 125_000, 150_000, 1_750),
    ]
    printed = kam(root, "commission", "--person", "li.wei").stdout
    assert "2026-05-01  acme/mes      25,000         3   7 %       1,750       150,000" in printed


def test_a_statement_with_splits_tiers_deferral_and_clawback_is_what_a_hand_reckons(
    book: MakeBook, kam: RunKam
) -> None:
    """By hand, 30 % of every commission waiting for acceptance:

    li.wei has 70 % of 150,000 = 105,000: 100,000 x 5 % = 5,000, 5,000 x 6 % = 300. Then 40,000:
    20,000 x 6 % = 1,200 (up to 125,000), 20,000 x 7 % = 1,400. Earned 7,900. Deferred at once
    1,500 + 90 + 360 + 420 = 2,370, paid 5,530. The acceptance of mes releases 1,500 + 90 = 1,590:
    due 7,120, deferred 780. The credit note: 5,300 paid on mes x 30,000 / 150,000 = 1,060 back.
    chen.jie has 45,000 x 5 % = 2,250, 675 of it later; back 2,250 x 1/5 = 450.
    sun.hao, overlay, has 20 % = 30,000 x 5 % = 1,500, 450 of it later; back 300.
    """
    root = book(SETTLED)
    assert sums(kam, root) == {
        "chen.jie": (45_000, 2_250, 2_250, 0, 450, 1_800),
        "li.wei": (145_000, 7_900, 7_120, 780, 1_060, 6_060),
        "sun.hao": (30_000, 1_500, 1_500, 0, 300, 1_200),
    }
    keys = "kind date amount share commission paid deferred clawback"
    assert lines(kam, root, keys, "--person", "li.wei") == [
        ("earned", "2026-02-10", 100_000, 70, 5_000, 3_500, 1_500, 0),
        ("earned", "2026-02-10", 5_000, 70, 300, 210, 90, 0),
        ("earned", "2026-05-04", 20_000, 100, 1_200, 840, 360, 0),
        ("earned", "2026-05-04", 20_000, 100, 1_400, 980, 420, 0),
        ("released", "2026-06-01", None, None, 0, 1_590, -1_590, 0),
        ("clawback", "2026-09-01", -30_000, None, 0, 0, 0, 1_060),
    ]
    printed = kam(root, "commission", "--person", "li.wei").stdout
    assert "share of 150,000: 70 %" in printed
    assert "earned on 2026-02-10" in printed
    assert "order cn-1" in printed
    assert "30,000 of 150,000 refunded, 5,300 paid on it" in printed


def test_what_was_deferred_before_a_window_is_carried_into_it(book: MakeBook, kam: RunKam) -> None:
    root = book(SETTLED)
    assert sums(kam, root, "--person", "li.wei", "--from", "2026Q2", "--to", "2026Q2") == {
        "li.wei": (40_000, 2_600, 1_820 + 1_590, 780, 0, 3_410)
    }
    keys = "kind paid deferred"
    second = ("--person", "li.wei", "--from", "2026Q2", "--to", "2026Q2")
    assert lines(kam, root, keys, *second)[:2] == [("carried", 0, 1_500), ("carried", 0, 90)]
    third = ("--person", "li.wei", "--from", "2026-07-01", "--to", "2026-09-30")
    assert found(kam, root, *third)["rows"][0]["period"] == "2026Q3"
    assert sums(kam, root, *third)["li.wei"] == (0, 0, 0, 780, 1_060, -1_060)


def test_what_is_refunded_before_a_deferred_part_falls_due_is_taken_from_that_as_well(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **SETTLED,
        "accounts/acme/opportunities/mes.yaml": won(100_000, "2026-02-10"),
        "accounts/acme/opportunities/agv.yaml": won(0, "2026-05-04"),
        "accounts/acme/orders.yaml": """\
po-1: {date: 2026-02-14, amount: 100000, opportunity: mes, accepted: 2026-06-01}
cn-1: {date: 2026-03-01, amount: -20000, opportunity: mes}
cn-2: {date: 2026-07-01, amount: -100000, opportunity: mes}
""",
    }
    keys, root = "kind date paid deferred clawback before", book(files)
    assert lines(kam, root, keys, "--person", "li.wei")[1:] == [
        ("released", "2026-06-01", 1_200, -1_200, 0, None),
        ("clawback", "2026-03-01", 0, 0, 700, 3_500),
        ("clawback", "2026-03-01", 300, -300, 300, 1_500),
        ("clawback", "2026-07-01", 0, 0, 4_000, 4_000),
    ]
    spring = ("--person", "li.wei", "--from", "2026-03-01", "--to", "2026-05-31")
    assert lines(kam, root, keys, *spring) == [
        ("carried", "2026-02-10", 0, 1_500, 0, 0),
        ("clawback", "2026-03-01", 0, 0, 700, 3_500),
        ("clawback", "2026-03-01", 300, -300, 300, 1_500),
    ]
    printed = kam(root, "commission", *spring).stdout
    assert "20,000 of 100,000 refunded, 1,500 still deferred on it" in printed
    may = ("--person", "li.wei", "--from", "2026-05", "--to", "2026-05")
    assert sums(kam, root, *may)["li.wei"] == (0, 0, 0, 1_200, 0, 0)


@pytest.mark.parametrize(
    ("until", "more", "released"),
    [
        ("acceptance", "", "2026-07-10"),
        ("payment", "", "2026-07-20"),
        ("acceptance", "po-2: {date: 2026-09-30, amount: 400, opportunity: mes}", "2026-07-10"),
        ("payment", "po-2: {date: 2026-09-30, amount: 400, opportunity: mes}", "2026-07-20"),
        ("payment", "po-2: {date: 2026-07-20, amount: 400, opportunity: mes}", None),
        ("acceptance", "po-2: {date: 2026-07-10, amount: 400, opportunity: mes}", None),
        ("acceptance", "po-2: {date: 2026-07-01, amount: 0, opportunity: mes}", None),
        ("acceptance", "cn-1: {date: 2026-07-01, amount: -5, opportunity: mes}", "2026-07-10"),
    ],
)
def test_what_fell_due_stays_so_whatever_is_ordered_later(
    until: str, more: str, released: str | None, book: MakeBook, kam: RunKam
) -> None:
    files = {
        **SETTINGS,
        **ACME,
        "commission.yaml": f"""\
plans: {{p: {{tiers: [{{rate: 10}}], deferred: {{share: 30, until: {until}}}}}}}
default: p
""",
        "accounts/acme/opportunities/mes.yaml": won(1000, "2026-06-30"),
        "accounts/acme/orders.yaml": f"""\
po-1: {{date: 2026-06-30, amount: 600, opportunity: mes, accepted: 2026-07-10,
       payments: [{{kind: full, amount: 600, paid: 2026-07-20}}]}}
{more}
""",
    }
    due = [day for kind, day in lines(kam, book(files), "kind date") if kind == "released"]
    assert due == ([released] if released else [])


def test_a_credit_note_lets_fall_due_on_its_day_what_waited_for_the_rest(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **SETTLED,
        "commission.yaml": """\
plans: {p: {tiers: [{rate: 10}], deferred: {share: 30, until: payment}}}
default: p
""",
        "accounts/acme/opportunities/mes.yaml": won(1000, "2026-06-30"),
        "accounts/acme/opportunities/agv.yaml": won(0, "2026-06-30"),
        "accounts/acme/orders.yaml": """\
po-0: {date: 2026-06-30, amount: 0, opportunity: mes}
po-1: {date: 2026-07-01, amount: 1000, opportunity: mes,
       payments: [{kind: full, amount: 900, paid: 2026-08-01}]}
cn-1: {date: 2026-09-15, amount: -100, opportunity: mes}
""",
    }
    root = book(files)
    assert sums(kam, root, "--from", "2026-08", "--to", "2026-08") == {
        "li.wei": (0, 0, 0, 30, 0, 0)
    }
    assert lines(kam, root, "kind date paid clawback", "--from", "2026-09") == [
        ("carried", "2026-06-30", 0, 0),
        ("released", "2026-09-15", 30, 0),
        ("clawback", "2026-09-15", 0, 10),
    ]


def test_to_step_back_from_acceptance_takes_nothing_back_that_was_paid(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **SETTINGS,
        **ACME,
        "commission.yaml": """\
plans: {p: {tiers: [{rate: 10}], deferred: {share: 30}}}
default: p
""",
        "accounts/acme/opportunities/mes.yaml": """\
name: MES
playbook: six-stage
amount: 1000
stage: negotiate
outcome: {result: won, date: 2026-05-01}
history:
  - {stage: negotiate, date: 2026-05-01}
  - {stage: deliver, date: 2026-07-01}
  - {stage: negotiate, date: 2026-08-01}
""",
        "accounts/acme/orders.yaml": "po-1: {date: 2026-05-01, amount: 1000, opportunity: mes}\n",
    }
    released = ("released", "2026-07-01", 30)
    assert lines(kam, book(files), "kind date paid")[1:] == [released]
    files["accounts/acme/orders.yaml"] = files["accounts/acme/orders.yaml"].replace(
        "mes}", "mes, accepted: 2026-08-03}"
    )
    assert lines(kam, book(files), "kind date paid")[1:] == [released]


REFUNDED = {
    **SETTINGS,
    **ACME,
    "commission.yaml": "plans: {one: {tiers: [{rate: 10}]}}\ndefault: one\n",
    "accounts/acme/opportunities/mes.yaml": won(1_000, "2026-06-30"),
}


def test_an_order_and_a_credit_note_ahead_have_not_happened(book: MakeBook, kam: RunKam) -> None:
    files = {
        **REFUNDED,
        "accounts/acme/opportunities/calls.yaml": "name: Calls\nkind: framework\namount: 9000\n",
        "accounts/acme/orders.yaml": """\
call: {date: 2026-11-22, amount: 500, opportunity: calls}
cn: {date: 2026-11-22, amount: -500, opportunity: mes}
""",
    }
    root = book(files)
    assert sums(kam, root) == {"li.wei": (1_000, 100, 100, 0, 0, 100)}
    assert sums(kam, root, "--today", "2026-11-22") == {"li.wei": (1_500, 150, 150, 0, 50, 100)}


def test_a_period_that_is_none_is_answered_with_what_a_period_looks_like(
    book: MakeBook, kam: RunKam
) -> None:
    result = kam(book(REFUNDED), "commission", "--from", "2026Q5")
    assert result.exit_code == 2
    assert "a period (2026Q1, 2026-03, 2026) or a day" in result.stderr


def test_a_factor_has_four_decimals_at_most(book: MakeBook, kam: RunKam) -> None:
    def with_factor(text: str) -> Path:
        plan = f"{{tiers: [{{rate: 10}}], multipliers: [{{factor: {text}}}]}}"
        plans = f"plans: {{one: {plan}}}\ndefault: one\n"
        return book({**REFUNDED, "commission.yaml": plans})

    assert sums(kam, with_factor("1.3333"))["li.wei"][1] == Decimal("133.33")
    printed = kam(with_factor("1.33333"), "check").stdout
    assert "at most four decimals" in printed


def test_a_statement_of_large_amounts_and_long_names_fits_eighty_columns(
    book: MakeBook, kam: RunKam
) -> None:
    long = "accounts/acme/opportunities/upgrade-of-the-second-line.yaml"
    plan = """\
tiers: [{rate: 7.5}]
    accelerators: [{above: 100, rate: 2}]
    multipliers: [{factor: 1.25}]
    deferred: {share: 30, until: acceptance}
"""
    files = {
        **REFUNDED,
        "commission.yaml": f"plans:\n  one:\n    {plan}default: one\n",
        "targets.yaml": "- {owner: li.wei, period: 2026, amount: 100}\n",
        long: won("1234567.89", "2026-07-30"),
    }
    printed = kam(book(files), "commission", "--person", "li.wei", env={"COLUMNS": "80"}).stdout
    assert "7.5+2 % ×1.25" in printed
    assert max(map(cell_len, printed.splitlines())) <= 80


def test_the_basis_may_be_the_margin_of_orders_or_the_money_that_came_in(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **SETTINGS,
        **ACME,
        "commission.yaml": """\
plans:
  margin: {basis: margin, per: quarter, tiers: [{to: 20000, rate: 10}, {rate: 20}]}
  cash:
    basis: collections
    per: month
    tiers: [{rate: 1}]
    deferred: {share: 50, until: payment}
people:
  li.wei: [{plan: margin, from: 2026-01-01}, {plan: cash, from: 2026-07-01}]
""",
        "accounts/acme/opportunities/mes.yaml": won(100_000, "2026-02-10"),
        "accounts/acme/orders.yaml": """\
po-1:
  {date: 2026-03-01, amount: 100000, margin: 30000, opportunity: mes,
   payments: [{kind: advance, amount: 40000, paid: 2026-03-04},
              {kind: progress, amount: 50000, paid: 2026-07-10},
              {kind: retention, amount: -5000, paid: 2026-07-20},
              {kind: retention, amount: 15000, paid: 2026-08-02}]}
po-2: {date: 2026-04-01, amount: 7000, margin: 5000}
po-3: {date: 2026-05-01, amount: 7000}
""",
    }
    root = book(files)
    keys = "kind date opportunity order amount rate commission paid clawback"
    back = Decimal("13.89")
    assert lines(kam, root, keys) == [
        ("earned", "2026-03-01", "acme/mes", "po-1", 20_000, 10, 2_000, 2_000, 0),
        ("earned", "2026-03-01", "acme/mes", "po-1", 10_000, 20, 2_000, 2_000, 0),
        ("earned", "2026-04-01", None, "po-2", 5_000, 10, 500, 500, 0),
        ("earned", "2026-07-10", "acme/mes", "po-1", 50_000, 1, 500, 250, 0),
        ("earned", "2026-08-02", "acme/mes", "po-1", 15_000, 1, 150, 150, 0),
        ("released", "2026-08-02", "acme/mes", "po-1", None, None, 0, 250 - back, 0),
        ("clawback", "2026-07-20", "acme/mes", "po-1", -5_000, None, 0, 0, back),
        ("clawback", "2026-07-20", "acme/mes", "po-1", -5_000, None, 0, back, back),
    ]  # fmt: skip
    assert found(kam, root)["without_margin"] == ["acme/po-3"]
    assert "1 sale without a stated margin earns nothing" in kam(root, "commission").stdout


def test_a_refund_is_a_part_of_all_that_was_sold_whether_its_margin_is_stated(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **SETTINGS,
        **ACME,
        "commission.yaml": """\
plans: {margin: {basis: margin, tiers: [{rate: 10}]}}
default: margin
""",
        "accounts/acme/opportunities/mes.yaml": won(200_000, "2026-02-10"),
        "accounts/acme/opportunities/agv.yaml": won(70, "2026-02-11"),
        "accounts/acme/orders.yaml": """\
po-1: {date: 2026-03-01, amount: 100000, margin: 20000, opportunity: mes}
po-2: {date: 2026-03-01, amount: 100000, opportunity: mes}
cn-1: {date: 2026-05-01, amount: -10000, opportunity: mes}
cn-2: {date: 2026-05-01, amount: -7, opportunity: agv}
""",
    }
    root = book(files)
    assert lines(kam, root, "kind order booked amount clawback") == [
        ("earned", "po-1", 100_000, 20_000, 0),
        ("clawback", "cn-1", 200_000, -10_000, 100),
    ]
    assert found(kam, root)["without_margin"] == ["acme/agv", "acme/po-2"]


def test_half_of_a_sale_refunded_is_half_whatever_became_of_the_rate(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **ACME,
        "kam.yaml": """\
currency: CNY
rates: {EUR: [{from: 2026-01-01, rate: 7.5}, {from: 2026-09-01, rate: 9}]}
""",
        "commission.yaml": "plans: {p: {tiers: [{rate: 10}]}}\ndefault: p\n",
        "accounts/acme/opportunities/mes.yaml": won(1000, "2026-06-30", "currency: EUR"),
        "accounts/acme/orders.yaml": """\
po-1: {date: 2026-06-30, amount: 1000, opportunity: mes}
cn-1: {date: 2026-09-15, amount: -500, opportunity: mes}
cn-2: {date: 2026-10-15, amount: -600, opportunity: mes}
""",
    }
    assert lines(kam, book(files), "kind booked amount clawback") == [
        ("earned", 7500, 7500, 0),
        ("clawback", 7500, -3750, 375),
        ("clawback", 3750, -3750, 375),
    ]


def test_accelerators_multipliers_bonuses_and_pools_each_have_their_lines(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        "kam.yaml": """\
format: 1
currency: CNY
people:
  li.wei: {team: north}
  chen.jie: {team: north}
  sun.hao: {team: [{team: north, from: 2026-01-01}, {team: south, from: 2026-04-01}]}
""",
        "targets.yaml": "- {owner: li.wei, period: 2026, amount: 120000}\n",
        "commission.yaml": """\
plans:
  standard:
    tiers: [{rate: 5}]
    accelerators: [{rate: 2}, {above: 200, rate: 4}]
    multipliers:
      - {line: software, factor: 1.5}
      - {tier: key, new_account: true, factor: 1.2}
    bonuses: [{stage: C, amount: 1000}]
people: {li.wei: standard}
pools:
  north: {team: north, rate: 1, weights: {chen.jie: 2, sun.hao: 1, zhao.min: 5}}
""",
        **ACME,
        "accounts/acme/opportunities/one.yaml": """\
name: One
amount: 40000
history:
  - {date: 2026-01-20, stage: D}
  - {date: 2026-02-03, stage: B}
  - {date: 2026-02-10, stage: S}
products: [{line: software, amount: 10000}]
outcome: {result: won, date: 2026-02-10}
""",
        "accounts/acme/opportunities/two.yaml": won(10_000, "2026-05-10"),
    }
    root = book(files)
    keys = "amount rate accelerator factor commission"
    person = ("--person", "li.wei")
    assert lines(kam, root, keys, *person) == [
        (10_000, 5, 0, Decimal("1.8"), 900),
        (10_000, 5, 0, Decimal("1.2"), 600),
        (20_000, 5, 2, Decimal("1.2"), 1_680),
        (10_000, 5, 0, 1, 500),
        (None, None, 0, 1, 1_000),
        (None, None, 0, 1, 1_000),
    ]
    bonuses = lines(kam, root, "kind date stage", *person)[-2:]
    assert bonuses == [("bonus", "2026-02-03", "C"), ("bonus", "2026-05-10", "C")]
    assert "5+2 % ×1.2" in kam(root, "commission", *person).stdout
    pools = lines(kam, root, "kind person date amount share rate commission")
    assert [(*one[1:3], *map(str, one[3:])) for one in pools if one[0] == "pool"] == [
        ("chen.jie", "2026-02-10", "26666.67", "66.67", "1", "266.67"),
        ("chen.jie", "2026-05-10", "10000", "100", "1", "100"),
        ("sun.hao", "2026-02-10", "13333.33", "33.33", "1", "133.33"),
    ]


def test_without_a_target_no_accelerator_pays_and_it_is_said(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            **WORKED,
            "commission.yaml": """\
plans: {standard: {tiers: [{rate: 5}], accelerators: [{rate: 2}]}}
default: standard
""",
            "targets.yaml": "- {owner: li.wei, period: 2026, amount: 9, measure: cash}\n",
        }
    )
    assert sums(kam, root)["li.wei"][1] == 7_500
    assert "li.wei: without a target the accelerators of standard pay nothing" in (
        kam(root, "commission", "--audit").stdout
    )


def test_the_tiers_begin_anew_with_the_fiscal_year(book: MakeBook, kam: RunKam) -> None:
    files = {
        **WORKED,
        "kam.yaml": "format: 1\ncurrency: CNY\nfiscal_year_start: 4\n",
        "accounts/acme/opportunities/b.yaml": won(120_000, "2026-03-31"),
    }
    root = book(files)
    assert [row[0] for row in lines(kam, root, "tier")] == [1, 2, 3]
    assert lines(kam, root, "opportunity tier before", "--from", "2026", "--to", "2026") == [
        ("acme/b", 1, 0),
        ("acme/b", 2, 100_000),
    ]


def test_a_framework_earns_by_its_orders_and_what_lies_ahead_is_a_promise(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **SETTLED,
        "accounts/acme/opportunities/mes.yaml": "name: Calls\nkind: framework\namount: 900000\n",
        "accounts/acme/opportunities/agv.yaml": "name: AGV\namount: 5\nstage: C\n",
        "accounts/acme/orders.yaml": """\
one: {date: 2026-02-14, amount: 1000, opportunity: mes, accepted: 2026-03-01}
two: {date: 2026-02-15, amount: 1000, opportunity: mes, accepted: 2026-12-01}
""",
    }
    root = book(files)
    assert lines(kam, root, "kind order commission paid deferred due") == [
        ("earned", "one", 50, 35, 15, "2026-03-01"),
        ("earned", "two", 50, 35, 15, None),
        ("released", "one", 0, 15, -15, None),
    ]


def test_who_changes_plan_goes_on_from_where_the_basis_stands(book: MakeBook, kam: RunKam) -> None:
    files = {
        **WORKED,
        "commission.yaml": """\
plans:
  old: {tiers: [{rate: 1}]}
  new: {tiers: [{to: 160000, rate: 2}, {rate: 3}]}
people: {li.wei: [{plan: new, from: 2026-06-01}]}
default: old
""",
        "accounts/acme/opportunities/b.yaml": won(20_000, "2026-06-01"),
    }
    assert lines(kam, book(files), "plan amount rate before commission") == [
        ("old", 150_000, 1, 0, 1_500),
        ("new", 10_000, 2, 150_000, 200),
        ("new", 10_000, 3, 160_000, 300),
    ]


def test_what_does_not_convert_stands_apart_by_person_and_is_never_added(
    book: MakeBook, kam: RunKam
) -> None:
    """A payment of it is no second one for those whom no plan pays by what comes in."""
    files = {
        **WORKED,
        "commission.yaml": """\
plans:
  standard: {tiers: [{to: 100000, rate: 5}, {to: 125000, rate: 6}, {rate: 7}]}
  cash: {basis: collections, tiers: [{rate: 1}]}
default: standard
""",
        "accounts/acme/orders.yaml": """\
po-1: {date: 2026-06-02, amount: 9, opportunity: abroad,
       payments: [{kind: advance, amount: 9, paid: 2026-06-03}]}
""",
        "accounts/acme/opportunities/abroad.yaml": won(
            1_000,
            "2026-06-01",
            "currency: GBP",
            "splits: [{owner: li.wei, share: 60}, {owner: sun.hao, share: 40}]",
        ),
    }
    root = book(files)
    result = found(kam, root)
    assert [(row["person"], row["commission"]) for row in result["rows"]] == [
        ("li.wei", 8_250),
        ("sun.hao", 0),
    ]
    assert [tuple(one.values()) for one in result["unconverted"]] == [
        ("li.wei", "2026-06-01", "acme/abroad", "GBP", 600),
        ("sun.hao", "2026-06-01", "acme/abroad", "GBP", 400),
    ]
    assert "not converted · sun.hao · GBP 400" in kam(root, "commission").stdout


def test_nobody_is_paid_silently_nothing(book: MakeBook, kam: RunKam) -> None:
    files = {
        **WORKED,
        "commission.yaml": """\
plans:
  standard: {tiers: [{rate: 5}]}
  broken: {tiers: [{to: 100, rate: 5}, {to: 50, rate: 6}, {rate: 7}]}
  empty: {}
people: {li.wei: broken, sun.hao: nowhere, anna.berg: empty, wu.hao: standard}
""",
        "accounts/acme/opportunities/b.yaml": won(100, "2026-06-01", "owner: sun.hao"),
        "accounts/acme/opportunities/c.yaml": won(100, "2026-06-01", "owner: zhao.min"),
        "accounts/acme/opportunities/g.yaml": won(100, "2026-06-01", "owner: anna.berg"),
        "accounts/none/account.yaml": "name: Nobody's\n",
        "accounts/none/opportunities/d.yaml": won(100, "2026-06-01"),
        "accounts/acme/opportunities/e.yaml": "name: E\namount: many\n",
        "accounts/acme/opportunities/f.yaml": """\
name: F
owner: wu.hao
outcome: {result: won, date: 2026-05-01}
""",
        "accounts/acme/orders.yaml": "po-1: {date: 2026-06-01, amount: -9, opportunity: e}\n",
    }
    root = book(files)
    result = kam(root, "commission")
    assert result.exit_code == 3
    for said in (
        "li.wei: the tiers of plan broken do not rise",
        "sun.hao: commission.yaml has no plan nowhere",
        "zhao.min: on no plan of commission.yaml",
        "anna.berg: plan empty has no tiers",
        "nobody's: none/d",
        "won without an amount: acme/f",
        "may hold credit, and does not read: accounts/acme/opportunities/e.yaml",
    ):
        assert said in result.stdout
    answer = found(kam, root)
    assert [tuple(one.values()) for one in answer["unpaid"]] == [
        ("li.wei", "bad_tiers", "broken"),
        ("zhao.min", "no_plan", None),
        ("anna.berg", "no_tiers", "empty"),
        ("sun.hao", "unknown_plan", "nowhere"),
    ]
    assert answer["without_owner"] == ["none/d"]
    assert answer["without_amount"] == ["acme/f"]
    assert answer["incomplete"] == ["accounts/acme/opportunities/e.yaml"]


def test_a_statement_says_that_splits_were_shared_out_in_proportion(
    book: MakeBook, kam: RunKam
) -> None:
    half = "{owner: li.wei, share: 60}, {owner: chen.jie, share: 60}"
    deal = won(1000, "2026-05-01", f"splits: [{half}]")
    root = book({**WORKED, "accounts/acme/opportunities/mes.yaml": deal})
    assert found(kam, root)["uneven_splits"] == ["acme/mes"]
    for person in ((), ("--person", "li.wei")):
        text = kam(root, "commission", *person).stdout
        assert "splits of 1 opportunity miss 100 %: shared out in proportion" in text


@pytest.mark.parametrize("weights", ["{li.wei: 0}", "{chen.jie: 1}"])
def test_a_pool_that_nobody_shares_is_named(weights: str, book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            **WORKED,
            "kam.yaml": "currency: CNY\npeople: {li.wei: {team: t}, chen.jie: {team: u}}\n",
            "commission.yaml": f"pools: {{fund: {{team: t, rate: 1, weights: {weights}}}}}\n",
        }
    )
    assert found(kam, root)["unshared_pools"] == ["fund"]
    assert "nobody of the team shares: fund" in kam(root, "commission").stdout


def test_nothing_is_said_of_targets_that_do_not_read(book: MakeBook, kam: RunKam) -> None:
    plan = "plans: {p: {tiers: [{rate: 5}], accelerators: [{rate: 1}]}}\ndefault: p\n"
    root = book({**WORKED, "commission.yaml": plan, "targets.yaml": "- {period: [\n"})
    result = kam(root, "commission")
    assert "without a target" not in result.stdout
    assert "may hold credit, and does not read: targets.yaml" in result.stdout
    text = kam(root, "attainment").stdout
    assert "no target is known here" not in text
    assert "targets.yaml does not read: no target is known" in text


def test_nothing_is_said_of_who_may_own_what_does_not_read(book: MakeBook, kam: RunKam) -> None:
    files = {
        **WORKED,
        "accounts/acme/account.yaml": "name: [\n",
        "commission.yaml": "plans: [\n",
    }
    result = kam(book(files), "commission")
    said = " may hold credit, and does not read: accounts/acme/account.yaml, commission.yaml\n"
    assert (result.exit_code, result.stdout) == (3, f"Commission   2026   CNY\n\n{said}")


def test_a_book_without_plans_and_a_window_without_deals_say_so(
    book: MakeBook, kam: RunKam
) -> None:
    assert "commission.yaml has no plan: kam help commission" in (
        kam(book(SETTINGS), "commission").stdout
    )
    root = book(WORKED)
    assert "nobody earned anything" in kam(root, "commission", "--to", "2025").stdout
    early = found(kam, root, "--from", "2025-03-05", "--to", "2025Q2")
    assert (early["rows"], early["from"], early["to"]) == ([], "2025-03-05", "2025-06-30")
    for words, first, last in (
        (("--from", "2025Q3"), "2025-07-01", "2026-12-31"),
        (("--from", "2027-02"), "2027-02-01", "2027-12-31"),
        (("--to", "2027Q1"), "2026-01-01", "2027-03-31"),
        (("--to", "2025"), "2025-01-01", "2025-12-31"),
    ):
        window = found(kam, root, *words)
        assert (window["from"], window["to"]) == (first, last)
    refused = kam(root, "commission", "--from", "2026Q3", "--to", "2026Q1")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "2026Q1 is before 2026Q3" in refused.stderr


def test_a_deal_that_was_won_and_opened_again_is_named(book: MakeBook, kam: RunKam) -> None:
    files = {
        **WORKED,
        "accounts/acme/opportunities/mes.yaml": """\
name: MES
amount: 150000
stage: A
history:
  - {date: 2026-02-10, stage: S}
  - {date: 2026-03-10, stage: A, because: cancelled}
""",
    }
    root = book(files)
    assert sums(kam, root) == {}
    assert [tuple(one.values()) for one in found(kam, root)["reopened"]] == [
        ("acme/mes", "2026-02-10", "2026-03-10")
    ]
    assert "acme/mes was won on 2026-02-10 and opened again on 2026-03-10" in (
        kam(root, "commission").stdout
    )


OPEN = """\
name: Open
amount: 20000
stage: C
close_date: {close}
splits: [{{owner: li.wei, share: 50}}, {{owner: sun.hao, share: 50}}]
"""


def test_what_a_win_would_bring_is_shown_and_not_written(book: MakeBook, kam: RunKam) -> None:
    path = "accounts/acme/opportunities/more.yaml"
    root = book({**WORKED, path: OPEN.format(close="2026-12-20")})
    before = snapshot(root)
    words = ("--if-won", "acme/more")
    answer = found(kam, root, *words)["if_won"]
    assert answer["opportunities"] == [
        {"opportunity": "acme/more", "date": "2026-12-20", "amount": 20_000}
    ]
    assert [tuple(one.values()) for one in answer["changes"]] == [
        ("li.wei", 700, 700, 0),
        ("sun.hao", 500, 500, 0),
    ]
    assert [(one["person"], one["tier"], one["commission"]) for one in answer["audit"]] == [
        ("li.wei", 3, 700),
        ("sun.hao", 1, 500),
    ]
    assert sums(kam, root, *words)["li.wei"][1] == 8_950
    printed = kam(root, "commission", *words).stdout
    assert "if won: acme/more 2026-12-20" in printed
    assert "li.wei if won: commission +700, falls due +700" in printed
    mine = kam(root, "commission", *words, "--person", "sun.hao").stdout
    assert "sun.hao if won: commission +500" in mine
    assert "li.wei" not in mine
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("close", "words", "day"),
    [
        ("2026-12-20", ("--to", "2026-11-30"), "2026-11-21"),
        ("2026-03-20", (), "2026-11-21"),
        ("2027-03-20", ("--from", "2027"), "2027-03-20"),
    ],
)
def test_it_is_won_on_its_close_date_if_that_lies_ahead_in_the_window_else_today(
    book: MakeBook, kam: RunKam, close: str, words: Iterable[str], day: str
) -> None:
    root = book({**WORKED, "accounts/acme/opportunities/more.yaml": OPEN.format(close=close)})
    answer = found(kam, root, "--if-won", "acme/more", *words)["if_won"]
    assert answer["opportunities"][0]["date"] == day


@pytest.mark.parametrize(
    ("facts", "words", "said"),
    [
        ("amount: 5\noutcome: {result: lost, date: 2026-05-01}", (), "acme/more is not open"),
        ("kind: framework\namount: 5", (), "acme/more is a framework"),
        ("stage: C", (), "acme/more has no amount"),
        ("amount: 5", ("--to", "2025"), "neither today nor the close date of acme/more lies in"),
    ],
)
def test_a_win_that_cannot_be_supposed_is_refused(
    book: MakeBook, kam: RunKam, facts: str, words: Iterable[str], said: str
) -> None:
    root = book({**WORKED, "accounts/acme/opportunities/more.yaml": f"name: More\n{facts}\n"})
    result = kam(root, "commission", "--if-won", "acme/more", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_win_of_what_does_not_read_is_refused_with_the_reason(
    book: MakeBook, kam: RunKam
) -> None:
    files = {**WORKED, "accounts/acme/opportunities/odd.yaml": "name: Odd\nstage: ZZ\namount: 5\n"}
    refused = kam(book(files), "commission", "--if-won", "acme/odd")
    assert refused.exit_code == 3
    assert "KAM010" in refused.stderr


def test_a_win_brings_no_margin_and_no_money_yet(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            **WORKED,
            "commission.yaml": """\
plans: {cash: {basis: collections, tiers: [{rate: 1}]}}
default: cash
""",
            "accounts/acme/opportunities/more.yaml": OPEN.format(close="2026-12-20"),
        }
    )
    printed = kam(root, "commission", "--if-won", "acme/more").stdout
    assert "if won: nothing would change here" in printed
    assert "margin and collections come with orders: a win alone brings none" in printed


def test_the_statement_goes_out_as_csv_and_markdown(
    book: MakeBook, kam: RunKam, tmp_path: Path
) -> None:
    root = book(SETTLED)
    rows = list(csv.DictReader(kam(root, "commission", "--csv").stdout.splitlines()))
    assert [(row["person"], row["commission"]) for row in rows] == [
        ("chen.jie", "2250"),
        ("li.wei", "7900"),
        ("sun.hao", "1500"),
    ]
    audit = list(csv.DictReader(kam(root, "commission", "--audit", "--csv").stdout.splitlines()))
    for row in rows:
        own = [Decimal(one["commission"]) for one in audit if one["person"] == row["person"]]
        assert sum(own) == Decimal(row["commission"])
    path = tmp_path / "li.md"
    kam(root, "commission", "--person", "li.wei", "--out", str(path))
    page = path.read_text(encoding="utf-8")
    assert page.startswith("## Commission of li.wei · 2026 · standard · CNY\n")
    assert "| 2026-02-10 | acme/mes · share of 150,000: 70 % | 5,000 | 2 | 6 % | 300 |" in page
    assert "| **Total** |" in page
    empty = kam(root, "commission", "--to", "2024", "--markdown").stdout
    assert empty == "## Commission · 2024 · CNY\n\n- nobody earned anything in these days\n"


def test_filters_choose_lines_while_the_tiers_run_over_all_deals(
    book: MakeBook, kam: RunKam
) -> None:
    files = {
        **WORKED,
        "accounts/beta/account.yaml": "name: Beta\nowner: li.wei\nsegment: power\n",
        "accounts/beta/opportunities/b.yaml": won(10_000, "2026-06-01"),
    }
    root = book(files)
    assert lines(kam, root, "opportunity tier commission", "--account", "beta") == [
        ("beta/b", 3, 700)
    ]
    assert sums(kam, root, "--segment", "power")["li.wei"][:2] == (10_000, 700)
    assert sums(kam, root, "--owner", "li.wei")["li.wei"][1] == 8_950
