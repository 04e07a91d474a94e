"""A line of free text that takes no card: a number pasted or swiped into it is wiped at once and said."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.domain.card import holds_track_data, looks_like_card_number
from frontdesk.ui.widgets.secret_edit import SWIPE_OVER_MS

# So many letters in one go were pasted or swiped, not typed: they are looked at before the clerk goes on.
_IN_ONE_GO = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlainEdit(QLineEdit):
    """`refused` carries the code of what was wiped: text_card_number or text_track_data."""

    refused = Signal(str)

    def __init__(self, text: str = "", longest: int = 80, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(longest)
        self.setText(text)
        self._known = text
        self._swipe = QTimer(self)
        self._swipe.setSingleShot(True)
        self._swipe.setInterval(SWIPE_OVER_MS)
        self.textEdited.connect(self._look)

    def card_free(self) -> bool:
        """Look at the whole text, as before it is kept anywhere; a card number in it is wiped and refused."""
        if holds_track_data(self.text()):
            self._refuse("text_track_data")
        elif looks_like_card_number(self.text()):
            self._refuse("text_card_number")
        else:
            return True
        return False

    def _look(self, text: str) -> None:
        if holds_track_data(text):
            self._swipe.start()
            self._refuse("text_track_data")
        elif len(text) - len(self._known) >= _IN_ONE_GO and looks_like_card_number(text):
            self._refuse("text_card_number")
        self._known = self.text()

    def _refuse(self, code: str) -> None:
        self.setText("")
        self._known = ""
        self.refused.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._swipe.isActive() and event.text():
            self._swipe.start()
            if event.key() in _ENTER:
                self._swipe.stop()
            event.accept()
            return
        super().keyPressEvent(event)
