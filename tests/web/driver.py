"""Plays scenes in the engine's process and reads what came of them."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from frontdesk.ui.bankview.returns import new_return_address
from tests.conftest import allowed_qt_warnings
from tests.web.bank import Bank

Step = tuple[object, ...]
NOTHING: Mapping[str, str] = MappingProxyType({})
_COMMAND = (sys.executable, "-W", "error", "-m", "tests.web.engine")


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
        return method, frame, dict(fields)


class Engine:
    """The process with the real view; one for all tests, and a fresh one after a test that it did not answer."""

    def __init__(self, bank: Bank, environ: Mapping[str, str], flags: tuple[str, ...]) -> None:
        self.bank = bank
        self._environ = dict(os.environ) | dict(environ)
        self._flags = flags
        self._child: subprocess.Popen[str] | None = None

    def play(self, html: str, *steps: Step, to: str = "", kind: str = "test", **more: object) -> Played:
        """Show `html` and do `steps`. Fails on what never came, and on a Qt warning that nobody explained."""
        base = more.pop("base_url", self.bank.at("/", "gw.site.test", "https"))
        scene = {"html": html, "base_url": base, "to": to or new_return_address(), "kind": kind, "steps": steps}
        played = self._tell(scene | more)
        assert not played["problem"], f"{played['problem']}; said: {played['events']}"
        unexpected = [w for w in played["warnings"] if not any(p.search(w) for p in allowed_qt_warnings())]
        assert not unexpected, "\n".join(unexpected)
        return Played(played["events"], played["values"])

    def visit(self, address: str, *steps: Step, to: str = "", kind: str = "test", **more: object) -> Played:
        """A first page that goes straight to `address`."""
        more.setdefault("pinned", self.bank.certificate)
        return self.play(f"<script>location.href = {json.dumps(address)}</script>", *steps, to=to, kind=kind, **more)

    def close(self) -> None:
        """The process's end must be clean too."""
        if self._child is not None:
            with self._child as child:
                assert child.stdin is not None
                child.stdin.close()
                assert child.wait(30) == 0, f"the engine's process ended with {child.returncode}"

    def _tell(self, scene: dict[str, object]) -> dict[str, Any]:
        if self._child is None:
            pipe = subprocess.PIPE
            command = (*_COMMAND, *self._flags)
            self._child = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=self._environ)
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        answer, child = "", self._child
        try:
            self._child.stdin.write(json.dumps(scene) + "\n")
            self._child.stdin.flush()
            answer = self._child.stdout.readline()
        finally:
            if not answer:
                self._child = None
                child.kill()
                child.communicate()
        assert answer, f"the engine's process ended with {child.returncode}"
        played: dict[str, Any] = json.loads(answer)
        return played


@contextlib.contextmanager
def open_engine(bank: Bank, environ: Mapping[str, str] = NOTHING, flags: tuple[str, ...] = ()) -> Iterator[Engine]:
    """An engine for a while, started in the tests' own environment and `environ`, with further Chromium flags."""
    engine = Engine(bank, environ, flags)
    yield engine
    engine.close()
