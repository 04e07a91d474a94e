"""One hold through the real window and the real bank page, in a process of its own, with everything that logs told to
log all of it. The card comes in by standard input, number and CVV a line each. What can be seen from outside the
program (titles, clipboard, words and environments of its processes) is written to files beside the others.
"""

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.commands.touring.chapter import Chapter, play
from frontdesk.commands.touring.clock import FRIDAY, Clock
from frontdesk.commands.touring.samples import PLAIN, Guest

if TYPE_CHECKING:  # Qt comes after the environment is cleaned
    from frontdesk.commands.touring.guide import Guide
    from frontdesk.ui.screens.new_hold import NewHold


class OneHold(Chapter):
    """Typed wrongly first, then held with the bank's page, and its references copied."""

    def __init__(self, folder: Path, number: str, cvv: str) -> None:
        clock = Clock(0)
        clock.set(FRIDAY.timestamp())
        super().__init__("day", folder, clock, "tr", "light")
        self._guest: Guest = PLAIN._replace(card=number)
        self._cvv = cvv

    async def walk(self, guide: "Guide") -> None:
        """The hold, looked at from outside at every step."""
        from frontdesk.commands.touring import bank_hands, counter, hands

        screen = await counter.opens_new_hold(guide)
        self._types_wrongly(screen)
        self._looks_from_outside(guide, "wrong")
        await counter.fills_new_hold(guide, screen, self._guest, threeds=True)
        hands.write(screen.card.cvv, self._cvv)
        self._copies(screen)
        self._looks_from_outside(guide, "filled")
        hands.press(screen.go)
        page = await bank_hands.see_code_field(guide)
        self._looks_from_outside(guide, "bank-page")
        await bank_hands.type_code(page, "123456")
        await bank_hands.confirm(page)
        result = await counter.shows_result(guide)
        hands.press(result.copy)
        self._looks_from_outside(guide, "result")
        await guide.picture("held")
        if guide.state_of(self._guest.full_name) != "held":
            raise hands.StepFailedError("nothing is held")

    def _types_wrongly(self, screen: "NewHold") -> None:
        """The number into a field that takes none, and with a wrong digit where it belongs."""
        from frontdesk.commands.touring.hands import press, write

        write(screen.stay.reference, self._guest.card)
        write(screen.card.number, self._guest.card[:-1] + str((int(self._guest.card[-1]) + 1) % 10))
        write(screen.card.cvv, self._cvv)
        press(screen.go)

    @staticmethod
    def _copies(screen: "NewHold") -> None:
        """Ctrl+A, Ctrl+C in each field of the card."""
        from PySide6.QtCore import Qt

        from frontdesk.commands.touring.hands import key

        for edit in (screen.card.number, screen.card.expiry, screen.card.cvv):
            for letter in (Qt.Key.Key_A, Qt.Key.Key_C):
                key(edit, letter, Qt.KeyboardModifier.ControlModifier)

    def _looks_from_outside(self, guide: "Guide", when: str) -> None:
        from PySide6.QtGui import QClipboard, QGuiApplication
        from PySide6.QtWidgets import QApplication

        clipboard = QGuiApplication.clipboard()
        seen = [f"title {one.windowTitle()}" for one in QApplication.topLevelWidgets()]
        seen += [f"{mode.name} {clipboard.text(mode)}" for mode in QClipboard.Mode]
        processes = [path for path in Path("/proc").glob("[0-9]*") if _is_ours(path)]
        for path in processes:
            seen += [_text(path / "cmdline"), _text(path / "environ"), _text(path / "comm")]
        (self.album.folder / f"outside-{when}.txt").write_text("\n".join(seen), encoding="utf-8")


def _is_ours(process: Path) -> bool:
    return "frontdesk" in _text(process / "cmdline") or "QtWebEngine" in _text(process / "cmdline")


def _text(path: Path) -> str:
    """What a process shows of itself; "" where it has ended."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def main() -> int:
    number, cvv = sys.stdin.read().splitlines()
    folder = Path(sys.argv[1])
    handlers: list[logging.Handler] = [logging.FileHandler(folder / "debug.log"), logging.StreamHandler()]
    logging.basicConfig(level=logging.DEBUG, handlers=handlers)
    for name in ("httpx", "httpcore", "asyncio", "qasync"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    return play(OneHold(folder, number, cvv))


if __name__ == "__main__":
    sys.exit(main())
