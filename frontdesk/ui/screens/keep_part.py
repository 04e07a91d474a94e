"""The new charge by which a part of a deposit is kept, the first of two steps; the second is the deposit's return.

As on the page of a new hold, what the bank or the line said no to is told here, over what was typed.
"""

from collections.abc import Coroutine
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.card import Card
from frontdesk.domain.money import Money
from frontdesk.ui import notices, showing
from frontdesk.ui.hold_advice import day_at_counter
from frontdesk.ui.money_page import MoneyPage
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.card_edit import CardEdit
from frontdesk.ui.widgets.choice import Tick
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.guest_words import GuestWords, Remark
from frontdesk.ui.widgets.hold_facts import HoldFacts
from frontdesk.ui.widgets.identity_field import IdentityField
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, label
from frontdesk.ui.widgets.plan_panel import PlanPanel, Sum
from frontdesk.ui.widgets.stay_edit import ContactEdit
from frontdesk.ui.widgets.twice_panel import TwicePanel
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.keep_part import keep_part
from frontdesk.usecases.wish import HoldWish


class KeepPart(MoneyPage):
    """`minor` is the amount that was typed before, in minor units of the deposit's currency; 0 for none."""

    def __init__(self, desk: Desk, tasks: Tasks, hold_id: int, minor: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(desk, tasks, hold_id, parent)
        stay = self.detail.held.stay
        self.title, self.subtitle = tr("keep_part.title", guest=stay.guest), showing.who(stay)
        self._again: tuple[int, object] = (0, None)
        self._build()
        if minor:
            self.amount.set_money(Money(minor, self._deposit.code))
        self._listen()
        self.retell()
        self.setFocusProxy(self.card.number if minor else self.amount)

    # ------------------------------------------------------------------------------------------------------- building

    @property
    def _deposit(self) -> Money:
        return self.detail.held.hold.refundable

    def _build(self) -> None:
        self.amount = AmountEdit(self._deposit.code, self.house.notation, large=True)
        self.amount_field = Field(tr("keep_part.amount"), self.amount)
        self.card = CardEdit(lambda: (self._today.year, self._today.month))
        self.threeds = Tick(tr("keep_part.threeds"))
        account = self.desk.accounts.get(self.detail.held.hold.account)
        can = account.gateway.abilities if account else None
        self.threeds.setChecked(can is None or can.threeds)
        self.threeds.setEnabled(can is not None and can.threeds and can.plain)
        self.identity = IdentityField()
        self.identity.ask(can is not None and "identity" in can.buyer_fields)
        self.contact = ContactEdit(self.house.email, self.house.phone)
        self.plan = PlanPanel(tr("keep_part.steps"))
        self.words = GuestWords(tr("new_hold.guest_caption"))
        self.notice = NoticeBox()
        self.twice = TwicePanel(self.house.notation)
        self.twice.hide()
        self.inputs = (self.amount, self.card, self.identity, self.contact, self.twice)
        self.back = KeyButton(tr("new_hold.cancel"), "Esc")
        self.go = KeyButton(tr("keep_part.go_empty"), "Ctrl ↵", "primary")
        self.go.setProperty("grade", "large")
        entry = Panel()
        entry.body.addWidget(self.amount_field)
        card = Panel()
        card.body.addWidget(label(tr("keep_part.card"), "heading"))
        for part in (self.card, self.identity, self.contact):
            card.body.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(dp(12))
        buttons.addWidget(self.threeds)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.go)
        self.lay_out((self.notice, self.twice, entry, self.plan, self.words, card), buttons, self._side())

    def _side(self) -> HoldFacts:
        hold = self.detail.held.hold
        account = self.desk.accounts.get(hold.account)
        facts = (
            (tr("check_out.card"), showing.card(hold), showing.bank(hold)),
            (tr("return_deposit.charged_at"), showing.moment(hold.held_at or hold.placed_at), ""),
            (tr("result.account"), account.title if account else hold.account, ""),
        )
        remarks = [Remark("plain", tr("keep_part.once"))]
        if account is not None and account.sample_card:
            remarks.append(Remark("plain", tr("new_hold.practice_card", number=account.sample_card)))
        shown = showing.amount(self._deposit, self.house)
        return HoldFacts(tr("return_deposit.charged"), shown, facts, remarks)

    def _listen(self) -> None:
        self.amount.changed.connect(self.retell)
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(lambda: self._send_card(""))
        self.twice.decided.connect(self._send_card)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def _today(self) -> date:
        return day_at_counter(self.desk.now())

    # --------------------------------------------------------------------------------------------------- what is told

    def _kept(self) -> Money | None:
        kept = self.amount.money()
        return kept if kept is not None and 0 < kept.minor < self._deposit.minor else None

    def retell(self) -> None:
        kept, deposit = self._kept(), showing.amount(self._deposit, self.house)
        shown = showing.amount(kept, self.house) if kept else ""
        self.amount_field.complain(self._complaint())
        self.go.setText(tr("keep_part.go", amount=shown) if shown else tr("keep_part.go_empty"))
        self.go.setEnabled(not self.busy and kept is not None and self._is_possible())
        first = Sum(shown or "—", tr("keep_part.step_1"), tr("keep_part.step_1_more"))
        self.plan.say((first, Sum(deposit, tr("keep_part.step_2"), tr("keep_part.step_2_more"), quiet=True)))
        speech = tr("keep_part.consent", amount=shown, deposit=deposit) if shown else tr("keep_part.consent_empty")
        self.words.say(speech, ())

    def _is_possible(self) -> bool:
        return "keep_part" in self.detail.can or bool(self._again[0])

    def _complaint(self) -> str:
        code, typed = self.amount.problem(), self.amount.money()
        if code in {"", "amount_missing"}:
            too_much = typed is not None and typed >= self._deposit
            return tr("keep_part.amount_too_much", amount=showing.amount(self._deposit, self.house)) if too_much else ""
        example = show_figures(Money(125050, "TRY"), self.house.notation)
        return tr(f"amounts.{code}", example=example, code=self._deposit.code)

    # -------------------------------------------------------------------------------------------------------- sending

    def _send_card(self, reason: str) -> None:
        kept = self._kept()
        if self.busy or kept is None:
            return
        wrong = self._first_wrong()
        if wrong is not None:
            wrong.entry.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(wrong)
            return
        email, phone = self.contact.values()
        hold, stay = self.detail.held
        wish = HoldWish(
            stay, hold.account, kept, self.threeds.isChecked(), self.identity.value(), email, phone, reason=reason
        )
        again, same = self._again
        if again and same == self._sameness(kept):
            wish = wish._replace(again=again)
        card = self.card.take()
        self.send(self._carried(keep_part(self.desk, self.hold_id, wish, card), card))

    def _first_wrong(self) -> Field | None:
        """Complain beside every field that is wrong; the first of them, or None when all are right."""
        identity = None if self.identity.is_right() else self.identity
        wrong = (self.card.first_wrong(), identity, self.contact.first_wrong())
        return next((field for field in wrong if field is not None), None)

    async def _carried(self, verb: Coroutine[Any, Any, Outcome], card: Card) -> Outcome:
        """However it ends, nothing of the card stays but what is typed; after an error not even that."""
        try:
            return await verb
        except BaseException:
            if isValid(self):
                self.card.wipe()
            raise
        finally:
            card.wipe()

    def _sameness(self, kept: Money) -> object:
        return (kept, self.threeds.isChecked(), self.card.ends())

    def done(self, outcome: Outcome) -> None:
        self.twice.setVisible(outcome.problem == "may_block_twice")
        if outcome.problem == "may_block_twice":
            self.twice.ask(outcome.others)
            return
        if outcome.result not in {"refused", "not_sent", "stopped"}:
            self.card.wipe()
            self.finished.emit(outcome)
            return
        kept = self._kept()
        unsent = outcome.held.hold.id if outcome.held and outcome.result == "not_sent" else 0
        self._again = (unsent, self._sameness(kept) if kept is not None else None)
        told = notices.sentence(outcome, self.house, self.desk.now())
        parts = [told.what, told.means, told.next_step]
        if outcome.result != "stopped":
            self.card.wipe_cvv()
            parts.append(tr("new_hold.cvv_again"))
        self.retell()
        self.notice.say(told.tone, told.title, "\n".join(part for part in parts if part))
        if outcome.result != "stopped":
            self.card.cvv.setFocus()
        self.area.ensureWidgetVisible(self.notice)

    def _slow(self) -> None:
        """The call goes on; the card is not needed here any more."""
        self.card.wipe()
        super()._slow()

    def may_leave(self) -> bool | Literal["ask"]:
        """What was typed of card and guest is not dropped unasked."""
        if self.busy == "sent":
            return False
        typed = self.card.typed() or self.contact.typed() or bool(self.identity.value())
        return "ask" if typed and not self.busy else True
