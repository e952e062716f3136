"""Random opportunities, and what people do to one."""

from collections.abc import Callable, Iterator

from kam.store.changes import Append, Drop, Edit, Put
from kam.store.nodes import Plain
from tests.merge.hand import PEOPLE, Hand

STAGES = ("G", "F", "E", "D", "C")
Deal = dict[str, Plain]


def opportunity(hand: Hand) -> Deal:
    stages = STAGES[: hand.chance.randint(1, 3)]
    data: Deal = {"name": hand.text(), "stage": stages[-1]}
    data |= {"amount": hand.number(), "close_date": hand.day(), "owner": "li.wei"}
    if hand.happens(0.6):
        data["source"] = {"channel": "referral", "by": "chen.jie"}
        data["splits"] = [{"owner": "li.wei", "share": "70"}, {"owner": "chen.jie", "share": "30"}]
    if hand.happens(0.5):
        data["competitors"] = [{"name": "Siemens", "price": hand.number()}]
    data["history"] = [
        {"date": f"2026-01-0{at + 1}", "stage": stage} for at, stage in enumerate(stages)
    ]
    return data


def edit_opportunity(hand: Hand, data: Deal) -> Iterator[Edit]:
    yield from hand.pick(*_EDITS)(hand, data)


def _set(hand: Hand, _data: Deal) -> Iterator[Edit]:
    yield hand.pick(
        Put(("name",), hand.text()),
        Put(("lot",), hand.text()),
        Put(("amount",), hand.number()),
        Put(("close_date",), hand.day()),
        Put(("owner",), hand.pick(*PEOPLE)),
        Put(("source", hand.pick("by", "channel")), "referral"),
        Put(("people", hand.pick("wang-fang", "zhao-lei"), "weight"), hand.number()),
        Put(("custom", hand.pick("a", "b")), hand.pick(hand.text(), [hand.text()])),
    )


def _clear(hand: Hand, _data: Deal) -> Iterator[Edit]:
    key = hand.pick("amount", "close_date", "source", "competitors", "splits", "lot", "hold")
    yield Drop((key,))


def _advance(hand: Hand, data: Deal) -> Iterator[Edit]:
    stage, history = hand.pick(*STAGES), data.get("history", [])
    yield Append(("history",), hand.move(stage, history[-1]["date"] if history else ""))
    yield Put(("stage",), stage)


def _mend(hand: Hand, data: Deal) -> Iterator[Edit]:
    if history := data.get("history", []):
        yield Put(("history", hand.place_in(history), "because"), hand.text())


def _compete(hand: Hand, data: Deal) -> Iterator[Edit]:
    competitors = data.get("competitors", [])
    if not competitors or hand.happens(0.5):
        yield Append(("competitors",), hand.styled({"name": hand.text()}))
        return
    place = ("competitors", hand.place_in(competitors))
    yield hand.pick(Put((*place, "price"), hand.number()), Drop(place))


def _split(hand: Hand, data: Deal) -> Iterator[Edit]:
    if splits := data.get("splits", []):
        place = ("splits", hand.place_in(splits), "share")
        yield Put(place, str(hand.chance.randint(1, 99)))


def _close(hand: Hand, data: Deal) -> Iterator[Edit]:
    if "outcome" in data:
        yield Put(("outcome", "reason"), hand.text())
        return
    result = hand.pick("lost", "abandoned")
    yield Put(("outcome",), {"result": result, "date": hand.day(), "reason": hand.text()})


def _sell(hand: Hand, data: Deal) -> Iterator[Edit]:
    lines = [one["line"] for one in data.get("products", [])]
    line = hand.pick("automation", "agv", "service")
    if line in lines:
        yield Put(("products", lines.index(line), "amount"), hand.number())
    else:
        yield Append(("products",), {"line": line})


_EDITS: tuple[Callable[[Hand, Deal], Iterator[Edit]], ...] = (
    *(_set, _set, _set, _clear, _advance, _advance, _mend),
    *(_compete, _split, _close, _sell),
)
