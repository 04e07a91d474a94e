"""What nobody caught: Qt swallows an exception of a slot, so every way out of one ends here.

The log gets the kind of exception and the places it went through: no locals, and not its message, which may quote what
was typed. The clerk gets one calm sentence, once at a time.
"""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from frontdesk.ui import dialogs
from frontdesk.ui.words import tr

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

Log = Callable[[str], None]
_HERE = "frontdesk"


class CrashBox(QObject):
    """`log` writes one entry; `log_name` is the file's name as staff may tell it to support."""

    _arrived = Signal()

    def __init__(self, log: Log, log_name: str = "") -> None:
        super().__init__()
        self._log = log
        self._log_name = log_name
        self._window: QWidget | None = None
        self._open: dialogs.Dialog | None = None
        self._arrived.connect(self._tell)

    def install(self) -> None:
        """Catch what reaches the top of the main thread, of other threads, and of objects being destroyed."""
        sys.excepthook = lambda _, error, trace: self.take(error, trace)
        threading.excepthook = lambda left: self.take(left.exc_value, left.exc_traceback)
        sys.unraisablehook = lambda left: self.take(left.exc_value, left.exc_traceback)

    def watch_loop(self, loop: "AbstractEventLoop") -> None:
        """Catch what asyncio and qasync would only print."""
        loop.set_exception_handler(self._from_loop)

    def belong_to(self, window: QWidget) -> None:
        """The window over which the sentence is shown."""
        self._window = window

    def take(self, error: BaseException | None, trace: TracebackType | None = None) -> None:
        """Log one exception and tell the clerk; from any thread. An interrupt from the console ends the program."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(type(error), error, trace)
            return
        self._log(told(error, trace))
        self._arrived.emit()

    def _from_loop(self, loop: "AbstractEventLoop", context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is None:
            self._log(f"loop: {context.get('message', '')}")
        else:
            self.take(error)

    def _tell(self) -> None:
        if self._open is not None and isValid(self._open) and self._open.isVisible():
            return
        QTimer.singleShot(0, self, self._show)

    def _show(self) -> None:
        window = self._window if self._window is not None and isValid(self._window) else None
        hint = tr("frame.crash_log", name=self._log_name) if self._log_name else ""
        self._open = dialogs.tell(
            window,
            dialogs.Question(
                tr("frame.crash_title"), tr("frame.crash_text"), tr("frame.understood"), tone="warn", hint=hint
            ),
        )


def told(error: BaseException | None, trace: TracebackType | None = None) -> str:
    """Kind and places of an exception, outermost first, with its causes."""
    if error is None:
        return "unknown exception"
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    step = trace or error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"  {_short(code.co_filename)}:{step.tb_lineno} {code.co_qualname}")
        step = step.tb_next
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines.append(f"because of {told(cause)}")
    return "\n".join(lines)


def _short(path: str) -> str:
    """From the package on; a path outside it is shown by its file name."""
    parts = path.replace("\\", "/").split("/")
    at = len(parts) - 1 - parts[::-1].index(_HERE) if _HERE in parts else -1
    return "/".join(parts[at:])
