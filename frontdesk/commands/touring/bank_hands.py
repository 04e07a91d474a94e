"""Hands on the bank's own page: where a field is, is read from the page; click and keys go to the engine's widget."""

import asyncio
import json

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QWidget

from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import LEFT, StepFailedError, send_text
from frontdesk.ui.bankview.panes import BankPane
from frontdesk.ui.bankview.view import BankView
from frontdesk.ui.screens.bank_page import BankPage

PAGE_S = 30.0
# A script put to a page that goes away is never answered, and is put again.
ANSWER_S = 1.0


async def see_code_field(guide: Guide) -> BankPage:
    """Wait until the bank asks for the code."""
    screen = await guide.arrives(BankPage)
    await _until_on_page(screen, "document.readyState === 'complete' && !!document.getElementById('code')")
    return screen


async def type_code(screen: BankPage, code: str) -> None:
    """Click into the field and type, digit by digit."""
    await _click(screen, "code")
    send_text(_engine(screen), code)
    await _until_on_page(screen, f"document.getElementById('code').value === {json.dumps(code)}")


async def confirm(screen: BankPage) -> None:
    """Press the bank's own button."""
    await _click(screen, "confirm")


async def see_complaint(screen: BankPage) -> None:
    """Wait until the bank says that the code was wrong."""
    await _until_on_page(screen, "!!document.querySelector('#message.bad') && document.readyState === 'complete'")


def _view(screen: BankPage) -> BankView:
    view = screen.widget
    assert isinstance(view, BankView)
    return view


def _engine(screen: BankPage) -> QWidget:
    """The widget that takes the engine's input."""
    pane = _view(screen).findChild(BankPane)
    proxy = pane.focusProxy() if isinstance(pane, BankPane) else None
    if proxy is None:
        raise StepFailedError("the bank page takes no input")
    return proxy


async def _click(screen: BankPage, name: str) -> None:
    """In the middle of what has this id on the page."""
    box = f"document.getElementById({json.dumps(name)}).getBoundingClientRect()"
    where = await _answer(screen, f"(box => `${{box.x + box.width / 2}} ${{box.y + box.height / 2}}`)({box})")
    if not isinstance(where, str):
        raise StepFailedError(f"the bank page has no {name}")
    x, y = (int(float(part)) for part in where.split())
    QTest.mouseClick(_engine(screen), LEFT, pos=QPoint(x, y))


async def _until_on_page(screen: BankPage, script: str) -> None:
    deadline = asyncio.get_running_loop().time() + PAGE_S
    while not await _answer(screen, script):
        if asyncio.get_running_loop().time() > deadline:
            raise StepFailedError(f"the bank page never came to {script}")
        await asyncio.sleep(0.02)


async def _answer(screen: BankPage, script: str) -> object:
    page: QWebEnginePage | None = _view(screen).page
    if page is None:
        return None
    got: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    page.runJavaScript(script, 0, lambda value: None if got.done() else got.set_result(value))
    try:
        return await asyncio.wait_for(got, ANSWER_S)
    except TimeoutError:
        return None
