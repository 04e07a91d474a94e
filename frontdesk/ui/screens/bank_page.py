"""Bank page: the bank's own page at full size, or the gateway's on which the guest types the card, with what staff must
know around it. It decides nothing: however the page ends, the bank is asked (money-safety rule 13, three-d-secure §5
B11, B16 to B23).
"""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Literal, Protocol

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from frontdesk.domain.challenge import ChallengePage, PageEnd, PageEndKind
from frontdesk.ui import dialogs, showing
from frontdesk.ui.icons import picture
from frontdesk.ui.page_words import page_words
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.host_label import HostLabel
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Tone, label
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.finish_challenge import finish_challenge
from frontdesk.usecases.list_holds import detail

if TYPE_CHECKING:
    from asyncio import Task

    from frontdesk.ui.bankview.returns import Fields

# Seconds after which the clerk is asked whether to go on, and how much of them is left when the code is asked for.
FIRST_STRETCH = 300
ASK_CODE_LEFT = 180
TICK_MS = 500
# The practice bank speaks plain HTTP from this machine; no other place without TLS is shown without a warning.
PRACTICE_HOST = "127.0.0.1"
# The view takes about 100 ms to be gone; the outcome is never kept from the clerk longer than this.
GONE_MS = 3000
_TIP = 32
# How the view's own words for an end are written down.
_ENDS: dict[str, PageEndKind] = {
    "certificate": "certificate",
    "renderer_died": "renderer",
    "deadline": "deadline",
    "misbehaved": "failed",
}
# The embedded view, and what opens it once its signals are heard.
Opening = tuple[QWidget, Callable[[], None]]
MakeView = Callable[[Desk, ChallengePage], Opening]
_NEWS = {"load_failed": "load_failed", "refused": "refused_place"}


class View(Protocol):
    """What this screen needs of the embedded view."""

    @property
    def returned(self) -> SignalInstance: ...
    @property
    def ended(self) -> SignalInstance: ...
    @property
    def stuck(self) -> SignalInstance: ...
    @property
    def host_changed(self) -> SignalInstance: ...
    @property
    def loading(self) -> SignalInstance: ...
    @property
    def closed(self) -> SignalInstance: ...
    def submit_first_form(self) -> None: ...
    def close_page(self) -> None: ...


class BankPage(QWidget):
    """One payment. `make_view` builds the embedded view; the engine is loaded only now."""

    left = Signal()
    finished = Signal(object)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        page: ChallengePage,
        parent: QWidget | None = None,
        make_view: MakeView | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._page = desk, tasks, page
        held = detail(desk, page.hold_id).held
        self._say = page_words(page, held.hold)
        self.title = self._say("title")
        self.subtitle = " · ".join(part for part in (held.stay.guest, showing.who(held.stay)) if part)
        self._amount = showing.amount(held.hold.money, desk.house)
        self._more = False
        self._end: PageEnd | None = None
        self._outcome: Outcome | None = None
        self._question: Task[bool] | None = None
        self._gone = self._may_go = False
        self._build()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look_at_clock)
        self._tick.start()
        self._show_view(make_view or _bank_view)
        self.look_at_clock()

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.host = HostLabel(self._say("no_host"))
        self._lock = QLabel()
        self.clock = label("", "strong")
        self.stuck = KeyButton(self._say("stuck"))
        self.cancel = KeyButton(self._say("cancel"), "Esc")
        self.tip = label(self._say("say"), "hint", wrap=True)
        self.tip.setMinimumHeight(dp(_TIP))  # two lines, so that the page below never jumps
        self.notice = NoticeBox()
        self.wait_more = KeyButton(self._say("wait_more"), role="primary")
        self.stop = KeyButton(self._say("stop"))
        self.go_on = KeyButton(self._say("go_on"), role="primary")
        self._line = QProgressBar()
        self._line.setRange(0, 0)
        self._line.setTextVisible(False)
        self._line.setFixedHeight(dp(4))
        self._line.setVisible(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._strip())
        self._column.addWidget(self._line)
        self._column.addWidget(self._asking())
        for button, act in (
            (self.stuck, lambda: self._ask_end("stuck", "failed")),
            (self.cancel, lambda: self._ask_end("cancel", "staff")),
            (self.stop, lambda: self.end(PageEnd("staff"))),
            (self.wait_more, self._wait_more),
            (self.go_on, self._go_on),
        ):
            button.clicked.connect(act)

    def _strip(self) -> QFrame:
        strip = QFrame()
        strip.setProperty("role", "bar")
        row = QHBoxLayout(strip)
        row.setContentsMargins(dp(24), dp(10), dp(24), dp(10))
        row.setSpacing(dp(20))
        sum_column = QVBoxLayout()
        sum_column.setSpacing(0)
        sum_column.addWidget(label(self._say("amount"), "caption"))
        sum_column.addWidget(label(self._amount, "amount"))
        row.addLayout(sum_column)
        place = QVBoxLayout()
        place.setSpacing(dp(2))
        where = QHBoxLayout()
        where.setSpacing(dp(6))
        where.addWidget(self._lock)
        where.addWidget(self.host, 1)
        place.addLayout(where)
        place.addWidget(self.tip)
        row.addLayout(place, 1)
        row.addWidget(self.clock)
        row.addWidget(self.stuck)
        row.addWidget(self.cancel)
        return strip

    def _asking(self) -> QWidget:
        """What is asked or said stands between strip and page, and takes no room when there is nothing."""
        self._news = QFrame()
        self._news.setProperty("role", "bar")
        row = QHBoxLayout(self._news)
        row.setContentsMargins(dp(24), dp(10), dp(24), dp(10))
        row.setSpacing(dp(12))
        row.addWidget(self.notice, 1)
        for button in (self.wait_more, self.stop, self.go_on):
            row.addWidget(button)
            button.hide()
        self._news.hide()
        return self._news

    def _tell(self, tone: Tone, title: str = "", text: str = "") -> None:
        self.notice.say(tone, title, text)
        self._news.setVisible(bool(title or text))

    def _show_view(self, make_view: MakeView) -> None:
        try:
            self.widget, open_it = make_view(self._desk, self._page)
        except ImportError:  # no web engine on this PC: the bank is asked, as after any end
            self._gone = True
            self._column.addStretch(1)
            self._tell("risk", self._say("no_engine_title"), self._say("no_engine"))
            QTimer.singleShot(0, self, lambda: self.end(PageEnd("failed")))
            return
        self._column.addWidget(self.widget, 1)
        view = self._view
        view.returned.connect(lambda arrival: self.end(PageEnd("returned", _said_once(arrival.fields))))
        view.ended.connect(self._ended)
        view.stuck.connect(self._stands_still)
        view.host_changed.connect(self._show_host)
        view.loading.connect(self._line.setVisible)
        view.closed.connect(self._view_gone)
        open_it()

    @property
    def _view(self) -> View:
        return self.widget  # type: ignore[return-value]

    # ------------------------------------------------------------------------------------------------ while it is open

    def look_at_clock(self) -> None:
        """Twice a second: what is left of the first five minutes, or of the second."""
        if self._end is not None:
            return
        now, page = self._desk.now(), self._page
        if now >= page.deadline:
            self.end(PageEnd("deadline"))
            return
        until = page.deadline if self._more else page.opened_at + FIRST_STRETCH
        left = max(0, until - now)
        self.clock.setText(self._say("left", time=f"{left // 60}:{left % 60:02}"))
        self.tip.setText(self._say("ask_code" if left <= ASK_CODE_LEFT or self._more else "say"))
        if left == 0 and self.wait_more.isHidden():
            self._tell("warn", self._say("time_title"), self._say("time"))
            self.wait_more.show()
            self.stop.show()

    def _wait_more(self) -> None:
        self._more = True
        self.wait_more.hide()
        self.stop.hide()
        self._tell("plain")
        self.look_at_clock()

    def _show_host(self, host: str, secure: bool) -> None:
        if self._desk.kind == "practice" and host == PRACTICE_HOST:
            self.host.say(self._say("practice", host=host), host)
            self._lock.setPixmap(picture("practice", "practice", 18))
            return
        self.host.say(self._say("secure" if secure else "insecure", host=host), host)
        self._lock.setPixmap(picture("lock" if secure else "alert", "good_dot" if secure else "risk_dot", 18))

    def _stands_still(self, how: str) -> None:
        first = how == "first_page"
        self.go_on.setVisible(first)
        if self.wait_more.isHidden():
            self._tell("warn", self._say("first_stuck") if first else "", "" if first else self._say("silent"))

    def _go_on(self) -> None:
        self.go_on.hide()
        self._tell("plain")
        self._view.submit_first_form()

    def _ended(self, what: str) -> None:
        """Some ends are final; the others are news about a page that may still go on."""
        if what in _ENDS:
            self.end(PageEnd(_ENDS[what]))
        elif self.wait_more.isHidden():
            self._tell("warn", self._say(_NEWS.get(what, "load_failed")))

    def _ask_end(self, key: str, how: PageEndKind) -> None:
        """The guest may have approved already: what happens next is said before the page is closed."""
        if self._end is not None:
            return
        question = dialogs.Question(
            self._say(f"{key}_title"),
            self._say(f"{key}_text"),
            self._say(f"{key}_yes"),
            self._say("stay"),
            tone="warn",
        )

        def answered(yes: bool) -> None:
            if yes:
                self.end(PageEnd(how))

        self._question = self._tasks.accompany(dialogs.ask(self.window(), question), answered, owner=self)

    # ----------------------------------------------------------------------------------------------------- when it ends

    def end(self, end: PageEnd) -> None:
        """The first end counts. The page goes, and the bank is asked."""
        if self._end is not None:
            return
        self._end = end
        self._tick.stop()
        if self._question is not None:
            self._question.cancel()
        for widget in (self.clock, self.stuck, self.cancel, self.wait_more, self.stop, self.go_on, self.tip):
            widget.hide()
        self._line.show()
        if not self._gone:
            words = self._say("certificate" if end.how == "certificate" else "checking")
            self._tell("risk" if end.how == "certificate" else "info", self._say("checking_title"), words)
            self._view.close_page()
            QTimer.singleShot(GONE_MS, self, self._view_gone)
        verb = self._asked(finish_challenge(self._desk, self._page.hold_id, end))
        self._tasks.run(verb, self._answered, owner=self, slow=self._slow)

    async def _asked(self, verb: Coroutine[Any, Any, Outcome]) -> Outcome:
        try:
            return await verb
        finally:
            self._may_go = True

    def _answered(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._hand_over()

    def _view_gone(self) -> None:
        if not self._gone:
            self._gone = True
            self._hand_over()

    def _hand_over(self) -> None:
        """Once the page is gone and the bank has answered; the view is never deleted while it is taken down."""
        if self._outcome is not None and self._gone and isValid(self):
            outcome, self._outcome = self._outcome, None
            self.finished.emit(outcome)

    def _slow(self) -> None:
        """Stop waiting and say so; the call goes on."""
        self._may_go = True
        self._tell("info", self._say("checking_title"), self._say("slow"))

    def may_leave(self) -> bool | Literal["ask"]:
        """Leaving an open page is cancelling it, which is asked in its own words; so the answer here is no."""
        if self._end is None:
            self.cancel.click()
            return False
        return self._may_go and self._gone


def _said_once(fields: "Fields") -> dict[str, str]:
    """The fields of a return. One that says a thing twice, and differently, proves nothing: the bank is asked."""
    return dict(fields) if len(dict(fields)) == len(set(fields)) else {}


def _bank_view(desk: Desk, page: ChallengePage) -> Opening:
    from frontdesk.ui.bankview.view import USUAL, BankView, BankWords
    from frontdesk.ui.bankview.view import BankPage as Shown

    words = BankWords(tr("bank_page.waiting"), tr("bank_page.ok"), tr("bank_page.cancel_script"))
    seconds = max(1, page.deadline - desk.now())
    view = BankView(desk.kind, words, timings=USUAL._replace(deadline=seconds * 1000))
    return view, lambda: view.open(Shown(page.html, page.base_url, page.return_address, url=page.url))
