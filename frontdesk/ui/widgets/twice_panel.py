"""The guest may be blocked twice: the holds there are, and why another one is wanted."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from frontdesk.domain.amount_text import show_amount
from frontdesk.domain.hold import HeldStay
from frontdesk.domain.house import Notation
from frontdesk.ui import showing
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import clear, label
from frontdesk.ui.widgets.plain_edit import PlainEdit
from frontdesk.ui.words import tr


class TwicePanel(QFrame):
    """`decided` carries the reason, once there is one."""

    decided = Signal(str)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self.setProperty("role", "notice")
        self.setProperty("tone", "warn")
        self.reason = PlainEdit(longest=120)
        self.reason.setPlaceholderText(tr("new_hold.twice_hint"))
        self.reason_field = Field(tr("new_hold.twice_reason"), self.reason)
        self.go = KeyButton(tr("new_hold.twice_go"))
        self._holds = QVBoxLayout()
        self._holds.setSpacing(dp(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(16), dp(14), dp(16), dp(14))
        column.setSpacing(dp(10))
        self._words = [label("", role, wrap=True) for role in ("strong", "", "")]
        for part in self._words:
            column.addWidget(part)
        column.addLayout(self._holds)
        column.addWidget(self.reason_field)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)
        self.reason.refused.connect(lambda code: self.reason_field.complain(tr(f"card.{code}")))
        self.reason.textEdited.connect(lambda text: self.reason_field.complain("") if text else None)
        self.reason.returnPressed.connect(self._decide)
        self.go.clicked.connect(self._decide)

    def ask(self, holds: Iterable[HeldStay], *, charges: bool = False) -> None:
        """Show the other holds and wait for a reason; `charges`: what is asked for is a charge."""
        form = "_charge" if charges else ""
        said = ("new_hold.twice_title_charge", "new_hold.twice_what_charge", "new_hold.twice_next_charge")
        of_hold = (f"problems.may_block_twice.{part}" for part in ("title", "what", "next"))
        for part, key in zip(self._words, said if charges else of_hold, strict=True):
            part.setText(tr(key))
        self.reason_field.caption.setText(tr(f"new_hold.twice_reason{form}"))
        self.reason.setAccessibleName(tr(f"new_hold.twice_reason{form}").replace("&", ""))
        self.go.setText(tr(f"new_hold.twice_go{form}"))
        clear(self._holds)
        for held in holds:
            words = tr(
                "new_hold.twice_open",
                card=showing.card(held.hold),
                amount=show_amount(held.hold.money, self._notation),
                guest=held.stay.guest,
                where=showing.who(held.stay),
            )
            self._holds.addWidget(label(words, "strong", wrap=True))
        self.show()
        self.reason.setFocus()

    def _decide(self) -> None:
        if not self.reason.card_free():
            return
        reason = self.reason.text().strip()
        if reason:
            self.decided.emit(reason)
        else:
            self.reason_field.complain(tr("problems.reason_missing.next"))
            self.reason.setFocus()
