"""Everything that is typed of a deposit, from top to bottom: stay, amount and account, consent, card."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from frontdesk.domain.amount_text import show_amount, show_figures
from frontdesk.domain.currencies import currency
from frontdesk.domain.house import House
from frontdesk.domain.money import Money
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.account_choice import AccountChoice
from frontdesk.ui.widgets.amount_edit import AmountEdit
from frontdesk.ui.widgets.card_way import CardWay
from frontdesk.ui.widgets.choice import Choice
from frontdesk.ui.widgets.consent_box import ConsentBox
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.panel import label
from frontdesk.ui.widgets.stay_edit import ContactEdit, StayEdit
from frontdesk.ui.words import tr

_WIDEST = 860
# Below this width (dp) amount, currency and account stand below each other.
_ABREAST = 500


class HoldForm(QWidget):
    """`amount_left` once the amount was typed and left, `currency_picked` when a person chose another currency."""

    amount_changed = Signal()
    amount_left = Signal()
    currency_picked = Signal()

    def __init__(self, house: House, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self._not_here = ""
        self.stay = StayEdit(today)
        self.contact = ContactEdit(house.email, house.phone)
        self.amount = AmountEdit(house.currency, house.notation)
        self.amount_field = Field(tr("new_hold.amount"), self.amount)
        self.currency = Choice()
        self.currency.setProperty("tall", True)
        self.currency_field = Field(tr("new_hold.currency"), self.currency)
        self.account = AccountChoice(self)
        self.consent = ConsentBox()
        self.way = CardWay(today)
        self.offer_currencies((house.currency,))
        self._lay_out()
        self.charge(False)
        self.amount.changed.connect(self._amount_typed)
        self.amount.editingFinished.connect(self._amount_done)
        self.currency.activated.connect(lambda _index: self._currency_chosen())
        self.consent.changed.connect(self._consent_changed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(12))
        self.setMaximumWidth(dp(_WIDEST))
        for heading, *widgets in (
            ("stay", self.stay, self.contact),
            ("deposit", self._deposit_row(), self.consent),
            ("card", self.way),
        ):
            column.addWidget(label(tr(f"new_hold.{heading}"), "heading"))
            for widget in widgets:
                column.addWidget(widget)
            column.addSpacing(dp(12))
        column.addStretch(1)

    def _deposit_row(self) -> QWidget:
        row = QWidget()
        line = self._deposit = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(dp(12))
        for field, stretch in ((self.amount_field, 6), (self.currency_field, 2), (self.account.field, 7)):
            line.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window currency and account stand under the amount."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._deposit.setDirection(across if self.width() >= dp(_ABREAST) else down)
        super().resizeEvent(event)

    # ---------------------------------------------------------------------------------------------------- what it asks

    def charge(self, on: bool) -> None:
        """The account cannot hold: what is read out is asked for, and no card before the guest agreed."""
        self.consent.setVisible(on)
        self.way.lock(on and not self.consent.given)

    @property
    def charges(self) -> bool:
        return not self.consent.isHidden()

    def offer_currencies(self, codes: Sequence[str]) -> None:
        """The currencies that some account takes, the house's own first; one alone needs no choice."""
        listed = [self.currency.itemData(index) for index in range(self.currency.count())]
        if listed != list(codes):
            self.currency.clear()
            for code in codes:
                sign = currency(code).sign
                self.currency.addItem(code if sign == code else f"{code} {sign}", code)
        self.currency.setCurrentIndex(self.currency.findData(self.amount.code))
        self.currency_field.setVisible(len(codes) > 1)

    def propose(self, amount: Money) -> None:
        """Write an amount in its currency."""
        self.amount.set_money(amount)
        self.currency.setCurrentIndex(self.currency.findData(amount.code))

    def forbid_currency(self, why: str) -> None:
        """Why this card cannot be charged in this currency, "" where it can; said beside the amount at once."""
        if why != self._not_here:
            self._not_here = why
            self.amount_field.complain(why)

    @property
    def is_forbidden(self) -> bool:
        """Whether this card cannot pay in the currency that stands here."""
        return bool(self._not_here)

    def _consent_changed(self) -> None:
        self.way.lock(self.charges and not self.consent.given)
        self.amount_changed.emit()

    def _currency_chosen(self) -> None:
        self.amount.set_code(str(self.currency.currentData()))
        self.currency_picked.emit()

    # --------------------------------------------------------------------------------------------------------- amount

    def _amount_typed(self) -> None:
        self.amount_field.complain(self._not_here)
        read, notation = self.amount.money(), self._house.notation
        plain = read is None or self.amount.text().strip() == show_figures(read, notation)
        self.amount_field.say_hint(
            "" if plain or read is None else tr("amounts.read_as", amount=show_amount(read, notation))
        )
        self.amount_changed.emit()

    def _amount_done(self) -> None:
        self._judge_amount()
        self.amount_left.emit()

    def _judge_amount(self) -> bool:
        code = self.amount.problem()
        example = show_figures(Money(125050, "TRY"), self._house.notation)
        wrong = tr(f"amounts.{code}", example=example, code=self.amount.code) if code else self._not_here
        self.amount_field.complain(wrong)
        return not wrong

    # ---------------------------------------------------------------------------------------------------------- judged

    def first_wrong(self) -> QWidget | None:
        """Every complaint is shown; where the keyboard should go first, None when all is right."""
        stay, contact = self.stay.first_wrong(), self.contact.first_wrong()
        amount = None if self._judge_amount() else self.amount_field
        unread = self.charges and not self.consent.given and self.way.entry != "terminal"
        self.consent.complain(unread)
        card = None if unread else self.way.first_wrong()
        return stay or contact or amount or (self.consent.tick if unread else None) or card

    def typed(self) -> bool:
        """Whether anything stands here that would be lost; the amount is the screen's to compare."""
        return self.stay.typed() or self.contact.typed() or self.way.typed()
