"""What charging a deposit would cost the house: asked of the gateway while the form is filled, for staff alone."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QObject

from frontdesk.domain.money import Money
from frontdesk.domain.told import Cost
from frontdesk.ui.hold_advice import cost_facts
from frontdesk.ui.tasks import Tasks
from frontdesk.ui.widgets.cost_panel import CostPanel
from frontdesk.ui.widgets.hold_form import HoldForm
from frontdesk.usecases.desk import Desk
from frontdesk.usecases.estimate_cost import Estimate, estimate_cost

type Question = tuple[str, Money, str]


class Costs(QObject):
    """Asks once for every account, amount and card; `told` is called when there is something new to show."""

    def __init__(self, desk: Desk, tasks: Tasks, form: HoldForm, told: Callable[[], None]) -> None:
        super().__init__(form)
        self._desk, self._tasks, self._form, self._told = desk, tasks, form, told
        self._asked: Question | None = None
        self._answers: dict[Question, Estimate] = {}

    def _question(self) -> Question | None:
        """What would be asked now; None where there is nothing to ask yet."""
        account, amount = self._form.account, self._form.amount.money()
        digits = self._form.way.first_digits
        asks = account.can is not None and account.can.costs and not account.can.holds
        return (account.name, amount, digits) if asks and amount is not None and digits else None

    def ask(self) -> None:
        """Put the question if it is another one than before."""
        question = self._question()
        if question is None or question == self._asked:
            return
        self._asked = question
        account, amount, digits = question
        verb = estimate_cost(self._desk, account, amount, digits)
        self._tasks.accompany(verb, lambda estimate: self._came(question, estimate), owner=self)

    def _came(self, question: Question, estimate: Estimate) -> None:
        self._answers = {question: estimate}
        if estimate.cost is None:
            self._asked = None  # the next change asks again
        self._told()

    def _now(self) -> Cost | None:
        question = self._question()
        estimate = self._answers.get(question) if question else None
        return estimate.cost if estimate else None

    def known(self) -> Mapping[str, Cost]:
        """The estimate for this very charge, by account."""
        cost = self._now()
        return {self._form.account.name: cost} if cost else {}

    def tell(self, panel: CostPanel, *, charges: bool) -> None:
        """Show what is known; nothing where nothing is charged."""
        panel.setVisible(charges)
        if not charges:
            return
        can = self._form.account.can
        question = self._question()
        failed = question is not None and question in self._answers and self._answers[question].cost is None
        state: Literal["none", "later"] = "none" if failed or can is None or not can.costs else "later"
        panel.say(*cost_facts(self._now(), state, self._desk.house))
        better = self._form.account.better_than_charging()
        panel.say_better(better.name if better else "", better.title if better else "")
