"""A whole life of the window in a process of its own: `python -m tests.kit.start_child FOLDER [form]`, where a
ledger is. Prints what was loaded when the board was painted, and what happened until the window was closed. With `form`
a new hold is begun, and the window is closed once the web view was made ready for it."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.kit.clock import Clock

if TYPE_CHECKING:
    from frontdesk.usecases.desk import Desk


def main(folder: Path, *, form: bool) -> int:
    """Exit code of the window."""
    from frontdesk.settings.environment import prepare

    prepare(os.environ, "practice", hasattr(os, "geteuid") and os.geteuid() == 0)

    from frontdesk.domain.clerk import Clerk
    from frontdesk.domain.house import SAMPLE_HOUSE
    from frontdesk.ledger.database import open_ledger
    from frontdesk.ui.start import Parts, run
    from frontdesk.ui.theme import Looks
    from frontdesk.usecases.desk import Desk

    clock = Clock()
    told: dict[str, object] = {"log": [], "connected": False}

    async def pause(seconds: float) -> None:
        import asyncio

        await asyncio.sleep(seconds)

    desk = Desk(
        kind="practice",
        ledger=open_ledger(folder / "ledger.db", bytes(32)),
        house=SAMPLE_HOUSE,
        clerk=Clerk("Derya Örnek"),
        now=clock.now,
        new_key=str,
        new_return_address=str,
        pause=pause,
    )

    def connect() -> object:
        told["connected"] = True
        return object()

    def painted(window: object) -> None:
        late = {"asyncio", "httpx", "sqlite_utils", "keyring", "qasync", "frontdesk.settings.inbox"}
        told["late"] = sorted(late & sys.modules.keys())
        close_when_ready(window, desk, told, folder / "inbox", form=form)

    parts = Parts(
        desk=desk,
        titles={},
        looks=Looks("light"),
        save_looks=print,
        log=lambda event, error: told["log"].append((event, repr(error))),  # type: ignore[attr-defined]
        log_name="desk.log",
        recovery_key="",
        recovery_written=print,
        connect=connect,  # type: ignore[arg-type]
        inbox=folder / "inbox",
        close=desk.ledger.close,
    )
    code = run(lambda: parts, painted)
    sys.stdout.write(json.dumps(told))
    return code


def close_when_ready(window: object, desk: "Desk", told: dict[str, object], inbox: Path, *, form: bool) -> None:
    """Look every 10 ms whether all that this life was for has happened: no webhook waits any more either."""
    from PySide6.QtCore import QTimer

    from frontdesk.ui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    told["visible"] = window.isVisible()

    def look() -> None:
        told["web_view"] = "frontdesk.ui.bankview.profile" in sys.modules
        if desk.line and form:
            window.open_new_hold()
        if desk.line and told["web_view"] == form and not list(inbox.glob("*.json")):
            window.close()

    watch = QTimer(window)
    watch.timeout.connect(look)
    watch.start(10)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), form=sys.argv[2:] == ["form"]))
