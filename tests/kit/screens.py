"""What a test of a screen needs: the application, dressed; tasks that are over at once; somebody who types."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from frontdesk.domain.house import Language
from frontdesk.ui import theme, words
from frontdesk.ui.tasks import Tasks
from tests.kit.clock import Clock

if TYPE_CHECKING:
    from tests.kit.clock import Waiting


_PLAIN = Qt.KeyboardModifier.NoModifier


def dressed(language: Language = "tr", *, scheme: theme.Scheme = "light", trade: str = "hotel") -> QApplication:
    """The one application of the run, in a language and a palette."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    if theme.looks() != theme.Looks(scheme) or not app.styleSheet():
        theme.apply(app, theme.Looks(scheme))
    words.set_language(language)
    words.set_trade("rental" if trade == "rental" else "hotel")
    return app


class AtOnce(Tasks):
    """Runs a click to its end before it returns, on the test's clock. `held_back` keeps the next one waiting until
    `let_go`, as a slow bank would."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(self._note)
        self.clock = clock
        self.troubles: list[BaseException] = []
        self.held_back = False
        self._waiting: list[Callable[[], None]] = []
        self.slow: Callable[[], None] | None = None

    def _note(self, trouble: BaseException) -> None:
        self.troubles.append(trouble)

    def run[T](  # type: ignore[override]
        self,
        work: Coroutine[Any, Any, T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        button: QAbstractButton | None = None,
        slow: Callable[[], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        if button is not None:
            button.setEnabled(False)
        self.slow = slow

        def finish() -> None:
            try:
                result = self.clock.runs(cast("Waiting[T]", work))
            except Exception as error:  # noqa: BLE001 -- as the real tasks, which hand every error on
                (failed or self._note)(error)
                return
            finally:
                if button is not None:
                    button.setEnabled(True)
            done(result)

        if self.held_back:
            self._waiting.append(finish)
        else:
            finish()

    def accompany[T](  # type: ignore[override]
        self, work: Coroutine[Any, Any, T], done: Callable[[T], None], *, owner: QObject
    ) -> None:
        self.run(work, done, owner=owner)

    def let_go(self) -> None:
        """The bank answers now."""
        self.held_back = False
        waiting, self._waiting = self._waiting, []
        for finish in waiting:
            finish()


def letters(widget: QWidget) -> list[str]:
    """Every letter that Alt reaches now."""
    buttons = [each for each in widget.findChildren(QAbstractButton) if each.isVisible()]
    labels = [each for each in widget.findChildren(QLabel) if each.isVisible() and each.buddy() is not None]
    shortcuts = [each.shortcut() for each in buttons] + [QKeySequence.mnemonic(each.text()) for each in labels]
    return [keys.toString() for keys in shortcuts if keys.toString().startswith("Alt+")]


def types(edit: QWidget, text: str) -> None:
    """Key by key, as at the counter."""
    edit.setFocus()
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(edit, QKeyEvent(kind, ord(letter.upper()[0]), _PLAIN, letter))


def presses(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
    QTest.keyClick(widget, key, modifier)
