"""The identity or passport number of a buyer, where a gateway must by law be given it: sent, never kept."""

import re

from PySide6.QtWidgets import QWidget

from frontdesk.ui.widgets.field import Field
from frontdesk.ui.widgets.plain_edit import PlainEdit
from frontdesk.ui.words import tr

_LONGEST = 20
_SHAPE = re.compile(r"[A-Za-z0-9]{5,20}", re.ASCII)


class IdentityField(Field):
    """Hidden until an account needs it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.edit = PlainEdit(longest=_LONGEST + 1)
        super().__init__(tr("new_hold.identity"), self.edit, parent=parent)
        self.edit.textEdited.connect(lambda text: self.complain("") if text else None)
        self.edit.refused.connect(lambda code: self.complain(tr(f"card.{code}")))
        self.edit.editingFinished.connect(self._look)
        self.ask(False)

    def ask(self, needed: bool) -> None:
        """Show or hide it."""
        self.setVisible(needed)
        self.say_hint(tr("new_hold.identity_hint") if needed else "")

    def value(self) -> str:
        """As it is sent; "" where it is not asked for."""
        return "" if self.isHidden() else self.edit.text().strip().replace(" ", "")

    def problem(self) -> str:
        """The key of what is wrong, "" for nothing."""
        if self.isHidden():
            return ""
        if not self.edit.text().strip():
            return "new_hold.identity_missing"
        if not self.edit.card_free():
            return "card.text_card_number"
        return "" if _SHAPE.fullmatch(self.value()) else "new_hold.identity_form"

    def is_right(self) -> bool:
        """Complain where it is not."""
        key = self.problem()
        if key:
            self.complain(tr(key))
        return not key

    def _look(self) -> None:
        """What is left half done is said once it is left; that nothing was typed only when it is sent."""
        if self.edit.text():
            self.is_right()
