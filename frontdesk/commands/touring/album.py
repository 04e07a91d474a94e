"""The album: every screen as a numbered picture, and tour.json, which tells what the books said at that moment."""

import json
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from frontdesk.commands.touring.books import Comparison

STORY = "tour.json"


class Page(NamedTuple):
    """One step: its picture and what ledger and bank said then. `milliseconds` since the step before."""

    number: int
    name: str
    picture: str
    ledger: dict[str, int]
    bank: dict[str, int]
    checking: int
    equal: bool
    differences: tuple[str, ...]
    milliseconds: int


class Album:
    """`folder` gets the pictures. An album that was begun by the chapter before is gone on with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages: list[Page] = []
        self.failure = ""
        self._since = monotonic()
        if (folder / STORY).exists():
            told = json.loads((folder / STORY).read_text(encoding="utf-8"))
            self.pages = [Page(**one) for one in told["steps"]]
            self.failure = told["failure"]

    def next_picture(self, name: str) -> Path:
        """Where the next page's picture goes: `007-check-out.png`."""
        return self.folder / f"{len(self.pages) + 1:03}-{name}.png"

    def add(self, name: str, books: Comparison) -> Page:
        """A page for a picture that was taken; the story on disk is always whole."""
        now = monotonic()
        page = Page(
            len(self.pages) + 1,
            name,
            self.next_picture(name).name,
            books.ledger,
            books.bank,
            books.checking,
            not books.differences,
            books.differences,
            int((now - self._since) * 1000),
        )
        self._since = now
        self.pages.append(page)
        self.save()
        return page

    def fail(self, why: str) -> None:
        """The tour could not go on; the first reason stays."""
        self.failure = self.failure or why
        self.save()

    def save(self) -> None:
        told = {
            "steps": [page._asdict() for page in self.pages],
            "totals": self.totals(),
            "failure": self.failure,
        }
        (self.folder / STORY).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def totals(self) -> dict[str, int]:
        return {
            "pictures": len(self.pages),
            "unequal": sum(not page.equal for page in self.pages),
            "milliseconds": sum(page.milliseconds for page in self.pages),
        }

    def problem(self) -> str:
        """Why the tour did not end well, in one line; "" when every step was taken and the books agree."""
        if self.failure:
            return self.failure
        for page in self.pages:
            if not page.equal:
                return f"step {page.number} {page.name}: {page.differences[0]}"
            if not (self.folder / page.picture).is_file():
                return f"step {page.number} {page.name}: there is no picture of it"
        return "" if self.pages else "no step was taken"
