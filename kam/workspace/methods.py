"""The methods that hold in a book: the built-in playbooks and models under the book's own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from kam.domain.finding import Finding, Severity
from kam.domain.methods import MODELS, Methods
from kam.domain.playbook import Playbook, RelationshipModel, Vocabulary
from kam.domain.states import Category
from kam.store.nodes import Node, to_plain
from kam.workspace.layout import PLAYBOOKS
from kam.workspace.reading import Reading
from kam.workspace.worktree import WorkTree

if TYPE_CHECKING:
    from kam.domain.models import Models

BUILT_IN = Path(__file__).parent.parent / PLAYBOOKS
RELATIONSHIP, VOCABULARY = "relationship", "vocabulary"
BAD_PLAYBOOK = "KAM012"
_MODELS = frozenset({RELATIONSHIP, VOCABULARY, *MODELS})
_OWN_KEYS = ("extends", "without", "order")


class MethodsReader:
    """Reads playbooks and models on demand, each at most once."""

    def __init__(self, reading: Reading, own: Iterable[str]) -> None:
        self.reading = reading
        self._own = {Path(path).stem: path for path in own}
        self._built_in = Reading(WorkTree(BUILT_IN))
        self._playbooks: dict[str, Playbook | None] = {}
        self._models: dict[str, Any] = {}
        self._files: dict[str, tuple[Node | None, Any]] = {}

    def keys(self) -> tuple[str, ...]:
        """The keys of all playbooks, built-in and own."""
        built_in = {path.stem for path in BUILT_IN.glob("*.yaml")}
        return tuple(sorted((built_in | set(self._own)) - _MODELS))

    def vocabulary(self) -> Vocabulary:
        """The words in force; a book's own are added to the built-in ones."""
        return self._model(VOCABULARY, Vocabulary)  # type: ignore[no-any-return]

    def relationship(self) -> RelationshipModel:
        """The relationship model in force."""
        return self._model(RELATIONSHIP, RelationshipModel)  # type: ignore[no-any-return]

    def models(self) -> "Models":
        """The models in force beside the playbooks; few commands need them."""
        from kam.domain.models import Models

        types = get_type_hints(Models)
        return Models(**{key: self._model(key, types[key]) for key in types})

    def _model(self, key: str, annotation: type) -> Any:
        if key not in self._models:
            self._models[key] = self._read_model(key, annotation)
        return self._models[key]

    def _read_model(self, key: str, annotation: type) -> Any:
        base_root, base = self._plain(self._built_in, f"{key}.yaml")
        if key in self._own:
            path = self._own[key]
            root, data = self._plain(self.reading, path)
            if root is not None:
                merged = self.reading.fit_data(path, root, merge(base, data), annotation)
                if merged is not None:
                    return replace(merged, path=path)
        assert base_root is not None  # noqa: S101 - what ships with kam reads
        built_in: Any = self._built_in.fit_data(key, base_root, base, annotation)
        return replace(built_in, path=f"{key}.yaml")

    def playbook(self, key: str) -> Playbook | None:
        """The playbook of that key; None where there is none or it does not fit."""
        if key not in self._playbooks:
            self._playbooks[key] = self._read_playbook(key)
        return self._playbooks[key]

    def _read_playbook(self, key: str) -> Playbook | None:
        if key in _MODELS or key not in self.keys():
            return None
        own = key in self._own
        reading = self.reading if own else self._built_in
        path = self._own.get(key, f"{key}.yaml")
        root, data = self._plain(reading, path)
        if root is None or not isinstance(data, dict):
            if root is not None:
                reading.fit_data(path, root, data, Playbook)
            return None
        data = self._extended(path, data, (key,))
        playbook = None if data is None else reading.fit_data(path, root, data, Playbook)
        if playbook is None:
            return None
        stages = {name: replace(stage, key=name) for name, stage in playbook.stages.items()}
        playbook = replace(playbook, key=key, path=path, stages=stages)
        flaws = list(flaws_of(playbook))
        reading.findings += flaws
        return None if flaws else playbook

    def _extended(self, path: str, data: dict[str, Any], seen: tuple[str, ...]) -> Any | None:
        base_key = data.get("extends")
        own = {key: value for key, value in data.items() if key not in _OWN_KEYS}
        base = {} if base_key is None else self._base(str(base_key), path, seen)
        return None if base is None else self._arranged(path, merge(base, own), data)

    def _base(self, key: str, path: str, seen: tuple[str, ...]) -> Any | None:
        """The data of the playbook that another extends; one that shadows a built-in extends it."""
        if key in self._own and key not in seen:
            root, data = self._plain(self.reading, self._own[key])
            if root is not None and isinstance(data, dict):
                return self._extended(self._own[key], data, (*seen, key))
        elif (BUILT_IN / f"{key}.yaml").is_file() and key not in _MODELS:
            return self._plain(self._built_in, f"{key}.yaml")[1]
        self._say(_flaw(path, "extends", ("extends",), value=key))
        return None

    def _arranged(
        self, path: str, data: dict[str, Any], own: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """Leave out the stages of `without`, and put those of `order` first, in that order."""
        stages = data.get("stages")
        if not isinstance(stages, dict):
            return data
        lists = {key: own.get(key) or [] for key in ("without", "order")}
        for key, names in lists.items():
            known = [name for name in names if isinstance(name, str) and name in stages]
            if not isinstance(names, list) or len(known) < len(names):
                strangers = [name for name in names if name not in known]
                self._say(_flaw(path, key, (key,), value=str(strangers or names)))
                return None
        ordered = [*lists["order"], *(key for key in stages if key not in lists["order"])]
        kept = [key for key in ordered if key not in lists["without"]]
        return {**data, "stages": {key: stages[key] for key in kept}}

    def _plain(self, reading: Reading, path: str) -> tuple[Node | None, Any]:
        """Nodes and data of a file, read once whoever extends it; None where it does not read."""
        if reading is self._built_in:
            return _shipped(path)
        if path not in self._files:
            self._files[path] = _nodes_and_data(reading, path)
        return self._files[path]

    def _say(self, flaw: Finding) -> None:
        """Add a flaw of an own playbook; one that several extend has it once."""
        if flaw not in self.reading.findings:
            self.reading.findings.append(flaw)


@cache
def _shipped(path: str) -> tuple[Node | None, Any]:
    """Nodes and data of a file that comes with kam: the same for every book of a process."""
    return _nodes_and_data(Reading(WorkTree(BUILT_IN)), path)


def _nodes_and_data(reading: Reading, path: str) -> tuple[Node | None, Any]:
    document = reading.document(path)
    return (None, None) if document is None else (document.root, to_plain(document.root))


def build_methods(reader: MethodsReader, keys: Iterable[str]) -> Methods:
    """The methods with the playbooks of `keys`, as far as they can be read."""
    found = {key: reader.playbook(key) for key in sorted(set(keys))}
    return Methods(
        playbooks={key: playbook for key, playbook in found.items() if playbook},
        relationship=reader.relationship(),
        vocabulary=reader.vocabulary(),
    )


def words_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """The words that the schema checks models against."""
    return {name: vocabulary.keys(name) for name in vocabulary.words}


def context_of(vocabulary: Vocabulary, relationship: RelationshipModel) -> dict[str, Any]:
    """The words that the schema checks files against."""
    return {**words_of(vocabulary), "relationship-stage": tuple(relationship.stages)}


def merge(base: Any, own: Any) -> Any:
    """Put the data of a book's own file over the built-in one's: maps by key, the rest replaced."""
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **{key: merge(base.get(key), value) for key, value in own.items()}}
    return own


def flaws_of(playbook: Playbook) -> Iterable[Finding]:
    """What makes a playbook unusable beyond its fields: its winning stage and its open stages."""
    if playbook.winning not in playbook.stages:
        yield _flaw(playbook.path, "winning", ("winning",), value=playbook.winning)
        return
    for stage in playbook.open_stages:
        keys = ("stages", stage.key)
        if stage.probability is None:
            yield _flaw(playbook.path, "probability", keys, stage=stage.key)
        if stage.category in {None, Category.CLOSED}:
            yield _flaw(playbook.path, "category", keys, stage=stage.key)


def _flaw(path: str, kind: str, keys: tuple[str, ...], **params: object) -> Finding:
    return Finding(
        BAD_PLAYBOOK,
        "bad-playbook",
        Severity.ERROR,
        path,
        keys=keys,
        params={"kind": kind, **params},
        skips=True,
    )
