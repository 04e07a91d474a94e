"""The yardstick of a start: a bare PySide6 window with an empty table, until it has painted."""

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from tests.benchmarks.telling import tell


class Painted(QObject):
    """Notices the table's first paint."""

    done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


def main() -> None:
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(0, 7, table))
    window.setCentralWidget(table)
    window.resize(1440, 900)
    painted = Painted()
    table.viewport().installEventFilter(painted)
    window.show()
    while not painted.done:
        app.processEvents()
    app.processEvents()
    tell("painted")


if __name__ == "__main__":
    main()
