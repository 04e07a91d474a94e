"""New hold: stay, amount and card on one page, and what the guest will be told beside it. At an account that cannot
hold the same page charges a deposit, in its own words and with the guest's consent.

What the bank or the line said no to is shown here, over what was typed, so that it can be put right. Anything else
leaves this page with its outcome, and the card is forgotten.
"""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import NO_FACTS, CardFacts
from frontdesk.domain.guest_card import GuestCard
from frontdesk.domain.money import Money
from frontdesk.domain.routing import Wanted
from frontdesk.domain.stored_card import StoredCard
from frontdesk.ui import hold_advice, hold_offers, notices
from frontdesk.ui.hold_advice import Asked, Mode, day_at_counter
from frontdesk.ui.hold_costs import Costs
from frontdesk.ui.hold_wishes import sameness, slip_of, wish_of
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.widgets.cost_panel import CostPanel
from frontdesk.ui.widgets.form_page import FormPage, in_a_row
from frontdesk.ui.widgets.guest_words import GuestWords
from frontdesk.ui.widgets.hold_form import HoldForm
from frontdesk.ui.widgets.key_hint import KeyButton
from frontdesk.ui.widgets.panel import NoticeBox
from frontdesk.ui.widgets.twice_panel import TwicePanel
from frontdesk.ui.words import tr
from frontdesk.usecases.charge_deposit import charge_deposit
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.list_cards import offered_cards
from frontdesk.usecases.look_up_card import look_up_card
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.propose_account import propose_account
from frontdesk.usecases.record_terminal_hold import record_terminal_hold

_ACCOUNTS_MS = 300


class NewHold(FormPage):
    """`before` is a refused outcome whose stay and amount are proposed again, for another card."""

    left = Signal()
    finished = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, before: Outcome | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks = desk, tasks
        self.title, self.subtitle = tr("new_hold.title"), ""
        self._facts: CardFacts = NO_FACTS
        self._cards: tuple[GuestCard, ...] = ()
        self._busy: Literal["", "sent", "slow"] = ""
        self._again: tuple[int, object] = (0, None)
        self._build()
        self._costs = Costs(desk, tasks, self.form, self._retell)
        self._listen()
        self._propose(before)
        self._offer()
        self._waiting = QTimer(self, interval=_ACCOUNTS_MS)
        self._waiting.timeout.connect(self._accounts_came)
        if not desk.accounts:
            self._waiting.start()
        self.setFocusProxy(self.stay.name)

    # ------------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        house = self._desk.house
        self.form = form = HoldForm(house, self._today)
        self.stay, self.contact, self.amount, self.amount_field = (
            form.stay,
            form.contact,
            form.amount,
            form.amount_field,
        )
        self.account, self.threeds = form.account, form.account.threeds
        self.way, self.card = form.way, form.way.card
        self.words = GuestWords(tr("new_hold.guest_caption"))
        self.costs = CostPanel()
        self.notice = NoticeBox()
        self.twice = TwicePanel(house.notation)
        for hidden in (self.twice, self.costs):
            hidden.hide()
        self.cancel = KeyButton(tr("new_hold.cancel"), "Esc")
        self.go = KeyButton(tr("new_hold.go_empty"), "Ctrl ↵", "primary")
        self.go.setProperty("grade", "large")
        settings = in_a_row((self.threeds, self.account.why), stretched=1)
        buttons = in_a_row((self.cancel, self.go), stretched=-1)
        self.lay_out(form, (self.notice, self.twice, self.words, self.costs), settings, buttons)

    def _listen(self) -> None:
        form = self.form
        self.stay.changed.connect(self._offer_cards)
        form.amount_changed.connect(self._retell)
        form.amount_left.connect(self._costs.ask)
        form.currency_picked.connect(self._offer)
        self.account.changed.connect(self._account_chosen)
        self.way.changed.connect(self._retell)
        self.way.way_changed.connect(self._way_chosen)
        self.way.keep.toggled.connect(lambda _on: self._offer())
        self.way.kept.chosen.connect(self._kept_chosen)
        self.card.digits_known.connect(self._look_up)
        self.card.number.textChanged.connect(self._number_changed)
        self.costs.switched.connect(self.account.choose)
        self.cancel.clicked.connect(self.left)
        self.go.clicked.connect(lambda: self._send(""))
        self.twice.decided.connect(self._send)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -------------------------------------------------------------------------------------------------- what is offered

    def _accounts_came(self) -> None:
        """They arrive after the first paint; until then the rest can be typed."""
        if self._desk.accounts:
            self._waiting.stop()
            self._offer()

    def _offer(self) -> None:
        """The accounts for what stands in the form, best first; the currencies and ways that they take."""
        form, desk, entry = self.form, self._desk, self.way.entry
        form.offer_currencies(hold_offers.currencies(desk))
        wanted = Wanted(form.amount.code, facts=self._facts, store=self.way.store)
        if entry != "terminal":
            wanted = wanted._replace(entry=entry)
        offers = hold_offers.accounts(desk, propose_account(desk, wanted, self._costs.known()))
        forbidden = hold_offers.forbidden(wanted)
        form.forbid_currency(forbidden)
        if offers:
            self.account.fill(offers, forbidden)
        self._offer_cards()

    def _offer_cards(self) -> None:
        """The cards of this guest, and with them the ways a card may come."""
        stay, can = self.stay.so_far(), self.account.can
        self._cards = offered_cards(self._desk, stay, self.account.name) if stay and can and can.stored_cards else ()
        self.way.kept.show_cards(hold_offers.kept_rows(self._cards, day_at_counter, self._today()))
        self.way.offer(*hold_offers.ways(can, len(self._cards)))
        self._retell()

    def _account_chosen(self) -> None:
        can = self.account.can
        self.way.offer_instalments(can.hold_instalments if can else ())
        self.way.let_keep(can is not None and can.stored_cards)
        self._offer_cards()
        self._costs.ask()

    def _way_chosen(self) -> None:
        self._facts = NO_FACTS
        self._offer()

    @property
    def _mode(self) -> Mode:
        can = self.account.can
        if self.way.entry == "terminal":
            return "terminal"
        return "charge" if can is not None and not can.holds else "hold"

    # --------------------------------------------------------------------------------------------------- what is told

    def _today(self) -> date:
        return day_at_counter(self._desk.now())

    def _propose(self, before: Outcome | None) -> None:
        house = self._desk.house
        amount = Money(house.deposit, house.currency) if house.deposit > 0 else None
        if before is not None and before.held is not None:
            self.stay.prefill(before.held.stay)
            amount = before.held.hold.money
            self.account.prefer(before.held.hold.account)
        if amount is not None:
            self.form.propose(amount)
        self._proposed = self.amount.text()

    def _asked_for(self) -> Asked:
        desk, account = self._desk, self._desk.accounts.get(self.account.name)
        return Asked(
            self.amount.money(),
            self.account.can,
            self._facts,
            self.stay.departure(),
            self.threeds.isChecked(),
            desk.reaches(self.account.name),
            desk.now(),
            account.sample_card if account else "",
            self._mode,
            self.way.entry == "hosted",
            self.way.terminal.lapse_day(),
            self.form.is_forbidden and self._mode != "terminal",
        )

    def _retell(self) -> None:
        house, mode, asked = self._desk.house, self._mode, self._asked_for()
        by_hand, can = mode == "terminal", self.account.can
        self.form.charge(mode == "charge")
        self.form.consent.say(hold_advice.consent(asked, house), hold_advice.consent_in_other(asked, house))
        self.account.show_for(self.way.entry)
        self.stay.ask_identity(not by_hand and can is not None and "identity" in can.buyer_fields)
        self.words.say(hold_advice.speech(asked, house), hold_advice.remarks(asked))
        self._costs.tell(self.costs, charges=mode == "charge")
        self.go.setText(hold_advice.button_words(asked, house))
        self.go.setEnabled(not self._busy and (by_hand or (can is not None and self.account.is_usable)))
        title = tr(f"new_hold.title_{mode}") if mode != "hold" else tr("new_hold.title")
        if title != self.title:
            self.title = title
            self.retitled.emit()

    def _number_changed(self) -> None:
        if self._facts is not NO_FACTS and len(self.card.ends()[0]) < 6:
            self._know(NO_FACTS)

    def _kept_chosen(self) -> None:
        chosen = self._kept_card()
        if chosen is not None:
            self._look_up(chosen.bin)

    def _kept_card(self) -> StoredCard | None:
        return next((one.card for one in self._cards if one.kept.id == self.way.kept.value), None)

    def _look_up(self, digits: str) -> None:
        self._facts = NO_FACTS
        if self.account.name:
            question = look_up_card(self._desk, self.account.name, digits)
            self._tasks.accompany(question, lambda facts: self._card_known(digits, facts), owner=self)

    def _card_known(self, digits: str, facts: CardFacts | None) -> None:
        chosen = self._kept_card() if self.way.entry == "stored" else None
        if facts is not None and (self.card.begins_with(digits) or (chosen is not None and chosen.bin == digits)):
            self.card.say_bank(digits, *hold_advice.bank_words(facts))
            self._know(facts)
        self._costs.ask()

    def _know(self, facts: CardFacts) -> None:
        self._facts = facts
        self._offer()

    # -------------------------------------------------------------------------------------------------------- sending

    def _send(self, reason: str) -> None:
        by_hand = self._mode == "terminal"
        if self._busy or not (by_hand or (self.account.can is not None and self.account.is_usable)):
            return
        wrong, amount = self.form.first_wrong(), self.amount.money()
        if wrong is not None or amount is None:
            (wrong or self.amount_field).setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(wrong or self.amount_field)
            return
        if by_hand:
            self._run(record_terminal_hold(self._desk, slip_of(self.form, amount, reason)), None, None)
            return
        stored = self._kept_card() if self.way.entry == "stored" else None
        known = stored.user if stored else next((one.card.user for one in self._cards), "")
        wish = wish_of(self.form, amount, self._facts, reason, known)
        again, same = self._again
        same_now = sameness(wish, self.way.kept.value if stored else self.card.ends())
        if again and same == same_now:
            wish = wish._replace(again=again)
        card = self.card.take() if wish.entry == "card" else None
        place = charge_deposit if self._mode == "charge" else place_hold
        self._run(place(self._desk, wish, card or stored), card, same_now)

    def _run(self, verb: Coroutine[Any, Any, Outcome], card: Card | None, same: object) -> None:
        self._wait(True)
        asked = self._asked(verb, card)
        self._tasks.run(asked, lambda outcome: self._placed(same, outcome), owner=self, button=self.go, slow=self._slow)

    async def _asked(self, verb: Coroutine[Any, Any, Outcome], card: Card | None) -> Outcome:
        """The page is free again however the verb ends; after an error nothing of the card stays."""
        try:
            outcome = await verb
        except BaseException:
            self._if_there(self.card.wipe)
            raise
        finally:
            if card is not None:
                card.wipe()
            self._if_there(lambda: self._wait(False))
        return outcome

    def _if_there(self, do: Callable[[], None]) -> None:
        if isValid(self):
            do()

    def _wait(self, busy: bool) -> None:
        self._busy = "sent" if busy else ""
        self.form.setEnabled(not busy)
        self.account.let(not busy)
        self.twice.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
        self.notice.say("info", tr("new_hold.working") if busy else "")
        self._retell()

    def _slow(self) -> None:
        """Stop waiting and say so; the call goes on, and the card is not needed here any more."""
        self._busy = "slow"
        self.card.wipe()
        self.cancel.setEnabled(True)
        self.notice.say("info", tr("new_hold.slow_title"), tr("new_hold.slow"))

    def _placed(self, same: object, outcome: Outcome) -> None:
        self.twice.setVisible(outcome.problem == "may_block_twice")
        if outcome.result not in {"refused", "not_sent", "stopped"}:
            self.card.wipe()
            self.finished.emit(outcome)
            return
        self._again = (outcome.held.hold.id if outcome.held and outcome.result == "not_sent" else 0, same)
        if outcome.problem == "may_block_twice":
            self.twice.ask(outcome.others, charges=self._mode == "charge")
            self.area.ensureWidgetVisible(self.twice)
            return
        said = notices.sentence(outcome, self._desk.house, self._desk.now())
        parts = [said.what, said.means, said.next_step]
        if outcome.result != "stopped" and self.way.entry == "card":
            self.card.wipe_cvv()
            parts.append(tr("new_hold.cvv_again"))
            self.card.cvv.setFocus()
        self.notice.say(said.tone, said.title, "\n".join(part for part in parts if part))
        self.area.ensureWidgetVisible(self.notice)

    # -------------------------------------------------------------------------------------------------------- leaving

    def may_leave(self) -> bool | Literal["ask"]:
        """False while the bank is being talked to; "ask" while something would be lost."""
        if self._busy == "sent":
            return False
        typed = self.form.typed() or self.amount.text() != self._proposed
        return "ask" if typed and not self._busy else True
