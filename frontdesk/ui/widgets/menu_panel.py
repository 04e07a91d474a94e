"""A provider's menu: what can be asked, with what it needs, and the rows of the answer. Nothing of it moves money."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from frontdesk.domain.abilities import NEEDS, SERVICES, Abilities, Service, ServiceState
from frontdesk.domain.amount_text import show_figures
from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.ui.ability_words import service_name, service_state
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.ability_list import AbilityList
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.cell_table import CellTable, Column
from frontdesk.ui.widgets.day_edit import DayEdit
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.flow import FlowLayout
from frontdesk.ui.widgets.hold_row import Cell
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, Panel, label
from frontdesk.ui.widgets.plain_edit import PlainEdit
from frontdesk.ui.words import tr

_LEAST_BIN, _MOST_BIN = 6, 8


_UNASKED: tuple[ServiceState, ...] = ("used", "sale_only", "not_known")


class MenuPanel(Panel):
    """`wanted` carries the service and what it is asked with (texts, as the gateways' menu takes them)."""

    wanted = Signal(str, object)

    def __init__(self, can: Abilities, house: House, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self.here = tuple(name for name in SERVICES if can.service(name) == "here")
        self.service: Service | None = self.here[0] if self.here else None
        self.chips: dict[Service, KeyButton] = {}
        self.bin = PlainEdit(longest=20)
        self.bin_field = Field(tr("accounts.bin"), self.bin)
        self.amount = AmountEdit(house.currency, house.notation)
        self.amount_field = Field(tr("accounts.amount"), self.amount)
        self.first, self.last = DayEdit(today, today()), DayEdit(today, today())
        self.first_field, self.last_field = Field(tr("accounts.from"), self.first), Field(tr("accounts.to"), self.last)
        self.ask = KeyButton(tr("accounts.ask"), role="primary")
        self.notice = NoticeBox()
        self.count = label("", "caption")
        self.table = CellTable(tr("accounts.rows_name"))
        self.table.hide()
        self._lay_out(can)
        self.bin.refused.connect(lambda code: self.bin_field.complain(tr(f"card.{code}")))
        self.bin.returnPressed.connect(self._ask)
        self.amount.returnPressed.connect(self._ask)
        self.ask.clicked.connect(self._ask)
        self._show_fields()

    def _lay_out(self, can: Abilities) -> None:
        self.body.addWidget(label(tr("accounts.menu"), "heading"))
        self.body.addWidget(label(tr("accounts.menu_hint"), "hint", wrap=True))
        chips, group = QWidget(), QButtonGroup(self)
        chips.setAccessibleName(tr("accounts.menu"))
        flow = FlowLayout(chips)
        for name in self.here:
            chip = KeyButton(service_name(name), role="chip")
            chip.setCheckable(True)
            chip.setChecked(name == self.service)
            chip.clicked.connect(lambda _, name=name: self.choose(name))
            group.addButton(chip)
            flow.addWidget(chip)
            self.chips[name] = chip
        self.body.addWidget(chips)
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        for field in (self.bin_field, self.amount_field, self.first_field, self.last_field):
            row.addWidget(field, 2, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.notice, self.count, self.table):
            self.body.addWidget(part)
        self.count.hide()
        if not self.here:
            self.ask.hide()
            chips.hide()
        rest = AbilityList()
        rest.say(_unasked(can))
        self.rest = rest
        if rest.words():
            self.body.addSpacing(dp(6))
            self.body.addWidget(label(tr("accounts.menu_rest"), "caption"))
            self.body.addWidget(rest)

    def choose(self, service: Service) -> None:
        """Another question; the rows of the last one go."""
        self.service = service
        self.chips[service].setChecked(True)
        self.notice.say("plain")
        self.count.hide()
        self.table.hide()
        self._show_fields()

    def _needs(self, name: str) -> str:
        """ "" where the chosen service has no use for it, else name, or name with ? where it may be left out."""
        needs = NEEDS.get(self.service, ()) if self.service is not None else ()
        return next((need for need in needs if need.rstrip("?") == name), "")

    def _show_fields(self) -> None:
        self.bin_field.setVisible(bool(self._needs("bin")))
        self.bin_field.say_hint(tr("accounts.bin_optional") if self._needs("bin").endswith("?") else "")
        self.amount_field.setVisible(bool(self._needs("amount")))
        for field in (self.first_field, self.last_field):
            field.setVisible(bool(self._needs("days")))

    def _ask(self) -> None:
        asked = self._asked()
        if self.service is not None and asked is not None and self.ask.isEnabled():
            self.wanted.emit(self.service, asked)

    def _asked(self) -> Mapping[str, str] | None:
        """What stands in the fields, None where something is wrong; that is then said beside it."""
        asked: dict[str, str] = {}
        wrong: Field | None = None
        if self._needs("bin"):
            digits = self.bin.text().strip()
            good = digits.isascii() and digits.isdigit() and _LEAST_BIN <= len(digits) <= _MOST_BIN
            missing = not digits and self._needs("bin").endswith("?")
            self.bin_field.complain("" if good or missing else tr("accounts.bin_form"))
            wrong = None if good or missing else self.bin_field
            asked |= {"bin": digits} if good else {}
        if self._needs("amount"):
            money, code = self.amount.money(), self.amount.problem()
            example = show_figures(Money(125050, "TRY"), self._house.notation)
            self.amount_field.complain(tr(f"amounts.{code}", example=example, code=self.amount.code) if code else "")
            wrong = wrong or (self.amount_field if money is None else None)
            asked |= {"amount": str(money.minor), "currency": money.code} if money is not None else {}
        if self._needs("days"):
            for name, field, edit in (("from", self.first_field, self.first), ("to", self.last_field, self.last)):
                day = edit.day()
                field.complain(tr(f"new_hold.{edit.problem()}") if day is None else "")
                wrong = wrong or (field if day is None else None)
                asked |= {name: day.isoformat()} if day is not None else {}
        if wrong is not None:
            wrong.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        return None if wrong is not None else asked

    def wait(self, asking: bool) -> None:
        """A question is on its way, or was answered."""
        self.ask.setEnabled(not asking)
        for chip in self.chips.values():
            chip.setEnabled(not asking)
        self.notice.say("info" if asking else "plain", "", tr("accounts.asking") if asking else "")

    def show_rows(self, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> None:
        """The answer."""
        self.count.setText(tr("accounts.rows_count", count=len(rows)) if rows else tr("accounts.rows_none"))
        self.count.show()
        self.table.setVisible(bool(rows))
        self.table.put(columns, rows)


def _unasked(can: Abilities) -> Sequence[tuple[str, str]]:
    """Every other entry of the menu, by the one reason why it cannot be asked."""
    lines = []
    for state in _UNASKED:
        names = " · ".join(service_name(name) for name in SERVICES if can.service(name) == state)
        if names:
            lines.append((names, service_state(state)))
    return lines
