"""The guide: waits for what must happen, photographs it, and holds the two books side by side at every picture."""

import asyncio
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.commands.touring import books, control
from frontdesk.commands.touring.album import Album
from frontdesk.commands.touring.clock import Clock
from frontdesk.commands.touring.hands import StepFailedError
from frontdesk.commands.touring.line import TourLine
from frontdesk.domain.hold import HeldStay
from frontdesk.ui.dialogs import Dialog
from frontdesk.ui.main_window import MainWindow
from frontdesk.ui.widgets.top_bar import LineSign
from frontdesk.usecases import list_holds
from frontdesk.usecases.desk import Desk

SIZE = (1440, 900)
USUAL_S = 20.0
LOOK_S = 0.01
STILL_S = 3.0


class Guide:
    """`bank` gives the control address of the practice bank once it runs; `troubles` fills up with every exception that
    the program's crash box caught."""

    def __init__(
        self, window: MainWindow, desk: Desk, album: Album, clock: Clock, bank: Callable[[], str], troubles: list[str]
    ) -> None:
        self.window, self.desk, self.album, self.clock = window, desk, album, clock
        self._bank, self._troubles = bank, troubles
        self.line: TourLine

    # Waiting.

    async def until(self, true: Callable[[], object], what: str, seconds: float = USUAL_S) -> None:
        """Let the desk go on until `true`. Raises StepFailedError when that never comes, or the desk raised."""
        deadline = monotonic() + seconds
        while not true():
            if self._troubles:
                raise StepFailedError(f"the desk raised {self._troubles[0]}")
            if monotonic() > deadline:
                raise StepFailedError(f"{what}: not within {seconds:g} seconds")
            await asyncio.sleep(LOOK_S)

    async def arrives[T: QWidget](self, screen: type[T], seconds: float = USUAL_S) -> T:
        """The screen once it is in front."""

        def there() -> bool:
            return isinstance(self.window.screen_now, screen) and self.window.screen_now.isVisible()

        await self.until(there, f"{screen.__name__} opens", seconds)
        found = self.window.screen_now
        assert isinstance(found, screen)
        return found

    async def dialog(self) -> Dialog:
        """The question or message that is open."""
        await self.until(self.dialogs, "a question opens")
        return self.dialogs()[-1]

    async def takes_keys(self) -> None:
        """Off screen there is no window manager to hand the keys back to the window."""
        self.window.activateWindow()
        await self.until(self.window.isActiveWindow, "the window has the keys again")

    def dialogs(self) -> list[Dialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]

    # The bank.

    async def tell_bank(self, path: str, told: object) -> None:
        """Say something to the practice bank's control address."""
        await control.tell(self._bank(), path, told)

    async def time_passes(self, seconds: float) -> None:
        """At the desk and at the bank."""
        self.clock.skip(seconds)
        await self.set_bank_clock()

    async def time_is(self, moment: float) -> None:
        self.clock.set(moment)
        await self.set_bank_clock()

    async def set_bank_clock(self) -> None:
        await self.tell_bank("/clock", {"now": self.clock.iso})

    async def practice_accounts(self) -> dict[str, object]:
        """What a client of the practice gateways needs, by account; its keys are new with every start."""
        return await control.accounts(self._bank())

    async def compare(self) -> books.Comparison:
        return books.compare(books.of_ledger(self.desk.ledger), await self.bank())

    async def bank(self) -> tuple[books.Payment, ...]:
        """Every payment as the bank knows it."""
        return books.of_bank(await control.bank(self._bank()))

    def hold_of(self, name: str) -> HeldStay:
        """The newest hold of a guest."""
        found = [held for held in list_holds.find(self.desk, name) if held.stay.guest == name]
        if not found:
            raise StepFailedError(f"{name} has no hold")
        return max(found, key=lambda held: held.hold.id)

    def state_of(self, name: str) -> str:
        """The state of the newest hold of a guest; "" when there is none."""
        try:
            return self.hold_of(name).hold.state
        except StepFailedError:
            return ""

    # Pictures.

    async def picture(self, name: str) -> None:
        """Photograph the window as soon as it stands still, and compare the books."""
        await self.until(self._line_is_told, "the top bar tells how the line is")
        image = await self._still()
        if not image.save(str(self.album.next_picture(name))):
            raise StepFailedError(f"{self.album.folder} cannot be written")
        self.album.add(name, await self.compare())

    def _line_is_told(self) -> bool:
        """The top bar looks once a second; a picture does not show a call that is over."""
        shown = [sign.state for sign in self.window.findChildren(LineSign) if sign.isVisible()]
        if self.window.busy() or not shown:
            return True
        return "busy" not in shown and (self.desk.online is False) == ("offline" in shown)

    async def _still(self) -> QImage:
        deadline = monotonic() + STILL_S
        last = photograph(self.window)
        while True:
            await asyncio.sleep(3 * LOOK_S)
            now = photograph(self.window)
            if now == last or monotonic() > deadline:
                return now
            last = now


def photograph(window: QWidget) -> QImage:
    """The window and what is open over it, one pixel for each of its own, whatever the screen's scale. What lies under
    a question is darker."""
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    window.render(image)
    over = [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()]
    painter = QPainter(image)
    if any(isinstance(one, Dialog) for one in over):
        painter.fillRect(image.rect(), QColor(0, 0, 0, 96))
    for one in over:
        part = QImage(one.size(), QImage.Format.Format_ARGB32_Premultiplied)
        part.fill(Qt.GlobalColor.transparent)
        one.render(part)
        painter.drawImage(one.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0)), part)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_RGB888, Qt.ImageConversionFlag.AutoColor)
