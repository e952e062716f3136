"""Random scripts of edits: what two people may make of one file, and the file itself.

Every text and number that a script writes is new, so that a test can look for it.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple

from kam.errors import WriteRefused
from kam.store.changes import Append, Drop, Edit, Put
from kam.store.edit import apply
from kam.store.emit import Block, document
from kam.store.nodes import Plain, to_plain
from kam.store.quoting import Written
from kam.store.reader import parse

STAGES = ("G", "F", "E", "D", "C")
PEOPLE = ("li.wei", "chen.jie", "zhao.min")
FIRST = date(2026, 1, 1)


class Triple(NamedTuple):
    """A file as both sides found it, and what each made of it."""

    path: str
    base: bytes
    ours: bytes
    theirs: bytes


class Writer:
    """Writes files and edits them; `chance` decides, and every value is counted."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - scripts, not secrets
        self._numbers = count(1)

    def triple(self, name: str = "m") -> Triple:
        """A file and two scripts for it, some of them of the same edits."""
        kind = self.chance.choice(tuple(_KINDS))
        data, place = _KINDS[kind](self), _PLACES[kind].format(name)
        base = document(data).encode()
        if self.chance.random() < 0.3:
            base = self._commented(base)
        shared = self._edited(kind, base, self.chance.choice((0, 0, 0, 1)))
        ours = self._edited(kind, shared, self.chance.randint(1, 4))
        theirs = self._edited(kind, shared, self.chance.randint(1, 4))
        if self.chance.random() < 0.1:
            base, ours, theirs = (raw.replace(b"\n", b"\r\n") for raw in (base, ours, theirs))
        return Triple(place, base, ours, theirs)

    def text(self) -> str:
        return f"{self.chance.choice(('word', '词', 'two words', 'a: b', 'no #'))}-{next(self._numbers)}"

    def number(self) -> str:
        return Written(str(1000 + next(self._numbers)), "")

    def day(self) -> str:
        return Written((FIRST + timedelta(days=self.chance.randint(0, 300))).isoformat(), "")

    def pick(self, *options: Any) -> Any:
        return self.chance.choice(options)

    def _edited(self, kind: str, raw: bytes, times: int) -> bytes:
        for _ in range(times):
            if self.chance.random() < 0.2:
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
        note = f"# note {next(self._numbers)}"
        end = "\r\n" if lines[at].endswith("\r\n") else "\n"
        if self.chance.random() < 0.5:
            indent = len(lines[at]) - len(lines[at].lstrip(" "))
            lines.insert(at, f"{' ' * indent}{note}{end}")
        else:
            lines[at] = f"{lines[at].rstrip()}  {note}{end}"
        return "".join(lines).encode()


def _styled(writer: Writer, entry: dict[str, Plain]) -> dict[str, Plain]:
    return Block(entry) if writer.chance.random() < 0.2 else entry


def _entry(writer: Writer, stage: str, after: str = "") -> dict[str, Plain]:
    day = max(after, writer.day())
    entry: dict[str, Plain] = {"date": day, "stage": stage, "by": writer.pick(*PEOPLE)}
    if writer.chance.random() < 0.5:
        entry["because"] = writer.text()
    return _styled(writer, entry)


def _opportunity(writer: Writer) -> dict[str, Plain]:
    stages = STAGES[: writer.chance.randint(1, 3)]
    data: dict[str, Plain] = {"name": writer.text(), "stage": stages[-1]}
    data |= {"amount": writer.number(), "close_date": writer.day(), "owner": "li.wei"}
    if writer.chance.random() < 0.6:
        data["source"] = {"channel": "referral", "by": "chen.jie"}
        data["splits"] = [{"owner": "li.wei", "share": "70"}, {"owner": "chen.jie", "share": "30"}]
    if writer.chance.random() < 0.5:
        data["competitors"] = [{"name": "Siemens", "price": writer.number()}]
    data["history"] = [
        {"date": f"2026-01-0{at + 1}", "stage": stage} for at, stage in enumerate(stages)
    ]
    return data


def _edit_opportunity(writer: Writer, data: dict[str, Plain]) -> Iterator[Edit]:
    key = writer.pick("name", "amount", "close_date", "owner", "lot", "drop", "source", "advance",
                      "advance", "entry", "competitor", "split", "people", "outcome", "custom", "product")  # fmt: skip
    competitors, splits, history = (
        data.get(one, []) for one in ("competitors", "splits", "history")
    )
    if key in {"name", "lot"}:
        yield Put((key,), writer.text())
    elif key == "amount":
        yield Put((key,), writer.number())
    elif key == "close_date":
        yield Put((key,), writer.day())
    elif key == "owner":
        yield Put((key,), writer.pick(*PEOPLE))
    elif key == "drop":
        yield Drop(
            (writer.pick("amount", "close_date", "source", "competitors", "splits", "lot", "hold"),)
        )
    elif key == "source":
        yield Put(("source", writer.pick("by", "channel")), "referral")
    elif key == "advance":
        stage = writer.pick(*STAGES)
        yield Append(("history",), _entry(writer, stage, history[-1]["date"] if history else ""))
        yield Put(("stage",), stage)
    elif key == "entry" and history:
        yield Put(("history", writer.chance.randrange(len(history)), "because"), writer.text())
    elif key == "competitor":
        if competitors and writer.chance.random() < 0.5:
            at = writer.chance.randrange(len(competitors))
            yield writer.pick(
                Put(("competitors", at, "price"), writer.number()), Drop(("competitors", at))
            )
        else:
            yield Append(("competitors",), _styled(writer, {"name": writer.text()}))
    elif key == "split" and splits:
        at = writer.chance.randrange(len(splits))
        yield Put(("splits", at, "share"), str(writer.chance.randint(1, 99)))
    elif key == "people":
        yield Put(("people", writer.pick("wang-fang", "zhao-lei"), "weight"), writer.number())
    elif key == "outcome":
        if "outcome" in data:
            yield Put(("outcome", "reason"), writer.text())
        else:
            result = writer.pick("lost", "abandoned")
            yield Put(
                ("outcome",), {"result": result, "date": writer.day(), "reason": writer.text()}
            )
    elif key == "custom":
        yield Put(("custom", writer.pick("a", "b")), writer.pick(writer.text(), [writer.text()]))
    elif key == "product":
        products = [one["line"] for one in data.get("products", [])]
        line = writer.pick("automation", "agv", "service")
        place = ("products", products.index(line)) if line in products else ()
        yield (
            Put((*place, "amount"), writer.number())
            if place
            else Append(("products",), {"line": line})
        )


def _account(writer: Writer) -> dict[str, Plain]:
    return {
        "name": writer.text(),
        "aliases": [writer.text() for _ in range(writer.chance.randint(1, 3))],
        "team": list(PEOPLE[: writer.chance.randint(1, 3)]),
        "purchasing": {"pattern": "recurring", "volume": "large"},
        "category_spend": {"2026": writer.number()},
        "relationship": {
            "stage": "establish",
            "history": [{"date": "2026-01-01", "stage": "establish", "by": "li.wei"}],
        },
    }


def _edit_account(writer: Writer, data: dict[str, Plain]) -> Iterator[Edit]:
    key = writer.pick("alias", "drop", "team", "purchasing", "spend", "relation", "trust")
    if key == "alias":
        yield Append(("aliases",), writer.text())
    elif key == "drop":
        yield Drop((writer.pick("aliases", "team"), 0))
    elif key == "team":
        yield Put(("team",), list(writer.chance.sample(PEOPLE, 2)))
    elif key == "purchasing":
        place = ("purchasing", writer.pick("pattern", "volume"))
        yield (
            Drop(place)
            if writer.chance.random() < 0.5
            else Put(place, writer.pick("large", "small"))
        )
    elif key == "spend":
        yield Put(("category_spend", writer.pick("2025", "2026")), writer.number())
    elif key == "relation":
        stage = writer.pick("establish", "stabilise", "strengthen")
        last = data["relationship"]["history"][-1]["date"]
        yield Append(("relationship", "history"), _entry(writer, stage, last))
        yield Put(("relationship", "stage"), stage)
    else:
        yield Put(("trust", writer.pick("company", "person")), writer.pick("1", "2", "3"))


def _contacts(writer: Writer) -> dict[str, Plain]:
    return {
        f"person-{at}": {"name": writer.text(), "roles": ["user"], "level": "management"}
        for at in range(writer.chance.randint(1, 3))
    }


def _edit_contacts(writer: Writer, data: dict[str, Plain]) -> Iterator[Edit]:
    key = writer.pick("new", "drop", "title", "role", "level")
    person = writer.pick(*data) if data else "person-0"
    if key == "new" or not data:
        yield Put((f"person-{writer.chance.randint(0, 9)}",), {"name": writer.text()})
    elif key == "drop":
        yield Drop((person,)) if len(data) > 1 else Drop((person, "level"))
    elif key == "role":
        yield Put((person, "roles"), list(writer.chance.sample(("user", "coach", "technical"), 2)))
    else:
        yield Put(
            (person, key), writer.text() if key == "title" else writer.pick("decision", "operation")
        )


def _activity(writer: Writer) -> dict[str, Plain]:
    entry = {"date": writer.day(), "kind": writer.pick("visit", "call"), "note": writer.text()}
    return _styled(writer, entry)


def _activities(writer: Writer) -> list[Plain]:
    found = [_activity(writer) for _ in range(writer.chance.randint(1, 4))]
    return sorted(found, key=lambda entry: str(entry["date"]))


def _edit_activities(writer: Writer, data: list[Plain]) -> Iterator[Edit]:
    key = writer.pick("new", "new", "new", "note", "drop")
    at = writer.chance.randrange(len(data)) if data else 0
    if key == "new" or not data:
        entry = _activity(writer)
        entry["date"] = max([entry["date"], *(one["date"] for one in data)])
        yield Append((), entry)
    elif key == "note":
        yield Put((at, "note"), writer.text())
    elif len(data) > 1:
        yield Drop((at,))


def _orders(writer: Writer) -> dict[str, Plain]:
    payments = [{"kind": kind, "amount": writer.number()} for kind in ("advance", "retention")]
    return {
        f"po-{at}": {"date": writer.day(), "amount": writer.number(), "payments": payments}
        for at in range(writer.chance.randint(1, 2))
    }


def _edit_orders(writer: Writer, data: dict[str, Plain]) -> Iterator[Edit]:
    order = writer.pick(*data)
    payments = data[order].get("payments", [])
    key = writer.pick("new", "amount", "paid", "payment", "drop")
    if key == "new":
        yield Put(
            (f"po-{writer.chance.randint(0, 9)}",),
            {"date": writer.day(), "amount": writer.number()},
        )
    elif key == "amount":
        yield Put((order, "amount"), writer.number())
    elif key == "paid" and payments:
        yield Put((order, "payments", writer.chance.randrange(len(payments)), "paid"), writer.day())
    elif key == "payment":
        yield Append((order, "payments"), {"kind": "progress", "amount": writer.number()})
    elif key == "drop" and len(data) > 1:
        yield Drop((order,))


def _targets(writer: Writer) -> list[Plain]:
    return [
        {
            "owner": owner,
            "period": "2027",
            "amount": writer.number(),
            "weights": ["20", "30", "25", "25"],
        }
        for owner in PEOPLE[: writer.chance.randint(1, 3)]
    ]


def _edit_targets(writer: Writer, data: list[Plain]) -> Iterator[Edit]:
    at = writer.chance.randrange(len(data))
    key = writer.pick("new", "amount", "weights", "drop")
    if key == "new":
        period = f"20{writer.chance.randint(28, 99)}"
        yield Append((), {"team": "north", "period": period, "amount": writer.number()})
    elif key == "amount":
        yield Put((at, "amount"), writer.number())
    elif key == "weights":
        yield Put((at, "weights"), [writer.pick("10", "40"), "20", "30", "20"])
    elif len(data) > 1:
        yield Drop((at,))


_KINDS: dict[str, Callable[[Writer], Plain]] = {
    "opportunity": _opportunity,
    "account": _account,
    "contacts": _contacts,
    "activities": _activities,
    "orders": _orders,
    "targets": _targets,
}
_EDITS: dict[str, Callable[[Writer, Any], Iterator[Edit]]] = {
    "opportunity": _edit_opportunity,
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
