"""Pages of one thing: nothing is lost, whatever the screen; JSON gives the file's facts."""

import json

from kam.domain.deals import build_deals
from kam.render.facts_json import facts_json
from kam.render.json import dump_json
from kam.render.line import line
from kam.render.page import Block, facts, print_page
from kam.render.playbook import playbook_json, playbooks_json
from kam.render.screen import PIPE, Screen
from kam.render.show_account import account_text
from kam.render.show_json import account_json, opportunity_json
from kam.render.show_opportunity import opportunity_text
from tests.render import samples

BOOK = samples.sample_book()
DEALS = {deal.id: deal for deal in build_deals(BOOK, samples.TODAY)}


def test_every_opportunity_and_account_of_the_sample_has_its_page() -> None:
    for folder in BOOK.folders:
        own = [deal for deal in DEALS.values() if deal.account == folder.account.id]
        page = account_text(BOOK, folder, own, lambda: None, samples.TODAY, PIPE)
        assert all(contact.name in page for contact in folder.contacts.values())
        for opportunity in folder.opportunities:
            deal = DEALS[opportunity.reference]
            page = opportunity_text(BOOK, folder, opportunity, deal, samples.TODAY, PIPE)
            given = [text for entry in opportunity.history for text in entry.evidence.values()]
            assert all(text in page for text in given)
            assert opportunity.path in page


def test_the_missing_evidence_of_the_next_stage_comes_with_the_command_that_brings_it() -> None:
    folder = samples.folder("qinglan-steel")
    opportunity = next(found for found in folder.opportunities if found.id == "mes-upgrade")
    deal = DEALS[opportunity.reference]
    page = opportunity_text(BOOK, folder, opportunity, deal, samples.TODAY, Screen(80))
    assert "B Evaluation leans to us → commercial negotiation" in page
    assert " A  terms-agreed  who agreed to price" in page
    assert "kam advance qinglan-steel/mes-upgrade --evidence KEY=TEXT" in page


def test_what_has_ended_asks_for_nothing_more() -> None:
    folder = samples.folder("brookmere-foods")
    opportunity = next(found for found in folder.opportunities if found.id == "bakery-line")
    deal = DEALS[opportunity.reference]
    page = opportunity_text(BOOK, folder, opportunity, deal, samples.TODAY, PIPE)
    assert "lost · 2026-09-15 · to Corvane Robotics · price" in page
    assert "Missing" not in page


def test_a_block_without_lines_is_not_shown() -> None:
    blocks = [Block("Empty", []), Block("Full", facts(("Name", "Acme"), ("Owner", None)))]
    assert print_page([line("Title")], blocks, PIPE) == "Title\n\nFull\n Name  Acme\n"


def test_a_long_text_goes_on_under_itself_or_below_where_there_is_little_room() -> None:
    rows = [(line("2026-11-20"), line("Agreed to see the first proposal."))]
    wide = print_page([], [Block("", rows)], Screen(40))
    assert wide.splitlines()[1:] == [
        " 2026-11-20  Agreed to see the first",
        "             proposal.",
    ]
    narrow = print_page([], [Block("", rows)], Screen(26))
    assert narrow.splitlines()[1:] == [
        " 2026-11-20",
        "     Agreed to see the",
        "     first proposal.",
    ]


def test_json_gives_the_facts_under_the_keys_of_the_file() -> None:
    folder = samples.folder("qinglan-steel")
    opportunity = next(found for found in folder.opportunities if found.id == "mes-upgrade")
    parts = opportunity_json(BOOK, folder, opportunity, DEALS[opportunity.reference])
    row = json.loads(dump_json(parts))["rows"][0]
    assert row["opportunity"]["procurement"] == {
        "mode": "invited-tender",
        "procedure": "purchase-tender",
        "step": "evaluation",
    }
    assert row["opportunity"]["splits"][2] == {"owner": "chen.jie", "share": 20, "overlay": True}
    assert row["in_hand"]["missing"] == {
        "terms-agreed": "who agreed to price, payment, scope, delivery and liability, "
        "and in which document"
    }
    assert row["weighted"] == 2400000
    assert all(entry["opportunity"] == "mes-upgrade" for entry in row["activities"])
    account = json.loads(
        dump_json(account_json(BOOK, folder, list(DEALS.values()), samples.TODAY))
    )["rows"][0]
    assert account["account"]["category_spend"] == {"2025": 5000000, "2026": 6000000}
    assert "with" in account["activities"][0]


def test_a_zero_is_a_fact_and_an_absent_flag_is_not() -> None:
    from kam.domain.account import Account, Trust

    stated = facts_json(Account(id="acme", path="x", name="Acme", trust=Trust(company=0)))
    assert stated == {"name": "Acme", "trust": {"company": 0}}


def test_json_of_the_playbooks() -> None:
    playbooks = BOOK.methods.playbooks
    rows = playbooks_json(playbooks)["rows"]
    assert {row["id"] for row in rows} >= {"milestone", "six-stage"}
    stages = playbook_json(playbooks["milestone"])["rows"]
    assert [stage["stage"] for stage in stages] == list("GFEDCBAS")
    assert stages[0]["evidence"] == {
        "visit-promised": "who promised the visit, when, and for which day"
    }
