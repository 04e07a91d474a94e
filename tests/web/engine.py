"""The real web view in a process of its own: told by one JSON line what to show and do, it answers with one JSON line.

A process of its own, because Chromium's flags are set once a process, and because a view that dies must not take the
other tests along. Run as `python -m tests.web.engine`; tests use tests/web/driver.py.
"""

import contextlib
import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from frontdesk.settings.environment import prepare

FLAGS = ('--host-resolver-rules="MAP *.test 127.0.0.1"',)
PATIENCE_MS = 15_000

prepare(os.environ, "test", is_root=hasattr(os, "geteuid") and os.geteuid() == 0, test_flags=(*FLAGS, *sys.argv[1:]))

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler  # noqa: E402
from PySide6.QtGui import QKeyEvent, QMouseEvent  # noqa: E402
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget  # noqa: E402
from shiboken6 import isValid  # noqa: E402

from frontdesk.ui.bankview.interceptor import ReturnInterceptor  # noqa: E402
from frontdesk.ui.bankview.question_bar import QuestionBar  # noqa: E402
from frontdesk.ui.bankview.returns import BankReturn  # noqa: E402
from frontdesk.ui.bankview.view import BankPage, BankView, BankWords, Timings  # noqa: E402

QUIET = {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
SIGNALS = ("ended", "stuck", "host_changed", "loading", "closed")


class Stage:
    """One view and everything it said. `values` are the answers to what the scene asked."""

    def __init__(self, scene: dict[str, Any]) -> None:
        self.events: list[list[Any]] = []
        self.values: list[Any] = []
        self.view = BankView(scene["kind"], BankWords("…", "OK", "Cancel"), timings=Timings(**scene.get("timings", {})))
        self.view.setProperty("pinned_test_certificate", scene.get("pinned", ""))
        self.view.resize(700, 700)
        for name in SIGNALS:
            getattr(self.view, name).connect(lambda *said, name=name: self.events.append([name, *said]))
        self.view.returned.connect(self._returned)

    def _returned(self, arrival: BankReturn) -> None:
        self.events.append(["returned", arrival.method, arrival.frame, [list(field) for field in arrival.fields]])

    def until(self, true: Callable[[], Any], what: str, patience_ms: int = PATIENCE_MS) -> None:
        """Turn the event loop until `true`; what never comes fails the scene."""
        loop, clock = QEventLoop(), QTimer(interval=5)
        clock.timeout.connect(lambda: loop.quit() if true() else None)
        give_up = QTimer(singleShot=True, interval=patience_ms)
        give_up.timeout.connect(lambda: loop.exit(1))
        clock.start()
        give_up.start()
        if loop.exec():
            raise TimeoutError(f"{what} never came")

    def js(self, script: str, popup: bool = False) -> object:
        """The value of a script; asked again where the page went away before it answered."""
        page = self.view.popups[-1].page if popup else self.view.page
        assert page is not None
        got: list[object] = []
        for _ in range(20):
            page.runJavaScript(script, 0, got.append)
            with contextlib.suppress(TimeoutError):
                self.until(lambda: got, script, 400)
                return got[0]
        raise TimeoutError(f"{script} was never answered")

    # The verbs of a scene.

    def do_event(self, name: str, *rest: object) -> None:
        self.until(lambda: any(said[: 1 + len(rest)] == [name, *rest] for said in self.events), f"{name} {rest}")

    def do_js(self, script: str) -> None:
        self.values.append(self.js(script))

    def do_until_js(self, script: str) -> None:
        for _ in range(400):
            if self.js(script):
                return
        raise TimeoutError(f"{script} never came true")

    def do_popup_js(self, script: str) -> None:
        self.until(lambda: self.view.popups, "a pop-up")
        self.values.append(self.js(script, popup=True))

    def do_popups(self) -> None:
        self.values.append(sum(popup.isVisible() for popup in self.view.popups))

    def do_popups_went(self) -> None:
        """What the last pop-up shows, "" without one."""
        self.values.append(self.js("document.URL", popup=True) if self.view.popups else "")

    def do_facts(self) -> None:
        """What profile and page allow."""
        assert self.view.page is not None
        profile, settings = self.view.page.profile(), self.view.page.settings()
        on = sorted(one.name for one in QWebEngineSettings.WebAttribute if settings.testAttribute(one))
        extensions = [one.name() for one in profile.extensionManager().extensions()]
        self.values.append({"off_the_record": profile.isOffTheRecord(), "extensions": extensions, "on": on})

    def do_shut_popup(self) -> None:
        self.until(lambda: self.view.popups, "a pop-up")
        self.view.popups[-1].close()
        self.until(lambda: not self.view.popups, "the pop-up's end")

    def do_kill_renderer(self) -> None:
        assert self.view.page is not None
        os.kill(self.view.page.renderProcessPid(), signal.SIGKILL)

    def do_submit(self) -> None:
        self.view.submit_first_form()

    def do_click(self, text: str) -> None:
        """Press the button of the bar once it shows; also from inside the nested loop of a question. Once: the next
        question may stand there before the loop that waited for this one has ended."""
        pressed: list[QPushButton] = []

        def press() -> bool:
            shown = [one for one in self.view.findChildren(QPushButton) if one.text() == text and one.isVisible()]
            if shown and not pressed:
                pressed.append(shown[0])
                shown[0].click()
            return bool(pressed)

        self.until(press, text)

    def do_close_while_asking(self) -> None:
        """From inside the nested loop of a question."""

        def close() -> bool:
            asking = any(bar.asking for bar in self.view.findChildren(QuestionBar))
            if asking:
                self.view.close_page()
            return asking

        self.until(close, "a question")

    def do_bar(self) -> None:
        """The text of the bar, "" while it is hidden."""
        (bar,) = self.view.findChildren(QuestionBar)
        self.values.append(bar.findChildren(QLabel)[0].text() if bar.isVisible() else "")

    def do_close(self) -> None:
        self.view.close_page()

    def do_paste(self, text: str) -> None:
        """As the staff would, into the field that has the focus."""
        assert self.view.page is not None
        QApplication.clipboard().setText(text)
        self.view.page.triggerAction(QWebEnginePage.WebAction.Paste)

    def do_history_inputs(self) -> None:
        """F5, Ctrl+R, Alt+Left and the mouse's back button, to whatever widget takes the engine's input."""
        target = QApplication.focusWidget() or self.view
        panes = [one for one in self.view.findChildren(QWidget) if one.isVisible()]
        for key, held in ((Qt.Key.Key_F5, 0), (Qt.Key.Key_R, 1), (Qt.Key.Key_Left, 2)):
            modifier = (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ControlModifier,
                Qt.KeyboardModifier.AltModifier,
            )[held]
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, key, modifier))
        for pane in panes:
            for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
                back, none = Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier
                at = QPoint(30, 30)
                QApplication.sendEvent(pane, QMouseEvent(kind, at, pane.mapToGlobal(at), back, back, none))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Qt's warnings during the block."""
    said: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        if kind not in QUIET:
            said.append(f"{context.category or 'default'}: {message}")

    before = qInstallMessageHandler(listen)
    yield said
    qInstallMessageHandler(before)


def play(scene: dict[str, Any]) -> dict[str, Any]:
    """Show, do, take down, and wait until nothing of it is left."""
    stage = Stage(scene)
    problem = ""
    try:
        stage.view.show()
        needs_fields, url = scene.get("needs_fields", True), scene.get("url", "")
        stage.view.open(BankPage(scene["html"], scene["base_url"], scene["to"], needs_fields, url))
        for verb, *rest in scene["steps"]:
            getattr(stage, f"do_{verb}")(*rest)
    except TimeoutError as error:
        problem = str(error)
    if scene.get("abandon"):
        stage.view.deleteLater()
    else:
        stage.view.close_page()
        stage.until(lambda: ["closed"] in stage.events, "closed")
        stage.view.deleteLater()
    stage.until(lambda: not left_over(), "the end of pages, profiles and listeners")
    return {"problem": problem, "events": stage.events, "values": stage.values}


def left_over() -> list[str]:
    """What of a view still lives: engine objects, and threads of listeners."""
    kinds = (QWebEnginePage, QWebEngineProfile, ReturnInterceptor, BankView)
    alive = [type(one).__name__ for one in gc.get_objects() if isinstance(one, kinds) and isValid(one)]
    return alive + [thread.name for thread in threading.enumerate() if thread.name == "bank-return"]


def main() -> None:
    """Serve scenes until the input ends."""
    with listening() as warnings:
        application = QApplication([])
        application.setQuitOnLastWindowClosed(False)
        for line in sys.stdin:
            warnings.clear()
            played = play(json.loads(line))
            sys.stdout.write(json.dumps(played | {"warnings": list(warnings)}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
