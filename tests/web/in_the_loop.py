"""The view under the program's own event loop (qasync, run once): a question of the page does not stop other tasks.

Run as `python -m tests.web.in_the_loop [leave]`; with `leave` the program ends while the page is open.
"""

import asyncio
import os
import sys

from frontdesk.settings.environment import prepare

prepare(os.environ, "practice", is_root=hasattr(os, "geteuid") and os.geteuid() == 0)

import qasync  # noqa: E402
from PySide6.QtWidgets import QApplication, QPushButton  # noqa: E402

from frontdesk.ui.bankview.returns import BankReturn, new_return_address  # noqa: E402
from frontdesk.ui.bankview.view import BankPage, BankView, BankWords  # noqa: E402

PAGE = "<script>confirm('?') && (location.href = '{to}?status=ok')</script>"


async def answer_after_ten_ticks(view: BankView) -> None:
    """Another call of the desk goes on while the page waits; then the staff answers."""
    ticks = 0
    while True:
        await asyncio.sleep(0.005)
        shown = [one for one in view.findChildren(QPushButton) if one.text() == "OK" and one.isVisible()]
        ticks += bool(shown)
        if ticks == 10:
            shown[0].click()
            return


async def pay(leave: bool) -> BankReturn:
    """One payment, from the page to its end."""
    back: asyncio.Future[BankReturn] = asyncio.get_running_loop().create_future()
    gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    to = new_return_address()
    view = BankView("practice", BankWords("…", "OK", "Cancel"))
    view.returned.connect(back.set_result)
    view.closed.connect(lambda: gone.set_result(None))
    view.show()
    view.open(BankPage(PAGE.format(to=to), "https://gw.site.test/", to))
    await answer_after_ten_ticks(view)
    arrival = await back
    if not leave:
        view.close_page()
        await gone
        view.deleteLater()
    return arrival


def main(leave: bool) -> None:
    """Print the fields of the return."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application)
    with loop:
        sys.stdout.write(repr(dict(loop.run_until_complete(pay(leave)).fields)) + "\n")


if __name__ == "__main__":
    main("leave" in sys.argv[1:])
