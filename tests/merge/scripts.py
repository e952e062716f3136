"""Random scripts of edits: what two people may make of one file, and the file itself."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from kam.errors import WriteRefused
from kam.store.changes import Append, Drop, Edit, Put
from kam.store.edit import apply
from kam.store.emit import document
from kam.store.nodes import Plain, to_plain
from kam.store.reader import parse
from tests.merge.deals import edit_opportunity, opportunity
from tests.merge.hand import PEOPLE, Hand


class Triple(NamedTuple):
    """A file as both sides found it, and what each made of it."""

    path: str
    base: bytes
    ours: bytes
    theirs: bytes


class Writer(Hand):
    """Writes files and edits them."""

    def triple(self, name: str = "m") -> Triple:
        """A file and two scripts for it, some of them of the same edits."""
        kind = self.chance.choice(tuple(_KINDS))
        data, place = _KINDS[kind](self), _PLACES[kind].format(name)
        base = document(data).encode()
        if self.happens(0.3):
            base = self._commented(base)
        shared = self._edited(kind, base, self.chance.choice((0, 0, 0, 1)))
        ours = self._edited(kind, shared, self.chance.randint(1, 4))
        theirs = self._edited(kind, shared, self.chance.randint(1, 4))
        if self.happens(0.1):
            base, ours, theirs = (raw.replace(b"\n", b"\r\n") for raw in (base, ours, theirs))
        return Triple(place, base, ours, theirs)

    def _edited(self, kind: str, raw: bytes, times: int) -> bytes:
        for _ in range(times):
            if self.happens(0.2):
                raw = self._commented(raw)
                continue
            edits = list(_EDITS[kind](self, to_plain(parse(raw).root)))
            try:
                raw = apply(parse(raw), edits)
            except WriteRefused:
                continue
        return raw

    def _commented(self, raw: bytes) -> bytes:
        """The file with one more comment: on a line of its own, or at the end of one."""
        lines = raw.decode().splitlines(keepends=True)
        at = self.chance.randrange(len(lines))
        note = f"# note {next(self.numbers)}"
        end = "\r\n" if lines[at].endswith("\r\n") else "\n"
        if self.happens(0.5):
            indent = len(lines[at]) - len(lines[at].lstrip(" "))
            lines.insert(at, f"{' ' * indent}{note}{end}")
        else:
            lines[at] = f"{lines[at].rstrip()}  {note}{end}"
        return "".join(lines).encode()


def _account(hand: Hand) -> dict[str, Plain]:
    return {
        "name": hand.text(),
        "aliases": [hand.text() for _ in range(hand.chance.randint(1, 3))],
        "team": list(PEOPLE[: hand.chance.randint(1, 3)]),
        "purchasing": {"pattern": "recurring", "volume": "large"},
        "category_spend": {"2026": hand.number()},
        "relationship": {
            "stage": "establish",
            "history": [{"date": "2026-01-01", "stage": "establish", "by": "li.wei"}],
        },
    }


def _edit_account(hand: Hand, data: dict[str, Plain]) -> Iterator[Edit]:
    key = hand.pick("alias", "drop", "team", "purchasing", "spend", "relation", "trust")
    if key == "alias":
        yield Append(("aliases",), hand.text())
    elif key == "drop":
        yield Drop((hand.pick("aliases", "team"), 0))
    elif key == "team":
        yield Put(("team",), list(hand.chance.sample(PEOPLE, 2)))
    elif key == "purchasing":
        place = ("purchasing", hand.pick("pattern", "volume"))
        yield (Drop(place) if hand.happens(0.5) else Put(place, hand.pick("large", "small")))
    elif key == "spend":
        yield Put(("category_spend", hand.pick("2025", "2026")), hand.number())
    elif key == "relation":
        stage = hand.pick("establish", "stabilise", "strengthen")
        last = data["relationship"]["history"][-1]["date"]
        yield Append(("relationship", "history"), hand.move(stage, last))
        yield Put(("relationship", "stage"), stage)
    else:
        yield Put(("trust", hand.pick("company", "person")), hand.pick("1", "2", "3"))


def _contacts(hand: Hand) -> dict[str, Plain]:
    return {
        f"person-{at}": {"name": hand.text(), "roles": ["user"], "level": "management"}
        for at in range(hand.chance.randint(1, 3))
    }


def _edit_contacts(hand: Hand, data: dict[str, Plain]) -> Iterator[Edit]:
    key = hand.pick("new", "drop", "title", "role", "level")
    person = hand.pick(*data) if data else "person-0"
    if key == "new" or not data:
        yield Put((f"person-{hand.chance.randint(0, 9)}",), {"name": hand.text()})
    elif key == "drop":
        yield Drop((person,)) if len(data) > 1 else Drop((person, "level"))
    elif key == "role":
        yield Put((person, "roles"), list(hand.chance.sample(("user", "coach", "technical"), 2)))
    else:
        yield Put(
            (person, key), hand.text() if key == "title" else hand.pick("decision", "operation")
        )


def _activity(hand: Hand) -> dict[str, Plain]:
    entry = {"date": hand.day(), "kind": hand.pick("visit", "call"), "note": hand.text()}
    return hand.styled(entry)


def _activities(hand: Hand) -> list[Plain]:
    found = [_activity(hand) for _ in range(hand.chance.randint(1, 4))]
    return sorted(found, key=lambda entry: str(entry["date"]))


def _edit_activities(hand: Hand, data: list[Plain]) -> Iterator[Edit]:
    key = hand.pick("new", "new", "new", "note", "drop")
    at = hand.chance.randrange(len(data)) if data else 0
    if key == "new" or not data:
        entry = _activity(hand)
        entry["date"] = max([entry["date"], *(one["date"] for one in data)])
        yield Append((), entry)
    elif key == "note":
        yield Put((at, "note"), hand.text())
    elif len(data) > 1:
        yield Drop((at,))


def _orders(hand: Hand) -> dict[str, Plain]:
    payments = [{"kind": kind, "amount": hand.number()} for kind in ("advance", "retention")]
    return {
        f"po-{at}": {"date": hand.day(), "amount": hand.number(), "payments": payments}
        for at in range(hand.chance.randint(1, 2))
    }


def _edit_orders(hand: Hand, data: dict[str, Plain]) -> Iterator[Edit]:
    order = hand.pick(*data)
    payments = data[order].get("payments", [])
    key = hand.pick("new", "amount", "paid", "payment", "drop")
    if key == "new":
        yield Put(
            (f"po-{hand.chance.randint(0, 9)}",),
            {"date": hand.day(), "amount": hand.number()},
        )
    elif key == "amount":
        yield Put((order, "amount"), hand.number())
    elif key == "paid" and payments:
        yield Put((order, "payments", hand.chance.randrange(len(payments)), "paid"), hand.day())
    elif key == "payment":
        yield Append((order, "payments"), {"kind": "progress", "amount": hand.number()})
    elif key == "drop" and len(data) > 1:
        yield Drop((order,))


def _targets(hand: Hand) -> list[Plain]:
    return [
        {
            "owner": owner,
            "period": "2027",
            "amount": hand.number(),
            "weights": ["20", "30", "25", "25"],
        }
        for owner in PEOPLE[: hand.chance.randint(1, 3)]
    ]


def _edit_targets(hand: Hand, data: list[Plain]) -> Iterator[Edit]:
    at = hand.chance.randrange(len(data))
    key = hand.pick("new", "amount", "weights", "drop")
    if key == "new":
        period = f"20{hand.chance.randint(28, 99)}"
        yield Append((), {"team": "north", "period": period, "amount": hand.number()})
    elif key == "amount":
        yield Put((at, "amount"), hand.number())
    elif key == "weights":
        yield Put((at, "weights"), [hand.pick("10", "40"), "20", "30", "20"])
    elif len(data) > 1:
        yield Drop((at,))


_KINDS: dict[str, Callable[[Hand], Plain]] = {
    "opportunity": opportunity,
    "account": _account,
    "contacts": _contacts,
    "activities": _activities,
    "orders": _orders,
    "targets": _targets,
}
_EDITS: dict[str, Callable[[Hand, Any], Iterator[Edit]]] = {
    "opportunity": edit_opportunity,
    "account": _edit_account,
    "contacts": _edit_contacts,
    "activities": _edit_activities,
    "orders": _edit_orders,
    "targets": _edit_targets,
}
_PLACES = {
    "opportunity": "{0}/accounts/acme/opportunities/mes.yaml",
    "account": "{0}/accounts/acme/account.yaml",
    "contacts": "{0}/accounts/acme/contacts.yaml",
    "activities": "{0}/accounts/acme/activities/2026-li.wei.yaml",
    "orders": "{0}/accounts/acme/orders.yaml",
    "targets": "{0}/targets.yaml",
}
"""Each in a book of its own, so that one repository holds many."""
