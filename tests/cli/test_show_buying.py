"""How the customer buys, on the page of an opportunity: beside our milestone, bid and standing."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam

MES = "accounts/acme/opportunities/mes.yaml"
OPEN = "procurement: {mode: open-tender, step: evaluation"


def page(kam: RunKam, book: MakeBook, opportunity: str, account: str = "") -> str:
    root = book(
        {"accounts/acme/account.yaml": f"name: Acme\n{account}", MES: f"name: MES\n{opportunity}"}
    )
    result = kam(root, "show", "acme/mes")
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            f"stage: B\n{OPEN}}}\n",
            (
                "evaluation of bids: step 6 of 8, bids evaluated, preferred supplier named"
                " · our milestone fits\n"
            ),
        ),
        (f"stage: A\n{OPEN}}}\n", "we are ahead: our milestone claims more than they have done\n"),
        (f"stage: F\n{OPEN}}}\n", "we are behind: it is decided without us\n"),
        (
            f"stage: A\n{OPEN}, formality: true}}\n",
            "a formality: it says nothing of the decision\n",
        ),
        (
            "stage: A\nprocurement: {mode: open-tender, step: budget-drafted, formality: true}\n",
            "we are ahead",
        ),
        (
            "stage: A\nprocurement: {procedure: negotiation, step: call}\n",
            "Customer's step  call\n",
        ),
        (
            f"stage: A\n{OPEN}}}\noutcome: {{result: lost, date: 2026-11-01, reason: price}}\n",
            "bids evaluated, preferred supplier named\n",
        ),
    ],
)
def test_the_step_stands_beside_the_milestone_with_what_it_means(
    kam: RunKam, book: MakeBook, facts: str, said: str
) -> None:
    assert said in page(kam, book, facts)


def test_the_steps_of_the_procedure_show_the_one_in_progress(kam: RunKam, book: MakeBook) -> None:
    shown = page(kam, book, "procurement: {mode: negotiated-bid, step: inquiry}\n")
    steps = next(line for line in shown.splitlines() if line.startswith(" Steps"))
    assert steps.split("→")[2:4] == [" model range chosen ", " ▶inquiry "]
    shown = page(kam, book, "procurement: {procedure: qualification-tender}\n")
    assert "tender called → bids handed in → evaluation of bids → award notice → contract" in shown


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (
            "ownership: private\n",
            ["competitive negotiation (companies)", "general-affairs head, office head, leader"],
        ),
        ("industry: banking\nownership: state\n", ["planning and finance head (finance)"]),
        ("segment: customs\n", ["open tender (customs)", "equipment head (customs)"]),
        ("purchasing: {mode: inquiry}\n", ["Mostly buys by  inquiry\n"]),
    ],
)
def test_the_kind_of_customer_says_how_it_mostly_buys_and_who_decides(
    kam: RunKam, book: MakeBook, account: str, said: list[str]
) -> None:
    shown = page(kam, book, "stage: G\n", account)
    assert all(words in shown for words in said)


def test_of_a_customer_of_whom_nothing_is_known_nothing_is_said(
    kam: RunKam, book: MakeBook
) -> None:
    shown = page(kam, book, "stage: G\n")
    assert "Mostly" not in shown
    assert "Buying" not in shown
    assert "Competitors" not in shown


def test_every_round_is_there_in_order_with_its_bond(kam: RunKam, book: MakeBook) -> None:
    tenders = (
        "tenders:\n  - {round: 2, bond: 60000, bond_due: 2026-12-31, rank: 2}\n"
        "  - {round: 1, opens: 2026-09-02, bond: 50000, bond_returned: 2026-10-01,"
        " bond_due: 2026-09-30, result: failed}\n"
    )
    lines = [line for line in page(kam, book, tenders).splitlines() if line.startswith(" Tender")]
    assert lines == [
        " Tender 1  failed · opens 2026-09-02 · bond 50,000 · bond back 2026-10-01",
        " Tender 2  bond 60,000 · rank 2 · bond due back 2026-12-31",
    ]


def test_competitors_stand_below_our_last_bid(kam: RunKam, book: MakeBook) -> None:
    rivals = (
        "competitors:\n  - {name: Corvane, price: 3300000, discount: 5, incumbent: true,"
        " service: two engineers, relations: the director, promises: four months}\n"
        "  - {name: Tessaron}\n"
    )
    bids = "tenders: [{round: 2, price: 3000000, rank: 1}, {round: 1, price: 9, result: failed}]\n"
    shown = page(kam, book, bids + rivals).partition("Competitors\n")[2].splitlines()
    assert [line.split(maxsplit=1) for line in shown[:3]] == [
        ["We", "3,000,000                  round 2 · rank 1"],
        [
            "Corvane",
            (
                "3,300,000 (+10.0 %)  -5 %  incumbent · service: two engineers"
                " · relations: the director · promises: four months"
            ),
        ],
        ["Tessaron", "–"],
    ]
    alone = page(kam, book, rivals).partition("Competitors\n")[2].splitlines()
    assert alone[0].startswith(" Corvane   3,300,000  -5 %")


def test_criteria_stand_by_weight_with_the_weighted_mean(kam: RunKam, book: MakeBook) -> None:
    criteria = (
        "criteria:\n  - {criterion: brand, weight: 20, standing: worse, note: they know Corvane}\n"
        "  - {criterion: service, weight: 80, standing: much-better}\n  - {criterion: discount}\n"
        "discount_motive: superiority\n"
    )
    shown = page(kam, book, criteria).partition("Decision criteria\n")[2].splitlines()
    assert [" ".join(line.split()) for line in shown[:5]] == [
        "service 80 much better",
        "brand 20 worse they know Corvane",
        "discount – –",
        "In all +1.4 weighted, between -2 and +2",
        "Motive of a discount superiority",
    ]


def test_a_project_alone_is_no_block_and_one_that_does_not_convert_is_said(
    kam: RunKam, book: MakeBook
) -> None:
    assert "Counted" not in page(kam, book, "project: line-3\namount: 5\n")
    root = book(
        {
            "accounts/acme/opportunities/usd.yaml": (
                "name: Import\nproject: line-3\nlot: B\namount: 7\ncurrency: USD\n"
            ),
            "accounts/acme/opportunities/rest.yaml": (
                "name: Rests\nproject: line-3\nlot: C\namount: 9\nhold: {since: 2026-11-01}\n"
            ),
        }
    )
    shown = projected(kam, root)
    assert "not counted: no rate converts it" in shown
    assert "not counted: on hold" in shown
    assert "open 5\n" in shown


def projected(kam: RunKam, root: Path) -> str:
    return kam(root, "show", "acme/mes").stdout.partition("\nProject\n")[2]


def test_winning_an_alternative_says_where_the_others_are_found(
    kam: RunKam, book: MakeBook
) -> None:
    root = book(
        {"accounts/acme/account.yaml": "name: Acme\n", MES: "name: MES\nalternative: true\n"}
    )
    result = kam(root, "win", "acme/mes", "--waive", "--because", "signed")
    assert "close its alternatives: kam check --select lot-decided" in result.stdout


def test_wherever_opportunities_stand_one_by_one_those_that_do_not_count_are_marked(
    kam: RunKam, book: MakeBook
) -> None:
    """What a person or a script adds up of the rest is what the pipeline says."""
    home = "accounts/acme/opportunities"
    way = "stage: B\namount: {amount}\nproject: line-3\nalternative: true\n"
    root = book(
        {"accounts/acme/account.yaml": "name: Acme\n"}
        | {
            f"{home}/{name}.yaml": f"name: Way {name}\n{way.format(amount=amount)}"
            for name, amount in (("a", 1000), ("b", 900), ("c", 800))
        }
    )
    rows = json.loads(kam(root, "list", "opportunities", "--json").stdout)["rows"]
    assert [row["id"] for row in rows if row["superseded"]] == ["acme/b", "acme/c"]
    total = json.loads(kam(root, "pipeline", "--json").stdout)["totals"]["amount"]
    assert total == sum(row["amount"] for row in rows if not row["superseded"]) == 1000
    listed = kam(root, "list", "opportunities").stdout
    assert listed.count("B alternative ") == 2
    assert "alternative: not counted, another one stands in its place" in listed
    for words in (("show", "acme"), ("brief", "acme")):
        marked = [
            line
            for line in kam(root, *words).stdout.splitlines()
            if "not counted: an alternative" in line
        ]
        assert [line.split()[1] for line in marked] == ["b", "c"]
    shown = json.loads(kam(root, "show", "acme", "--json").stdout)["rows"][0]["opportunities"]
    assert [one["superseded"] for one in shown] == [False, True, True]


def test_the_pipeline_says_whom_its_milestones_lag_and_each_of_them_once(
    kam: RunKam, book: MakeBook
) -> None:
    facts = "products: [{line: a, amount: 1}, {line: b, amount: 2}]\nstage: G\namount: 9\n"
    step = "procurement: {procedure: purchase-tender, step: evaluation}\n"
    root = book({"accounts/acme/account.yaml": "name: Acme\n", MES: f"name: MES\n{facts}{step}"})
    said = kam(root, "pipeline", "--by", "line").stdout
    assert " 1 behind the customer's step: kam check" in said
