"""The desk as `frontdesk --practice` opens it, telling when the board is painted and what it weighs once all is
loaded."""

import sys
from typing import TYPE_CHECKING

from frontdesk.compose import open_window
from tests.benchmarks.telling import tell

if TYPE_CHECKING:
    from frontdesk.ui.main_window import MainWindow

# Gateways and late imports are there by then on the slowest machine seen.
IDLE_MS = 4_000


def painted(window: "MainWindow") -> None:
    tell("painted")
    from PySide6.QtCore import QTimer

    def idle() -> None:
        tell("idle")
        window.close()

    QTimer.singleShot(IDLE_MS, idle)


if __name__ == "__main__":
    sys.exit(open_window("practice", painted))
