"""Sample rows for the pure rules: one hold, one attempt, one answer."""

from frontdesk.domain.attempt import Attempt, AttemptKind
from frontdesk.domain.gateway import Found, FoundRefund, FoundState
from frontdesk.domain.hold import Hold, HoldState
from frontdesk.domain.money import Money

NOON = 1_790_000_000


def lira(minor: int) -> Money:
    return Money(minor, "TRY")


def a_hold(state: HoldState = "held", *, captured: int = 0, refunded: int = 0, payment_id: str = "40010001") -> Hold:
    return Hold(
        id=1,
        stay_id=1,
        account="iyzico",
        state=state,
        was="held",
        purpose="hold",
        currency="TRY",
        amount=500_000,
        captured=captured,
        refunded=refunded,
        owed=0,
        key="key-place",
        payment_id=payment_id,
        threeds=False,
        scheme="mastercard",
        bin="552879",
        last4="0008",
        card_kind="credit",
        bank="Halkbank",
        auth_code="",
        host_reference="",
        references="{}",
        placed_at=NOON,
        held_at=NOON,
        lapses_at=NOON + 7 * 86_400,
        lapse_grade="guess",
        safe_until=NOON + 6 * 86_400,
        asked_at=0,
        ended="",
        attention="",
        problem="",
        clerk="Derya Örnek",
        version=1,
    )


def an_attempt(kind: AttemptKind, amount: int = 500_000, *, key: str = "key-1", problem: str = "no_answer") -> Attempt:
    return Attempt(
        id=1,
        hold_id=1,
        account="iyzico",
        kind=kind,
        state="unknown",
        key=key,
        currency="TRY",
        amount=amount,
        by="",
        clerk="Derya Örnek",
        begun_at=NOON,
        settled_at=0,
        problem=problem,
        gateway_code="",
        asked=0,
        asked_at=0,
        ask_at=NOON,
        strikes=0,
        struck_at=0,
    )


def found(state: FoundState, *, captured: int | None = None, refunds: tuple[tuple[str, int], ...] = ()) -> Found:
    return Found(
        state,
        payment_id="" if state == "not_found" else "40010001",
        amount=None if state == "not_found" else lira(500_000),
        captured=None if captured is None else lira(captured),
        refunds=tuple(FoundRefund(key, lira(minor), "refund") for key, minor in refunds),
    )
