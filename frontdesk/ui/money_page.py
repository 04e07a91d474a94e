"""What every page shares from which one money verb on one hold is sent: sent once, waited for, told, and free
again."""

from collections.abc import Coroutine, Sequence
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from frontdesk.ui import notices
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.foot import Foot
from frontdesk.ui.widgets.hold_facts import HoldFacts
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox
from frontdesk.ui.widgets.scrolled import Scrolled
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.list_holds import Detail, detail

# Below these widths (dp) the facts at the side are narrow, or stand under the form.
_WIDE, _LEAST = 1080, 720


class MoneyPage(QWidget):
    """A page makes `notice`, `back` and `inputs` (what is locked while a verb is under way) and draws itself in
    `retell`, from `detail`: the hold as it is now."""

    left = Signal()
    finished = Signal(object)

    notice: NoticeBox
    back: KeyButton
    inputs: tuple[QWidget, ...]

    def __init__(self, desk: Desk, tasks: Tasks, hold_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.desk, self.tasks, self.hold_id = desk, tasks, hold_id
        self.house = desk.house
        self.busy: Literal["", "sent", "slow"] = ""
        self.detail: Detail = detail(desk, hold_id)

    def lay_out(self, parts: Sequence[QWidget], buttons: QLayout, side: HoldFacts) -> None:
        """The parts below each other in the middle, the hold's facts at the side, the buttons always in sight."""
        self._middle = middle = QVBoxLayout()
        middle.setSpacing(dp(20))
        for part in parts:
            middle.addWidget(part)
        middle.addStretch(1)
        across = self._edges = QHBoxLayout()
        across.setContentsMargins(dp(32), dp(28), dp(32), dp(24))
        across.addStretch(1)
        across.addLayout(middle, 8)
        across.addStretch(1)
        row = self._across = QHBoxLayout(self)
        self._beside = side
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.foot = Foot(None, buttons)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.area = Scrolled(across)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
        row.addLayout(column, 1)
        row.addWidget(side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the form the hold's facts stand under it."""
        below, wide = self.width() < dp(_LEAST), self.width() >= dp(_WIDE)
        if below != self._beside.is_below:
            if below:
                self._middle.insertWidget(self._middle.count() - 1, self._beside)
            else:
                self._across.addWidget(self._beside)
        self._beside.fit(below=below, narrow=not wide)
        if self.foot.fit(self.width()):
            edge = dp(16 if self.foot.is_tight else 32)
            self._edges.setContentsMargins(edge, edge - dp(4), edge, edge - dp(8))
        super().resizeEvent(event)

    def retell(self) -> None:
        """Draw what depends on what is typed, on the hold, and on whether a verb is under way."""

    def send(self, verb: Coroutine[Any, Any, Outcome]) -> None:
        self._wait("sent")
        self.tasks.run(self._asked(verb), self.done, owner=self, slow=self._slow)

    def done(self, outcome: Outcome) -> None:
        """What never began or never left is told here; everything else is the result's to tell."""
        if outcome.result not in {"not_sent", "stopped"}:
            self.finished.emit(outcome)
            return
        said = notices.sentence(outcome, self.house, self.desk.now())
        self.notice.say(said.tone, said.title, f"{said.what} {said.means}\n{said.next_step}")

    async def _asked(self, verb: Coroutine[Any, Any, Outcome]) -> Outcome:
        """However the verb ends, the page is free again and shows the hold as it is now."""
        try:
            return await verb
        finally:
            if isValid(self):
                self.detail = detail(self.desk, self.hold_id)
                self._wait("")

    def _wait(self, busy: Literal["", "sent"]) -> None:
        self.busy = busy
        for widget in (*self.inputs, self.back):
            widget.setEnabled(not busy)
        self.notice.say("info", tr("check_out.working") if busy else "")
        self.retell()

    def _slow(self) -> None:
        """Stop waiting and say so; the call goes on."""
        self.busy = "slow"
        self.back.setEnabled(True)
        self.notice.say("info", tr("check_out.slow_title"), tr("check_out.slow"))

    def may_leave(self) -> bool | Literal["ask"]:
        """An amount is typed again in a second: only a call under way keeps the clerk here."""
        return self.busy != "sent"
