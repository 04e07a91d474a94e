"""No window outlives its test: a board refreshes itself every minute, and its ledger is gone by then."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_window_outlives_its_test() -> Iterator[None]:
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
    # Only a running loop would do this by itself.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
