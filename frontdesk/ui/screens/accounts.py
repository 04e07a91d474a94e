"""Accounts: what each can do and why not, its provider's menu, its margins by bank, and the cards it keeps."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from frontdesk.domain.abilities import ABILITIES, Abilities, Margin, missing
from frontdesk.domain.bank_name import short_bank_name
from frontdesk.domain.guest_card import GuestCard, is_expired
from frontdesk.domain.stored_card import StoredCard
from frontdesk.ui import dialogs, notices, row_words, showing
from frontdesk.ui.ability_words import name_of, why_missing
from frontdesk.ui.hold_advice import day_at_counter
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.theme import dp
from frontdesk.ui.widgets.ability_list import AbilityList
from frontdesk.ui.widgets.cell_table import CellTable, Column
from frontdesk.ui.widgets.chip_row import ChipRow
from frontdesk.ui.widgets.empty_state import EmptyState
from frontdesk.ui.widgets.hold_facts import facts_grid
from frontdesk.ui.widgets.hold_row import Cell
from frontdesk.ui.widgets.kept_list import KeptLine, KeptList
from frontdesk.ui.widgets.menu_panel import MenuPanel
from frontdesk.ui.widgets.panel import Panel, Tone, label
from frontdesk.ui.widgets.scrolled import Scrolled
from frontdesk.ui.words import tr
from frontdesk.usecases import list_cards, list_holds
from frontdesk.usecases.consult_gateway import Consulted, consult_gateway
from frontdesk.usecases.desk import Desk
from frontdesk.usecases.forget_card import Forgotten, forget_card

_WIDE = 960
_ACCOUNTS_MS = 300


class Accounts(QWidget):
    """One account at a time, chosen by its chip."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accounts")
        self._desk, self._tasks = desk, tasks
        self.title, self.subtitle = tr("accounts.title"), tr("accounts.subtitle")
        self.chosen = ""
        self.chips: ChipRow | None = None
        self._cards: tuple[StoredCard, ...] = ()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self._waiting = QTimer(self, interval=_ACCOUNTS_MS)
        self._waiting.timeout.connect(self._accounts_came)
        if desk.accounts:
            self.choose(next(iter(desk.accounts)))
        else:
            self._show_empty()
            if desk.line is None:
                self._waiting.start()

    def may_leave(self) -> bool:
        """Nothing here waits to be kept."""
        return True

    # ------------------------------------------------------------------------------------------------------- building

    def _accounts_came(self) -> None:
        """They arrive after the first paint."""
        if self._desk.accounts:
            self._waiting.stop()
            self.choose(next(iter(self._desk.accounts)))
        elif self._desk.line is not None:
            self._waiting.stop()
            self._show_empty()

    def _show_empty(self) -> None:
        waits = "loading" if self._desk.line is None else "none"
        empty = EmptyState()
        empty.say("accounts", tr(f"accounts.{waits}_title"), tr(f"accounts.{waits}"), tr("accounts.none_go"))
        empty.pressed.connect(self.left)
        holder, column = QWidget(), QVBoxLayout()
        holder.setObjectName("page")
        column.setContentsMargins(dp(24), dp(20), dp(24), dp(20))
        column.addWidget(empty)
        holder.setLayout(column)
        self._put(holder)

    def _put(self, body: QWidget) -> None:
        if self._body is not None:
            self._whole.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body
        self._whole.addWidget(body)

    def choose(self, name: str) -> None:
        """Show another account."""
        self.chosen = name
        can = self._can
        accounts = self._desk.accounts
        self.chips = ChipRow([(key, each.title) for key, each in accounts.items()], {}, tr("accounts.choose"))
        self.chips.choose(name)
        self.chips.chosen.connect(self._chip_chosen)
        self.abilities, self.missing = AbilityList(), AbilityList()
        why = missing(can)
        self.abilities.say([(name_of(each), "") for each in ABILITIES if each not in why])
        self.missing.say([(name_of(each), why_missing(why[each])) for each in ABILITIES if each in why])
        self.menu = MenuPanel(can, self._desk.house, lambda: day_at_counter(self._desk.now()))
        self.menu.wanted.connect(self._ask_menu)
        self.kept = KeptList()
        self.kept.ask.connect(self._ask_cards)
        self.kept.forget.connect(self._ask_forget)
        self._show_kept(list_cards.kept_cards(self._desk, name))
        self._lay_out(can)
        self.setFocusProxy(self.chips.button(name))

    def _chip_chosen(self, name: str) -> None:
        QTimer.singleShot(0, self, lambda: self._choose_again(name))  # the chip that was pressed goes with its row

    def _choose_again(self, name: str) -> None:
        self.choose(name)
        if self.chips is not None:
            self.chips.button(name).setFocus()

    def _lay_out(self, can: Abilities) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(dp(24), dp(20), dp(24), dp(20))
        column.setSpacing(dp(16))
        assert self.chips is not None
        column.addWidget(self.chips)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(dp(16))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(dp(16))
        left.addWidget(self._able(can))
        left.addStretch(1)
        for part in (self.menu, self._margins(can), self.kept):
            right.addWidget(part)
        right.addStretch(1)
        self._across.addLayout(left, 4)
        self._across.addLayout(right, 7)
        column.addLayout(self._across)
        column.addStretch(1)
        self._put(Scrolled(column))
        self._turn()

    def _able(self, can: Abilities) -> Panel:
        panel = Panel()
        panel.body.addWidget(
            label(tr("accounts.mode_holds" if can.holds else "accounts.mode_charges"), "heading", wrap=True)
        )
        facts = (
            (tr("accounts.currencies"), " · ".join(can.currencies), ""),
            (tr("accounts.limit"), tr("accounts.seconds", count=can.limit), ""),
        )
        panel.body.addLayout(facts_grid(facts))
        panel.body.addWidget(label(tr("accounts.can"), "caption"))
        panel.body.addWidget(self.abilities)
        if self.missing.words():
            panel.body.addSpacing(dp(6))
            panel.body.addWidget(label(tr("accounts.cannot"), "caption"))
            panel.body.addWidget(self.missing)
        return panel

    def _margins(self, can: Abilities) -> Panel:
        panel = Panel()
        panel.setVisible(can.holds)
        panel.body.addWidget(label(tr("accounts.margins"), "heading"))
        table = CellTable(tr("accounts.margins"))
        titles = ("margin_bank", "margin_up", "margin_down")
        columns = tuple(Column(tr(f"accounts.{title}"), right=at > 0) for at, title in enumerate(titles))
        rest = tr("accounts.margin_any" if can.bank_margins else "accounts.margin_all")
        margins = (*can.bank_margins.items(), (rest, can.margin))
        table.put(columns, [(Cell(bank), *map(Cell, self._percents(margin))) for bank, margin in margins])
        panel.body.addWidget(table)
        if not can.bank_margins:
            panel.body.addWidget(label(tr("accounts.margins_none"), "hint", wrap=True))
        return panel

    def _percents(self, margin: Margin) -> tuple[str, str]:
        return self._percent(margin.up), tr("accounts.margin_down_unknown") if margin.down is None else self._percent(
            margin.down
        )

    def _percent(self, points: int) -> str:
        whole, part = divmod(points, 100)
        dot = "," if self._desk.house.notation == "tr" else "."
        return tr(
            "accounts.margin_percent", percent=f"{whole}{dot}{part:02d}".rstrip("0").rstrip(dot) if part else whole
        )

    def _turn(self) -> None:
        """In a narrow window the two columns stand below each other."""
        wide = self.width() >= dp(_WIDE)
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.chips is not None:
            self._turn()
        super().resizeEvent(event)

    @property
    def _can(self) -> Abilities:
        return self._desk.accounts[self.chosen].gateway.abilities

    # ------------------------------------------------------------------------------------------------------- the menu

    def _ask_menu(self, service: str, asked: Mapping[str, str]) -> None:
        menu, account = self.menu, self.chosen
        menu.wait(True)
        (name,) = [each for each in menu.here if each == service]
        self._tasks.run(
            consult_gateway(self._desk, account, name, asked),
            lambda told: self._menu_told(menu, told),
            owner=menu,
            slow=lambda: menu.notice.say("info", "", tr("accounts.slow")),
        )

    def _menu_told(self, menu: MenuPanel, told: Consulted) -> None:
        menu.wait(False)
        if told.problem:
            menu.notice.say(*self._why(told.problem, told.code))
            menu.table.hide()
            menu.count.hide()
        else:
            menu.show_rows(*row_words.table(told.rows, self._desk.house))

    @staticmethod
    def _why(problem: str, code: str) -> tuple[Tone, str, str]:
        why = notices.reason(problem)
        gateway = tr("accounts.code", code=code) if code else ""
        text = "\n".join(part for part in (f"{why.what} {why.next_step}".strip(), gateway) if part)
        return "warn", why.title or tr("accounts.not_asked_title"), text

    # ------------------------------------------------------------------------------------------------------ kept cards

    def _show_kept(self, cards: tuple[GuestCard, ...], flags: Mapping[str, str] | None = None) -> None:
        self._cards = tuple(each.card for each in cards)
        lines = [self._kept_line(each.card, each, (flags or {}).get(each.card.token, "")) for each in cards]
        none = tr("accounts.kept_none" if self._can.stored_cards else "accounts.kept_not_here")
        self.kept.say(lines, none, can_ask=self._can.stored_cards)

    def _kept_line(self, card: StoredCard, known: GuestCard | None, flag: str) -> KeptLine:
        bank = short_bank_name(card.bank or (known.card.bank if known and known.card.token == card.token else ""))
        shown = " · ".join(part for part in (self._card_name(card), bank) if part)
        if card.expires:
            key = "kept_expired" if is_expired(card, list_holds.today(self._desk)) else "kept_expires"
            shown = f"{shown} · {tr(f'accounts.{key}', month=f'{card.expires[5:7]}/{card.expires[:4]}')}"
        below = ""
        if known is not None:
            kept = showing.moment(known.kept.created_at).rsplit(" ", 1)[0]
            below = tr("accounts.kept_of", guest=known.stay.guest, day=kept)
        return KeptLine(shown, below, flag)

    @staticmethod
    def _card_name(card: StoredCard) -> str:
        scheme = (
            tr(f"states.scheme_{card.scheme}")
            if card.scheme in {"visa", "mastercard", "amex", "troy"}
            else tr("states.scheme_")
        )
        return f"{scheme} •••• {card.last4}" if card.last4 else scheme

    def _ask_cards(self) -> None:
        kept = self.kept
        kept.wait(True)
        kept.notice.say("info", "", tr("accounts.asking"))
        question = list_cards.cards_at_gateway(self._desk, self.chosen)
        self._tasks.run(question, lambda told: self._cards_told(kept, told), owner=kept)

    def _cards_told(self, kept: KeptList, told: list_cards.GatewayCards) -> None:
        kept.wait(False)
        kept.ask_button.setFocus()
        kept.notice.say(*(self._why(told.problem, told.code) if told.problem else ("plain",)))
        if told.problem and not told.cards:
            return
        self._cards = tuple(each.card for each in told.cards)
        lines = [
            self._kept_line(each.card, each.user_of, "" if each.where == "both" else tr(f"accounts.kept_{each.where}"))
            for each in told.cards
        ]
        kept.say(lines, tr("accounts.kept_none"), can_ask=True)

    def _ask_forget(self, at: int) -> None:
        card, kept = self._cards[at], self.kept
        known = next(
            (each for each in list_cards.kept_cards(self._desk, self.chosen) if each.card.token == card.token), None
        )

        def answered(yes: bool) -> None:
            if yes:
                kept.wait(True)
                verb = forget_card(self._desk, self.chosen, card)
                self._tasks.run(verb, lambda told: self._forgot(kept, told), owner=kept)

        question = dialogs.Question(
            tr("accounts.forget_question", card=self._card_name(card)),
            tr("accounts.forget_explained", guest=known.stay.guest if known else ""),
            tr("accounts.forget_yes"),
            tr("accounts.forget_no"),
            danger=True,
        )
        self._tasks.accompany(dialogs.ask(self.window(), question), answered, owner=self)

    def _forgot(self, kept: KeptList, told: Forgotten) -> None:
        kept.wait(False)
        kept.ask_button.setFocus()
        self._show_kept(list_cards.kept_cards(self._desk, self.chosen))
        if told.result == "done":
            kept.notice.say("good", tr("accounts.forgotten", card=self._card_name(told.card)))
        elif told.result == "checking":
            kept.notice.say("info", tr("accounts.forget_checking_title"), tr("accounts.forget_checking"))
        else:
            kept.notice.say(*self._why(told.problem, told.code))
