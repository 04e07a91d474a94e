"""Hands on the bank's own page, and on the gateway's on which the guest types the card: where a field is, is read from
the page; click and keys go to the engine's widget."""

import asyncio
import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QWidget

from frontdesk.commands.touring.guide import Guide
from frontdesk.commands.touring.hands import LEFT, StepFailedError, send_text
from frontdesk.commands.touring.samples import EXPIRY, Guest
from frontdesk.ui.bankview.panes import BankPane
from frontdesk.ui.bankview.view import BankView
from frontdesk.ui.screens.bank_page import BankPage

PAGE_S = 30.0
# A script put to a page that goes away is never answered, and is put again.
ANSWER_S = 1.0
# What was typed is seen within this time, or typed again.
SEEN_S = 1.0


async def see_code_field(guide: Guide) -> BankPage:
    """Wait until the bank asks for the code."""
    screen = await guide.arrives(BankPage)
    await _until_on_page(screen, "document.readyState === 'complete' && !!document.getElementById('code')")
    return screen


async def type_code(screen: BankPage, code: str) -> None:
    """Click into the field and type, digit by digit."""
    await _type(screen, "code", code)


async def confirm(screen: BankPage, button: str = "confirm") -> None:
    """Press the page's own button."""
    await _click(screen, button)


async def see_card_form(guide: Guide) -> BankPage:
    """Wait until the gateway's page asks for the card."""
    screen = await guide.arrives(BankPage)
    await _until_on_page(screen, "document.readyState === 'complete' && !!document.getElementById('number')")
    return screen


async def type_card(screen: BankPage, guest: Guest) -> None:
    """As the guest would, from field to field; months and years may be typed or chosen by typing."""
    month, year = EXPIRY
    await _type(screen, "holder", f"{guest.name} {guest.surname}")
    await _type(screen, "number", guest.card)
    for name, text in (("month", f"{month:02}"), ("year", str(year))):
        QTest.keyClick(_engine(screen), Qt.Key.Key_Tab)
        await _until_on_page(screen, f"document.activeElement.id === {json.dumps(name)}")
        await _write(screen, name, text)
    await _type(screen, "cvc", guest.cvv)


async def see_complaint(screen: BankPage) -> None:
    """Wait until the bank says that the code was wrong."""
    await _until_on_page(screen, "!!document.querySelector('#message.bad') && document.readyState === 'complete'")


async def _type(screen: BankPage, name: str, text: str) -> None:
    """Click and type; a page that has only just come may lose the first keys, as it would a guest's, who then sees the
    empty field and types again."""
    deadline = asyncio.get_running_loop().time() + PAGE_S
    while True:
        await _click(screen, name)
        QTest.keyClick(_engine(screen), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        try:
            await _write(screen, name, text, SEEN_S)
        except StepFailedError:
            if asyncio.get_running_loop().time() > deadline:
                raise
        else:
            return


async def _write(screen: BankPage, name: str, text: str, seconds: float = PAGE_S) -> None:
    """The page may set blanks between the digits."""
    send_text(_engine(screen), text)
    written = f"document.getElementById({json.dumps(name)}).value.replaceAll(' ', '')"
    await _until_on_page(screen, f"{written} === {json.dumps(text.replace(' ', ''))}", seconds)


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


async def _until_on_page(screen: BankPage, script: str, seconds: float = PAGE_S) -> None:
    deadline = asyncio.get_running_loop().time() + seconds
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
