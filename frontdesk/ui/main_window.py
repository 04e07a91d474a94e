"""The window: rail, one screen at a time, keys, and the way between screens. No rule about money stands here."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from frontdesk.ui import places, theme, words
from frontdesk.ui.desk_words import ledger_words, line_words, story_words
from frontdesk.ui.pages import Pages
from frontdesk.ui.screens.board import Board
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import Looks, dp
from frontdesk.ui.widgets.nav_rail import NavRail
from frontdesk.ui.widgets.practice_mark import practice_mark
from frontdesk.ui.widgets.top_bar import TopBar, kind_token
from frontdesk.ui.words import tr
from frontdesk.usecases.desk import Desk, Outcome

if TYPE_CHECKING:
    from frontdesk.usecases.recover_holds import Story

FRAME = 4


class MainWindow(QMainWindow):
    """`closed` is emitted once the clerk has closed the window and nothing is under way; `form_opened` whenever a new
    hold is begun, for what may be made ready while the form is filled in."""

    closed = Signal()
    form_opened = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        titles: Mapping[str, str],
        looks: Looks,
        save_looks: Callable[[Looks], None],
    ) -> None:
        super().__init__()
        self._desk, self.tasks, self._titles = desk, tasks, dict(titles)
        self._looks, self._save_looks = looks, save_looks
        self._ready = self._broken = False
        self.setMinimumSize(960, 540)
        self._build()
        tasks.count_changed.connect(self._show_line)
        desk.on_change = lambda _hold_id: self._on_change()
        self._line_hand = QTimer(self)
        self._line_hand.timeout.connect(self._show_line)

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        """Everything from the words and the theme as they are now; also after a change of either."""
        self.setWindowTitle(tr("frame.title" if self._desk.kind == "live" else f"frame.title_{self._desk.kind}"))
        shell = QWidget()
        shell.setObjectName("shell")
        down = QVBoxLayout(shell)
        across = QHBoxLayout()
        token = kind_token(self._desk.kind)
        edge = dp(FRAME) if token else 0
        down.setContentsMargins(edge, edge, edge, 0)
        for row in (down, across):
            row.setSpacing(0)
        down.addLayout(across, 1)
        self.mark = practice_mark(self._desk.kind) if token else None
        if self.mark is not None:
            shell.setProperty("kind", token)
            down.addWidget(self.mark)
        self.rail = NavRail()
        self.rail.wanted.connect(self.go)
        self.rail.clerk_chosen.connect(self._sign_in)
        self.rail.show_clerk(self._desk.clerk, self._desk.house.clerks)
        self.rail.show_place("board")
        across.addWidget(self.rail)
        self.board = Board(self._desk, self.tasks, self._titles)
        self.board.new_wanted.connect(self.open_new_hold)
        self.board.wanted.connect(self._begin)
        bar = TopBar(self._desk.kind, home=True)
        bar.middle.insertWidget(0, self.board.search, 100)
        bar.end.addWidget(self.board.new_button)
        self.pages = Pages(self._desk.kind, self.board, bar)
        self.pages.back.connect(self.go_to_board)
        across.addWidget(self.pages, 1)
        self.setCentralWidget(shell)

    def _keys(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        for keys, act in (
            ("F2", self.open_new_hold),
            ("F3", self._find),
            ("Ctrl+F", self._find),
            ("F5", lambda: self._on_board("ask")),
            ("F8", lambda: self._on_board("capture")),
            ("F9", lambda: self._on_board("release")),
            ("Esc", self._escape),
        ):
            QShortcut(QKeySequence(keys), self, act)

    # -------------------------------------------------------------------------------------------------- after a start

    def complete(self) -> None:
        """What may wait until the first paint."""
        self._ready = True
        self._keys()
        self._complete_build()
        self.board.table.setFocus()
        self._show_line()
        self._line_hand.start(1000)

    def _complete_build(self) -> None:
        self.rail.take_mnemonics()
        self.board.complete()
        problem = ledger_words(self._desk)
        if problem:
            self.board.tell(*problem, "risk")

    def connected(self) -> None:
        """The gateways are there: what they allow is drawn now."""
        self._titles.update({account.name: account.title for account in self._desk.accounts.values()})
        self.board.refresh()
        self._show_line()

    def not_connected(self) -> None:
        """The gateways could not be made ready; the records stay readable."""
        self._broken = True
        self._show_line()

    def tell_story(self, story: "Story") -> None:
        """What the first questions after the start made of what was left open; a ledger that is only read comes
        first."""
        told = story_words(story)
        if told and not ledger_words(self._desk):
            self.board.tell(*told)

    # ----------------------------------------------------------------------------------------------------- going
    # about

    @property
    def screen_now(self) -> QWidget:
        """The screen in front."""
        return self.pages.screen_now

    def open_new_hold(self) -> None:
        from frontdesk.ui.screens.new_hold import NewHold

        if self._ready and not isinstance(self.screen_now, NewHold):
            self._leave_for(lambda: self._open_form(places.new_hold(self._desk, self.tasks)))

    def open_page(self, verb: str, hold_id: int) -> None:
        """The page from which a verb on one hold is sent."""
        self._leave_for(lambda: self._open(places.page_of(verb, hold_id, self._desk, self.tasks)))

    def open_part(self, deposit_id: int, minor: int) -> None:
        """The new charge that keeps a part of a deposit."""
        self._leave_for(lambda: self._open_form(places.part_page(deposit_id, minor, self._desk, self.tasks)))

    def open_settings(self) -> None:
        from frontdesk.ui.screens.settings import Settings

        def show() -> None:
            screen = Settings(self._desk, self._looks)
            screen.looks_chosen.connect(self._wear)
            screen.house_changed.connect(self._speak)
            screen.clerk_changed.connect(self._show_clerk)
            self._open(screen)

        self._leave_for(show)

    def go(self, place: str) -> None:
        """Where the rail leads."""
        if place == "settings":
            self.open_settings()
        elif place in places.PLACES:
            self._leave_for(lambda: self._open(places.place(place, self._desk, self.tasks)))
        else:
            self.go_to_board()

    def go_to_board(self) -> None:
        self._leave_for(self._show_board)

    def show_outcome(self, outcome: Outcome) -> None:
        """A verb ended: its bank page, or its result."""
        self._open(places.outcome_page(outcome, self._desk, self.tasks))
        if outcome.result == "challenge":
            return
        if outcome.verb in places.PLACING and outcome.held is not None:
            self.board.show_new(outcome.held.hold.id)
        else:
            self.board.refresh()

    def show_hold(self, hold_id: int) -> None:
        """One hold on the board, found whatever its age."""
        self.go_to_board()
        self.board.show_new(hold_id)
        if self.board.table.chosen_id() != hold_id:
            self.board.search.setText(self._desk.ledger.held_stay(hold_id).stay.guest)
            self.board.choose(hold_id)

    def try_again(self, outcome: Outcome) -> None:
        """The screen of a verb that was refused or never left, with what is known already."""
        page = places.again_page(outcome, self._desk, self.tasks)
        if page is not None:
            (self._open_form if outcome.verb in places.PLACING else self._open)(page)
        elif outcome.held is not None:
            self._release(outcome.held.hold.id)

    def _open_form(self, form: QWidget) -> None:
        """A page after which a bank page may come."""
        self._open(form)
        self.form_opened.emit()

    def _begin(self, verb: str, hold_id: int) -> None:
        if verb in places.PAGES:
            self.open_page(verb, hold_id)
        elif verb == "release":
            self._release(hold_id)

    def _release(self, hold_id: int) -> None:
        from frontdesk.ui import releasing

        releasing.release(self, self._desk, self.tasks, hold_id, self.show_outcome)

    def _open(self, screen: QWidget) -> None:
        for name, act in (
            ("left", self.go_to_board),
            ("finished", self.show_outcome),
            ("again", self.try_again),
            ("wanted", self._begin),
            ("sale_wanted", self.open_part),
            ("hold_wanted", self.show_hold),
        ):
            signal = getattr(screen, name, None)
            if signal is not None:
                signal.connect(act)
        self.pages.open(screen)
        self.rail.show_place(screen.objectName())

    def _show_board(self) -> None:
        self.pages.drop()
        self.rail.show_place("board")
        self.board.refresh()
        self.board.table.setFocus()

    def _leave_for(self, then: Callable[[], None]) -> None:
        if self._is_free(then):
            then()

    def _is_free(self, then: Callable[[], None]) -> bool:
        """Whether the open screen may be left at once; it is asked about typed work, and `then` follows a yes."""
        may = getattr(self.screen_now, "may_leave", None)
        answer = may() if may is not None else True
        if answer == "ask":
            from frontdesk.ui import leaving

            leaving.ask_to_leave(self, self.tasks, then)
        elif not answer:
            self.rail.show_place(self.screen_now.objectName())
        return answer is True

    # ------------------------------------------------------------------------------------------------------------
    # keys

    def _on_board(self, verb: str) -> None:
        """A key that the board knows, and some other screens too: F5 on a result, F9 at check-out."""
        want = getattr(self.screen_now, "want", None)
        if want is not None and self._ready:
            want(verb)

    def _find(self) -> None:
        if self.screen_now is self.board:
            self.board.find_focus()

    def _escape(self) -> None:
        if self.screen_now is not self.board:
            self.go_to_board()
        else:
            self.board.leave_search()

    # ---------------------------------------------------------------------------------------------------------
    # changes

    def _on_change(self) -> None:
        if self._ready:
            self.board.changed()

    def _show_line(self) -> None:
        self.pages.show_line(*line_words(self._desk, broken=self._broken))

    def _sign_in(self, name: str) -> None:
        from frontdesk.usecases.sign_in import sign_in

        sign_in(self._desk, name)
        self._show_clerk()

    def _show_clerk(self) -> None:
        self.rail.show_clerk(self._desk.clerk, self._desk.house.clerks)

    def _wear(self, looks: Looks) -> None:
        self._looks = looks
        self._save_looks(looks)
        theme.wear(looks)
        self._build_anew()

    def _speak(self) -> None:
        words.set_language(self._desk.house.language)
        words.set_trade(self._desk.house.trade)
        self._build_anew()

    def _build_anew(self) -> None:
        """Settings are open: build the window in the new words or sizes and come back to them, at the choice that was
        changed: the next press of a key must not change another one."""
        name = getattr(self.focusWidget(), "objectName", str)()
        self.pages.drop()
        self._build()
        self._complete_build()
        self._show_line()
        self.open_settings()
        for again in self.screen_now.findChildren(QWidget, name or "choose_clerk"):
            again.setFocus()

    # ---------------------------------------------------------------------------------------------------------
    # closing

    def busy(self) -> bool:
        """A call to a gateway is under way: the program must not end now."""
        return self.tasks.count > 0 or self._desk.busy > 0

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self.busy():
            from frontdesk.ui import leaving

            leaving.refuse_to_quit(self)
        elif self._is_free(self._drop_and_close):
            event.accept()
            self.closed.emit()

    def _drop_and_close(self) -> None:
        self._show_board()
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._ready:
            self.board.changed()
