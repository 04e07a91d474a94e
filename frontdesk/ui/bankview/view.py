"""The bank page of one payment as a widget: values in, signals out. It decides nothing about money.

Whatever a signal here says, the gateway is asked afterwards; silence too means ask (three-d-secure §6). WebEngine is
imported with this file: import it when *New hold* opens, not at start.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from frontdesk.ui.bankview.addresses import AccountKind
from frontdesk.ui.bankview.interceptor import ReturnInterceptor
from frontdesk.ui.bankview.page import EnginePage, PageRules
from frontdesk.ui.bankview.panes import SMALLEST, BankPane, PopupWindow
from frontdesk.ui.bankview.profile import new_profile
from frontdesk.ui.bankview.question_bar import MOST_ASKED, QuestionBar
from frontdesk.ui.bankview.returns import BankReturn, ReturnTarget
from frontdesk.ui.bankview.teardown import Standing

MOST_POPUPS = 3
# After these nothing more can come of the page; the others are news about a page that still stands.
FINAL = frozenset({"deadline", "renderer_died", "misbehaved"})


class BankPage(NamedTuple):
    """What the gateway's start call gave. `html` is the page, `base_url` the gateway's https site, without which forms
    reach the bank with a null origin. `needs_fields`: the gateway confirms with values of the return. `url` instead of
    `html` is the gateway's own page, on which the guest types the card. Its repr hides everything."""

    html: str
    base_url: str
    return_address: str
    needs_fields: bool = True
    url: str = ""

    def __repr__(self) -> str:
        return "BankPage(…)"


class BankWords(NamedTuple):
    """The few words of the view itself, in the language of the staff."""

    wait: str
    ok: str
    cancel: str


class Timings(NamedTuple):
    """Milliseconds. `stuck`: how long a first page may stand without going on; `silent`: how long a load may take;
    `cover`: how long the page stays covered, so that a return without any page does not flash; `bridge`: how long the
    fields of a return are waited for."""

    deadline: int = 600_000
    stuck: int = 8_000
    silent: int = 20_000
    cover: int = 400
    bridge: int = 2_500


USUAL = Timings()


class BankView(QWidget):
    """One widget for one payment: open() once, close_page() once, then deleteLater()."""

    returned = Signal(object)  # BankReturn, exactly once, and only the first
    ended = Signal(
        str
    )  # "certificate" | "load_failed" | "refused" | "renderer_died" | "deadline" | "misbehaved", each once
    stuck = Signal(str)  # "first_page": offer Continue, submit_first_form() · "silent": a load without an answer
    host_changed = Signal(str, bool)  # host name, over https
    loading = Signal(bool)  # for a thin progress line
    closed = Signal()  # page and profile are destroyed

    def __init__(
        self,
        kind: AccountKind,
        words: BankWords,
        parent: QWidget | None = None,
        timings: Timings = USUAL,
    ) -> None:
        """A test that talks https to itself sets the property pinned_test_certificate (SHA-256, hex); not in live."""
        super().__init__(parent)
        self.page: EnginePage | None = None
        self._kind = kind
        self._timings = timings
        self._over = self._closing = False
        self._told: set[str] = set()
        self.popups: list[PopupWindow] = []
        self._popups_opened = 0
        self.setMinimumSize(*SMALLEST)
        self._bar = QuestionBar(words.ok, words.cancel, self)
        self._stage = QVBoxLayout(self)
        self._stage.setContentsMargins(0, 0, 0, 0)
        self._stage.setSpacing(0)
        self._stage.addWidget(self._bar)
        self._cover = _Cover(words.wait, self)
        self._deadline = self._timer(timings.deadline, lambda: self._trouble("deadline"))
        self._stuck = self._timer(timings.stuck, lambda: self.stuck.emit("first_page"))
        self._silent = self._timer(timings.silent, lambda: self.stuck.emit("silent"))
        self._uncover = self._timer(timings.cover, self._cover.hide)

    def open(self, page: BankPage) -> None:
        """Show the bank's page. Raises ValueError for a return address without host and path, or a second call."""
        if self.page is not None or self._closing:
            raise ValueError("one view shows one payment")
        target = ReturnTarget.of(page.return_address)
        interceptor = ReturnInterceptor(target, self._kind, page.needs_fields, self._timings.bridge)
        interceptor.returned.connect(self._returned, Qt.ConnectionType.QueuedConnection)
        pinned = "" if self._kind == "live" else str(self.property("pinned_test_certificate") or "")
        self._rules = PageRules(self._kind, interceptor.is_return, pinned)
        self._standing = Standing(new_profile(), interceptor)
        self.destroyed.connect(self._standing.abandon)
        self.page = self._new_page()
        self.page.urlChanged.connect(self._place_changed)
        self.page.loadStarted.connect(self._load_started)
        self.page.loadFinished.connect(self._load_finished)
        self.page.moved.connect(self._stuck.stop)
        self._pane = BankPane(self.page, self)
        self._stage.addWidget(self._pane, 1)
        self._cover.cover(self)
        for timer in (self._deadline, self._uncover):
            timer.start()
        if page.url:  # it stands while the guest types
            self.page.go_to_first_page(page.url)
            return
        self._stuck.start()
        self.page.show_first_page(page.html, page.base_url)

    def submit_first_form(self) -> None:
        """The staff's Continue on a first page that stands still."""
        if self.page is not None and not self._over:
            self.page.submit_first_form()

    def close_page(self) -> None:
        """Take everything down; `closed` comes when it is gone, and no other signal after this. May be called again."""
        if self._closing:
            return
        self._closing = self._over = True
        self._stop()
        QTimer.singleShot(0, self, self._take_down)

    # Pages and pop-ups of the payment.

    def _new_page(self) -> EnginePage:
        page = EnginePage(self._standing.profile, self._rules, self)
        self._standing.add(page)
        page.trouble.connect(self._trouble, Qt.ConnectionType.QueuedConnection)
        return page

    def open_popup(self) -> EnginePage | None:
        """Called by a page that opens a window. None refuses it."""
        if self._over or self._popups_opened >= MOST_POPUPS:
            return None
        self._popups_opened += 1
        page = self._new_page()
        popup = PopupWindow(page, self)
        popup.dismissed.connect(lambda: QTimer.singleShot(0, self, lambda: self._close_popup(popup)))
        self.popups.append(popup)
        popup.show()
        return page

    def _close_popup(self, popup: PopupWindow) -> None:
        """The page that opened it then finds it closed, and goes on."""
        if popup in self.popups and not self._closing and not self._bar.asking:
            self.popups.remove(popup)
            popup.hide()
            self._standing.remove(popup.pane, popup.page)
            popup.deleteLater()

    def show_alert(self, host: str, text: str) -> None:
        """A page's alert. It is dropped when the page has ended."""
        if not self._over:
            self._bar.say(host, text)
            self._count_questions()

    def ask(self, host: str, text: str) -> bool:
        """A page's confirm; False when the page has ended."""
        if self._over:
            return False
        answer = self._bar.ask(host, text)
        self._count_questions()
        return answer and not self._over

    def _count_questions(self) -> None:
        if self._bar.times > MOST_ASKED:
            QTimer.singleShot(0, self, lambda: self._trouble("misbehaved"))

    # News.

    def _returned(self, arrival: BankReturn) -> None:
        if not self._over:
            self._over = True
            self._stop()
            self.returned.emit(arrival)

    def _trouble(self, what: str) -> None:
        on_its_way = what == "load_failed" and self._standing.interceptor.under_way
        if self._over or on_its_way or what in self._told:
            return
        self._told.add(what)
        if what in FINAL:
            self._over = True
            self._stop()
        self.ended.emit(what)

    def _place_changed(self, url: QUrl) -> None:
        if not self._over and url.host():
            self.host_changed.emit(url.host(), url.scheme() == "https")

    def _load_started(self) -> None:
        if not self._over:
            self._silent.start()
            self.loading.emit(True)

    def _load_finished(self) -> None:
        self._silent.stop()
        if not self._over:
            self._pane.setFocus()
            self.loading.emit(False)

    def _stop(self) -> None:
        """Hide the page the moment it has ended; it is taken down when the screen says so."""
        for timer in (self._deadline, self._stuck, self._silent, self._uncover):
            timer.stop()
        self._bar.dismiss()
        for popup in self.popups:
            popup.hide()
        self._cover.cover(self)

    def _take_down(self) -> None:
        if self._bar.asking:  # the engine is still inside its call; its loop has been told to end
            QTimer.singleShot(0, self, self._take_down)
            return
        if self.page is None:
            self.closed.emit()
            return
        panes = [self._pane, *(popup.pane for popup in self.popups)]
        self._standing.take_down(panes, [self._pane, *self.popups], self._gone)

    def _gone(self) -> None:
        if isValid(self):  # the screen may have gone before
            self.closed.emit()

    def _timer(self, interval: int, over: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval)
        timer.timeout.connect(over)
        return timer

    def resizeEvent(self, event: object) -> None:
        self._cover.setGeometry(self.rect())


class _Cover(QFrame):
    """Lies over the page: a page that is hidden, instead of covered, runs its timers at one a second."""

    def __init__(self, wait: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        layout.addStretch()
        words = QLabel(wait, self)
        words.setProperty("role", "heading")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        busy = QProgressBar(self)
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        busy.setMaximumWidth(280)
        layout.addWidget(busy, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()

    def cover(self, over: QWidget) -> None:
        self.setGeometry(over.rect())
        self.raise_()
        self.show()
