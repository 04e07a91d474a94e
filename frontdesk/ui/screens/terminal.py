"""A hold on a bank's own terminal, ended by hand: what was done there is written down, with its slip."""

from collections.abc import Coroutine
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QWidget

from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.money import Money
from frontdesk.ui import notices, showing
from frontdesk.ui.money_page import MoneyPage
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.choice import Tick
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.flow import FlowLayout
from frontdesk.ui.widgets.guest_words import Remark
from frontdesk.ui.widgets.hold_facts import Fact, HoldFacts
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, label
from frontdesk.ui.widgets.plain_edit import PlainEdit
from frontdesk.ui.widgets.plan_panel import PlanPanel, Sum
from frontdesk.ui.words import tr
from frontdesk.usecases import close_terminal_hold as by_hand
from frontdesk.usecases.desk import Desk, Outcome

What = Literal["capture", "release", "confirm", "refund"]
WHATS: tuple[What, ...] = ("capture", "release", "confirm", "refund")
_LONGEST_SLIP = 40
# Below this width (dp) sum and slip stand below each other.
_ABREAST = 1080


class Terminal(MoneyPage):
    """What is not possible in the hold's state is left out."""

    def __init__(self, desk: Desk, tasks: Tasks, hold_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, tasks, hold_id, parent)
        stay = self.detail.held.stay
        self.title, self.subtitle = tr("terminal.title", guest=stay.guest), showing.who(stay)
        self._possible = tuple(what for what in WHATS if f"{what}_by_hand" in self.detail.can)
        self.what: What = self._possible[0] if self._possible else "capture"
        self._build()
        self._listen()
        self.retell()
        self.setFocusProxy(self.amount)

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        hold = self.detail.held.hold
        self.whats = {what: KeyButton(tr(f"terminal.choose_{what}"), role="chip") for what in self._possible}
        self.amount = AmountEdit(hold.currency, self.house.notation, large=True)
        self.amount_field = Field(
            tr(f"terminal.amount_{'refund' if self.what == 'refund' else 'capture'}"), self.amount
        )
        self.all = KeyButton(tr("terminal.all", amount=self._shown(self._most)), role="chip")
        self.slip = PlainEdit(longest=_LONGEST_SLIP)
        self.slip_field = Field(tr("terminal.slip"), self.slip, tr("terminal.slip_hint"))
        self.knowingly = Tick(tr("terminal.knowingly"))
        self.plan = PlanPanel(tr("terminal.plan"))
        self.notice = NoticeBox()
        self.inputs = (self.amount, self.all, self.slip, self.knowingly, *self.whats.values())
        self.back = KeyButton(tr("check_out.back"), "Esc")
        self.go = KeyButton(tr("terminal.go_capture_empty"), "Ctrl ↵", "primary")
        self.go.setProperty("grade", "large")
        buttons = QHBoxLayout()
        buttons.setSpacing(dp(12))
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.go)
        first = NoticeBox("info", "", tr("terminal.first"))
        self.lay_out((self.notice, first, self._entry(), self.plan), buttons, self._side())

    def _entry(self) -> Panel:
        panel = Panel()
        panel.body.addWidget(label(tr("terminal.question"), "caption"))
        row = QWidget()
        row.setAccessibleName(tr("terminal.question"))
        flow = FlowLayout(row)
        group = QButtonGroup(self)
        for what, button in self.whats.items():
            button.setCheckable(True)
            button.setChecked(what == self.what)
            group.addButton(button)
            flow.addWidget(button)
            button.clicked.connect(lambda _, what=what: self.choose(what))
        panel.body.addWidget(row)
        self._sum = QWidget()
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._sum)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(dp(12))
        line.addWidget(self.amount_field, 3, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.slip_field, 2, Qt.AlignmentFlag.AlignTop)
        panel.body.addWidget(self._sum)
        panel.body.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addWidget(self.knowingly)
        return panel

    def _side(self) -> HoldFacts:
        hold = self.detail.held.hold
        facts: list[Fact] = [
            (tr("check_out.card"), showing.card(hold), showing.bank(hold)),
            (tr("terminal.approval"), hold.auth_code, ""),
        ]
        if hold.host_reference:
            facts.append((tr("terminal.reference"), hold.host_reference, ""))
        if hold.state == "held" and hold.lapses_at:
            left = showing.left(hold.lapses_at, self.desk.now())
            grade = showing.grade(hold)
            facts.append((tr("terminal.lapses"), showing.moment(hold.lapses_at), f"{left} · {grade}"))
        if hold.refunded:
            facts.append((tr("check_out.refunded"), self._shown(hold.refunded_money), ""))
        caption = tr("terminal.held" if hold.state == "held" else "terminal.taken")
        shown = hold.money if hold.state == "held" else hold.captured_money
        warned = notices.reason(hold.attention, "by_hand")
        remarks = (Remark("warn", f"{warned.what} {warned.next_step}", warned.title),) if warned.title else ()
        return HoldFacts(caption, self._shown(shown), facts, remarks)

    def _listen(self) -> None:
        self.amount.changed.connect(self.retell)
        self.slip.textChanged.connect(lambda _text: self.slip_field.complain(""))
        self.slip.refused.connect(lambda code: self.slip_field.complain(tr(f"card.{code}")))
        self.knowingly.toggled.connect(lambda _on: self.retell())
        self.all.clicked.connect(lambda: self.amount.set_money(self._most))
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(self._record)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --------------------------------------------------------------------------------------------------- what is told

    @property
    def _most(self) -> Money:
        """What was held, or what may still be refunded."""
        hold = self.detail.held.hold
        return hold.money if hold.state == "held" else hold.refundable

    def _shown(self, money: Money) -> str:
        return showing.amount(money, self.house)

    def choose(self, what: What) -> None:
        """What was done on the terminal."""
        self.what = what
        self.whats[what].setChecked(True)
        (self.amount if what in {"capture", "refund"} else self.slip).setFocus()
        self.retell()

    def retell(self) -> None:
        amount = self.amount.money()
        sums = self.what in {"capture", "refund"}
        above = amount is not None and amount > self._most
        self.amount_field.setVisible(sums)
        self.all.setVisible(sums)
        self._sum.setVisible(self.what != "confirm")
        self.all.setCheckable(True)
        self.all.setChecked(amount == self._most)
        self.knowingly.setVisible(self.what == "capture" and above)
        self.amount_field.complain(*self._complaint(amount, above=above))
        good = amount is not None and amount.minor > 0
        good = good and (not above or (self.what == "capture" and self.knowingly.isChecked()))
        empty = "_empty" if sums and not good else ""
        shown = self._shown(amount) if amount is not None and good else ""
        self.go.setText(tr(f"terminal.go_{self.what}{empty}", amount=shown) if sums else tr(f"terminal.go_{self.what}"))
        self.go.setEnabled(not self.busy and f"{self.what}_by_hand" in self.detail.can and (good or not sums))
        self._show_plan(amount if good else None)
        if not self._possible and not self.busy:
            why = notices.reason(self.detail.why_not.get("capture_by_hand", ""), "by_hand")
            self.notice.say("warn", why.title or tr("terminal.cannot_title"), f"{why.what} {why.next_step}".strip())

    def _complaint(self, amount: Money | None, *, above: bool) -> tuple[str, str]:
        code = self.amount.problem()
        if code == "amount_missing":
            return "", "risk"
        if code or amount is None:
            example = show_figures(Money(125050, "TRY"), self.house.notation)
            return tr(f"amounts.{code}", example=example, code=self._most.code), "risk"
        if above and self.what == "refund":
            return tr("terminal.above_refundable", amount=self._shown(self._most)), "risk"
        return (tr("terminal.above", more=self._shown(amount - self._most)), "warn") if above else ("", "risk")

    def _show_plan(self, amount: Money | None) -> None:
        most = self._shown(self._most)
        if self.what == "release":
            self.plan.say((Sum(most, tr("terminal.released"), tr("terminal.released_more")),))
        elif self.what == "confirm":
            self.plan.say((Sum(most, tr("terminal.stands"), tr("terminal.stands_more")),))
        elif amount is None:
            self.plan.say((), tr("terminal.plan_empty"))
        elif self.what == "refund":
            self.plan.say((Sum(self._shown(amount), tr("terminal.refunded"), tr("terminal.refunded_more")),))
        else:
            taken = Sum(self._shown(amount), tr("terminal.captured"), tr("terminal.captured_more"))
            rest = Money(max(0, self._most.minor - amount.minor), amount.code)
            freed = Sum(self._shown(rest), tr("terminal.freed"), tr("terminal.freed_more"), quiet=True)
            self.plan.say((taken, freed) if rest.minor else (taken,))

    # ------------------------------------------------------------------------------------------------------ recording

    def want(self, verb: str) -> None:
        """A key of the window: F9 means that it was released."""
        if verb == "release" and "release" in self.whats and not self.busy:
            self.choose("release")

    def _record(self) -> None:
        if self.busy:
            return
        slip = self.slip.text().strip()
        if self.what != "confirm" and not (self.slip.card_free() and slip):
            self.slip_field.complain(tr("terminal.slip_missing"))
            self.slip.setFocus()
            return
        verb = self._verb(slip)
        if verb is not None:
            self.send(verb)

    def _verb(self, slip: str) -> Coroutine[Any, Any, Outcome] | None:
        amount = self.amount.money()
        if self.what == "release":
            return by_hand.release_by_hand(self.desk, self.hold_id, slip)
        if self.what == "confirm":
            return by_hand.confirm_by_hand(self.desk, self.hold_id)
        if amount is None:
            return None
        if self.what == "refund":
            return by_hand.refund_by_hand(self.desk, self.hold_id, amount, slip)
        above = self.knowingly.isChecked()
        return by_hand.capture_by_hand(self.desk, self.hold_id, amount, slip, knowingly_above=above)

    def may_leave(self) -> bool | Literal["ask"]:
        """What was read from a slip is not dropped unasked."""
        if self.busy == "sent":
            return False
        return "ask" if self.slip.text().strip() and not self.busy else True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the slip stands under the sum."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(across if self.width() >= dp(_ABREAST) else down)
        super().resizeEvent(event)
