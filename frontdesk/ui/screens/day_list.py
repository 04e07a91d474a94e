"""Day list: a gateway's own list of one day against the ledger, in both directions. It changes nothing."""

from collections import Counter
from datetime import date
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.domain.day_check import DayRow
from frontdesk.domain.money import Money
from frontdesk.ui import notices, showing
from frontdesk.ui.ability_words import why_missing
from frontdesk.ui.hold_advice import day_at_counter
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.cell_table import CellTable, Column
from frontdesk.ui.widgets.chip_row import ChipRow
from frontdesk.ui.widgets.choice import Choice
from frontdesk.ui.widgets.day_edit import DayEdit
from frontdesk.ui.widgets.empty_state import EmptyState
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.hold_row import Cell
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, label
from frontdesk.ui.widgets.scrolled import Scrolled
from frontdesk.ui.widgets.state_pill import Face
from frontdesk.ui.words import tr
from frontdesk.usecases.check_day import DayCheck, check_day
from frontdesk.usecases.desk import Desk

# Verdicts by urgency, each with its icon and tone; what is no difference comes last.
FACES: dict[str, tuple[str, Literal["plain", "good", "info", "warn", "risk"]]] = {
    "only_gateway": ("alert", "risk"),
    "only_ledger": ("alert", "risk"),
    "sum_differs": ("alert", "risk"),
    "state_differs": ("alert", "warn"),
    "sum_not_told": ("ask", "info"),
    "not_listed": ("info", "plain"),
    "agrees": ("check", "good"),
}
DIFFERS = frozenset({"only_gateway", "only_ledger", "sum_differs", "state_differs"})
UNTOLD = frozenset({"sum_not_told", "not_listed"})
CHIPS = ("all", "only_gateway", "only_ledger", "sum_differs", "state_differs", "untold", "agrees")
_TONES = {
    "only_gateway": "risk",
    "only_ledger": "risk",
    "sum_differs": "risk",
    "state_differs": "warn",
    "untold": "info",
}
_COLUMNS = ("time", "verdict", "what", "guest", "gateway", "ledger")
_ACCOUNTS_MS = 300


class DayList(QWidget):
    """`hold_wanted` carries the hold of a row that was opened: it is shown on the board."""

    left = Signal()
    hold_wanted = Signal(int)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day_list")
        self._desk, self._tasks = desk, tasks
        self.title, self.subtitle = tr("day_list.title"), tr("day_list.subtitle")
        self._check: DayCheck | None = None
        self._shown: tuple[DayRow, ...] = ()
        self._build()
        self._fill()
        self._waiting = QTimer(self, interval=_ACCOUNTS_MS)
        self._waiting.timeout.connect(self._accounts_came)
        if not desk.accounts:
            self._waiting.start()
        self.setFocusProxy(self.day)

    def may_leave(self) -> bool:
        """Nothing here waits to be kept."""
        return True

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.day = DayEdit(self._today, self._today())
        self.day_field = Field(tr("day_list.day"), self.day)
        self.day.setMinimumWidth(dp(160))
        self.account = Choice()
        self.account_field = Field(tr("day_list.account"), self.account)
        self.go = KeyButton(tr("day_list.go"), role="primary")
        self.notice = NoticeBox()
        self.chips = ChipRow([(chip, tr(f"day_list.chip_{chip}")) for chip in CHIPS], _TONES, tr("day_list.chips_name"))
        self.table = CellTable(tr("day_list.table_name"), most=60)
        self._listing = Panel()
        self._listing.body.setContentsMargins(dp(4), dp(4), dp(4), dp(8))
        self._listing.body.addWidget(self.table)
        self.explained = label("", "hint", wrap=True)
        self.empty = EmptyState()
        column = QVBoxLayout()
        column.setContentsMargins(dp(24), dp(20), dp(24), dp(20))
        column.setSpacing(dp(16))
        column.addWidget(self._questions())
        for part in (self.notice, self.chips, self._listing, self.explained):
            column.addWidget(part)
        column.addWidget(self.empty, 1)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(column))
        self.day.changed.connect(lambda: self.day_field.complain(""))
        self.day.returnPressed.connect(self._ask)
        self.go.clicked.connect(self._ask)
        self.empty.pressed.connect(self._ask)
        self.chips.chosen.connect(self._show_rows)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _was: self._explain(now.row()))
        self.account.currentIndexChanged.connect(lambda _index: self._account_chosen())

    def _questions(self) -> Panel:
        panel = Panel()
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.day_field, 2, top)
        row.addWidget(self.account_field, 3, top)
        button = QVBoxLayout()
        button.addSpacing(dp(21))
        button.addWidget(self.go)
        button.addStretch(1)
        row.addLayout(button)
        row.addStretch(1)
        panel.body.addLayout(row)
        return panel

    def _today(self) -> date:
        return day_at_counter(self._desk.now())

    def _accounts_came(self) -> None:
        """They arrive after the first paint."""
        if self._desk.accounts:
            self._waiting.stop()
            self._fill()

    def _fill(self) -> None:
        accounts = self._desk.accounts
        for name, account in accounts.items():
            self.account.addItem(account.title, name)
        with_list = [name for name, each in accounts.items() if each.gateway.abilities.day_list]
        if with_list:
            self.account.setCurrentIndex(self.account.findData(with_list[0]))
        self._account_chosen()

    # --------------------------------------------------------------------------------------------------- what is told

    def _account_chosen(self) -> None:
        """Another account: what was compared before belongs to the one before."""
        account = self._desk.accounts.get(str(self.account.currentData() or ""))
        self._check = None
        self.notice.say("plain")
        can = account is not None and account.gateway.abilities.day_list
        self.go.setEnabled(can)
        if account is None:
            self._say_empty("clock", tr("day_list.loading_title"), tr("day_list.loading"))
        elif not can:
            self._say_empty("slash", tr("day_list.no_list_title"), why_missing("no_day_list"))
        else:
            self._say_empty("list", tr("day_list.start_title"), tr("day_list.start"))

    def _say_empty(self, drawing: str, title: str, text: str, button: str = "") -> None:
        for part in (self.chips, self._listing, self.explained):
            part.hide()
        self.empty.say(drawing, title, text, button)
        self.empty.button.setVisible(bool(button))
        self.empty.show()

    def _ask(self) -> None:
        day, account = self.day.day(), str(self.account.currentData() or "")
        self.day_field.complain(tr(f"new_hold.{self.day.problem()}") if day is None else "")
        if day is None or not account or not self.go.isEnabled():
            self.day.setFocus()
            return
        self.notice.say("info", "", tr("day_list.asking"))
        self.account.setEnabled(False)
        self._tasks.run(
            check_day(self._desk, account, day.isoformat()),
            self._told,
            owner=self,
            button=self.go,
            slow=lambda: self.notice.say("info", "", tr("day_list.slow")),
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.account.setEnabled(True)
        self.notice.say("plain")
        self._tasks.report(error)

    def _told(self, check: DayCheck) -> None:
        self.account.setEnabled(True)
        self.go.setFocus()  # it was disabled meanwhile, and the keyboard had gone to the rail
        self._check = check
        if check.problem:
            why = notices.reason(check.problem)
            code = tr("accounts.code", code=check.code) if check.code else ""
            text = "\n".join(part for part in (f"{why.what} {why.next_step}".strip(), code) if part)
            self.notice.say("plain")
            self._say_empty("alert", why.title or tr("day_list.failed_title"), text, tr("day_list.again"))
            return
        if not check.rows:
            self.notice.say("plain")
            self._say_empty("check", tr("day_list.empty_title"), tr("day_list.empty"))
            return
        self._show_verdict(check)
        self.empty.hide()
        self.chips.choose("all")
        for part in (self.chips, self._listing, self.explained):
            part.show()
        self._show_rows("all")
        self.table.setFocus()

    def _show_verdict(self, check: DayCheck) -> None:
        tally: Counter[str] = Counter(row.verdict for row in check.rows)
        counts = {**tally, "all": len(check.rows), "untold": sum(tally[each] for each in UNTOLD)}
        self.chips.show_counts(counts)
        for chip in CHIPS[1:]:
            self.chips.button(chip).setVisible(counts.get(chip, 0) > 0)
        differs = sum(tally[each] for each in DIFFERS)
        day = showing.day(check.day)
        if differs:
            self.notice.say("risk", tr("day_list.differs_title", day=day, count=differs), tr("day_list.differs"))
        elif tally["sum_not_told"]:
            title = tr("day_list.not_told_title", day=day, count=tally["sum_not_told"])
            self.notice.say("info", title, tr("day_list.not_told"))
        else:
            title = tr("day_list.all_good_title", day=day)
            self.notice.say("good", title, tr("day_list.all_good", count=len(check.rows)))

    def _show_rows(self, chip: str) -> None:
        rows = self._check.rows if self._check is not None else ()
        wanted = {"all": FACES.keys(), "untold": UNTOLD}.get(chip, {chip})
        order = list(FACES)
        fitting = [row for row in rows if row.verdict in wanted]
        self._shown = tuple(sorted(fitting, key=lambda row: (order.index(row.verdict), _at(row))))
        columns = [Column(tr(f"day_list.column_{name}"), right=name in {"gateway", "ledger"}) for name in _COLUMNS]
        self.table.put(columns, [self._cells(row) for row in self._shown])
        self._explain(0)

    def _cells(self, row: DayRow) -> tuple[Cell, ...]:
        icon, tone = FACES[row.verdict]
        listed, movement = row.listed, row.movement
        at = _at(row)
        kind = movement.attempt.kind if movement is not None else listed.kind if listed is not None else "payment"
        if kind == "place" and movement is not None and movement.held.hold.state == "charged":
            kind = "sale"  # a hold was asked for, and charged instead
        stay = movement.held.stay if movement is not None else None
        number = ""
        if listed is not None:
            number = showing.short_key(listed.payment_id) if listed.payment_id == listed.key else listed.payment_id
        if movement is not None and number in {"", movement.held.hold.payment_id}:
            number = showing.number(movement.held.hold)
        last4 = movement.held.hold.last4 if movement is not None else listed.last4 if listed is not None else ""
        card = f"•••• {last4}" if last4 else ""
        theirs = "—"
        if listed is not None:
            theirs = self._sum(listed.amount) if listed.amount is not None else tr("day_list.sum_not_told")
        ours = self._sum(Money(movement.attempt.amount, movement.attempt.currency)) if movement is not None else "—"
        return (
            Cell(showing.clock(at) if at else "—"),
            Cell(
                "",
                pill=Face(icon, tone, tr(f"day_list.verdict_{row.verdict}")),
                hover=tr(f"day_list.explain_{row.verdict}"),
            ),
            Cell(tr(f"day_list.kind_{kind}"), number),
            Cell(stay.guest, showing.who(stay)) if stay is not None else Cell("—", card),
            Cell(theirs),
            Cell(ours),
        )

    def _sum(self, money: Money) -> str:
        return showing.amount(money, self._desk.house)

    def _explain(self, at: int) -> None:
        """What the row that the clerk stands on means, and what to do."""
        self.explained.setText(tr(f"day_list.explain_{self._shown[at].verdict}") if 0 <= at < len(self._shown) else "")

    def _open(self, at: int) -> None:
        movement = self._shown[at].movement
        if movement is not None:
            self.hold_wanted.emit(movement.held.hold.id)


def _at(row: DayRow) -> int:
    """When it happened (UTC seconds), 0 where nobody tells."""
    if row.movement is not None:
        return row.movement.attempt.begun_at
    return row.listed.at if row.listed is not None else 0
