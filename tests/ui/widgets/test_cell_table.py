"""A list to read: its columns fill it to the edge."""

import pytest
from PySide6.QtWidgets import QApplication

from frontdesk.ui.widgets.cell_table import CellTable, Column
from frontdesk.ui.widgets.hold_row import Cell
from tests.kit.screens import dressed


@pytest.mark.parametrize("width", [700, 701, 702, 703])
def test_the_columns_leave_nothing_open_at_the_right(width: int) -> None:
    dressed("tr", scheme="dark")
    table = CellTable("liste")
    table.put(
        [Column("Saat"), Column("Misafir"), Column("Tutar", right=True)], [(Cell("10:43"), Cell("Deniz"), Cell("1"))]
    )
    table.resize(width, 200)
    table.show()
    QApplication.processEvents()
    assert table.horizontalHeader().length() == table.viewport().width()
