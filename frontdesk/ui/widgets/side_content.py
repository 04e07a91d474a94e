"""The chosen hold in full: amount, facts, what can be done with it, and its history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.ui import showing
from frontdesk.ui.icons import picture
from frontdesk.ui.said import CHARGES, form_of, said
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets import side_actions
from frontdesk.ui.widgets.hold_row import lapse_cell, shown_money
from frontdesk.ui.widgets.panel import NoticeBox, label, line, selectable
from frontdesk.ui.widgets.side_panel import Side
from frontdesk.ui.widgets.state_pill import StatePill, face_of
from frontdesk.ui.widgets.timeline import Timeline
from frontdesk.ui.words import tr

# Narrower than this, at 100 %, the buttons stand below each other.
ONE_COLUMN = 330
# What stands left and right of the buttons, and the scroll bar.
EDGES = 44


class SideContent(QWidget):
    """`wanted` carries the verb of the button the clerk pressed."""

    wanted = Signal(str)

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self._side: Side | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(_nothing_chosen())

    def show_side(self, side: Side | None) -> None:
        """Show another hold, or that none is chosen."""
        if self._stack.count() == 1 and side is not None:
            self._build()
        changed = side is None or self._side is None or side.held.hold.id != self._side.held.hold.id
        self._side = side
        self._stack.setCurrentIndex(0 if side is None else 1)
        if side is None:
            return
        if changed:
            self.answer.say("plain")
            self._area.verticalScrollBar().setValue(0)
        self._show_head(side)
        self._show_facts(side)
        self._show_buttons(side)
        self._warned.say("risk", *side.warned)
        self._timeline.show_steps(side.steps)

    def focus_first(self) -> None:
        """Move the focus to the first thing that can be done."""
        if self._side is None:
            return
        for verb in ("capture", "return", "by_hand", "refund", "ask", "release"):
            if self.buttons[verb].isVisible() and self.buttons[verb].isEnabled():
                self.buttons[verb].setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._side is not None:
            self._show_buttons(self._side)

    def _build(self) -> None:
        canvas = QWidget()
        canvas.setObjectName("canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(dp(24), dp(22), dp(20), dp(24))
        column.setSpacing(dp(6))
        head = QHBoxLayout()
        self._name = label("", "name", wrap=True)
        self._pill = StatePill()
        head.addWidget(self._name, 1)
        head.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._who = selectable(label("", "caption", wrap=True))
        column.addWidget(self._who)
        column.addSpacing(dp(12))
        self._amount_name = label("", "caption")
        self._amount = selectable(label("", "amount-large"))
        self._amount_below = label("", "caption", wrap=True)
        for widget in (self._amount_name, self._amount, self._amount_below):
            column.addWidget(widget)
        column.addSpacing(dp(10))
        column.addLayout(self._fact_grid())
        column.addSpacing(dp(10))
        self._warned = NoticeBox("risk")
        self.answer = NoticeBox("info")
        column.addWidget(self._warned)
        column.addWidget(self.answer)
        column.addLayout(self._button_grid())
        column.addSpacing(dp(14))
        column.addWidget(line())
        column.addSpacing(dp(10))
        column.addWidget(label(tr("board.side_history"), "caption"))
        column.addSpacing(dp(6))
        self._timeline = Timeline()
        column.addWidget(self._timeline)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setWidget(canvas)
        self._stack.addWidget(self._area)

    def _fact_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(14))
        grid.setVerticalSpacing(dp(12))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        self._captions: dict[str, QLabel] = {}
        for at, name in enumerate(("card", "lapses", "range", "gateway")):
            box = QVBoxLayout()
            box.setSpacing(dp(2))
            first, second = selectable(label("", wrap=True)), selectable(label("", "caption", wrap=True))
            self._captions[name] = label(tr(f"board.side_{name}"), "caption")
            box.addWidget(self._captions[name])
            box.addWidget(first)
            box.addWidget(second)
            box.addStretch(1)
            grid.addLayout(box, at // 2, at % 2)
            self._facts[name] = (first, second)
        return grid

    def _button_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, dp(4), 0, 0)
        grid.setSpacing(dp(8))
        self.buttons = side_actions.buttons()
        for verb, button in self.buttons.items():
            button.clicked.connect(lambda _, verb=verb: self.wanted.emit(verb))
        self._grid = grid
        return grid

    def _show_head(self, side: Side) -> None:
        hold, stay = side.held
        self._name.setText(stay.guest)
        self._who.setText(showing.who(stay))
        self._pill.show_face(face_of(hold))
        key, money = shown_money(hold)
        form = form_of(hold)
        self._amount_name.setText(said(form, key))
        self._amount.setText(showing.amount(money, self._house))
        below = []
        if hold.captured and hold.state not in {"refunded", "charged"} and form not in CHARGES:
            below.append(tr("board.side_of_held", amount=showing.amount(hold.money, self._house)))
        if hold.refunded and hold.state != "refunded":
            given = showing.amount(Money(hold.refunded, hold.currency), self._house)
            below.append(said(form, "board.side_refunded_part", amount=given))
        if hold.owed:
            below.append(tr("board.side_owed", amount=showing.amount(Money(hold.owed, hold.currency), self._house)))
        self._amount_below.setText(" · ".join(below))
        self._amount_below.setVisible(bool(below))

    def _show_facts(self, side: Side) -> None:
        hold = side.held.hold
        grade = showing.grade(hold)
        near = lapse_cell(hold, side.now)
        lapses = showing.moment(hold.lapses_at) if near.hover else "—"
        left = showing.left(hold.lapses_at, side.now) if near.hover else near.second
        number = f"•••• {hold.last4}" if hold.last4 else "—"
        card = " · ".join(part for part in (showing.scheme(hold), showing.bank(hold), showing.entry(hold)) if part)
        self._fact("card", number, card)
        if form_of(hold) in CHARGES or hold.state == "charged":
            self._show_return(side)
        else:
            self._caption("lapses", "board.side_lapses")
            self._caption("range", "board.side_range")
            self._fact("lapses", lapses, f"{left} · {grade}" if near.hover else left)
            self._fact("range", *self._range(side))
        numbers = []
        if hold.payment_id:
            numbers.append(tr("board.side_number", number=showing.number(hold)))
        if hold.auth_code:
            numbers.append(tr("board.side_approval", code=hold.auth_code))
        self._fact("gateway", side.gateway, " · ".join(numbers))

    def _show_return(self, side: Side) -> None:
        """Of charged money: what may still be given back, and how."""
        hold = side.held.hold
        self._caption("lapses", "board.side_returnable")
        self._caption("range", "board.side_return_way")
        taken = hold.state in {"charged", "captured", "refunding"}
        self._fact("lapses", showing.amount(hold.refundable, self._house) if taken else "—", "")
        way = side.way if hold.refundable.minor else ""
        self._fact("range", tr(f"board.way_{way}") if way else "—", tr(f"board.way_{way}_more") if way else "")

    def _range(self, side: Side) -> tuple[str, str]:
        if form_of(side.held.hold) == "by_hand" and side.held.hold.state == "held":
            return tr("board.side_range_by_hand"), ""
        allowed = side.allowed
        if allowed is None or side.held.hold.state != "held":
            return "—", ""
        grade = tr(f"states.grade_{allowed.ceiling_grade}")
        ceiling = showing.amount(allowed.ceiling, self._house)
        if allowed.floor == allowed.ceiling:
            return tr("board.side_range_exact", amount=ceiling), grade
        return tr("board.side_range_to", amount=ceiling), grade

    def _caption(self, name: str, key: str) -> None:
        self._captions[name].setText(tr(key))

    def _fact(self, name: str, first: str, second: str) -> None:
        self._facts[name][0].setText(first)
        self._facts[name][1].setText(second)
        self._facts[name][1].setVisible(bool(second))

    def _columns(self, shown: Sequence[str]) -> int:
        """Two buttons beside each other, where the room and their words allow it."""
        if self.width() < dp(ONE_COLUMN):
            return 1
        room = self.width() - dp(EDGES + 8)
        pairs = zip(shown[::2], shown[1::2], strict=False)
        widest = max((self._wide(one) + self._wide(other) for one, other in pairs), default=0)
        return 2 if widest <= room else 1

    def _wide(self, verb: str) -> int:
        return self.buttons[verb].sizeHint().width()

    def _show_buttons(self, side: Side) -> None:
        """What cannot be done is left out, but for asking the bank, which then says why."""
        shown = side_actions.shown(side)
        is_deposit = side.held.hold.purpose != "sale"
        self.buttons["return"].setText(tr("board.act_return" if is_deposit else "board.act_decide"))
        for button in self.buttons.values():
            self._grid.removeWidget(button)
        for at, verb in enumerate(shown):
            across = self._columns(shown)
            whole = across == 1 or (len(shown) % 2 == 1 and at == len(shown) - 1)
            self._grid.addWidget(self.buttons[verb], at // across, at % across, 1, 2 if whole else 1)
        for verb, button in self.buttons.items():
            button.setVisible(verb in shown)
            button.setEnabled(side_actions.can(verb, side))
            button.setToolTip(side_actions.why_not(verb, side))


def _nothing_chosen() -> QWidget:
    empty = QWidget()
    column = QVBoxLayout(empty)
    column.setContentsMargins(dp(36), 0, dp(36), 0)
    column.addStretch(2)
    sign = QLabel()
    sign.setPixmap(picture("card", "line_strong", 44))
    sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    title = label(tr("board.side_empty_title"), "strong", wrap=True)
    text = label(tr("board.side_empty_text"), "caption", wrap=True)
    for each in (sign, title, text):
        each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(each)
    column.addStretch(3)
    return empty
