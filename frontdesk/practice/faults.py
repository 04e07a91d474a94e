"""Faults: what a practice gateway is told to do wrong, by `POST /faults` on the control address.

A fault is one JSON object (several may come as an array):

    {"kind": …, "account": a gateway's name|"any", "operation": …|"*", "times": 1, …}

`operation` is one of OPERATIONS; every gateway uses those that it has. release is at iyzico and Ödüyo every cancel, at
ÖderoPay a refund of an uncaptured hold; callback is the browser's return to the merchant, webhook a notice to it.
`times` counts the requests that it meets; 0 means until cleared.
With any fault `delay` waits so many real seconds first, and `lag` hides the change from look-ups for so many seconds on
the bank's clock. `executes` overrules whether the operation is really carried out.

Kinds, and what happens to the operation unless `executes` says otherwise:

  down                 the account's port is closed until faults are cleared; any operation; nothing is executed
  drop_before          the connection is cut without an answer; not executed
  lose_answer          executed, then the connection is cut without an answer
  executes_later       like lose_answer, but executed `seconds` later on the bank's clock
  hang                 no answer until faults are cleared; not executed
  delay                executed, answered after `seconds`
  visibility_lag       executed and answered; look-ups do not see it for `seconds` on the bank's clock
  truncate             executed; the answer is cut in the middle
  garbage, empty_200   executed; the answer is broken JSON, or nothing
  html_200, status     not executed; a page with 200, or with `status` (502)
  empty_status         not executed; nothing but `status` (502)
  redirect             not executed; 302 to another address
  oversized            executed; an answer of more than 1 MiB
  http_400             executed; the same answer, with status 400
  errors_with_200      executed; the same answer, with status 200 (ÖderoPay errors)
  rate_limit           refused before anything else, with the gateway's own too-many-requests answer
  decline              checked as usual, then refused by the bank with `code` and `group`
  refund_failure_200   a refund that passes every check, then says FAILURE inside a 200; nothing is given back
  wrong_signature, missing_signature          executed; the signature is spoilt: of the answer, for callback of the
                       form, for webhook of the notice
  wrong_amount, wrong_currency, wrong_id      executed; the answer (correctly signed) tells another story
  fraud_review         executed; iyzico's fraudStatus is 0 in this answer and in look-ups
  eight_decimals       executed; amounts with eight places, zero as 0E-8
  unknown_words        executed; enum members and fields that no document knows
  data_list            executed; AHL Pay's `data` is a list where an object belongs
  not_found            a look-up that says there is no such payment
  duplicate            only webhook: the notice is posted twice, with one reference
  out_of_order         only webhook: the notice is kept back for `seconds` (60), so that later events come before it
  challenge            not a failure: how the next 3D Secure pages behave, see challenges.Scenario; times defaults to 0
"""

import math
import threading
from collections.abc import Mapping
from typing import NamedTuple

EXECUTES = {
    "lose_answer": True,
    "executes_later": False,
    "drop_before": False,
    "hang": False,
    "delay": True,
    "visibility_lag": True,
    "truncate": True,
    "garbage": True,
    "empty_200": True,
    "html_200": False,
    "status": False,
    "empty_status": False,
    "redirect": False,
    "oversized": True,
    "http_400": True,
    "errors_with_200": True,
    "rate_limit": True,
    "decline": True,
    "refund_failure_200": True,
    "wrong_signature": True,
    "missing_signature": True,
    "wrong_amount": True,
    "wrong_currency": True,
    "wrong_id": True,
    "fraud_review": True,
    "eight_decimals": True,
    "unknown_words": True,
    "data_list": True,
    "not_found": True,
    "duplicate": True,
    "out_of_order": True,
    "down": False,
    "challenge": True,
}
ELSEWHERE = ("challenge", "down", "duplicate", "out_of_order")
OPERATIONS = [
    "place",
    "sale",
    "init",
    "complete",
    "capture",
    "release",
    "refund",
    "inquire",
    "bin",
    "installments",
    "test",
    "callback",
    "store_card",
    "list_cards",
    "delete_card",
    "hosted",
    "hosted_result",
    "day_list",
    "lists",
    "login",
    "webhook",
    "*",
]


class Fault(NamedTuple):
    """One fault; `left` is how many more requests it meets, None for every one until cleared."""

    kind: str
    account: str = "any"
    operation: str = "*"
    left: int | None = 1
    seconds: float = 0.0
    delay: float = 0.0
    lag: float = 0.0
    executes: bool = True
    status: int = 502
    code: str = "10051"
    group: str | None = "NOT_SUFFICIENT_FUNDS"
    scenario: Mapping[str, str] = {}


NONE = Fault("")


def read_fault(wanted: object, scenario_axes: Mapping[str, tuple[str, ...]]) -> Fault:
    """The fault that one JSON object asks for. Raises ValueError or TypeError with a sentence for whoever posted it."""
    if not isinstance(wanted, dict):
        raise TypeError("a fault is a JSON object")
    kind = str(wanted.get("kind", ""))
    account, operation = str(wanted.get("account", "any")), str(wanted.get("operation", "*"))
    if kind not in EXECUTES:
        raise ValueError(f"no fault is called {kind!r}; there are {', '.join(EXECUTES)}")
    if operation not in OPERATIONS:
        raise ValueError(f"operation is one of {', '.join(OPERATIONS)}")
    fixed = {"kind", "account", "operation", "times", "seconds", "delay", "lag", "executes", "status", "code", "group"}
    scenario = {name: str(value) for name, value in wanted.items() if name not in fixed}
    for name, value in scenario.items():
        if kind != "challenge" or name not in scenario_axes:
            raise ValueError(f"{kind} has nothing called {name!r}")
        if scenario_axes[name] and value not in scenario_axes[name]:
            raise ValueError(f"{name} is one of {', '.join(scenario_axes[name])}")
    times = int(wanted.get("times", 0 if kind in ("challenge", "down") else 1))
    group = wanted.get("group", Fault._field_defaults["group"] if "code" not in wanted else None)
    seconds = float(wanted.get("seconds", 0))
    delay = float(wanted.get("delay", seconds if kind == "delay" else 0))
    lag = float(wanted.get("lag", seconds if kind == "visibility_lag" else 0))
    if times < 0 or not all(0 <= number < math.inf for number in (seconds, delay, lag)):
        raise ValueError("times, seconds, delay and lag are numbers from 0 on")
    return Fault(
        kind,
        account,
        operation,
        times or None,
        seconds,
        delay,
        lag,
        bool(wanted.get("executes", EXECUTES[kind])),
        int(wanted.get("status", 502)),
        str(wanted.get("code", "10051")),
        None if group is None else str(group),
        scenario,
    )


class FaultList:
    """The faults in force, oldest first. `released` is set while hanging answers may end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self.released = threading.Event()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Lift every fault; requests that hang are let go, without an answer."""
        with self._lock:
            self._faults.clear()
            self.released.set()
            self.released = threading.Event()

    def listed(self) -> list[Fault]:
        with self._lock:
            return list(self._faults)

    def take(self, account: str, operation: str, kinds: tuple[str, ...] = ()) -> Fault:
        """The oldest fault that meets this request, counted down; NONE when there is none.

        Without `kinds` the faults of pages, port and notices (ELSEWHERE) are left alone.
        """
        with self._lock:
            for place, fault in enumerate(self._faults):
                if (fault.kind in kinds if kinds else fault.kind not in ELSEWHERE) and (
                    fault.account in ("any", account) and fault.operation in ("*", operation)
                ):
                    if fault.left is not None:
                        self._faults[place] = fault._replace(left=fault.left - 1)
                        if fault.left == 1:
                            del self._faults[place]
                    return fault
        return NONE

    def down(self, account: str) -> bool:
        """Whether the account's port is to be closed."""
        return any(one.kind == "down" and one.account in ("any", account) for one in self.listed())
