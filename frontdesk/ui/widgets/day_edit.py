"""A day, typed or picked. What was typed stays; what it was read as is the screen's to show."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from frontdesk.domain.day_text import read_day, show_day
from frontdesk.ui.icons import icon
from frontdesk.ui.words import language, tr

_LONGEST = 24


class DayEdit(QLineEdit):
    """`changed` after every key and pick. Left with a readable day in it, the day is written out in full."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: QFrame | None = None
        self.setMaxLength(_LONGEST)
        self.set_day(day)
        pick = QAction(icon("calendar", "muted", 18), tr("new_hold.pick_day"), self)
        pick.triggered.connect(self.open_calendar)
        self.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._write_out)

    def set_day(self, day: date) -> None:
        self.setText(show_day(day))

    def day(self) -> date | None:
        """The day, or None while there is a complaint."""
        read = read_day(self.text(), self._today())
        return read if isinstance(read, date) else None

    def problem(self) -> str:
        """The code of what is wrong (domain/day_text), "" for nothing."""
        read = read_day(self.text(), self._today())
        return read if isinstance(read, str) else ""

    def _write_out(self) -> None:
        day = self.day()
        if day is not None and self.text() != show_day(day):
            self.set_day(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the month below the field; a click or Enter picks the day, Esc leaves it as it was."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("role", "panel")
        column = QVBoxLayout(popup)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("tr_TR" if language() == "tr" else "en_GB"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self.day() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(lambda picked: self._pick(picked, popup))
        calendar.activated.connect(lambda picked: self._pick(picked, popup))
        column.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    def _pick(self, picked: QDate, popup: QFrame) -> None:
        self.set_day(date(picked.year(), picked.month(), picked.day()))
        popup.close()
        self.setFocus()
