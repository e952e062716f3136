"""The table of commands: family, module and one line of help; nothing of them is imported here."""

from typing import NamedTuple

from kam.i18n import mark


class Command(NamedTuple):
    """Where a command lives and what `kam --help` says of it."""

    module: str
    help: str


RECORD, PIPELINE, ACCOUNTS = mark("Record"), mark("Pipeline"), mark("Accounts")
HISTORY, BOOK = mark("History"), mark("Book")

FAMILIES: dict[str, dict[str, Command]] = {
    RECORD: {
        "init": Command("book_init", mark("begin a new book in a folder")),
        "add-account": Command("record_add", mark("add an account")),
        "add-opportunity": Command("record_opportunity", mark("add an opportunity to an account")),
        "add-contact": Command("record_add", mark("add a person of the customer")),
        "add-task": Command("record_add", mark("add a next step")),
        "add-order": Command("record_add", mark("add what was really bought")),
        "log": Command("record_log", mark("write down what was done")),
        "done": Command("record_log", mark("close a next step")),
        "call": Command("record_call", mark("say what a period will bring, beside the forecast")),
        "snooze": Command("record_log", mark("put a next step off, with a reason")),
        "set": Command("record_set", mark("set, extend or clear facts")),
        "edit": Command("record_edit", mark("change a file in your editor")),
        "rename": Command("record_move", mark("give an account or opportunity another id")),
        "move": Command("record_move", mark("move an opportunity or a person to another account")),
        "remove": Command("record_move", mark("remove an account or opportunity")),
        "merge-accounts": Command("record_merge", mark("make two accounts of one customer one")),
        "transfer": Command("record_transfer", mark("hand a person's open work to another")),
        "undo": Command("record_undo", mark("take back what kam did last")),
        "redo": Command("record_undo", mark("do again what was taken back")),
        "git": Command("record_git", mark("git itself, in the book's folder")),
    },
    PIPELINE: {
        "advance": Command("moves_stage", mark("reach the next milestone, with its evidence")),
        "win": Command("moves_stage", mark("reach the winning stage")),
        "lose": Command("moves_end", mark("close an opportunity as lost")),
        "abandon": Command("moves_end", mark("close an opportunity that we gave up")),
        "reopen": Command("moves_end", mark("open a closed opportunity again")),
        "hold": Command("moves_hold", mark("take an opportunity out of the forecast for a while")),
        "resume": Command("moves_hold", mark("put a held opportunity back")),
        "split": Command("moves_split", mark("divide an opportunity into lots of one project")),
        "pipeline": Command("reports_pipeline", mark("the funnel: open opportunities by stage")),
        "forecast": Command(
            "reports_forecast", mark("what each period closed and may still close")
        ),
        "agenda": Command("reports_agenda", mark("what asks for something today, or in some days")),
    },
    ACCOUNTS: {
        "relationship": Command("reports_relationship", mark("where each relationship stands")),
        "map": Command("reports_map", mark("who decides, who supports us, whom to visit next")),
        "brief": Command("reports_brief", mark("one page before a meeting, and what is unknown")),
        "plan": Command(
            "reports_plan", mark("objectives and actions of an account; visits of a month")
        ),
        "relate": Command("moves_relation", mark("move a relationship to another stage")),
        "tiers": Command("reports_tiers", mark("accounts by profit, with the tier it suggests")),
        "economics": Command("reports_economics", mark("what an account costs and brings by year")),
        "attainment": Command(
            "reports_attainment", mark("what was achieved against the targets, and the pace")
        ),
        "retention": Command("reports_retention", mark("who stays, who buys less, who is late")),
        "whitespace": Command("reports_whitespace", mark("what accounts could still buy, by line")),
        "receivables": Command(
            "reports_receivables", mark("payments due, overdue and kept back, and what came in")
        ),
        "scorecard": Command("reports_scorecard", mark("what each of us moved, month by month")),
        "commission": Command(
            "reports_commission", mark("what each of us earned, with a line for every deal")
        ),
    },
    HISTORY: {
        "history": Command("history_history", mark("what became of an account or opportunity")),
        "bridge": Command("history_bridge", mark("what moved the pipeline between two days")),
        "accuracy": Command("history_accuracy", mark("what was forecast, against what closed")),
        "velocity": Command("history_velocity", mark("win rates, cycles, stages, losses")),
        "calibrate": Command(
            "history_calibrate",
            mark("what each stage was really worth"),
        ),
    },
    BOOK: {
        "check": Command("book_check", mark("find what is wrong or worth a look")),
        "list": Command("book_list", mark("list accounts, opportunities and the rest")),
        "show": Command("book_show", mark("one account or opportunity on a page")),
        "search": Command("book_search", mark("find a text anywhere in the book")),
        "playbook": Command("book_playbook", mark("the playbooks: stages, evidence, tasks")),
        "doctor": Command("book_doctor", mark("find and mend what is wrong around the files")),
        "report": Command("reports_review", mark("one page for the weekly or monthly meeting")),
        "schema": Command("book_schema", mark("the JSON Schema of a file, for editors")),
        "help": Command("book_help", mark("pages of help")),
        "completion": Command("book_completion", mark("the completion script of a shell")),
    },
}


def find_command(name: str) -> Command | None:
    """The command of that name."""
    return next((family[name] for family in FAMILIES.values() if name in family), None)


def all_names() -> tuple[str, ...]:
    """The names of all commands, in the order of the help."""
    return tuple(name for family in FAMILIES.values() for name in family)
