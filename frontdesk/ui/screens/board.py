"""The board: open holds by urgency, chips, search, and the chosen hold at the side. Reads need no network."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.domain.hold import HeldStay
from frontdesk.ui import showing
from frontdesk.ui.said import CHARGES, form_of
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.chip_row import ChipRow
from frontdesk.ui.widgets.hold_row import Row, row_of
from frontdesk.ui.widgets.hold_table import PAGE, HoldTable, More
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, Tone, label
from frontdesk.ui.widgets.search_box import SearchBox
from frontdesk.ui.widgets.side_panel import Side, SidePanel
from frontdesk.ui.words import tr
from frontdesk.usecases import list_holds
from frontdesk.usecases.desk import Desk, Outcome

if TYPE_CHECKING:
    from frontdesk.ui.widgets.empty_state import EmptyState

CHIP_TONES = {"lapsing": "warn", "asking": "info", "attention": "risk", "departed": "warn"}
MINUTE_MS = 60_000
# Where the window is narrower than this, at 100 %, the side panel gives way to the list.
NARROW = 1090
SIDE_WIDTH, SIDE_NARROW = 352, 284


class Board(QWidget):
    """`wanted` carries a verb (capture, release, refund, return, by_hand) and a hold; `new_wanted` asks for
    the new-hold screen."""

    wanted = Signal(str, int)
    new_wanted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, titles: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._titles = desk, tasks, titles
        self._chip = "open"
        self._counts: dict[str, int] = {}
        self._asking: set[int] = set()
        self._way_on = "new_hold"
        self.empty: EmptyState | None = None
        self.told: NoticeBox | None = None
        self.title, self.subtitle = "", ""
        self.search = SearchBox(tr("board.search"), tr("board.search_name"))
        self.search.textChanged.connect(self._show_from_start)
        self.new_button = KeyButton(tr("board.new_hold"), "F2", "primary", later=True)
        self.new_button.clicked.connect(self.new_wanted)
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._minutes = QTimer(self)
        self._minutes.timeout.connect(self.refresh)
        self._whole = False
        self._show_rows(keep=0)

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.chips = ChipRow(
            [(chip, tr(f"board.chip_{chip}")) for chip in list_holds.CHIPS], CHIP_TONES, tr("board.chips_name")
        )
        self.chips.chosen.connect(self._choose_chip)
        self.table = HoldTable()
        self.table.chosen.connect(self._show_chosen)
        self._listing = Panel()
        self._listing.body.setContentsMargins(dp(4), dp(4), dp(4), dp(8))
        self._listing.body.addWidget(self.table)
        main = QVBoxLayout()
        main.setContentsMargins(dp(24), dp(20), dp(24), dp(16))
        main.setSpacing(dp(16))
        main.addWidget(self.chips)
        main.addWidget(self._listing, 100)
        main.addLayout(self._footer())
        main.addStretch(1)
        self._main = main
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(main, 1)
        self.side = SidePanel(self._desk.house, tr("board.side_name"))
        self.side.wanted.connect(self._want)
        self.table.opened.connect(lambda _: self.side.focus_first())
        across.addWidget(self.side)

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(dp(2), 0, dp(2), 0)
        row.setSpacing(dp(6))
        self.count_line = label("", "caption")
        self._total_name = label(tr("board.total"), "caption")
        self._total_name.hide()
        self.total_line = label("", "strong")
        row.addWidget(self.count_line)
        row.addStretch(1)
        row.addWidget(self._total_name)
        row.addWidget(self.total_line)
        return row

    # -------------------------------------------------------------------------------------------------------- showing

    def complete(self) -> None:
        """What may wait until the first page is painted: counts, total, the chosen hold, the minute hand."""
        self._whole = True
        self.new_button.take_mnemonic()
        self._minutes.start(MINUTE_MS)
        self._show_sums()
        if not self.table.chosen_id():
            self.table.choose_first()
        self._show_chosen(self.table.chosen_id())

    def changed(self) -> None:
        """Something in the ledger changed; many changes in a row are one refresh."""
        self._soon.start(0)

    def refresh(self) -> None:
        """Read everything again; the chosen hold and the place in the list stay."""
        with QSignalBlocker(self.table):
            self._show_rows(keep=self.table.chosen_id())
        self._show_sums()
        self._show_chosen(self.table.chosen_id())

    def choose(self, hold_id: int) -> None:
        """Choose one hold, if it is among those shown."""
        self.table.choose(hold_id)

    def show_all(self) -> None:
        """No search, no filter."""
        self.chips.choose("open")
        self._chip = "open"
        if self.search.text():
            self.search.clear()
        else:
            self._show_from_start()

    def show_new(self, hold_id: int) -> None:
        """A hold that was just placed is not left behind an old search or filter."""
        self.show_all()
        self._show_sums()
        self.choose(hold_id)

    def tell(self, title: str, text: str, tone: Tone = "info") -> None:
        """One message over the list, until the clerk does something else with it."""
        if self.told is None:
            self.told = NoticeBox()
            self._main.insertWidget(0, self.told)
        self.told.say(tone, title, text)

    def find_focus(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def leave_search(self) -> None:
        """Esc: first the search goes, then the list has the keys."""
        if self.search.text():
            self.show_all()
        else:
            self.table.setFocus()

    def _choose_chip(self, chip: str) -> None:
        self._chip = chip
        if self.search.text():
            with QSignalBlocker(self.search):
                self.search.clear()
        self._show_from_start()

    def _show_from_start(self) -> None:
        with QSignalBlocker(self.table):  # the side panel is shown once, below
            self._show_rows(keep=self.table.chosen_id())
            self.table.scrollToTop()
            if self._whole and not self.table.chosen_id():
                self.table.choose_first()
        self._show_chosen(self.table.chosen_id())

    def _show_rows(self, *, keep: int) -> None:
        try:
            rows, more = self._fetched()
        except Exception as error:  # noqa: BLE001 -- whatever the ledger raises, the board says it could not be read
            self._tasks.report(error)
            self.table.put([], None)
            self._say_empty("alert", "broken", "try_again")
            return
        self.table.put(rows, more, keep=keep)
        self._listing.setMaximumHeight(self.table.wanted_height() + dp(12) if more is None else 16_777_215)
        if rows:
            if self.empty is not None:
                self.empty.hide()
            self._listing.show()
        else:
            self._show_empty()
        self._show_count()

    def _fetched(self) -> tuple[list[Row], More | None]:
        text = self.search.text().strip()
        if text:
            return self._rows(list_holds.find(self._desk, text)), None
        chip, shown = self._chip, max(PAGE, len(self.table.holds.rows) if self._whole else 0)
        rows = self._rows(list_holds.page(self._desk, chip, None, shown))
        more = (
            (lambda after: self._rows(list_holds.page(self._desk, chip, after, PAGE))) if len(rows) >= shown else None
        )
        return rows, more

    def _rows(self, held: tuple[HeldStay, ...]) -> list[Row]:
        now, house = self._desk.now(), self._desk.house
        return [row_of(each, house, self._titles, now) for each in held]

    def _show_sums(self) -> None:
        self._counts = list_holds.counts(self._desk)
        self.chips.show_counts(self._counts)
        total = list_holds.total(self._desk)
        self.total_line.setText(" · ".join(showing.amount(money, self._desk.house) for money in total))
        self._show_count()

    def _show_count(self) -> None:
        text = self.search.text().strip()
        for part in (self._total_name, self.total_line):  # the total is of all that is open, not of what was found
            part.setVisible(bool(self.total_line.text()) and not text)
        if text:
            said = tr("board.count_found", count=len(self.table.holds.rows), text=text)
        elif self._counts:
            key = "board.count_open" if self._chip == "open" else "board.count_shown"
            said = tr(key, count=self._counts[self._chip])
        else:
            said = ""
        self.count_line.setText(said)

    def _show_empty(self) -> None:
        text = self.search.text().strip()
        if text:
            self._say_empty("search", "empty_search", "show_all", text=text)
        elif self._chip == "open":
            self._say_empty("card", "empty", "new_hold")
        else:
            self._say_empty("list", "empty_chip", "show_all")

    def _say_empty(self, drawing: str, key: str, button: str, **values: str) -> None:
        self._way_on = button
        title = tr(f"board.{key}_title", **values)
        if self.empty is None:
            self.empty = self._made_empty()
        self.empty.say(drawing, title, tr(f"board.{key}_text"), tr(f"board.{button}"))
        self._listing.hide()
        self.empty.show()

    def _made_empty(self) -> "EmptyState":
        from frontdesk.ui.widgets.empty_state import EmptyState

        made = EmptyState()
        made.pressed.connect(self._press_empty)
        self._main.insertWidget(self._main.indexOf(self._listing), made, 100)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(dp(SIDE_WIDTH if self.width() >= dp(NARROW) else SIDE_NARROW))

    def _press_empty(self) -> None:
        {"new_hold": self.new_wanted.emit, "show_all": self.show_all, "try_again": self.refresh}[self._way_on]()

    # ------------------------------------------------------------------------------------------------- the chosen hold

    def _show_chosen(self, hold_id: int) -> None:
        if not self._whole:
            return
        self.side.show_side(self._side(hold_id) if hold_id else None)

    def _side(self, hold_id: int) -> Side:
        from frontdesk.ui import history, notices
        from frontdesk.usecases.refund_capture import way_back

        detail = list_holds.detail(self._desk, hold_id)
        hold = detail.held.hold
        form = form_of(hold)
        why = {verb: notices.reason(problem, form).title for verb, problem in detail.why_not.items()}
        warned = notices.reason(hold.attention, form)
        return Side(
            detail.held,
            showing.account(hold.account, self._titles),
            history.steps(detail.journal, self._desk.house, form),
            detail.can,
            why,
            detail.allowed,
            (warned.title, " ".join(part for part in (warned.what, warned.next_step) if part)),
            self._desk.now(),
            way_back(self._desk, hold) if form in CHARGES or hold.state == "charged" else "",
        )

    def want(self, verb: str) -> None:
        """What a key asks for the chosen hold; a verb that is not possible is passed over."""
        side = self.side.side
        if side is None:
            return
        from frontdesk.ui.widgets import side_actions

        verb = side_actions.meant(verb, side)
        if side_actions.can(verb, side):
            self._want(verb)

    def _want(self, verb: str) -> None:
        if self.told is not None:
            self.told.say("info")
        hold_id = self.table.chosen_id()
        if verb == "ask" and hold_id:
            self._ask(hold_id)
        elif hold_id:
            self.wanted.emit(verb, hold_id)

    def _ask(self, hold_id: int) -> None:
        from frontdesk.usecases import ask_bank

        if hold_id in self._asking:
            return
        self._asking.add(hold_id)
        self._say(hold_id, "info", tr("board.asking_now"), "")
        slow = tr("board.asking_slow")
        self._tasks.run(
            ask_bank.ask_bank(self._desk, hold_id),
            lambda outcome: self._answered(hold_id, outcome),
            owner=self,
            slow=lambda: self._say(hold_id, "info", tr("board.asking_now"), slow),
            failed=lambda error: self._not_answered(hold_id, error),
        )

    def _answered(self, hold_id: int, outcome: Outcome) -> None:
        from frontdesk.ui import notices

        self._asking.discard(hold_id)
        self.refresh()
        self._say(hold_id, *notices.answer(outcome, self._desk.house, self._desk.now()))

    def _not_answered(self, hold_id: int, error: BaseException) -> None:
        self._asking.discard(hold_id)
        self._say(hold_id, "plain", "", "")
        self._tasks.report(error)

    def _say(self, hold_id: int, tone: Tone, title: str, text: str) -> None:
        if self.table.chosen_id() == hold_id:
            self.side.say(tone, title, text)
