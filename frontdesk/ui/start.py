"""Start of the window: paint first. Until the board is painted only Qt, the words and one page of the ledger are
loaded; then the event loop, and the gateways in a worker thread.
"""

import gc
import sys
from collections.abc import Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QApplication

from frontdesk.domain.house import Language
from frontdesk.ledger.errors import LedgerError
from frontdesk.ui import theme, words
from frontdesk.ui.crash_box import CrashBox, Log
from frontdesk.ui.main_window import MainWindow
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import Looks
from frontdesk.ui.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QSessionManager

    from frontdesk.usecases.desk import Desk, Line

LONGEST_PAINT = 5.0
SIZE = (1440, 900)
# Pixels that a title bar may take; else the foot of the page would lie below the edge of a small screen.
TITLE_BAR = 40
# Seconds from a new hold's form to the loading of the web view: the form is painted, and the name is being typed.
FORM_FIRST = 0.5


class Parts(NamedTuple):
    """What the window is built of. `connect` runs in a worker thread after the paint: it fills `desk.accounts` and
    gives the line. `close` ends what stands behind the desk. `recovery_key` is shown when it is not empty;
    `recovery_written` is called once the clerk has said that it is written down. `inbox` is the folder in which the
    receiver leaves webhooks."""

    desk: "Desk"
    titles: Mapping[str, str]
    looks: Looks
    save_looks: Callable[[Looks], None]
    log: Log
    log_name: str
    recovery_key: str
    recovery_written: Callable[[], None]
    connect: "Callable[[], Line]"
    inbox: "Path"
    close: Callable[[], None]


class Unopened(NamedTuple):
    """The desk could not be opened; `problem` is a problem code. Nothing was overwritten. `language` is the house's, ""
    where its settings could not be read."""

    problem: str
    language: Language | Literal[""] = ""


def run(open_desk: Callable[[], Parts | Unopened], on_painted: Callable[[MainWindow], None] | None = None) -> int:
    """The whole life of the window; the exit code. `on_painted` is told of the window as soon as the board is
    painted.
    The environment must have been cleaned before this module is imported."""
    gc.disable()  # nothing made until the paint is garbage; searching for it takes a tenth of the start
    app = application()
    opened = open_desk()
    if isinstance(opened, Unopened):
        return _say_unopened(app, opened)
    words.set_language(opened.desk.house.language)
    words.set_trade(opened.desk.house.trade)
    theme.prepare(app, opened.looks)
    crash = CrashBox(opened.log, opened.log_name)
    crash.install()
    tasks = Tasks(crash.take)
    window = MainWindow(opened.desk, tasks, opened.titles, opened.looks, opened.save_looks)
    crash.belong_to(window)
    crash.interrupted.connect(window.close)
    app.commitDataRequest.connect(lambda session: _end_of_session(window, session))
    theme.dress(app)
    window.resize(*_fitting(app))
    window.show()
    _paint(app, window)
    if on_painted is not None:
        on_painted(window)
    gc.enable()
    try:
        window.complete()
        _live(app, window, opened, crash)
    except LedgerError as error:  # damaged behind the first page: told like a ledger that does not open
        opened.log("start", error)
        window.deleteLater()
        return _say_unopened(app, Unopened(error.problem, opened.desk.house.language))
    finally:
        opened.close()
        crash.uninstall()
    return 0


def application() -> QApplication:
    """The one application object, made on first use. The web view comes later but must share its contexts."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # The style is named here: setting it later would load Qt's whole table of style elements before the first paint.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Front Desk")
    app.setQuitOnLastWindowClosed(False)
    return app


class _Painted(QObject):
    """Notices the first paint of a widget."""

    done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


def _paint(app: QApplication, window: MainWindow) -> None:
    """Let the window paint itself once, before anything else is loaded. Keys and mouse wait."""
    painted, given_up = _Painted(), monotonic() + LONGEST_PAINT
    window.installEventFilter(painted)
    flags = QEventLoop.ProcessEventsFlag
    while not painted.done and monotonic() < given_up:
        app.processEvents(flags.ExcludeUserInputEvents, 20)
    app.processEvents(flags.ExcludeUserInputEvents)
    window.removeEventFilter(painted)


def _live(app: QApplication, window: MainWindow, opened: Parts, crash: CrashBox) -> None:
    """One loop, run once, until the window is closed."""
    import qasync

    loop = qasync.QEventLoop(app)
    crash.watch_loop(loop)
    with loop:
        loop.run_until_complete(_attend(window, opened))


async def _attend(window: MainWindow, opened: Parts) -> None:
    from asyncio import get_running_loop, sleep

    closed = get_running_loop().create_future()

    def close() -> None:
        if not closed.done():
            closed.set_result(None)

    window.closed.connect(close)
    if opened.recovery_key:
        from frontdesk.ui import recovery_box

        recovery_box.show(window, opened.recovery_key).accepted.connect(opened.recovery_written)
    window.form_opened.connect(lambda: window.tasks.accompany(_warm_up(), lambda _: None, owner=window))
    window.tasks.accompany(_connect(window, opened), lambda _: None, owner=window)
    await closed
    window.tasks.stop_idle()
    await sleep(0)


async def _connect(window: MainWindow, opened: Parts) -> None:
    """Gateways, then what was left open, then webhooks and questions as long as the window lives."""
    from asyncio import to_thread

    desk = opened.desk
    try:
        desk.line = await to_thread(_load, opened)
    except Exception:
        window.not_connected()
        raise
    window.connected()
    from frontdesk.settings.inbox import Inbox
    from frontdesk.usecases.ask_bank import ask_bank, keep_asking
    from frontdesk.usecases.read_notices import keep_reading
    from frontdesk.usecases.recover_holds import recover

    window.tell_story(await recover(desk))
    window.tasks.accompany(keep_reading(desk, Inbox(opened.inbox), ask_bank), lambda _: None, owner=window)
    await keep_asking(desk)


def _load(opened: Parts) -> "Line":
    """What is slow to import, in a worker thread: the loop goes on meanwhile."""
    line = opened.connect()
    for name in ("ask_bank", "recover_holds", "read_notices", "place_hold"):
        __import__(f"frontdesk.usecases.{name}")
    for name in ("notices", "history"):
        __import__(f"frontdesk.ui.{name}")
    return line


async def _warm_up() -> None:
    """Load the web view while the form is filled in: the first bank page then opens 0.2 s earlier. In this thread, as
    the engine initialises itself while it is loaded. A PC without it is told when a bank page is needed."""
    from asyncio import sleep

    if "PySide6.QtWebEngineCore" in sys.modules:
        return
    await sleep(FORM_FIRST)
    try:
        import frontdesk.ui.bankview.view  # noqa: F401 -- the first import is what takes the time
        from frontdesk.ui.bankview.profile import new_profile
    except ImportError:
        return
    new_profile().deleteLater()


def _fitting(app: QApplication) -> tuple[int, int]:
    """The usual size, or what the screen has room for under a title bar."""
    room = app.primaryScreen().availableGeometry()
    return min(SIZE[0], room.width()), min(SIZE[1], room.height() - TITLE_BAR)


def _end_of_session(window: MainWindow, session: "QSessionManager") -> None:
    """Logging off waits for a call that is under way."""
    if window.busy():
        session.cancel()


def _say_unopened(app: QApplication, unopened: Unopened) -> int:
    """One clear sentence, nothing overwritten, exit code 1."""
    from PySide6.QtCore import QLocale

    from frontdesk.ui import dialogs, notices

    is_turkish = QLocale.system().language() == QLocale.Language.Turkish
    words.set_language(unopened.language or ("tr" if is_turkish else "en"))
    theme.apply(app, Looks())
    why = notices.reason(unopened.problem)
    text = "\n".join(part for part in (why.what, why.next_step) if part)
    title = why.title or tr("frame.broken_start_title")
    dialog = dialogs.tell(None, dialogs.Question(title, text, tr("frame.close_program"), tone="warn"))
    dialog.finished.connect(app.quit)
    app.exec()
    return 1
