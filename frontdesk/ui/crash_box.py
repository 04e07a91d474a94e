"""What nobody caught: Qt swallows an exception of a slot, so every way out of one ends here.

The log gets the kind of exception and its place: no locals, and not its message, which may quote what was typed. The
clerk gets one calm sentence, one at a time.
"""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from frontdesk.ui.words import tr

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from frontdesk.ui.dialogs import Dialog

Log = Callable[[str, BaseException], None]
EVENT = "uncaught"


class CrashBox(QObject):
    """`log` takes an event and the exception; `log_name` is the file's name as staff may tell it to support."""

    interrupted = Signal()
    _arrived = Signal()

    def __init__(self, log: Log, log_name: str = "") -> None:
        super().__init__()
        self._log = log
        self._log_name = log_name
        self._window: QWidget | None = None
        self._open: Dialog | None = None
        self._arrived.connect(self._tell)

    def install(self) -> None:
        """Catch what reaches the top of the main thread, of other threads, and of objects being destroyed."""
        sys.excepthook = lambda _, error, trace: self.take(error, trace)
        threading.excepthook = lambda left: self.take(left.exc_value, left.exc_traceback)
        sys.unraisablehook = lambda left: self.take(left.exc_value, left.exc_traceback)

    def uninstall(self) -> None:
        """As Python had it; the window is gone."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def watch_loop(self, loop: "AbstractEventLoop") -> None:
        """Catch what asyncio and qasync would only print."""
        loop.set_exception_handler(self._from_loop)

    def belong_to(self, window: QWidget) -> None:
        """The window over which the sentence is shown."""
        self._window = window

    def take(self, error: BaseException | None, trace: TracebackType | None = None) -> None:
        """Log one exception and tell the clerk; from any thread. Ctrl+C on the console is `interrupted`."""
        if isinstance(error, KeyboardInterrupt):
            self.interrupted.emit()
            return
        if error is not None:
            self._log(EVENT, error.with_traceback(trace) if trace is not None else error)
        self._arrived.emit()

    def _from_loop(self, loop: "AbstractEventLoop", context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.take(error)

    def _tell(self) -> None:
        if self._open is None or not isValid(self._open) or not self._open.isVisible():
            QTimer.singleShot(0, self, self._show)

    def _show(self) -> None:
        from frontdesk.ui import dialogs

        if self._open is not None and isValid(self._open) and self._open.isVisible():
            return
        window = self._window if self._window is not None and isValid(self._window) else None
        hint = tr("frame.crash_log", name=self._log_name) if self._log_name else ""
        message = dialogs.Question(
            tr("frame.crash_title"), tr("frame.crash_text"), tr("frame.understood"), tone="warn", hint=hint
        )
        self._open = dialogs.tell(window, message)
