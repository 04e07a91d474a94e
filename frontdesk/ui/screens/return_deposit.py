"""Check-out of a charged deposit: given back whole, kept whole, or kept in part by one of the two ways there are.

Nothing here speaks of holds: the money was taken (Ödüyo notes §13). What the guest will see, and when, is said before.
"""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.money import Money
from frontdesk.ui import dialogs, notices, showing
from frontdesk.ui.money_page import MoneyPage
from frontdesk.ui.said import form_of
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.flow import FlowLayout
from frontdesk.ui.widgets.guest_words import GuestWords
from frontdesk.ui.widgets.hold_facts import Fact, HoldFacts
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, label
from frontdesk.ui.widgets.plan_panel import PlanPanel, Sum
from frontdesk.ui.words import has, tr
from frontdesk.usecases.confirm_panel_refund import confirm_panel_refund
from frontdesk.usecases.desk import Desk
from frontdesk.usecases.keep_deposit import keep_deposit
from frontdesk.usecases.refund_capture import refund_capture, way_back

End = Literal["return", "part", "all"]
ENDS: tuple[End, ...] = ("return", "part", "all")


class ReturnDeposit(MoneyPage):
    """`sale_wanted` carries the deposit and the amount (minor units) that is to be kept by a new charge."""

    sale_wanted = Signal(int, int)

    def __init__(self, desk: Desk, tasks: Tasks, hold_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, tasks, hold_id, parent)
        stay = self.detail.held.stay
        self.title, self.subtitle = tr("return_deposit.title", guest=stay.guest), showing.who(stay)
        self.end: End = "return"
        self._build()
        self._listen()
        self.retell()
        self.setFocusProxy(self.ends["return"])

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        hold = self.detail.held.hold
        self.bill = AmountEdit(hold.currency, self.house.notation, large=True)
        self.bill_field = Field(tr("return_deposit.bill"), self.bill)
        rest = "rest" if hold.refunded else "all"
        self.ends = {end: KeyButton(tr(f"return_deposit.choose_{rest if end == 'all' else end}")) for end in ENDS}
        self.plan = PlanPanel(tr("return_deposit.plan"))
        self.words = GuestWords(tr("new_hold.guest_caption"))
        self.notice, self.step, self.once = NoticeBox(), NoticeBox(), NoticeBox()
        self.ways = Panel()
        self.way_sale, self.way_panel = NoticeBox(), NoticeBox()
        self.panel = KeyButton(tr("return_deposit.go_panel"))
        self.inputs = (self.bill, self.panel, *self.ends.values())
        self.back = KeyButton(tr("check_out.back"), "Esc")
        self.go = KeyButton(tr("return_deposit.go_return", amount=""), "Ctrl ↵", "primary")
        self.go.setProperty("grade", "large")
        self._two_ways = label(tr("return_deposit.ways"), "strong", wrap=True)
        self.ways.body.addWidget(self._two_ways)
        for part in (self.way_sale, self.way_panel):
            self.ways.body.addWidget(part)
        self.ways.body.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.setSpacing(dp(12))
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.go)
        parts = (self.notice, self.step, self._choice(), self.plan, self.ways, self.words)
        self.lay_out(parts, buttons, self._side())

    def _choice(self) -> Panel:
        panel = Panel()
        panel.body.addWidget(label(self._tr("question"), "caption"))
        row = QWidget()
        row.setAccessibleName(self._tr("question"))
        flow = FlowLayout(row)
        group = QButtonGroup(self)
        for end, button in self.ends.items():
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setChecked(end == self.end)
            group.addButton(button)
            flow.addWidget(button)
            button.clicked.connect(lambda _, end=end: self.choose(end))
        panel.body.addWidget(row)
        panel.body.addWidget(self.bill_field)
        return panel

    def _side(self) -> HoldFacts:
        hold = self.detail.held.hold
        account = self.desk.accounts.get(hold.account)
        bank = " · ".join(part for part in (showing.bank(hold), showing.entry(hold)) if part)
        facts: list[Fact] = [
            (tr("check_out.card"), showing.card(hold), bank),
            (tr("return_deposit.charged_at"), showing.moment(hold.held_at or hold.placed_at), ""),
            (tr("result.account"), account.title if account else hold.account, ""),
        ]
        if hold.refunded:
            facts.append((tr("return_deposit.returned"), self._shown(hold.refunded_money), ""))
            facts.append((tr("return_deposit.left"), self._shown(hold.refundable), ""))
        side = HoldFacts(self._tr("charged"), self._shown(hold.captured_money), facts, ())
        side.add(self.once)
        return side

    def _listen(self) -> None:
        self.bill.changed.connect(self.retell)
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(self._go)
        self.panel.clicked.connect(self._confirm_panel)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --------------------------------------------------------------------------------------------------- what is told

    def choose(self, end: End) -> None:
        """What becomes of the deposit."""
        self.end = end
        self.ends[end].setChecked(True)
        self.notice.say("plain")
        if end == "part":
            self.bill.setFocus()
        self.retell()

    def _shown(self, money: Money) -> str:
        return showing.amount(money, self.house)

    @property
    def _left(self) -> Money:
        return self.detail.held.hold.refundable

    @property
    def _in_part(self) -> bool:
        """Whether this account gives back a part by itself."""
        return "refund_part" in self.detail.can

    def _kept(self) -> Money | None:
        """The amount that stays with the house, None while it is missing or wrong. Of an open refund it may be all:
        the panel shows that nothing more was given back."""
        kept = self.bill.money()
        most = self._left.minor if self._is_refund_open() else self._left.minor - 1
        return kept if kept is not None and 0 < kept.minor <= most else None

    def _is_refund_open(self) -> bool:
        return any(row.kind == "refund" and row.state == "unknown" for row in self.detail.attempts)

    def _tr(self, key: str, **values: object) -> str:
        """In the words of a sale where it is one: nobody asked for a deposit then."""
        of_sale = f"return_deposit.{key}_sale"
        is_sale = self.detail.held.hold.purpose == "sale" and has(of_sale)
        return tr(of_sale if is_sale else f"return_deposit.{key}", **values)

    def _is_settling(self) -> bool:
        """In doubt about what was given back: only asking the gateway about the panel can help."""
        return self.detail.held.hold.state == "attention"

    def retell(self) -> None:
        can, kept = self.detail.can, self._kept()
        if self._is_settling() and self.end != "part":
            self.end = "part"
            self.ends["part"].setChecked(True)
        part = self.end == "part"
        self.bill_field.setVisible(part)
        self.bill_field.complain(self._complaint() if part else "")
        allowed = {"return": "refund" in can, "all": "keep" in can, "part": self._may_part()}
        for end, button in self.ends.items():
            button.setEnabled(not self.busy and (allowed[end] or end == self.end))
        two_ways = part and not self._in_part
        self.once.say("plain", "", "" if self.end == "all" else tr("return_deposit.once"))  # nothing is sent then
        self.ways.setVisible(two_ways)
        self.panel.setVisible(part and "panel_refund" in can)
        self.panel.setEnabled(not self.busy and kept is not None)
        if two_ways:
            self._show_ways(kept)
        self._show_plan(kept)
        self._show_go(kept, allowed[self.end])
        self._show_step()
        self._show_why(allowed[self.end])

    def _may_part(self) -> bool:
        owed = self.detail.kept is not None and self.detail.kept.step == "return"
        return not owed and not self.detail.can.isdisjoint({"keep_part", "refund_part", "panel_refund"})

    def _complaint(self) -> str:
        code, typed = self.bill.problem(), self.bill.money()
        if code in {"", "amount_missing"}:
            too_much = typed is not None and self._kept() is None
            return tr("return_deposit.bill_too_much", amount=self._shown(self._left)) if too_much else ""
        example = show_figures(Money(125050, "TRY"), self.house.notation)
        return tr(f"amounts.{code}", example=example, code=self._left.code)

    def _show_ways(self, kept: Money | None) -> None:
        values = {
            "kept": self._shown(kept) if kept else tr("return_deposit.bill_word"),
            "amount": self._shown(self._left),
            "rest": self._shown(self._left - kept) if kept else tr("return_deposit.rest_word"),
        }
        sale = "keep_part" in self.detail.can
        self._two_ways.setVisible(sale)
        self.way_sale.say("info", *self._way("sale", values) if sale else ("", ""))
        self.way_panel.say("plain", *self._way("panel_open" if self._is_refund_open() else "panel", values))

    @staticmethod
    def _way(way: str, values: dict[str, str]) -> tuple[str, str]:
        return tr(f"return_deposit.way_{way}_title"), tr(f"return_deposit.way_{way}", **values)

    def _show_plan(self, kept: Money | None) -> None:
        whole, way = self._shown(self._left), way_back(self.desk, self.detail.held.hold) or "refund"
        speech = ""
        if self.end == "all":
            self.plan.say((Sum(whole, tr("return_deposit.stays"), self._tr("stays_more")),))
            speech = self._tr("speech_all", amount=whole)
        elif self.end == "return":
            self.plan.say((Sum(whole, tr(f"return_deposit.back_{way}"), tr(f"return_deposit.back_{way}_more")),))
            speech = self._tr(f"speech_{way}", amount=whole)
        elif kept is None:
            self.plan.say((), tr("return_deposit.plan_part"))
        elif self._in_part:
            rest = self._shown(self._left - kept)
            back = Sum(rest, tr("return_deposit.back_refund"), tr("return_deposit.back_refund_more"))
            self.plan.say((back, Sum(self._shown(kept), tr("return_deposit.stays"), quiet=True)))
            speech = self._tr("speech_part_refund", kept=self._shown(kept), rest=rest)
        elif "keep_part" in self.detail.can:
            sale = Sum(self._shown(kept), tr("return_deposit.sale"), tr("return_deposit.sale_more"))
            back = Sum(whole, tr("return_deposit.whole"), tr(f"return_deposit.back_{way}_more"), quiet=True)
            self.plan.say((sale, back))  # what to tell the guest stands on the next page
        else:
            self.plan.say((Sum(self._shown(kept), tr("return_deposit.stays")),))
        self.words.say(speech, ())
        self.words.setVisible(bool(speech))

    def _show_go(self, kept: Money | None, allowed: bool) -> None:
        whole = self._shown(self._left)
        if self.end == "all":
            words = tr("return_deposit.go_keep", amount=whole)
        elif self.end == "return":
            words = tr("return_deposit.go_return", amount=whole)
        elif self._in_part and kept is not None:
            words = tr("return_deposit.go_return", amount=self._shown(self._left - kept))
        else:
            words = (
                tr("return_deposit.go_sale", amount=self._shown(kept)) if kept else tr("return_deposit.go_sale_empty")
            )
        self.go.setText(words)
        part = self.end == "part"
        possible = kept is not None and (self._in_part or "keep_part" in self.detail.can) if part else allowed
        self.go.setEnabled(not self.busy and possible)
        by_panel_alone = part and self.detail.held.hold.purpose == "sale" and not self._in_part
        self.go.setVisible(not self._is_settling() and not by_panel_alone)

    def _show_step(self) -> None:
        """Where keeping a part by a new charge stands."""
        kept = self.detail.kept
        step = kept.step if kept is not None else ""
        told = {"return": "owed", "failed": "failed"}.get(step, "")
        if kept is None or not told:
            self.step.say("plain")
            return
        amount = self._shown(kept.sale.hold.money)
        title, text = tr(f"return_deposit.step_{told}_title", kept=amount), tr(f"return_deposit.step_{told}")
        self.step.say("good" if told == "owed" else "warn", title, text)

    def _show_why(self, allowed: bool) -> None:
        if allowed or self.busy:
            return
        verb = {"return": "refund", "all": "keep", "part": "keep_part"}[self.end]
        form = form_of(self.detail.held.hold) or "charge"
        why = notices.reason(self.detail.why_not.get(verb, ""), form)
        title = why.title or tr("return_deposit.cannot_title")
        self.notice.say("warn", title, f"{why.what} {why.next_step}".strip())

    # -------------------------------------------------------------------------------------------------------- sending

    def _go(self) -> None:
        kept = self._kept()
        if self.busy:
            return
        if self.end == "all":
            self._ask_keep()
        elif self.end == "return":
            self.send(refund_capture(self.desk, self.hold_id, self._left))
        elif kept is not None and self._in_part:
            self.send(refund_capture(self.desk, self.hold_id, self._left - kept))
        elif kept is not None:
            self.sale_wanted.emit(self.hold_id, kept.minor)

    def _confirm_panel(self) -> None:
        kept = self._kept()
        if kept is not None and not self.busy:
            self.send(confirm_panel_refund(self.desk, self.hold_id, self._left - kept))

    def _ask_keep(self) -> None:
        hold, stay = self.detail.held

        def answered(yes: bool) -> None:
            if yes and not self.busy:
                self.send(keep_deposit(self.desk, self.hold_id))

        question = dialogs.Question(
            tr("return_deposit.keep_question", amount=self._shown(self._left)),
            self._tr(
                "keep_explained",
                who=" · ".join(part for part in (stay.guest, showing.who(stay)) if part),
                card=showing.card(hold),
            ),
            tr("return_deposit.keep_yes"),
            tr("return_deposit.keep_no"),
            tone="warn",
        )
        self.tasks.accompany(dialogs.ask(self.window(), question), answered, owner=self)
