"""The step that holds and sales share: check, commit stay, hold and attempt together, send the card once."""

from typing import Literal

from frontdesk.domain.abilities import Abilities
from frontdesk.domain.attempt import Attempt
from frontdesk.domain.card import Card
from frontdesk.domain.challenge import PAGE_SECONDS, ChallengePage
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import Buyer, Challenge, PlaceOrder
from frontdesk.domain.hold import Hold
from frontdesk.ledger.database import LedgerError, MayBlockTwice
from frontdesk.usecases.desk import Desk, HoldWish, Outcome
from frontdesk.usecases.settle import begin, facts_of, new_attempt, send

Purpose = Literal["hold", "sale"]
KINDS: dict[Purpose, Literal["place", "sale"]] = {"hold": "place", "sale": "sale"}


async def place(desk: Desk, wish: HoldWish, card: Card, purpose: Purpose) -> Outcome:
    """Rules 1 to 4 of money-safety: everything is on disk before the first byte leaves; nobody is blocked twice
    unasked."""
    kind = KINDS[purpose]
    problem = _not_possible(desk, wish, purpose)
    if problem:
        return Outcome("stopped", kind, amount=wish.amount, problem=problem)
    begun = await _again(desk, wish, card, purpose) if wish.again else await _begin_new(desk, wish, card, purpose)
    if isinstance(begun, Outcome):
        return begun
    hold, attempt = begun
    order = _order(desk, wish, card, hold, purpose)
    try:
        outcome, answer = await send(desk, attempt, desk.accounts[wish.account].gateway.place(order))
    finally:
        card.wipe()
    if not isinstance(answer, Challenge) or outcome.result != "challenge":
        return outcome
    opened = desk.now()
    page = ChallengePage(hold.id, answer.html, answer.base_url, order.return_address, opened, opened + PAGE_SECONDS)
    return outcome._replace(page=page)


def _not_possible(desk: Desk, wish: HoldWish, purpose: Purpose) -> str:
    account = desk.accounts.get(wish.account)
    if account is None:
        return "unknown_account"
    can: Abilities = account.gateway.abilities
    if purpose == "hold" and not can.holds:
        return "no_holds_here"
    if wish.amount.code not in can.currencies:
        return "currency_not_here"
    if wish.threeds and not can.threeds:
        return "no_threeds_here"
    if not wish.threeds and not can.plain:
        return "no_plain_here"
    if "identity" in can.buyer_fields and not wish.identity.strip():
        return "identity_missing"
    return "nothing" if wish.amount.minor <= 0 else ""


async def _begin_new(desk: Desk, wish: HoldWish, card: Card, purpose: Purpose) -> tuple[Hold, Attempt] | Outcome:
    kind = KINDS[purpose]
    hold = _new_hold(desk, wish, card, purpose)
    attempt = new_attempt(desk, hold, kind, wish.amount, key=hold.key)
    crash_point(f"{kind}:before_begin")
    try:
        held, attempt = await desk.ledger.begin_place(wish.stay, hold, attempt, wish.reason, facts_of(hold, attempt))
    except MayBlockTwice as twice:
        return Outcome("stopped", kind, amount=wish.amount, problem="may_block_twice", others=twice.holds)
    except LedgerError as error:
        return Outcome("stopped", kind, amount=wish.amount, problem=error.problem)
    crash_point(f"{kind}:begun")
    desk.on_change(held.hold.id)
    return held.hold, attempt


async def _again(desk: Desk, wish: HoldWish, card: Card, purpose: Purpose) -> tuple[Hold, Attempt] | Outcome:
    """After not_sent: a new row under the same key (money-safety, "Key"), with the card of this time."""
    held = desk.ledger.held_stay(wish.again)
    hold = held.hold
    last = desk.ledger.attempts_of(wish.again)[-1]
    kind = KINDS[purpose]
    same = (last.kind, hold.account, hold.money) == (kind, wish.account, wish.amount)
    if last.state != "not_sent" or not same:
        return Outcome("stopped", kind, held, wish.amount, "wrong_hold_state")
    hold = hold._replace(threeds=wish.threeds, scheme=card.scheme, bin=card.bin, last4=card.last4, bank=wish.bank)
    return await begin(desk, hold, new_attempt(desk, hold, kind, wish.amount, key=hold.key), wish.reason)


def _new_hold(desk: Desk, wish: HoldWish, card: Card, purpose: Purpose) -> Hold:
    return Hold(
        id=0,
        stay_id=wish.stay.id,
        account=wish.account,
        state="placing",
        was="placing",
        purpose=purpose,
        currency=wish.amount.code,
        amount=wish.amount.minor,
        captured=0,
        refunded=0,
        owed=0,
        key=desk.new_key(),
        payment_id="",
        threeds=wish.threeds,
        scheme=card.scheme,
        bin=card.bin,
        last4=card.last4,
        card_kind="",
        bank=wish.bank,
        auth_code="",
        host_reference="",
        references="{}",
        placed_at=desk.now(),
        held_at=0,
        lapses_at=0,
        lapse_grade="guess",
        safe_until=0,
        asked_at=0,
        ended="",
        attention="",
        problem="",
        clerk=desk.clerk.name,
        version=0,
    )


def _order(desk: Desk, wish: HoldWish, card: Card, hold: Hold, purpose: Purpose) -> PlaceOrder:
    house, stay = desk.house, wish.stay
    buyer = Buyer(
        id=f"stay-{hold.stay_id}",
        name=stay.guest_name,
        surname=stay.guest_surname,
        identity=wish.identity.strip(),
        email=wish.email.strip() or house.email,
        phone=wish.phone.strip() or house.phone,
        address=house.address,
        city=house.city,
        country=house.country,
        postcode=house.postcode,
        ip=house.public_ip,
    )
    return PlaceOrder(
        key=hold.key,
        purpose=purpose,
        amount=wish.amount,
        card=card,
        buyer=buyer,
        item=f"{stay.place} depozito".strip(),
        reference=stay.reference or f"stay-{hold.stay_id}",
        language=house.language,
        return_address=desk.new_return_address() if wish.threeds else "",
    )
