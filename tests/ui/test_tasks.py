"""One owned task a click: the button is busy, the result goes to whoever is still there, nothing is lost."""

import asyncio

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from frontdesk.ui.tasks import SLOW_MS, Tasks
from tests.kit.screens import dressed


class Room:
    """Tasks, the troubles they reported, and how many clicks were under way."""

    def __init__(self) -> None:
        dressed()
        self.troubles: list[BaseException] = []
        self.counts: list[int] = []
        self.tasks = Tasks(self.troubles.append)
        self.tasks.count_changed.connect(self.counts.append)


@pytest.fixture
def room() -> Room:
    return Room()


async def later(gate: asyncio.Event, result: str) -> str:
    await gate.wait()
    return result


async def breaks() -> str:
    raise ArithmeticError


def test_the_button_is_busy_until_the_answer_is_there(room: Room) -> None:
    button, owner = QPushButton(), QObject()
    got: list[str] = []

    async def click() -> None:
        gate = asyncio.Event()
        task = room.tasks.run(later(gate, "held"), got.append, owner=owner, button=button)
        assert not button.isEnabled()
        assert room.tasks.count == 1
        gate.set()
        await task
        await asyncio.sleep(0)

    asyncio.run(click())
    assert got == ["held"]
    assert button.isEnabled()
    assert room.counts == [1, 0]


def test_a_result_for_a_screen_that_is_gone_is_dropped(room: Room) -> None:
    owner = QObject()
    got: list[str] = []

    async def click() -> None:
        gate = asyncio.Event()
        task = room.tasks.run(later(gate, "held"), got.append, owner=owner)
        delete(owner)
        gate.set()
        await task
        await asyncio.sleep(0)

    asyncio.run(click())
    assert got == []
    assert room.tasks.count == 0
    assert room.troubles == []


@pytest.mark.parametrize("handled", [True, False])
def test_an_exception_reaches_the_screen_or_the_crash_box(room: Room, handled: bool) -> None:
    owner = QObject()
    failures: list[BaseException] = []

    async def click() -> None:
        task = room.tasks.run(breaks(), print, owner=owner, failed=failures.append if handled else None)
        with pytest.raises(ArithmeticError):
            await task
        await asyncio.sleep(0)

    asyncio.run(click())
    assert [type(each) for each in (failures if handled else room.troubles)] == [ArithmeticError]
    assert not (room.troubles if handled else failures)


def test_after_45_seconds_the_screen_is_told_and_the_call_goes_on(room: Room) -> None:
    owner = QObject()
    told: list[str] = []
    got: list[str] = []

    async def click() -> None:
        gate = asyncio.Event()
        task = room.tasks.run(later(gate, "held"), got.append, owner=owner, slow=lambda: told.append("slow"))
        timer = owner.findChild(QTimer)
        assert isinstance(timer, QTimer)
        assert timer.interval() == SLOW_MS
        timer.timeout.emit()
        assert told == ["slow"]
        assert room.tasks.count == 1
        gate.set()
        await task
        await asyncio.sleep(0)

    asyncio.run(click())
    assert got == ["held"]


def test_a_question_to_the_clerk_never_forbids_quitting(room: Room) -> None:
    owner = QObject()

    async def wait() -> None:
        task = room.tasks.accompany(later(asyncio.Event(), "never"), print, owner=owner)
        assert room.tasks.count == 0
        await asyncio.sleep(0)
        room.tasks.stop_idle()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(wait())
    assert room.troubles == []
