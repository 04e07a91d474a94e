"""Plays scenes in the engine's process and reads what came of them."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from frontdesk.ui.bankview.returns import new_return_address
from tests.conftest import allowed_qt_warnings
from tests.web.bank import Bank

Step = tuple[str, ...]


class Played(NamedTuple):
    """What a view said, in order. `values` answers the steps that ask."""

    events: list[list[Any]]
    values: list[Any]

    def said(self, name: str) -> list[list[Any]]:
        return [rest for said, *rest in self.events if said == name]

    @property
    def returned(self) -> tuple[str, str, dict[str, str]]:
        """Method, frame and fields of the one return."""
        (method, frame, fields), *more = self.said("returned")
        assert not more, "returned twice"
        return method, frame, {name: value for name, value in fields}


class Engine:
    """The process with the real view; one a test session."""

    def __init__(self, child: "subprocess.Popen[str]", bank: Bank) -> None:
        self._child = child
        self.bank = bank

    def play(self, html: str, *steps: Step, to: str = "", kind: str = "test", **more: Any) -> Played:
        """Show `html` and do `steps`. Fails on what never came, and on a Qt warning that nobody explained."""
        base = more.pop("base_url", self.bank.at("/", "gw.site.test", "https"))
        scene = {"html": html, "base_url": base, "to": to or new_return_address(), "kind": kind, "steps": steps, **more}
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps(scene) + "\n")
        self._child.stdin.flush()
        line = self._child.stdout.readline()
        assert line, f"the engine's process ended with {self._child.wait()}"
        played = json.loads(line)
        assert not played["problem"], f"{played['problem']}; said: {played['events']}"
        unexpected = [w for w in played["warnings"] if not any(p.search(w) for p in allowed_qt_warnings())]
        assert not unexpected, "\n".join(unexpected)
        return Played(played["events"], played["values"])

    def visit(self, address: str, *steps: Step, **more: Any) -> Played:
        """A first page that goes straight to `address`."""
        more.setdefault("pinned", self.bank.certificate)
        return self.play(f"<script>location.href = {json.dumps(address)}</script>", *steps, **more)


@contextlib.contextmanager
def open_engine(bank: Bank) -> Iterator[Engine]:
    """The engine's process; its end must be clean."""
    command = [sys.executable, "-W", "error", "-m", "tests.web.engine"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        yield Engine(child, bank)
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(30) == 0


