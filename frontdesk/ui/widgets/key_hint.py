"""Buttons that show the key which does the same: the words, then a small key cap; and chips with a count."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from frontdesk.ui.theme import colour, dp, font

Role = Literal["", "primary", "secondary", "danger", "quiet", "chip"]
_INK = {"primary": "accent_text", "danger": "danger_text", "quiet": "accent"}
CAP_GAP = 10
# What Qt takes an empty button to say when it measures it.
_EMPTY = "XXXX"


def cap_width(keys: str) -> int:
    """Pixels of a key cap."""
    return QFontMetrics(font(11, strong=True)).horizontalAdvance(keys) + dp(12)


def paint_cap(painter: QPainter, x: float, middle: float, keys: str, token: str) -> None:
    """A key cap with its left edge at x, around the height `middle`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(11, strong=True))
    metrics = QFontMetrics(painter.font())
    height = dp(19)
    edge = QColor(colour(token))
    edge.setAlphaF(0.55)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(x + 0.5, middle - height / 2 + 0.5, cap_width(keys) - 1, height - 1)
    painter.drawRoundedRect(box, dp(4), dp(4))
    painter.setPen(colour(token))
    painter.drawText(QPointF(x + dp(6), middle + (metrics.ascent() - metrics.descent()) / 2), keys)
    painter.restore()


class EnterButton(QPushButton):
    """Enter presses it like the space bar, where Qt knows that only of dialogs. An Enter that is held down does not: it
    would press what the next screen puts under it; nor one with Ctrl, which belongs to the button of the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


class KeyButton(EnterButton):
    """`keys` is the key cap ("F8", "Ctrl ↵"), "" for none; the key itself is the screen's or the window's.

    With a cap, Qt draws an empty button and the words are drawn here: the style's own way there would load the whole
    table of style elements before the first paint. For the same reason a button of that paint may take its mnemonic
    `later`, by `take_mnemonic`."""

    def __init__(self, text: str, keys: str = "", role: Role = "", *, later: bool = False) -> None:
        super().__init__()
        self._later = later
        self._words = text
        self._keys = keys
        self._caps = bool(keys)
        self._role = role
        self.setText(text)
        if role:
            self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if keys:
            self.setAccessibleDescription(keys)

    def text(self) -> str:
        """The words, whoever draws them."""
        return self._words

    def setText(self, text: str) -> None:
        """Other words; & stands before the mnemonic."""
        self._words = text
        if not self._keys:
            super().setText(text)
            return
        self.setAccessibleName(text.replace("&", ""))
        if not self._later:
            self.take_mnemonic()
        self.updateGeometry()
        self.update()

    @property
    def is_way_back(self) -> bool:
        """Esc: every page has that in its top bar as well."""
        return self._keys == "Esc"

    def show_cap(self, on: bool) -> None:
        """Where there is no room for it the key cap is left out; the key does the same."""
        if self._keys and on != self._caps:
            self._caps = on
            self.updateGeometry()
            self.update()

    def _cap(self) -> int:
        return cap_width(self._keys) + dp(CAP_GAP) if self._caps else 0

    def wear(self, role: Role) -> None:
        """Another role: where two buttons stand side by side only one leads on."""
        if role != self._role:
            self._role = role
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()

    def take_mnemonic(self) -> None:
        """Alt and the letter after & press the button."""
        from PySide6.QtGui import QKeySequence

        self._later = False
        self.setShortcut(QKeySequence.mnemonic(self._words))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._keys:
            return hint
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._words.replace("&", "")) - metrics.horizontalAdvance(_EMPTY)
        return QSize(hint.width() + words + self._cap(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._keys:
            return
        painter = QPainter(self)
        ink = _INK.get(self._role, "text")
        if not self.isEnabled() and self._role != "primary":
            ink = "disabled"
        painter.setPen(colour(ink))
        words = self.fontMetrics().horizontalAdvance(self._words.replace("&", ""))
        left = (self.width() - words - self._cap()) / 2
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextHideMnemonic
        painter.drawText(QRectF(left, 0, words + dp(4), self.height()), int(flags), self._words)
        if self._caps:
            paint_cap(painter, left + words + dp(CAP_GAP), self.height() / 2, self._keys, ink)


class Chip(EnterButton):
    """A filter with its count."""

    def __init__(self, text: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text
        self._count = ""
        self.setProperty("role", "chip")
        self.setProperty("tone", tone)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)

    def show_count(self, count: int) -> None:
        self._count = str(count)
        self.setAccessibleName(f"{self._words} {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        plain, strong = QFontMetrics(font(13)), QFontMetrics(font(13, strong=True))
        counted = dp(8) + strong.horizontalAdvance(self._count) if self._count else 0
        return QSize(plain.horizontalAdvance(self._words) + counted + dp(28), dp(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(colour("ink_text" if self.isChecked() else "text"))
        painter.setFont(font(13))
        metrics = QFontMetrics(font(13))
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(dp(14), baseline), self._words)
        painter.setFont(font(13, strong=True))
        painter.drawText(QPointF(dp(22) + metrics.horizontalAdvance(self._words), baseline), self._count)
