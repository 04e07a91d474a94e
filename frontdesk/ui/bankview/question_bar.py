"""What the bank's page says or asks by script, as a bar above it: never a box of its own, and at most five times."""

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

MOST_SHOWN = 5
MOST_ASKED = 200  # a page that goes on asking is no bank
MOST_LETTERS = 400


class QuestionBar(QFrame):
    """Texts are shown as plain text behind the host they come from."""

    def __init__(self, ok: str, cancel: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.times = 0
        self._waiting: QEventLoop | None = None
        self._answer = False
        self.setProperty("role", "notice")
        self.setProperty("tone", "info")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._ok = QPushButton(ok, self)
        self._cancel = QPushButton(cancel, self)
        self._cancel.setProperty("role", "quiet")
        self._ok.clicked.connect(lambda: self._answered(True))
        self._cancel.clicked.connect(lambda: self._answered(False))
        layout = QHBoxLayout(self)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._cancel)
        layout.addWidget(self._ok)
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether the page waits for an answer; its engine is then inside a call and must not be taken down."""
        return self._waiting is not None

    def say(self, host: str, text: str) -> None:
        """Show an alert; the page goes on at once. Beyond the cap it is dropped."""
        if self._may_show():
            self._show(host, text, with_cancel=False)

    def ask(self, host: str, text: str) -> bool:
        """Wait for the staff's answer in a nested loop; the page's script stands still. False beyond the cap."""
        if not self._may_show():
            return False
        self._show(host, text, with_cancel=True)
        self._answer = False
        self._waiting = QEventLoop()
        self._waiting.exec()
        self._waiting = None
        self.hide()
        return self._answer

    def dismiss(self) -> None:
        """Hide the bar; a question that waits is answered with no."""
        self._answered(False)

    def _may_show(self) -> bool:
        self.times += 1
        return self.times <= MOST_SHOWN and not self.asking

    def _show(self, host: str, text: str, with_cancel: bool) -> None:
        self._text.setText(f"{host}: {text[:MOST_LETTERS]}")
        self._cancel.setVisible(with_cancel)
        self.show()
        self._ok.setFocus()

    def _answered(self, answer: bool) -> None:
        self.hide()
        if self._waiting is not None:
            self._answer = answer
            self._waiting.quit()
