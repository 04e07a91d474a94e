"""New hold: stay, amount and card on one page, and what the guest will be told beside it.

What the bank or the line said no to is shown here, over what was typed, so that it can be put right. Anything else
leaves this page with its outcome, and the card is forgotten.
"""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.card import Card
from frontdesk.domain.gateway import NO_FACTS, CardFacts
from frontdesk.domain.money import Money
from frontdesk.ui import hold_advice, notices, showing
from frontdesk.ui.hold_advice import Wanted, day_at_counter
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.account_choice import AccountChoice
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.card_edit import CardEdit
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.guest_words import GuestWords
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, label
from frontdesk.ui.widgets.scrolled import Scrolled
from frontdesk.ui.widgets.stay_edit import ContactEdit, StayEdit
from frontdesk.ui.widgets.twice_panel import TwicePanel
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.look_up_card import look_up_card
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.wish import HoldWish

# Below this width (dp) the guest's words stand under the form instead of beside it.
_BESIDE = 980
_ACCOUNTS_MS = 300


class NewHold(QWidget):
    """`before` is a refused outcome whose stay and amount are proposed again, for another card."""

    left = Signal()
    finished = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, before: Outcome | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks = desk, tasks
        self.title, self.subtitle = tr("new_hold.title"), ""
        self._facts: CardFacts = NO_FACTS
        self._busy: Literal["", "sent", "slow"] = ""
        self._again: tuple[int, object] = (0, None)
        self._build()
        self._listen()
        self._fill_accounts()
        self._propose(before)
        self._waiting = QTimer(self, interval=_ACCOUNTS_MS)
        self._waiting.timeout.connect(self._accounts_came)
        if not desk.accounts:
            self._waiting.start()
        self._retell()
        self.setFocusProxy(self.stay.name)

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        house = self._desk.house
        self.stay = StayEdit(self._today)
        self.contact = ContactEdit(house.email, house.phone)
        self.amount = AmountEdit(house.currency, house.notation)
        self.amount_field = Field(tr("new_hold.amount"), self.amount)
        self.account = AccountChoice(house.currency, self)
        self.threeds = self.account.threeds
        self.card = CardEdit(self._month)
        self.words = GuestWords(tr("new_hold.guest_caption"))
        self.notice = NoticeBox()
        self.twice = TwicePanel(house.notation)
        self.twice.hide()
        self.cancel = KeyButton(tr("new_hold.cancel"), "Esc")
        self.go = KeyButton(tr("new_hold.go_empty"), "Ctrl ↵", "primary")
        self.go.setProperty("grade", "large")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._foot())

    def _scrolled(self) -> Scrolled:
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(dp(12))
        self._form.setMaximumWidth(dp(860))
        for heading, *widgets in (
            ("stay", self.stay, self.contact),
            ("deposit", self._deposit_row()),
            ("card", self.card),
        ):
            form.addWidget(label(tr(f"new_hold.{heading}"), "heading"))
            for widget in widgets:
                form.addWidget(widget)
            form.addSpacing(dp(12))
        form.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(dp(16))
        for beside in (self.notice, self.twice, self.words):
            side.addWidget(beside)
        side.addStretch(1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(dp(32))
        self._beside.addWidget(self._form, 7)
        self._beside.addLayout(side, 4)
        self._beside.setContentsMargins(dp(32), dp(24), dp(32), dp(16))
        self._area = Scrolled(self._beside)
        return self._area

    def _deposit_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(dp(12))
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.amount_field, 3, top)
        line.addWidget(self.account.field, 3, top)
        return row

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(dp(32), dp(12), dp(32), dp(16))
        row.setSpacing(dp(12))
        row.addWidget(self.threeds)
        row.addWidget(self.account.why, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        return foot

    def _listen(self) -> None:
        self.stay.changed.connect(self._retell)
        self.amount.changed.connect(self._amount_typed)
        self.amount.editingFinished.connect(self._judge_amount)
        self.account.changed.connect(self._account_chosen)
        self.card.changed.connect(self._retell)
        self.card.digits_known.connect(self._look_up)
        self.card.number.textChanged.connect(self._number_changed)
        self.cancel.clicked.connect(self.left)
        self.go.clicked.connect(lambda: self._send(""))
        self.twice.decided.connect(self._send)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _accounts_came(self) -> None:
        """They arrive after the first paint; until then the rest can be typed."""
        if self._desk.accounts:
            self._waiting.stop()
            self._fill_accounts()

    def _fill_accounts(self) -> None:
        listed = self._desk.accounts.items()
        if listed:
            self.account.fill((name, account.title, account.gateway.abilities) for name, account in listed)

    def _account_chosen(self) -> None:
        can = self.account.can
        self.stay.ask_identity(can is not None and "identity" in can.buyer_fields)
        self._retell()

    # --------------------------------------------------------------------------------------------------- what is told

    def _today(self) -> date:
        return day_at_counter(self._desk.now())

    def _month(self) -> tuple[int, int]:
        return self._today().year, self._today().month

    def _propose(self, before: Outcome | None) -> None:
        house = self._desk.house
        amount = Money(house.deposit, house.currency) if house.deposit > 0 else None
        if before is not None and before.held is not None:
            self.stay.prefill(before.held.stay)
            amount = before.held.hold.money
            self.account.choose(before.held.hold.account)
        if amount is not None:
            self.amount.set_money(amount)
        self._proposed = self.amount.text()

    def _retell(self) -> None:
        amount = self.amount.money()
        house, desk = self._desk.house, self._desk
        account = desk.accounts.get(self.account.name)
        wanted = Wanted(
            amount,
            self.account.can,
            self._facts,
            self.stay.departure(),
            self.threeds.isChecked(),
            desk.online,
            desk.now(),
            account.sample_card if account else "",
        )
        self.words.say(hold_advice.speech(wanted, house), hold_advice.remarks(wanted))
        shown = showing.amount(amount, house) if amount else ""
        self.go.setText(tr("new_hold.go", amount=shown) if amount else tr("new_hold.go_empty"))
        self.go.setEnabled(not self._busy and self.account.can is not None)

    def _amount_typed(self) -> None:
        self.amount_field.complain("")
        read = self.amount.money()
        house = self._desk.house
        plain = read is None or self.amount.text().strip() == show_figures(read, house.notation)
        self.amount_field.say_hint(
            "" if plain or read is None else tr("amounts.read_as", amount=showing.amount(read, house))
        )
        self._retell()

    def _judge_amount(self) -> bool:
        code = self.amount.problem()
        example = show_figures(Money(125050, "TRY"), self._desk.house.notation)
        self.amount_field.complain(tr(f"amounts.{code}", example=example, code=self.amount.code) if code else "")
        return not code

    def _number_changed(self) -> None:
        if self._facts is not NO_FACTS and len(self.card.ends()[0]) < 6:
            self._facts = NO_FACTS
            self._retell()

    def _look_up(self, digits: str) -> None:
        self._facts = NO_FACTS
        if self.account.name:
            question = look_up_card(self._desk, self.account.name, digits)
            self._tasks.accompany(question, lambda facts: self._card_known(digits, facts), owner=self)

    def _card_known(self, digits: str, facts: CardFacts | None) -> None:
        if facts is not None and self.card.begins_with(digits):
            self._facts = facts
            self.card.say_bank(digits, *hold_advice.bank_words(facts))
            self._retell()

    # -------------------------------------------------------------------------------------------------------- sending

    def _first_wrong(self) -> Field | None:
        """Every complaint is shown; the first wrong field gets the focus."""
        stay, contact = self.stay.first_wrong(), self.contact.first_wrong()
        amount = None if self._judge_amount() else self.amount_field
        card = self.card.first_wrong()
        return stay or contact or amount or card

    def _send(self, reason: str) -> None:
        if self._busy or self.account.can is None:
            return
        wrong = self._first_wrong()
        amount = self.amount.money()
        if wrong is not None or amount is None:
            (wrong or self.amount_field).entry.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(wrong or self.amount_field)
            return
        email, phone = self.contact.values()
        identity = "" if self.stay.identity_field.isHidden() else self.stay.identity.text().strip().replace(" ", "")
        wish = HoldWish(
            self.stay.stay(), self.account.name, amount, self.threeds.isChecked(), identity, email, phone, reason
        )._replace(facts=self._facts)
        again, same = self._again
        if again and same == self._sameness(wish):
            wish = wish._replace(again=again)
        self._wait(True)
        card = self.card.take()
        verb = self._asked(place_hold(self._desk, wish, card), card)
        self._tasks.run(verb, lambda outcome: self._placed(wish, outcome), owner=self, button=self.go, slow=self._slow)

    async def _asked(self, verb: Coroutine[Any, Any, Outcome], card: Card) -> Outcome:
        """The page is free again however the verb ends; after an error nothing of the card stays."""
        try:
            outcome = await verb
        except BaseException:
            self._if_there(self.card.wipe)
            raise
        finally:
            card.wipe()
            self._if_there(lambda: self._wait(False))
        return outcome

    def _if_there(self, do: Callable[[], None]) -> None:
        if isValid(self):
            do()

    def _sameness(self, wish: HoldWish) -> object:
        """What must be as it was for a try that never left to be the same wish, under the same key."""
        return (wish.stay, wish.account, wish.amount, wish.threeds, self.card.ends())

    def _wait(self, busy: bool) -> None:
        self._busy = "sent" if busy else ""
        self._form.setEnabled(not busy)
        self.account.let(not busy)
        self.twice.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
        self.notice.say("info", tr("new_hold.working") if busy else "")
        self._retell()

    def _slow(self) -> None:
        """Stop waiting and say so; the call goes on, and the card is not needed here any more."""
        self._busy = "slow"
        self.card.wipe()
        self.cancel.setEnabled(True)
        self.notice.say("info", tr("new_hold.slow_title"), tr("new_hold.slow"))

    def _placed(self, wish: HoldWish, outcome: Outcome) -> None:
        self.twice.setVisible(outcome.problem == "may_block_twice")
        if outcome.result not in {"refused", "not_sent", "stopped"}:
            self.card.wipe()
            self.finished.emit(outcome)
            return
        unsent = outcome.held.hold.id if outcome.held and outcome.result == "not_sent" else 0
        self._again = (unsent, self._sameness(wish))
        if outcome.problem == "may_block_twice":
            self.twice.ask(outcome.others)
            self._area.ensureWidgetVisible(self.twice)
            return
        said = notices.sentence(outcome, self._desk.house, self._desk.now())
        parts = [said.what, said.means, said.next_step]
        if outcome.result != "stopped":
            self.card.wipe_cvv()
            parts.append(tr("new_hold.cvv_again"))
            self.card.cvv.setFocus()
        self.notice.say(said.tone, said.title, "\n".join(part for part in parts if part))
        self._area.ensureWidgetVisible(self.notice)

    # -------------------------------------------------------------------------------------------------------- leaving

    def may_leave(self) -> bool | Literal["ask"]:
        """False while the bank is being talked to; "ask" while something would be lost."""
        if self._busy == "sent":
            return False
        typed = self.stay.typed() or self.contact.typed() or self.card.typed() or self.amount.text() != self._proposed
        return "ask" if typed and not self._busy else True

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self.width() >= dp(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._beside.direction() != direction:
            self._beside.setDirection(direction)
        super().resizeEvent(event)
