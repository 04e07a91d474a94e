"""Check-out: the bill is typed, what may be taken stands under it, and what will happen beside it. Taken once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.capture_range import CaptureRange, RangeProblem, range_problem
from frontdesk.domain.lapse import warning
from frontdesk.domain.money import Money
from frontdesk.ui import dialogs, notices, releasing, showing
from frontdesk.ui.money_page import MoneyPage
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.guest_words import Remark
from frontdesk.ui.widgets.hold_facts import Fact, HoldFacts
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, label
from frontdesk.ui.widgets.plan_panel import PlanPanel, Sum
from frontdesk.ui.widgets.range_bar import RangeBar
from frontdesk.ui.words import tr
from frontdesk.usecases.capture_hold import capture_hold
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.release_hold import release_hold

# The desk would refuse these before anything is sent, so the button is not offered.
_REFUSED: frozenset[str] = frozenset({"other_currency", "nothing", "above_ceiling", "exact_only"})


# Below this width (dp) the side is narrow.
_WIDE = 1080


class CheckOut(MoneyPage):
    """One hold. The amount starts empty: what is taken is always somebody's decision."""

    def __init__(self, desk: Desk, tasks: Tasks, hold_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, tasks, hold_id, parent)
        hold, stay = self.detail.held
        self.title, self.subtitle = tr("check_out.title", guest=stay.guest), showing.who(stay)
        self._held = hold.money
        self._allowed = self.detail.allowed or CaptureRange(Money(1, hold.currency), hold.money, "guess", "rule")
        self._build()
        self._listen()
        self.retell()
        self.setFocusProxy(self.bill)

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.bill = AmountEdit(self._held.code, self.house.notation, large=True)
        self.bill_field = Field(tr("check_out.bill"), self.bill)
        self.all = KeyButton(tr("check_out.all", amount=self._shown(self._held)), role="chip")
        self.none = KeyButton(tr("check_out.none"), role="chip")
        for chip in (self.all, self.none):
            chip.setCheckable(True)
        self.bar = RangeBar(self._allowed, self._held, self.house.notation)
        self.plan = PlanPanel(tr("check_out.plan"))
        self.notice = NoticeBox()
        self.inputs = (self.bill, self.all, self.none)
        self.release = KeyButton(tr("check_out.release"), "F9")
        self.back = KeyButton(tr("check_out.back"), "Esc")
        self.go = KeyButton(tr("check_out.go_empty"), "Ctrl ↵", "primary")
        self.go.setProperty("grade", "large")
        side = HoldFacts(tr("check_out.held"), self._shown(self._held), self._facts(), self._remarks())
        self.lay_out((self.notice, self._entry(), self.plan), self._buttons(), side)

    def _entry(self) -> Panel:
        panel = Panel()
        line = QHBoxLayout()
        line.setSpacing(dp(12))
        line.addWidget(self.bill_field, 5)
        self._chips = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._chips.setSpacing(dp(8))
        self._chips.setContentsMargins(0, dp(24), 0, 0)
        self._chips.addWidget(self.all)
        self._chips.addWidget(self.none)
        self._chips.addStretch(1)
        side = QVBoxLayout()
        side.addLayout(self._chips)
        side.addStretch(1)
        line.addLayout(side, 4)
        panel.body.addLayout(line)
        panel.body.addWidget(self.bar)
        panel.body.addWidget(label(self._range_words(), wrap=True))
        if self._allowed.floor_grade == "guess" and self._allowed.floor.minor <= 1:
            panel.body.addWidget(label(tr("check_out.floor_unknown"), "hint", wrap=True))
        return panel

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        row.addWidget(self.release)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.go)
        return row

    def _listen(self) -> None:
        self.bill.changed.connect(self.retell)
        self.all.clicked.connect(lambda: self._choose(self._held))
        self.none.clicked.connect(lambda: self._choose(Money(0, self._held.code)))
        self.release.clicked.connect(self._ask_release)
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(self._capture)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --------------------------------------------------------------------------------------------------- what is told

    def _shown(self, money: Money) -> str:
        return showing.amount(money, self.house)

    def _facts(self) -> tuple[Fact, ...]:
        hold = self.detail.held.hold
        account = self.desk.accounts.get(hold.account)
        facts: list[Fact] = [(tr("check_out.card"), showing.card(hold), showing.bank(hold))]
        if hold.lapses_at:
            left = showing.left(hold.lapses_at, self.desk.now())
            grade = tr(f"states.grade_{hold.lapse_grade}")
            facts.append((tr("check_out.lapses"), showing.moment(hold.lapses_at), f"{left} · {grade}"))
        facts.append((tr("result.account"), account.title if account else hold.account, ""))
        return tuple(facts)

    def _remarks(self) -> tuple[Remark, ...]:
        hold = self.detail.held.hold
        now = self.desk.now()
        made = [Remark("plain", tr("check_out.once"))]
        near = warning(hold.lapses_at, now) if hold.lapses_at else ""
        if near == "past":
            made.insert(0, Remark("warn", tr("check_out.lapse_past"), tr("check_out.lapse_past_title")))
        elif near in {"day", "hours"}:
            words = tr(
                "check_out.lapse_soon",
                left=showing.left(hold.lapses_at, now),
                grade=tr(f"states.grade_{hold.lapse_grade}"),
            )
            made.insert(0, Remark("warn", words, tr("check_out.lapse_soon_title")))
        return tuple(made)

    def _range_words(self) -> str:
        allowed = self._allowed
        ceiling, grade = self._shown(allowed.ceiling), tr(f"states.grade_{allowed.ceiling_grade}")
        if allowed.floor == allowed.ceiling:
            return tr("check_out.allowed_exact", ceiling=ceiling, grade=grade)
        if allowed.floor.minor <= 1:
            return tr("check_out.allowed_to", ceiling=ceiling, grade=grade)
        return tr("check_out.allowed", floor=self._shown(allowed.floor), ceiling=ceiling, grade=grade)

    def _typed(self) -> tuple[Money | None, str]:
        """The amount, zero included, and the code of what is wrong with it."""
        problem = self.bill.problem()
        if problem == "amount_zero":
            return Money(0, self._held.code), ""
        return self.bill.money(), problem

    def retell(self) -> None:
        amount, problem = self._typed()
        out: RangeProblem | None = range_problem(amount, self._allowed) if amount is not None else None
        self.bar.set_amount(amount)
        empty = problem == "amount_missing"
        self.bill_field.complain(*self._complaint(amount, "" if empty else problem, out))
        self._show_plan(amount, out)
        releases = amount is not None and amount.minor == 0
        takes = amount is not None and not releases and out not in _REFUSED
        if releases:
            self.go.setText(tr("check_out.release"))
        else:
            shown = self._shown(amount) if takes and amount is not None else ""
            self.go.setText(tr("check_out.go", amount=shown) if shown else tr("check_out.go_empty"))
        can = self.detail.can
        self.go.setEnabled(not self.busy and (("capture" in can and takes) or ("release" in can and releases)))
        self.release.setEnabled(not self.busy and "release" in can)
        self.release.setVisible(not releases)  # the other button says it then
        self.all.setChecked(amount == self._held)
        self.none.setChecked(releases)
        if "capture" not in can and not self.busy:
            why = notices.reason(self.detail.why_not.get("capture", ""))
            self.notice.say("warn", why.title or tr("check_out.cannot_title"), f"{why.what} {why.next_step}".strip())

    def _complaint(self, amount: Money | None, problem: str, out: RangeProblem | None) -> tuple[str, str]:
        if problem:
            example = show_figures(Money(125050, "TRY"), self.house.notation)
            return tr(f"amounts.{problem}", example=example, code=self._held.code), "risk"
        if amount is None or amount.minor == 0 or out is None:
            return "", "risk"
        ceiling = self._allowed.ceiling
        if out == "above_ceiling":
            rest = self._shown(Money(amount.minor - ceiling.minor, ceiling.code))
            return tr("check_out.above", ceiling=self._shown(ceiling), rest=rest), "risk"
        if out == "exact_only":
            return tr("check_out.exact", ceiling=self._shown(ceiling)), "risk"
        if out == "other_currency":
            return tr("check_out.other_currency", code=ceiling.code), "risk"
        return tr("check_out.below", floor=self._shown(self._allowed.floor)), "warn"

    def _show_plan(self, amount: Money | None, out: RangeProblem | None) -> None:
        if amount is not None and amount.minor == 0:
            freed = Sum(self._shown(self._held), tr("check_out.released"), tr("check_out.released_more"))
            self.plan.say((freed,))
        elif amount is None or out in _REFUSED:
            self.plan.say((), tr("check_out.plan_empty" if amount is None else "check_out.plan_refused"))
        else:
            taken = Sum(self._shown(amount), tr("check_out.taken"), tr("check_out.taken_more"))
            rest = Money(max(0, self._held.minor - amount.minor), amount.code)
            freed = Sum(self._shown(rest), tr("check_out.freed"), tr("check_out.freed_more"), quiet=True)
            self.plan.say((taken, freed) if rest.minor else (taken,))

    def _choose(self, amount: Money) -> None:
        self.bill.set_money(amount)
        self.bill.setFocus()

    # -------------------------------------------------------------------------------------------------------- sending

    def want(self, verb: str) -> None:
        """A key of the window: F9 releases here too."""
        if verb == "release":
            self.release.click()

    def _capture(self) -> None:
        amount, _problem = self._typed()
        if amount is not None and amount.minor == 0:
            self._ask_release()
        elif amount is not None and not self.busy:
            self.send(capture_hold(self.desk, self.hold_id, amount))

    def _ask_release(self) -> None:
        if self.busy:
            return

        def answered(yes: bool) -> None:
            if yes and not self.busy:
                self.send(release_hold(self.desk, self.hold_id))

        question = releasing.question(self.desk, self.hold_id)
        self.tasks.accompany(dialogs.ask(self.window(), question), answered, owner=self)

    def done(self, outcome: Outcome) -> None:
        super().done(outcome)
        if outcome.result in {"not_sent", "stopped"}:
            self.bill.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the chips stand below each other."""
        wide = self.width() >= dp(_WIDE)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if self._chips.direction() != (across if wide else down):
            self._chips.setDirection(across if wide else down)
        super().resizeEvent(event)
