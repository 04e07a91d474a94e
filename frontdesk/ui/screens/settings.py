"""Settings of this desk: language and words, appearance, who is at the desk. Each choice holds at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from frontdesk.domain.card import looks_like_card_number
from frontdesk.domain.house import House
from frontdesk.ui.theme import SCALES, SCHEMES, Looks, dp
from frontdesk.ui.widgets.choice import Choice
from frontdesk.ui.widgets.field import Field, TextField
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import Panel, label
from frontdesk.ui.words import tr
from frontdesk.usecases.change_house import change_house
from frontdesk.usecases.desk import Desk
from frontdesk.usecases.sign_in import sign_in

WIDTH = 760
LONGEST_NAME = 60


class Settings(QWidget):
    """`looks_chosen` carries Looks; `house_changed` and `clerk_changed` say that the desk has others now."""

    left = Signal()
    looks_chosen = Signal(object)
    house_changed = Signal()
    clerk_changed = Signal()

    def __init__(self, desk: Desk, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._desk, self._looks = desk, looks
        self.title, self.subtitle = tr("settings.title"), desk.house.name
        column = QVBoxLayout()
        column.setContentsMargins(dp(24), dp(24), dp(24), dp(24))
        column.setSpacing(dp(16))
        for heading, fill in (
            ("clerk_heading", self._clerk),
            ("language_heading", self._language),
            ("looks_heading", self._appearance),
        ):
            panel = Panel()
            panel.body.addWidget(label(tr(f"settings.{heading}"), "heading"))
            fill(panel)
            column.addWidget(panel)
        column.addStretch(1)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        centred = QHBoxLayout(canvas)
        middle = QWidget()
        middle.setMaximumWidth(dp(WIDTH))
        middle.setLayout(column)
        centred.addWidget(middle, 100)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(canvas)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.clerk)

    def may_leave(self) -> bool:
        """Nothing here waits to be kept."""
        return True

    def _clerk(self, panel: Panel) -> None:
        self.clerk = Choice()
        self.clerk.setObjectName("choose_clerk")
        self.clerk.addItems(list(self._desk.house.clerks))
        self.clerk.setCurrentText(self._desk.clerk.name)
        self.clerk.textActivated.connect(self._sign_in)
        panel.body.addWidget(Field(tr("settings.clerk"), self.clerk, tr("settings.clerk_hint")))
        self.new_name = TextField(tr("settings.new_clerk"))
        self.new_name.edit.setMaxLength(LONGEST_NAME)
        self.new_name.edit.returnPressed.connect(self._add)
        self.add = KeyButton(tr("settings.add"))
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        row.addWidget(self.new_name, 1)
        under = QVBoxLayout()
        under.addSpacing(dp(21))
        under.addWidget(self.add)
        under.addStretch(1)
        row.addLayout(under)
        panel.body.addLayout(row)

    def _language(self, panel: Panel) -> None:
        house = self._desk.house
        grid = QGridLayout()
        grid.setSpacing(dp(14))
        self.language = self._choice("language", ("tr", "en"), house.language)
        self.trade = self._choice("trade", ("hotel", "rental"), house.trade)
        self.notation = self._choice("notation", ("tr", "en"), house.notation)
        for at, (name, box) in enumerate(
            (("language", self.language), ("trade", self.trade), ("notation", self.notation))
        ):
            box.activated.connect(self._change_house)
            grid.addWidget(Field(tr(f"settings.{name}"), box), at // 2, at % 2)
        panel.body.addLayout(grid)

    def _appearance(self, panel: Panel) -> None:
        self.scheme = self._choice("scheme", SCHEMES, self._looks.scheme)
        self.scale = Choice()
        self.scale.setObjectName("choose_scale")
        for scale in SCALES:
            self.scale.addItem(tr("settings.scale_value", scale=scale), scale)
        self.scale.setCurrentIndex(max(0, self.scale.findData(self._looks.scale)))
        row = QHBoxLayout()
        row.setSpacing(dp(14))
        for name, box in (("scheme", self.scheme), ("scale", self.scale)):
            box.activated.connect(self._choose_looks)
            row.addWidget(Field(tr(f"settings.{name}"), box), 1)
        panel.body.addLayout(row)

    def _choice(self, name: str, values: tuple[str, ...], now: str) -> Choice:
        box = Choice()
        box.setObjectName(f"choose_{name}")
        for value in values:
            box.addItem(tr(f"settings.{name}_{value}"), value)
        box.setCurrentIndex(box.findData(now))
        return box

    def _sign_in(self, name: str) -> None:
        sign_in(self._desk, name)
        self.clerk_changed.emit()

    def _add(self) -> None:
        name = " ".join(self.new_name.text.split())
        complaint = self._complaint(name)
        self.new_name.complain(complaint)
        if complaint:
            return
        house = self._desk.house
        change_house(self._desk, house._replace(clerks=(*house.clerks, name)))
        self.clerk.addItem(name)
        self.clerk.setCurrentText(name)
        self.new_name.edit.clear()
        self._sign_in(name)

    def _complaint(self, name: str) -> str:
        if not name:
            return tr("settings.name_missing")
        if looks_like_card_number(name):
            return tr("settings.name_is_card")
        known = {clerk.casefold() for clerk in self._desk.house.clerks}
        return tr("settings.name_known") if name.casefold() in known else ""

    def _change_house(self) -> None:
        house: House = self._desk.house._replace(
            language=self.language.currentData(),
            trade=self.trade.currentData(),
            notation=self.notation.currentData(),
        )
        if house != self._desk.house:
            change_house(self._desk, house)
            self.house_changed.emit()

    def _choose_looks(self) -> None:
        looks = Looks(self.scheme.currentData(), self.scale.currentData())
        if looks != self._looks:
            self._looks = looks
            self.looks_chosen.emit(looks)
