"""What must be true of ledger and bank after every step: the money invariants I1 to I6, I9 of the reliability bar."""

from collections import Counter as Tally
from collections.abc import Iterable

from frontdesk.domain.attempt import OPEN_ATTEMPTS, Attempt
from frontdesk.domain.hold import Hold
from frontdesk.domain.terminal import TERMINAL
from frontdesk.practice.bank import Authorisation
from frontdesk.usecases.kept_part import kept_part
from tests.kit.back_room import BackRoom, belongs_to, the_one

CLOSED = frozenset({"captured", "refunded", "released", "declined", "abandoned", "lapsed"})
UNDER_WAY = {"placing", "challenge", "capturing", "releasing", "refunding", "unknown", "attention"}
NEVER_SHOWN = {"challenge", "refused"}
TAKEN = {"captured", "sold", "refunded"}
# What the bank may know of a hold that the ledger shows in a settled state. "" is nothing at all; "lapsed" comes by
# time and is told to nobody.
AGREED: dict[str, frozenset[str]] = {
    "held": frozenset({"held", "lapsed"}),
    "captured": frozenset({"captured", "sold"}),
    "charged": frozenset({"captured", "sold"}),
    "released": frozenset({"released"}),
    "refunded": frozenset({"refunded"}),
    "lapsed": frozenset({"lapsed"}),
    "declined": frozenset({"", "refused", "challenge", "verified"}),
    "abandoned": frozenset({"", "refused", "challenge", "verified"}),
}


def assert_ledger_equals_bank(room: BackRoom, *, margin: int = 0, decided: bool = False) -> None:
    """`margin`: whole percent above the hold that the account may capture. `decided`: nothing may be open any more but
    what waits for a person."""
    holds = {hold.key: hold for hold in room.all_holds()}
    payments = _payments_by_key(room, holds.values())
    for payment in payments.values():
        _bank_did_nothing_twice(payment, margin)
    for key, hold in holds.items():
        attempts = room.ledger.attempts_of(hold.id)
        _attempts_are_sound(hold, attempts)
        if not _is_doubtful(room, hold) and not _came_back_unseen(room, hold, payments.get(key)):
            _agree(hold, attempts, payments.get(key), room.panel.get(key, 0))
            _part_is_owed(room, hold)
        _nothing_told_is_lost(room, hold)
    if decided:
        assert room.is_decided(), room.ledger.open_attempts()
    assert room.troubles == [], room.troubles


def _is_doubtful(room: BackRoom, hold: Hold) -> bool:
    """A terminal's hold has nothing to be compared with. What was closed in a restored ledger may have gone on since:
    nobody asks about it until somebody wants something of it."""
    if hold.account == TERMINAL:
        return True
    is_older = hold.placed_at <= room.restored_at and hold.asked_at <= room.restored_at
    return bool(room.restored_at) and is_older and hold.state in CLOSED


def _came_back_unseen(room: BackRoom, hold: Hold, payment: Authorisation | None) -> bool:
    """Captured and cancelled after the backup: AHL Pay tells of nothing but the Void (its notes §7.6), so the restored
    ledger takes it for a release. The guest has everything back either way."""
    if hold.account != "ahlpay" or hold.placed_at > room.restored_at or payment is None:
        return False
    return (hold.state, payment.state) == ("released", "refunded") and payment.given_back == payment.taken


def _part_is_owed(room: BackRoom, hold: Hold) -> None:
    """While a part was collected by a sale and its deposit not returned, the guest is owed the whole deposit."""
    kept = kept_part(room.desk, hold) if hold.state == "charged" else None
    if kept is not None and kept.sale.hold.state == "captured" and kept.sale.hold.refunded == 0:
        assert hold.owed == hold.refundable.minor, f"charged twice and only {hold.owed} owed of {hold.refundable}"


def _payments_by_key(room: BackRoom, holds: Iterable[Hold]) -> dict[str, Authorisation]:
    """The one payment of each hold, by the hold's key."""
    found: dict[str, list[Authorisation]] = {}
    owners: dict[str, Hold] = {}
    for payment in room.bank():
        ours = [hold for hold in holds if belongs_to(payment, hold, room.ids_before)]
        if not ours and _is_forgotten(room, payment):
            continue
        if not ours and payment.order.account == "oduyo":
            # Its page never reached the desk, so nobody can have passed it (Ödüyo notes §4).
            assert payment.state in NEVER_SHOWN, f"I3: an orphan at the bank: {payment.number} {payment.state}"
            continue
        assert ours, f"I3: an orphan at the bank: {payment.order.key} {payment.state}"
        owners[ours[0].key] = ours[0]
        found.setdefault(ours[0].key, []).append(payment)
    told = {key: the_one(payments, owners[key]) for key, payments in found.items()}
    return {key: payment for key, payment in told.items() if payment is not None}


def _is_forgotten(room: BackRoom, payment: Authorisation) -> bool:
    """The restored ledger does not know it; the gateway's list of the day does."""
    if payment.order.account == "oduyo":
        return str(payment.number) in {room.ids_before.get(key, "") for key in room.forgotten}
    return payment.order.key in room.forgotten


def _bank_did_nothing_twice(payment: Authorisation, margin: int) -> None:
    order = payment.order
    captured = sum(one.amount * one.executed for one in payment.captures)
    assert sum(one.executed for one in payment.captures) <= 1, "I1: captured twice"
    assert captured * 100 <= order.amount * (100 + margin), "I1: more captured than held"
    assert sum(one.executed for one in payment.releases) <= 1, "I2: released twice"
    assert not (payment.captures and payment.releases), "I2: captured and released"
    assert payment.given_back <= payment.taken, "I2: more given back than taken"
    if order.account == "oduyo":
        return  # it knows no key of ours
    keys = Tally(one.key for one in (*payment.captures, *payment.releases, *payment.refunds) if one.key)
    assert not keys or max(keys.values()) == 1, f"one attempt was executed twice: {keys}"


def _attempts_are_sound(hold: Hold, attempts: tuple[Attempt, ...]) -> None:
    running = [row for row in attempts if row.state in OPEN_ATTEMPTS]
    kinds = sorted((row.kind, row.state) for row in running)
    if len(running) > 1:
        beside = {kind for kind, _ in kinds} <= {"complete", "place", "sale"} and len(running) == 2
        assert beside, f"I6: {kinds}"
        assert any(state == "challenged" for _, state in kinds), f"I6: {kinds}"
    if hold.state == "unknown" and hold.problem == "restored":
        assert not running, f"restored while {kinds}"
    elif hold.state in UNDER_WAY - {"attention"}:
        assert running, f"{hold.state} with nothing under way"
    elif hold.state != "attention":
        assert not running, f"{hold.state} while {kinds}"
    for row in attempts:
        assert type(row.amount) is int, "I9"
        assert row.currency == hold.currency, "I9"
        assert row.state == "not_sent" or row.settled_at == 0 or row.settled_at >= row.begun_at
    sent = Tally((row.kind, row.key) for row in attempts if row.state != "not_sent")
    assert not sent or max(sent.values()) == 1, f"one wish was sent twice: {sent}"


def _agree(hold: Hold, attempts: tuple[Attempt, ...], payment: Authorisation | None, panel: int) -> None:
    """`panel`: what was given back in the merchant's panel, whether the ledger knows of it or not yet."""
    if payment is not None:
        assert (payment.order.amount, payment.order.currency) == (hold.amount, hold.currency), "I9"
    if hold.state not in AGREED or hold.account == TERMINAL:  # no bank here knows a terminal's hold
        return
    state = payment.state if payment is not None else ""
    if hold.purpose != "hold" and hold.state == "held":
        raise AssertionError("a sale is never held")
    assert state in AGREED[hold.state], f"I3/I5: ledger {hold.state} ({hold.attention}), bank {state or 'nothing'}"
    taken, given_back = (payment.taken, payment.given_back) if payment is not None and state in TAKEN else (0, 0)
    if hold.state in {"captured", "charged", "refunded"}:
        told = (hold.captured, hold.refunded)
        assert told in {(taken, given_back), (taken, given_back - panel)}, f"ledger {told}, bank {taken} {given_back}"
    else:
        assert taken == 0, f"I3: {hold.state} in the ledger, {taken} taken at the bank"
    approved = Tally(row.kind for row in attempts if row.state == "approved")
    if payment is not None and hold.state != "held":
        assert approved["capture"] <= 1
        assert approved["release"] <= 1


def _nothing_told_is_lost(room: BackRoom, hold: Hold) -> None:
    """I4: what staff were told for certain is still so, or went on from there."""
    if hold.id not in room.told:
        return
    state, captured, refunded = room.told[hold.id]
    assert hold.captured >= captured, "I4: a capture was forgotten"
    assert hold.refunded >= refunded, "I4: a refund was forgotten"
    if state == "held":
        assert hold.state not in {"declined", "abandoned"}, f"I4: was held, is {hold.state}"
    if state in {"released", "refunded"}:
        assert hold.state in {state, "attention"}, f"I4: was {state}, is {hold.state}"
    if state == "captured":
        assert hold.state in {"captured", "refunding", "refunded", "unknown", "attention"}, (
            f"I4: captured, {hold.state}"
        )
