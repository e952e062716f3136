"""Lives of opportunities through the commits of a book: one under several names is one.

An opportunity that is renamed or moved leaves its old name under `formerly`; where an account was
renamed only its own file may say so. Commits are taken in order, the oldest first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from kam.vcs.log import Change
from kam.workspace.layout import Place, Role, place_of

Step = TypeVar("Step")


class Written(NamedTuple):
    """A file that a commit wrote, or took away: its path, what it is of, the id of its content.

    `old` is that of its content before.
    """

    path: str
    place: Place
    blob: str | None
    old: str | None = None

    @property
    def name(self) -> str:
        """The full name of an opportunity."""
        return f"{self.place.account}/{self.place.stem}"

    @property
    def is_opportunity(self) -> bool:
        """Whether it is the file of one."""
        return self.place.role is Role.OPPORTUNITY

    @property
    def before(self) -> "Written":
        """The file as it was before."""
        return self._replace(blob=self.old)


def written_files(changes: Iterable[Change]) -> Iterator[Written]:
    """The files of accounts and opportunities among those that a commit changed."""
    for change in changes:
        place = place_of(change.path)
        if place is not None and place.role in {Role.OPPORTUNITY, Role.ACCOUNT}:
            yield Written(change.path, place, change.new, change.old)


class Lives(Generic[Step]):
    """What is known of each opportunity that is there, and of each that is not any more.

    Attributes:
        living: By `account/opportunity`, the oldest step first.
        gone: The same of those that no other has taken over; one may come back.
        touched: The names under which either changed.
    """

    def __init__(
        self,
        living: MutableMapping[str, Sequence[Step]],
        gone: MutableMapping[str, Sequence[Step]],
    ) -> None:
        self.living = living
        self.gone = gone
        self.touched: set[str] = set()

    def take(
        self,
        files: Sequence[Written],
        formerly: Callable[[Written], Iterable[str]],
        steps: Callable[[Written], Sequence[Step]],
    ) -> None:
        """Take a commit.

        Args:
            files: What it wrote and took away.
            formerly: The older names that a file states, of an account or an opportunity.
            steps: What there is to say of what it did to an opportunity.
        """
        for file in files:
            if file.is_opportunity and file.blob is None:
                self.gone[file.name] = [*self.living.pop(file.name, ()), *steps(file)]
                self.touched.add(file.name)
        written = [file for file in files if file.is_opportunity and file.blob is not None]
        new = [file for file in written if file.name not in self.living]
        left = {name for file in new for name in formerly(file)} & {file.name for file in written}
        for name in left & self.living.keys():  # its file is another opportunity's from here on
            self.gone[name] = self.living.pop(name)
        back = _taken_back(files, formerly)
        for file in sorted(written, key=lambda file: file.name in left):
            names = [*formerly(file), *back.get(file.name, ()), file.name]
            self._write(file.name, names, steps(file))
        for file in files:
            if not file.is_opportunity and file.blob is not None and self.gone:
                self._rename_account(file.place.account, formerly(file))

    def _write(self, name: str, formerly: Iterable[str], steps: Sequence[Step]) -> None:
        self.living[name] = [*self._gone(formerly), *self.living.get(name, ()), *steps]
        self.touched.add(name)

    def _rename_account(self, account: str, formerly: Iterable[str]) -> None:
        """What lies in an account may have lain in it under an older name."""
        for old in formerly:
            for name in [name for name in self.gone if name.startswith(f"{old}/")]:
                new = f"{account}/{name.partition('/')[2]}"
                if new in self.living:
                    self._write(new, [name], ())

    def _gone(self, names: Iterable[str]) -> Iterator[Step]:
        """The steps of those that nobody has taken over yet; they are taken."""
        for name in names:
            if name in self.gone:
                self.touched.add(name)
                yield from self.gone.pop(name)


def _taken_back(
    files: Iterable[Written], formerly: Callable[[Written], Iterable[str]]
) -> Mapping[str, Sequence[str]]:
    """By the name that it has again, what a commit took away that had another name since."""
    found: dict[str, list[str]] = {}
    for file in files:
        if file.is_opportunity and file.blob is None and file.old is not None:
            for name in formerly(file.before):
                found.setdefault(name, []).append(file.name)
    return found
