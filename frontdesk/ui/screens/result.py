"""Result: what happened, what it means for the guest's money, what to do next, and the numbers for whom to call.

While the outcome is unclear it says what not to do and when the bank is asked next, and follows the ledger until it is
clear. Nothing here is ever called failed.
"""

import json
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frontdesk.domain.problems import UNCLEAR
from frontdesk.ui import notices, showing
from frontdesk.ui.history import card_words
from frontdesk.ui.icons import picture
from frontdesk.ui.result_numbers import call_words, numbers_of
from frontdesk.ui.said import CHARGES, Form, form_of
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.guest_words import GuestWords
from frontdesk.ui.widgets.hold_facts import facts_grid
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import TONE_ICONS, NoticeBox, Panel, clear, label
from frontdesk.ui.widgets.scrolled import Scrolled
from frontdesk.ui.widgets.state_pill import face_of
from frontdesk.ui.words import tr
from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import deposit_of
from frontdesk.usecases.list_holds import Detail, detail

TICK_MS = 1000
# A second Enter that was meant for the page before must not close this one unread.
READ_MS = 800
_PLACING = frozenset({"place", "sale", "complete"})


class Result(QWidget):
    """`again` carries the outcome whose verb the clerk wants to try once more; the window opens the screen for it.
    `wanted` carries the next step, a verb and a hold: the return of the deposit of which a part was just charged."""

    left = Signal()
    again = Signal(object)
    wanted = Signal(str, int)
    retitled = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, outcome: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._house = desk, tasks, desk.house
        self._outcome = outcome
        self._hold_id = outcome.held.hold.id if outcome.held else 0
        self._not_done = False
        self.title = tr("result.title")
        self.subtitle = self._subtitle()
        self._build()
        self._show()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.follow)
        if outcome.result == "checking" and self._hold_id:
            self._tick.start()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QTimer.singleShot(READ_MS, self, self._offer_done)

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self._sign = QLabel()
        self.word = label("", "caption")
        self.headline = label("", "title", wrap=True)
        self.what = label("", wrap=True)
        self.dont = NoticeBox()
        self.money = label("", wrap=True)
        self.money_caption = label(tr("result.money"), "caption")
        self.next = label("", wrap=True)
        self.say = GuestWords(tr("result.say"))
        self.call = NoticeBox()
        self.references = Panel()
        self._facts = QVBoxLayout()
        self.copy = KeyButton(tr("result.copy"), role="quiet")
        self.done = KeyButton(tr("result.done"), "Esc", "primary")
        self.retry = KeyButton("")
        self.onward = KeyButton(tr("keep_part.onward"), "", "primary")
        self.onward.hide()
        self.ask = KeyButton(tr("result.ask_now"), "F5")
        self._countdown = label("", "hint")
        column = QVBoxLayout()
        column.setSpacing(dp(16))
        column.addWidget(self._head())
        column.addWidget(self.say)
        column.addWidget(self.dont)
        column.addWidget(self.call)
        column.addWidget(self._numbers())
        column.addLayout(self._buttons())
        column.addStretch(1)
        across = QHBoxLayout()
        across.setContentsMargins(dp(32), dp(28), dp(32), dp(24))
        across.addStretch(1)
        across.addLayout(column, 6)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(across))

    def _head(self) -> Panel:
        panel = Panel()
        row = QHBoxLayout()
        row.setSpacing(dp(18))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(dp(6))
        words.addWidget(self.word)
        words.addWidget(self.headline)
        words.addWidget(self.what)
        words.addSpacing(dp(8))
        words.addWidget(self.money_caption)
        words.addWidget(self.money)
        words.addSpacing(dp(8))
        words.addWidget(label(tr("result.next"), "caption"))
        words.addWidget(self.next)
        words.addWidget(self._countdown)
        row.addLayout(words, 1)
        panel.body.addLayout(row)
        return panel

    def _numbers(self) -> Panel:
        head = QHBoxLayout()
        head.addWidget(label(tr("result.references"), "caption"), 1)
        head.addWidget(self.copy)
        self.references.body.addLayout(head)
        self.references.body.addLayout(self._facts)
        self.copy.clicked.connect(self._copy)
        return self.references

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        row.addWidget(self.ask)
        row.addStretch(1)
        row.addWidget(self.retry)
        row.addWidget(self.onward)
        row.addWidget(self.done)
        self.onward.clicked.connect(lambda: self.wanted.emit("return", self._deposit))
        self.done.clicked.connect(self.left)
        self.retry.clicked.connect(lambda: self.again.emit(self._outcome))
        self.ask.clicked.connect(self._ask)
        return row

    def _offer_done(self) -> None:
        if self.hasFocus():
            (self.done if self.onward.isHidden() else self.onward).setFocus()

    # --------------------------------------------------------------------------------------------------- what is told

    def _subtitle(self) -> str:
        held = self._outcome.held
        return " · ".join(part for part in (held.stay.guest, showing.who(held.stay)) if part) if held else ""

    def _show(self) -> None:
        outcome = self._outcome
        self._deposit = self._deposit_left()
        told = notices.sentence(outcome, self._house, self._desk.now(), self._by())
        if self._not_done:
            told = told._replace(tone="warn", title=tr("result.not_done_title"), what=tr("result.not_done"))
        self._sign.setPixmap(picture(TONE_ICONS[told.tone], f"{told.tone}_dot", 40))
        self.word.setText(self._word())
        self.headline.setText(told.title)
        self.what.setText("\n".join(part for part in (self._why(told.what), self._card_words()) if part))
        speaks = told.means.startswith("“")
        self.money.setText("" if speaks else told.means)
        self.money.setVisible(not speaks)
        self.money_caption.setVisible(not speaks)
        self.say.say(told.means if speaks else "", ())
        self.say.setVisible(speaks)
        self.next.setText(tr("return_deposit.step_owed") if self._deposit else told.next_step)
        self.onward.setVisible(bool(self._deposit))
        self.done.wear("" if self._deposit else "primary")
        checking = outcome.result == "checking"
        self.dont.say("warn", tr("result.dont_title") if checking else "", tr("result.dont") if checking else "")
        self._show_call()
        self._show_numbers()
        self.ask.setVisible((checking or outcome.result == "attention") and bool(self._hold_id))
        self.retry.setText(self._retry_words())
        self.retry.setVisible(bool(self._retry_words()))
        self._count_down()

    @property
    def _form(self) -> Form:
        return form_of(self._outcome.held.hold if self._outcome.held else None)

    def _by(self) -> str:
        """The way in which a deposit was given back."""
        if self._form not in CHARGES or self._outcome.verb not in {"refund", "ask"}:
            return ""
        rows = detail(self._desk, self._hold_id).attempts
        return next((row.by for row in reversed(rows) if row.kind == "refund" and row.state == "approved"), "")

    def _deposit_left(self) -> int:
        """The deposit that is to be returned now that a part of it was charged, 0 for none."""
        held = self._outcome.held
        if held is None or self._outcome.result != "done" or held.hold.purpose != "sale":
            return 0
        deposit = deposit_of(self._desk, held.hold.id)
        kept = detail(self._desk, deposit).kept if deposit else None
        return deposit if kept is not None and kept.step == "return" else 0

    def _word(self) -> str:
        """The one word for it: not sent, refused, checking with the bank, or the state of the hold."""
        result, held = self._outcome.result, self._outcome.held
        if result == "done" and held is not None:
            back = self._outcome.verb == "refund" and held.hold.state == "captured"
            return tr("states.refunded") if back else face_of(held.hold).word
        return tr("states.unknown") if result in {"checking", "challenge"} else tr(f"result.word_{result}")

    def _why(self, what: str) -> str:
        """Why an outcome is unclear; a refusal that is still being asked about is told after the general sentence."""
        problem = self._outcome.problem
        reason = notices.reason(problem, self._form) if self._outcome.result == "checking" else notices.Reason()
        if not reason.title:
            return what
        return f"{reason.title}. {reason.what}" if problem in UNCLEAR else f"{what}\n{tr('result.why')}: {reason.title}"

    def _card_words(self) -> str:
        """Whether the card is kept from now on; a later step has nothing to say of it."""
        if self._outcome.verb not in _PLACING or self._outcome.result != "done":
            return ""
        told = (card_words(json.loads(line.facts or "{}")) for line in detail(self._desk, self._hold_id).journal)
        return next((f"{words}." for words in told if words), "")

    def _show_call(self) -> None:
        result, held = self._outcome.result, self._outcome.held
        if held is None or result not in {"checking", "attention"}:
            self.call.say("plain")
            return
        words = call_words(held.hold, self._desk)
        title = tr("result.call_when") if result == "checking" else ""
        self.call.say("plain" if result == "checking" else "risk", title, words)

    def _retry_words(self) -> str:
        outcome = self._outcome
        if outcome.result == "not_sent" and outcome.verb != "ask":
            return tr("result.again")
        over = outcome.held is not None and outcome.held.hold.state in {"declined", "abandoned"}
        if outcome.verb in _PLACING and (outcome.result == "refused" or (outcome.result == "done" and over)):
            return tr("result.other_card")
        return tr("result.again") if outcome.result == "refused" and outcome.verb in {"release", "refund"} else ""

    def _show_numbers(self) -> None:
        clear(self._facts)
        self._facts.addLayout(facts_grid(numbers_of(self._outcome, self._desk), columns=4))
        self.references.setVisible(self._outcome.held is not None)

    def _count_down(self) -> None:
        left = self._outcome.ask_at - self._desk.now()
        if self._outcome.result != "checking" or left <= 0:
            self._countdown.setText("")
        else:
            hours, rest = divmod(left, 3600)
            time = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
            self._countdown.setText(tr("result.asks_in", time=time))
        self._countdown.setVisible(bool(self._countdown.text()))

    # ------------------------------------------------------------------------------------------------------ following

    def follow(self) -> None:
        """Once a second while it is unclear: the ledger says when the bank has answered."""
        now_is = detail(self._desk, self._hold_id)
        settled = _settled(self._outcome, now_is)
        if settled is None:
            self._outcome = self._outcome._replace(held=now_is.held, ask_at=now_is.ask_at or self._outcome.ask_at)
            self._count_down()
            return
        self._tick.stop()
        self._outcome, self._not_done = settled, _not_done(settled, now_is)
        self._show()
        self.retitled.emit()

    def want(self, verb: str) -> None:
        """A key of the window: F5 asks here too."""
        if verb == "ask" and not self.ask.isHidden():
            self.ask.click()

    def _ask(self) -> None:
        self._countdown.setText(tr("result.asks_now"))
        self._tasks.run(ask_bank(self._desk, self._hold_id), self._asked, owner=self, button=self.ask)

    def _asked(self, outcome: Outcome) -> None:
        if outcome.result in {"done", "refused", "attention"}:
            self._tick.stop()
            self._outcome = outcome._replace(verb=self._outcome.verb if outcome.result != "attention" else "ask")
            self._show()
            self.retitled.emit()
        else:
            self.follow()

    def _copy(self) -> None:
        """References only: nothing of a card but its last four digits stands among them."""
        lines = [f"{caption}: {text}" for caption, text, _more in numbers_of(self._outcome, self._desk, whole=True)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copy.setText(tr("result.copied"))

    def may_leave(self) -> bool | Literal["ask"]:
        return True


def _settled(outcome: Outcome, now_is: Detail) -> Outcome | None:
    """The outcome once nothing of it is open any more; None while it is unclear."""
    hold = now_is.held.hold
    if hold.state == "attention" or (hold.attention and hold.state in {"charged", "captured"}):
        return outcome._replace(result="attention", held=now_is.held, problem=hold.attention, ask_at=now_is.ask_at)
    if any(row.state in {"begun", "challenged", "unknown"} for row in now_is.attempts):
        return None
    last = [row for row in now_is.attempts if row.kind == outcome.verb or outcome.verb in _PLACING | {"ask"}]
    refused = bool(last) and last[-1].state == "refused"
    return outcome._replace(
        result="refused" if refused else "done", held=now_is.held, problem=last[-1].problem if refused else "", ask_at=0
    )


def _not_done(outcome: Outcome, now_is: Detail) -> bool:
    """A step on a hold that the bank, asked twice, never carried out: the hold is as it was before."""
    rows = [row for row in now_is.attempts if row.kind == outcome.verb]
    return bool(rows) and rows[-1].state == "not_done" and outcome.verb not in _PLACING
