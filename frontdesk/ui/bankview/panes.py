"""The web view as a pane: without menu, drop, history keys and zoom; and the window of a pop-up."""

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

SMALLEST = (620, 640)  # the largest fixed 3DS 2 surface is 600 wide (three-d-secure B5)
_HISTORY_BUTTONS = {Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton}
_REFUSED_KEYS = {Qt.Key.Key_F5, Qt.Key.Key_Back, Qt.Key.Key_Forward, Qt.Key.Key_Reload, Qt.Key.Key_Refresh}
_REFUSED_WITH_CONTROL = {Qt.Key.Key_R, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal, Qt.Key.Key_0, Qt.Key.Key_P}
_REFUSED_WITH_ALT = {Qt.Key.Key_Left, Qt.Key.Key_Right}
_MOUSE = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}
_DRAG = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


class BankPane(QWebEngineView):
    """Shows a page of the bank. Its engine draws into child widgets that come and go; each is watched."""

    def __init__(self, page: QWebEnginePage, parent: QWidget) -> None:
        super().__init__(page, parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    def childEvent(self, event: QChildEvent) -> None:
        if event.type() == QEvent.Type.ChildAdded:
            event.child().installEventFilter(self)
        super().childEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return is_refused(event) or super().eventFilter(watched, event)


def is_refused(event: QEvent) -> bool:
    """Whether an input would reload, go back, zoom, print or drop something on the bank's page."""
    if isinstance(event, QKeyEvent):
        key, held = Qt.Key(event.key()), event.modifiers()
        return (
            key in _REFUSED_KEYS
            or (key in _REFUSED_WITH_CONTROL and bool(held & Qt.KeyboardModifier.ControlModifier))
            or (key in _REFUSED_WITH_ALT and bool(held & Qt.KeyboardModifier.AltModifier))
        )
    if isinstance(event, QMouseEvent):
        return event.type() in _MOUSE and event.button() in _HISTORY_BUTTONS
    if event.type() == QEvent.Type.Wheel:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
    return event.type() in _DRAG


class PopupWindow(QDialog):
    """A window that the bank's page opened, on top of the desk's; ends with the payment."""

    dismissed = Signal()

    def __init__(self, page: QWebEnginePage, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = page
        self._host = QLabel(self)
        self._host.setTextFormat(Qt.TextFormat.PlainText)
        self._host.setProperty("role", "caption")
        self.pane = BankPane(page, self)
        layout = QVBoxLayout(self)
        layout.addWidget(self._host)
        layout.addWidget(self.pane, 1)
        self.resize(*SMALLEST)
        page.urlChanged.connect(lambda url: self._show_host(url.host()))
        page.windowCloseRequested.connect(self.dismissed)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.dismissed.emit()

    def reject(self) -> None:
        """Esc; the page goes with the window."""
        self.dismissed.emit()

    def _show_host(self, host: str) -> None:
        self._host.setText(host)
        self.setWindowTitle(host)
