"""Clicks that take time: each is one owned task. Screens never make tasks themselves.

asyncio is imported at the first click, not before the board is painted.
"""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

if TYPE_CHECKING:
    from asyncio import Task

# After this long a screen stops waiting and says so, while the call goes on (money-safety rule 8).
SLOW_MS = 45_000


class Tasks(QObject):
    """Runs coroutines for the screens. `trouble` is told of every exception nobody handles; `count_changed` carries the
    number of clicks under way, which is what forbids quitting."""

    count_changed = Signal(int)

    def __init__(self, trouble: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trouble = trouble
        self._running: set[Task[Any]] = set()
        self._idle: set[Task[Any]] = set()

    @property
    def count(self) -> int:
        """Clicks under way."""
        return len(self._running)

    def run[T](
        self,
        work: Coroutine[Any, Any, T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        button: QAbstractButton | None = None,
        slow: Callable[[], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> "Task[T]":
        """Start `work` for `owner`. `button` stays disabled until it is over. `done` gets the result and `failed` the
        exception, unless the owner is gone by then; a failure without `failed` goes to the crash box. `slow` is called
        after 45 s."""
        task = self._start(work, self._running)
        self.count_changed.emit(self.count)
        if button is not None:
            button.setEnabled(False)
        timer = _patience(slow, owner)

        def over(finished: "Task[T]") -> None:
            self._running.discard(finished)
            if timer is not None and isValid(timer):
                timer.deleteLater()
            if button is not None and isValid(button):
                button.setEnabled(True)
            self.count_changed.emit(self.count)
            self._hand_over(finished, done, failed, owner)

        task.add_done_callback(over)
        return task

    def accompany[T](self, work: Coroutine[Any, Any, T], done: Callable[[T], None], *, owner: QObject) -> "Task[T]":
        """Start what moves no money (a question to the clerk, the background questions): it never forbids quitting."""
        task = self._start(work, self._idle)

        def over(finished: "Task[T]") -> None:
            self._idle.discard(finished)
            self._hand_over(finished, done, None, owner)

        task.add_done_callback(over)
        return task

    def report(self, error: BaseException) -> None:
        """Hand an exception that was caught on the way to the crash box."""
        self._trouble(error)

    def stop_idle(self) -> None:
        """Cancel what moves no money; used when the program ends."""
        for task in tuple(self._idle):
            task.cancel()

    def _start[T](self, work: Coroutine[Any, Any, T], kept: "set[Task[Any]]") -> "Task[T]":
        from asyncio import get_running_loop

        task = get_running_loop().create_task(work)
        kept.add(task)
        return task

    def _hand_over[T](
        self,
        task: "Task[T]",
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None,
        owner: QObject,
    ) -> None:
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            if isValid(owner):
                done(task.result())
        elif failed is not None and isValid(owner):
            failed(error)
        else:
            self._trouble(error)


def _patience(slow: Callable[[], None] | None, owner: QObject) -> QTimer | None:
    if slow is None:
        return None
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(slow)
    timer.start(SLOW_MS)
    return timer
