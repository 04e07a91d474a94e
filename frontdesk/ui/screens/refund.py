"""Refund: captured money given back, the whole or, where the account can, a part. Sent once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.money import Money
from frontdesk.ui import notices, showing
from frontdesk.ui.money_page import MoneyPage
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.guest_words import GuestWords, Remark
from frontdesk.ui.widgets.hold_facts import HoldFacts
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, label
from frontdesk.ui.widgets.plan_panel import PlanPanel, Sum
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk
from frontdesk.usecases.refund_capture import refund_capture


class Refund(MoneyPage):
    """One captured hold. The whole is proposed; where only the whole can be given back, nothing else can be typed."""

    def __init__(self, desk: Desk, tasks: Tasks, hold_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, tasks, hold_id, parent)
        hold, stay = self.detail.held
        self.title, self.subtitle = tr("check_out.refund_title", guest=stay.guest), showing.who(stay)
        self._left = hold.refundable
        self._part = "refund_part" in self.detail.can
        self._build()
        self._listen()
        self.amount.set_money(self._left)
        self.retell()
        self.amount.selectAll()
        self.setFocusProxy(self.amount)  # never the button: the Enter that opened this page must not also send it

    def _build(self) -> None:
        self.amount = AmountEdit(self._left.code, self.house.notation, large=True)
        self.amount.setReadOnly(not self._part)
        self.amount_field = Field(tr("check_out.refund_amount"), self.amount)
        self.all = KeyButton(tr("check_out.all", amount=self._shown(self._left)), role="chip")
        self.all.setCheckable(True)
        if not self._part:
            self.all.hide()
        self.plan = PlanPanel(tr("check_out.plan"))
        self.words = GuestWords(tr("new_hold.guest_caption"))
        self.notice = NoticeBox()
        self.inputs = (self.amount, self.all)
        self.back = KeyButton(tr("check_out.back"), "Esc")
        self.go = KeyButton(tr("check_out.refund_go_empty"), "Ctrl ↵", "primary")
        self.go.setProperty("grade", "large")
        buttons = QHBoxLayout()
        buttons.setSpacing(dp(12))
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.go)
        self.lay_out((self.notice, self._entry(), self.plan, self.words), buttons, self._side())

    def _entry(self) -> Panel:
        panel = Panel()
        line = QHBoxLayout()
        line.setSpacing(dp(12))
        line.addWidget(self.amount_field, 5)
        chip = QVBoxLayout()
        chip.setContentsMargins(0, dp(36), 0, 0)
        chip.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        chip.addStretch(1)
        line.addLayout(chip, 4)
        panel.body.addLayout(line)
        captured = self._shown(self.detail.held.hold.captured_money)
        if self._part:
            words = tr("check_out.refundable", amount=self._shown(self._left), captured=captured)
        else:
            words = tr("check_out.whole_only", amount=self._shown(self._left))
        panel.body.addWidget(label(words, wrap=True))
        return panel

    def _side(self) -> HoldFacts:
        hold = self.detail.held.hold
        account = self.desk.accounts.get(hold.account)
        given = Money(hold.refunded, hold.currency)
        facts = [
            (tr("check_out.card"), showing.card(hold), showing.bank(hold)),
            (tr("result.account"), account.title if account else hold.account, ""),
        ]
        if given.minor:
            facts.append((tr("check_out.refunded"), self._shown(given), ""))
        remark = Remark("plain", tr("check_out.refund_once"))
        return HoldFacts(tr("check_out.captured"), self._shown(hold.captured_money), facts, (remark,))

    def _listen(self) -> None:
        self.amount.changed.connect(self.retell)
        self.all.clicked.connect(lambda: self.amount.set_money(self._left))
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(self._refund)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _shown(self, money: Money) -> str:
        return showing.amount(money, self.house)

    def retell(self) -> None:
        amount = self.amount.money()
        self.amount_field.complain(self._complaint(amount))
        good = amount is not None and amount <= self._left
        shown = self._shown(amount) if good and amount is not None else ""
        self.go.setText(tr("check_out.refund_go", amount=shown) if shown else tr("check_out.refund_go_empty"))
        self.go.setEnabled(good and not self.busy and "refund" in self.detail.can)
        self.all.setChecked(amount == self._left)
        self.words.say(tr("check_out.refund_speech", amount=shown) if shown else "", ())
        self.words.setVisible(bool(shown))
        if good and amount is not None:
            back = Sum(shown, tr("check_out.given_back"), tr("check_out.given_back_more"))
            kept = self._left - amount
            rest = Sum(self._shown(kept), tr("check_out.kept"), quiet=True)
            self.plan.say((back, rest) if kept.minor else (back,))
        else:
            self.plan.say((), tr("check_out.plan_refund_empty"))
        if "refund" not in self.detail.can and not self.busy:
            why = notices.reason(self.detail.why_not.get("refund", ""))
            self.notice.say(
                "warn", why.title or tr("check_out.refund_cannot_title"), f"{why.what} {why.next_step}".strip()
            )

    def _complaint(self, amount: Money | None) -> str:
        code = self.amount.problem()
        if code == "amount_missing":
            return ""
        if code:
            example = show_figures(Money(125050, "TRY"), self.house.notation)
            return tr(f"amounts.{code}", example=example, code=self._left.code)
        if amount is not None and amount > self._left:
            return tr("check_out.refund_above", amount=self._shown(self._left))
        return ""

    def _refund(self) -> None:
        amount = self.amount.money()
        if amount is None or self.busy:
            return
        self.send(refund_capture(self.desk, self.hold_id, amount))
