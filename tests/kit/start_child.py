"""A whole life of the window in a process of its own: `python -m tests.kit.start_child FOLDER`, where a
ledger is. Prints what was loaded when the board was painted, and what happened until the window was closed."""

import json
import sys
from pathlib import Path

from tests.kit.clock import Clock


def main(folder: Path) -> int:
    """Exit code of the window."""
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
        from PySide6.QtCore import QTimer

        from frontdesk.ui.main_window import MainWindow

        assert isinstance(window, MainWindow)
        told["late"] = sorted({"asyncio", "httpx", "sqlite_utils", "keyring", "qasync"} & sys.modules.keys())
        told["visible"] = window.isVisible()
        watch = QTimer(window)
        watch.timeout.connect(lambda: window.close() if desk.line else None)
        watch.start(10)

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
        close=desk.ledger.close,
    )
    code = run(lambda: parts, painted)
    sys.stdout.write(json.dumps(told))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
