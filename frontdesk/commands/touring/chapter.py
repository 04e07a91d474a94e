"""One chapter of the tour, in a process of its own: the desk as it really starts, with a guide at its side.

    python -m frontdesk.commands.touring.chapter NAME FOLDER AHEAD LANGUAGE THEME

NAME is `day`, `restart` or `gateways`, AHEAD the seconds by which the tour's clock is before the PC's. The environment
says where the desk keeps its files (FRONTDESK_HOME). The last line on standard output is AHEAD for the next chapter.
Exit code 0, or 1 with the reason on standard error in one line.
"""

import asyncio
import logging
import os
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, cast

from frontdesk.commands.touring.clock import Clock
from frontdesk.settings.environment import prepare

if TYPE_CHECKING:
    from frontdesk.commands.touring.guide import Guide
    from frontdesk.commands.touring.line import TourLine
    from frontdesk.compose import Opened
    from frontdesk.domain.house import Language
    from frontdesk.ui.main_window import MainWindow
    from frontdesk.ui.start import Parts
    from frontdesk.ui.theme import Scheme
    from frontdesk.usecases.desk import Line

# The outer limit of a call whose answer never comes (150 s at a real desk).
SHORT_S = 2.0
END_S = 15.0


def main(name: str, folder: str, ahead: str, language: str, theme: str) -> int:
    """Play one chapter of the tour."""
    return play(Chapter(name, Path(folder), Clock(float(ahead)), language, theme))


def play(chapter: "Chapter") -> int:
    """From the clean environment to the closed window; the exit code."""
    logging.getLogger("frontdesk").addHandler(logging.NullHandler())  # lines that are cut on purpose are no news
    prepare(os.environ, "practice", is_root=hasattr(os, "geteuid") and os.geteuid() == 0)
    if hasattr(time, "tzset"):
        os.environ["TZ"] = "<+03>-3"  # the counter's time, without a zone database
        time.tzset()
    from frontdesk.compose import open_desk
    from frontdesk.ui.start import run

    opened = open_desk("practice")
    run(lambda: chapter.parts(opened), chapter.begin)
    problem = chapter.album.problem()
    if problem:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write(f"{chapter.clock.ahead}\n")
    return 1 if problem else 0


class Chapter:
    """Joins the desk to its guide. `language` and `theme` are the main ones; the evening of the day has the others."""

    def __init__(self, name: str, folder: Path, clock: Clock, language: str, theme: str) -> None:
        from frontdesk.commands.touring.album import Album

        self.album, self.clock = Album(folder), clock
        self._name = name
        self._language, self._theme = cast("Language", language), cast("Scheme", theme)
        self._troubles: list[str] = []
        self._playing: asyncio.Task[None] | None = None

    def parts(self, opened: "Opened") -> "Parts":
        """The parts of the window as the program makes them, on the tour's clock and line."""
        from frontdesk.compose import parts_of
        from frontdesk.ui.theme import Looks
        from frontdesk.usecases.change_house import change_house

        self._opened = opened
        opened.desk.now = self.clock.now
        opened.desk.started_at = self.clock.now()
        parts = parts_of(opened)
        if self._name == "day":
            change_house(opened.desk, opened.desk.house._replace(language=self._language, notation=self._language))
            parts = parts._replace(looks=Looks(self._theme))
            parts.save_looks(parts.looks)
        return parts._replace(connect=lambda: self._connect(parts), log=self._note)

    def begin(self, window: "MainWindow") -> None:
        """The board is painted: the chapter starts as soon as the loop turns."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from frontdesk.commands.touring.guide import SIZE

        QApplication.setCursorFlashTime(0)
        window.resize(*SIZE)
        window.activateWindow()
        QTimer.singleShot(0, window, lambda: self._start(window))

    def _connect(self, parts: "Parts") -> "Line":
        """In a worker thread. The bank gets the tour's time; at a restart its line is cut before the desk has it."""
        from frontdesk.commands.touring import control
        from frontdesk.commands.touring.line import TourLine

        line = parts.connect()
        control.post(self._bank(), "/clock", {"now": self.clock.iso})
        if self._name == "restart":
            control.post(self._bank(), "/faults", {"kind": "down"})
        if self._name == "gateways":
            self._settle()
        return TourLine(line, SHORT_S)

    def _settle(self) -> None:
        """The accounts as a house sets them up once it has asked its gateways."""
        from uuid import uuid4

        from frontdesk.commands.touring.samples import SETTLED
        from frontdesk.gateways.accounts import build

        practice, accounts = self._opened.practice, self._opened.desk.accounts
        assert practice is not None
        for name, settled in SETTLED.items():
            gateway = build(name, {**practice.accounts[name], **settled}, lambda: uuid4().hex)
            accounts[name] = accounts[name]._replace(gateway=gateway)

    def _bank(self) -> str:
        practice = self._opened.practice
        assert practice is not None
        return practice.control

    def _note(self, event: str, error: BaseException) -> None:
        """What the crash box caught ends the tour."""
        self._troubles.append(f"{type(error).__name__} ({event})")
        traceback.print_exception(error)

    def _start(self, window: "MainWindow") -> None:
        self._playing = asyncio.get_running_loop().create_task(self._play(window))

    async def _play(self, window: "MainWindow") -> None:
        from frontdesk.commands.touring.guide import Guide
        from frontdesk.commands.touring.hands import StepFailedError

        guide = Guide(window, self._opened.desk, self.album, self.clock, self._bank, self._troubles)
        try:
            await guide.until(lambda: guide.desk.line is not None, "the desk connects")
            guide.line = cast("TourLine", guide.desk.line)
            await self.walk(guide)
        except StepFailedError as failed:
            self._fail(guide, str(failed))
        except Exception as error:  # noqa: BLE001 -- whatever goes wrong is told in one line, and the window is closed
            traceback.print_exception(error)
            self._fail(guide, f"the tour itself raised {type(error).__name__}: {error}")
        await self._end(guide)

    async def walk(self, guide: "Guide") -> None:
        """The steps of this chapter."""
        from frontdesk.commands.touring import evening, first_day, restart, second_day, second_evening

        other: Language = "en" if self._language == "tr" else "tr"
        palette = "light" if self._theme == "dark" else "dark"
        if self._name == "restart":
            await restart.walk(guide)
        elif self._name == "gateways":
            await second_day.walk(guide)
            await second_evening.walk(guide, other, palette)
        else:
            await first_day.walk(guide)
            await evening.walk(guide, other, palette)

    def _fail(self, guide: "Guide", why: str) -> None:
        from frontdesk.commands.touring.guide import photograph

        photograph(guide.window).save(str(self.album.folder / "failed.png"))
        last = self.album.pages[-1].name if self.album.pages else "the start"
        self.album.fail(f"after {last}: {why}")

    async def _end(self, guide: "Guide") -> None:
        """Close the window as a clerk would; a desk that does not come to rest is ended all the same."""
        self._troubles.clear()
        try:
            if self.album.failure:
                await guide.tell_bank("/faults", {"clear": True})
            for dialog in guide.dialogs():
                dialog.reject()
            await guide.until(lambda: not guide.window.busy(), "the desk comes to rest", END_S)
        except Exception as failed:  # noqa: BLE001 -- nothing may keep the tour from its end
            self.album.fail(f"at the end: {failed}")
            sys.stderr.write(f"{self.album.problem()}\n")
            sys.stderr.flush()
            os._exit(1)
        guide.window.closed.emit()  # whatever is open: nobody is there who could be asked


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
