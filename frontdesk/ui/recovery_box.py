"""The recovery key, shown once on the first live start: with it the ledger and its backups open on another PC."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.theme import dp, font
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox, label, selectable
from frontdesk.ui.words import tr


class RecoveryBox(QDialog):
    """It closes only once the clerk has said that the key is written down. The key is kept nowhere in the window."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("frame.title"))
        self.setMinimumWidth(dp(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(28), dp(26), dp(28), dp(22))
        column.setSpacing(dp(16))
        column.addWidget(label(tr("frame.recovery_title"), "title", wrap=True))
        column.addWidget(label(tr("frame.recovery_text"), wrap=True))
        self.key = selectable(label(key, wrap=True))
        self.key.setFont(font(17, strong=True))
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setAccessibleName(tr("frame.recovery_title"))
        column.addWidget(self.key)
        column.addWidget(NoticeBox("warn", "", tr("frame.recovery_warning")))
        self.written = QCheckBox(tr("frame.recovery_written"))
        row = QHBoxLayout()
        row.addWidget(self.written, 1)
        self.go_on = KeyButton(tr("frame.recovery_go_on"), role="primary")
        self.go_on.setEnabled(False)
        self.written.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.go_on)
        column.addLayout(row)

    def reject(self) -> None:
        """Esc does nothing: the key would be gone."""
        if self.written.isChecked():
            super().reject()


def show(parent: QWidget, key: str) -> RecoveryBox:
    """Show it over the window."""
    box = RecoveryBox(key, parent)
    box.open()
    return box
