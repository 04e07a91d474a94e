"""The chosen hold at the side of the board. A plain surface until the first hold is shown: what stands on it is built
then, after the first paint.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from frontdesk.domain.hold import HeldStay
from frontdesk.domain.house import House

if TYPE_CHECKING:
    from frontdesk.domain.capture_range import CaptureRange
    from frontdesk.ui.widgets.key_hint import KeyButton
    from frontdesk.ui.widgets.panel import Tone
    from frontdesk.ui.widgets.side_content import SideContent
    from frontdesk.ui.widgets.timeline import Step


class Side(NamedTuple):
    """What is shown. `can` names the verbs that may be begun, `why_not` says in words why another one may not;
    `warned` is title and text of what a person must decide. `now` is UTC seconds. `way` is how charged money would be
    given back now: cancel, refund or gateway (it chooses itself), "" where none can be."""

    held: HeldStay
    gateway: str
    steps: "tuple[Step, ...]"
    can: frozenset[str]
    why_not: Mapping[str, str]
    allowed: "CaptureRange | None"
    warned: tuple[str, str]
    now: int
    way: str = ""


class SidePanel(QFrame):
    """`wanted` carries the verb of the button the clerk pressed: capture, release, refund, return (a charged
    deposit), by_hand (a bank's terminal) or ask."""

    wanted = Signal(str)

    def __init__(self, house: House, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self._content: SideContent | None = None
        self.side: Side | None = None
        self.setProperty("role", "side")
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def content(self) -> "SideContent":
        """What stands on the surface; built when first asked for."""
        if self._content is None:
            from frontdesk.ui.widgets.side_content import SideContent

            self._content = SideContent(self._house)
            self._content.wanted.connect(self.wanted)
            self._column.addWidget(self._content)
        return self._content

    def show_side(self, side: Side | None) -> None:
        """Show another hold, or that none is chosen."""
        self.side = side
        self.content.show_side(side)

    def say(self, tone: "Tone", title: str, text: str) -> None:
        """The answer to a question, above the buttons."""
        if self.side is not None:
            self.content.answer.say(tone, title, text)

    def button(self, verb: str) -> "KeyButton":
        return self.content.buttons[verb]

    def focus_first(self) -> None:
        """Move the focus to the first thing that can be done."""
        self.content.focus_first()
