"""The start: painted before anything slow is loaded, one loop, a clean end. Each in a process of its own, as Qt's
application is one a process."""

import json
import subprocess
import sys
from pathlib import Path

from frontdesk.domain.told import Notice
from frontdesk.ledger.database import create
from frontdesk.settings.inbox import Arrived, Inbox
from tests.house.sources import HOUSE
from tests.kit.clock import NOON

UNOPENED = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from frontdesk.ui import start
app = start.application()
def close():
    dialog = app.activeWindow() or app.topLevelWidgets()[0]
    print(dialog.accessibleName())
    dialog.accept()
QTimer.singleShot(0, app, lambda: QTimer.singleShot(0, app, close))
raise SystemExit(start.run(lambda: start.Unopened("ledger_wrong_key")))
"""

DAMAGED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from frontdesk.ledger.errors import LedgerError
from frontdesk.ui import dialogs, main_window
from tests.kit import start_child
def damaged(window):
    raise LedgerError("ledger_corrupt")
def tell(parent, question, tell=dialogs.tell):
    print(question.title)
    dialog = tell(parent, question)
    QTimer.singleShot(0, dialog, dialog.accept)
    return dialog
main_window.MainWindow.complete = damaged
dialogs.tell = tell
raise SystemExit(start_child.main(Path(sys.argv[1]), form=False))
"""


def child(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=HOUSE, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )


def test_painted_first_then_connected_then_closed(tmp_path: Path) -> None:
    create(tmp_path / "ledger.db", bytes(32))
    ended = child("-m", "tests.kit.start_child", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert told == {"log": [], "connected": True, "late": [], "visible": True, "web_view": False}
    assert "Traceback" not in ended.stderr


def test_a_webhook_that_came_while_the_desk_was_closed_is_read(tmp_path: Path) -> None:
    create(tmp_path / "ledger.db", bytes(32))
    inbox = Inbox(tmp_path / "inbox")
    inbox.keep(Arrived("iyzico", Notice("ref-1", "API_AUTH", "SUCCESS", key="of another desk"), NOON))
    ended = child("-m", "tests.kit.start_child", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["log"] == json.loads(ended.stdout)["late"] == []
    assert (inbox.waiting(), len(inbox.orphans())) == ((), 1)


def test_the_web_view_is_made_ready_while_the_form_is_filled_in(tmp_path: Path) -> None:
    create(tmp_path / "ledger.db", bytes(32))
    ended = child("-m", "tests.kit.start_child", str(tmp_path), "form")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["web_view"] is True
    assert "Traceback" not in ended.stderr
    assert "Release of profile" not in ended.stderr


def test_a_ledger_that_cannot_be_opened_is_told_in_one_sentence() -> None:
    ended = child("-c", UNOPENED)
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout.strip()
    assert "Traceback" not in ended.stderr


def test_a_ledger_that_is_damaged_behind_its_first_page_is_told_in_one_sentence(tmp_path: Path) -> None:
    create(tmp_path / "ledger.db", bytes(32))
    ended = child("-c", DAMAGED, str(tmp_path))
    assert ended.returncode == 1, ended.stderr
    said, told = ended.stdout.splitlines()
    assert said
    assert json.loads(told)["log"] == [["start", "LedgerError('ledger_corrupt')"]]
    assert "Traceback" not in ended.stderr
