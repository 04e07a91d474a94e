"""The step that holds and sales share: check, commit stay, hold and attempt together, send the card once."""

from typing import Literal

from frontdesk.domain.abilities import HOME_CURRENCY, Abilities
from frontdesk.domain.attempt import Attempt
from frontdesk.domain.card import LOOKED_UP, Card
from frontdesk.domain.challenge import PAGE_SECONDS, ChallengePage
from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import NO_FACTS, Buyer, CardFacts, Challenge, PlaceOrder
from frontdesk.domain.hold import Entry, Hold, Purpose
from frontdesk.domain.outcomes import BIN_DIGITS
from frontdesk.domain.stored_card import StoredCard
from frontdesk.ledger.database import LedgerError, MayBlockTwice
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.kept_part import kept_part, part_problem
from frontdesk.usecases.settle import begin, facts_of, new_attempt, ready, send
from frontdesk.usecases.wish import HoldWish

KINDS: dict[Purpose, Literal["place", "sale"]] = {"hold": "place", "sale": "sale", "deposit": "sale"}
type AnyCard = Card | StoredCard | None
ENTRIES: dict[type, Entry] = {Card: "card", StoredCard: "stored", type(None): "hosted"}


async def place(desk: Desk, wish: HoldWish, card: AnyCard, purpose: Purpose) -> Outcome:
    """Rules 1 to 4 of money-safety: everything is on disk before the first byte leaves; nobody is blocked twice
    unasked. Raises ValueError where the card came another way than the wish says."""
    if ENTRIES[type(card)] != wish.entry:
        raise ValueError("the wish says another way than the card came")
    kind = KINDS[purpose]
    wish = _about(wish, card)
    problem = _not_possible(desk, wish, purpose)
    if problem:
        return Outcome("stopped", kind, amount=wish.amount, problem=problem)
    wish = await _with_facts(desk, wish, card)
    if _is_foreign_to_card(wish):
        return Outcome("stopped", kind, amount=wish.amount, problem="foreign_currency_domestic_card")
    # After the look-up: a session that ended while it was asked is renewed here, and not within the attempt.
    stop = await ready(desk, kind, wish.account, wish.amount)
    if stop is not None:
        return stop
    problem = _no_part_left(desk, wish)
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
        if isinstance(card, Card):
            card.wipe()
    if not isinstance(answer, Challenge) or outcome.result != "challenge":
        return outcome
    opened = desk.now()
    deadline = opened + PAGE_SECONDS
    page = ChallengePage(hold.id, answer.html, answer.base_url, order.return_address, opened, deadline, url=answer.url)
    return outcome._replace(page=page)


def _not_possible(desk: Desk, wish: HoldWish, purpose: Purpose) -> str:
    account = desk.accounts.get(wish.account)
    if account is None:
        return "unknown_account"
    can = account.gateway.abilities
    problem = _no_such_way(can, wish, purpose)
    if problem:
        return problem
    if wish.amount.code not in can.currencies:
        return "currency_not_here"
    if "identity" in can.buyer_fields and not wish.identity.strip():
        return "identity_missing"
    if _is_foreign_to_card(wish):
        return "foreign_currency_domestic_card"
    return "nothing" if wish.amount.minor <= 0 else ""


def _is_foreign_to_card(wish: HoldWish) -> bool:
    """A card issued in Turkey pays in lira alone (iyzico notes, error 10219)."""
    return wish.amount.code != HOME_CURRENCY and wish.facts.domestic is True


def _about(wish: HoldWish, card: AnyCard) -> HoldWish:
    """The wish without facts that are another card's: one that was typed before, or looked up before the guest was
    shown the gateway's page."""
    digits = "" if card is None else card.number if isinstance(card, Card) else card.bin
    told = min(len(digits), len(wish.facts.bin))
    if card is not None and digits[:told] == wish.facts.bin[:told]:
        return wish
    return wish._replace(facts=NO_FACTS)


def _no_part_left(desk: Desk, wish: HoldWish) -> str:
    """Why no part of its deposit may be kept any more, looked at once more after everything that was waited for:
    meanwhile another part may have been sold, or the whole kept or returned."""
    if not wish.part_of:
        return ""
    deposit = desk.ledger.held_stay(wish.part_of).hold
    return part_problem(kept_part(desk, deposit)) if deposit.state == "charged" else "hold_changed"


async def _with_facts(desk: Desk, wish: HoldWish, card: AnyCard) -> HoldWish:
    """A foreign currency needs to know where the card was issued: asked for where nobody looked it up yet, and where
    the account does not tell, at the house's others. Nothing is known beforehand of a card that the guest types on the
    gateway's page."""
    if wish.amount.code == HOME_CURRENCY or wish.facts.domestic is not None or card is None:
        return wish
    digits = card.number[:LOOKED_UP] if isinstance(card, Card) else card.bin[:LOOKED_UP]
    if len(digits) < BIN_DIGITS:
        return wish
    for name in dict.fromkeys((wish.account, *desk.accounts)):
        gateway = desk.accounts[name].gateway
        if gateway.abilities.service("bin") != "here":
            continue
        told = await desk.run(name, gateway.look_up_bin(digits))
        if isinstance(told, CardFacts) and told.domestic is not None:
            return wish._replace(facts=told)
    return wish


def _no_such_way(can: Abilities, wish: HoldWish, purpose: Purpose) -> str:
    """What the account has no way for, by its abilities."""
    hosted = wish.entry == "hosted"  # there the gateway's own page asks for what it needs
    ways = (
        (purpose == "hold" and not can.holds, "no_holds_here"),
        (purpose == "deposit" and can.holds, "holds_here"),
        ((wish.store or wish.entry == "stored") and not can.stored_cards, "no_stored_cards_here"),
        (hosted and not can.hosted, "no_hosted_here"),
        (wish.instalments != 1 and wish.instalments not in can.hold_instalments, "no_instalments_here"),
        (wish.threeds and not hosted and not can.threeds, "no_threeds_here"),
        (not wish.threeds and not hosted and not can.plain, "no_plain_here"),
    )
    return next((problem for is_missing, problem in ways if is_missing), "")


async def _begin_new(desk: Desk, wish: HoldWish, card: AnyCard, purpose: Purpose) -> tuple[Hold, Attempt] | Outcome:
    kind = KINDS[purpose]
    hold = _new_hold(desk, wish, card, purpose)
    attempt = new_attempt(desk, hold, kind, wish.amount, key=hold.key)
    crash_point(f"{kind}:before_begin")
    try:
        held, attempt = await desk.ledger.begin_place(
            wish.stay, hold, attempt, wish.reason, facts_of(hold, attempt, store=wish.store), wish.part_of
        )
    except MayBlockTwice as twice:
        return Outcome("stopped", kind, amount=wish.amount, problem="may_block_twice", others=twice.holds)
    except LedgerError as error:
        return Outcome("stopped", kind, amount=wish.amount, problem=error.problem)
    crash_point(f"{kind}:begun")
    desk.on_change(held.hold.id)
    return held.hold, attempt


async def _again(desk: Desk, wish: HoldWish, card: AnyCard, purpose: Purpose) -> tuple[Hold, Attempt] | Outcome:
    """After not_sent: a new row under the same key (money-safety, "Key"), with the card of this time."""
    held = desk.ledger.held_stay(wish.again)
    hold = held.hold
    last = desk.ledger.attempts_of(wish.again)[-1]
    kind = KINDS[purpose]
    known, wanted = (hold.account, hold.money, hold.entry), (wish.account, wish.amount, wish.entry)
    same = (last.kind, hold.purpose, known) == (kind, purpose, wanted)
    if last.state != "not_sent" or not same:
        return Outcome("stopped", kind, held, wish.amount, "wrong_hold_state")
    if hold.placed_at <= desk.restored_at:
        # A later try under this key may have been sent since the backup was made.
        return Outcome("stopped", kind, held, wish.amount, "restored")
    hold = _with_card(hold._replace(threeds=wish.threeds), wish, card)
    return await begin(
        desk, hold, new_attempt(desk, hold, kind, wish.amount, key=hold.key), wish.reason, store=wish.store
    )


def _new_hold(desk: Desk, wish: HoldWish, card: AnyCard, purpose: Purpose) -> Hold:
    hold = Hold(
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
        scheme="",
        bin="",
        last4="",
        card_kind="",
        bank="",
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
        entry=wish.entry,
    )
    return _with_card(hold, wish, card)


def _with_card(hold: Hold, wish: HoldWish, card: AnyCard) -> Hold:
    """What may be shown of the card; nothing is known yet of one that the guest types on the gateway's page."""
    facts = wish.facts
    if card is None:
        return hold
    told = card if isinstance(card, StoredCard) else facts
    return hold._replace(
        scheme=card.scheme,
        bin=card.bin[:BIN_DIGITS],
        last4=card.last4,
        card_kind=told.kind or facts.kind,
        bank=told.bank or facts.bank,
    )


def _order(desk: Desk, wish: HoldWish, card: AnyCard, hold: Hold, purpose: Purpose) -> PlaceOrder:
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
        purpose="hold" if purpose == "hold" else "sale",
        amount=wish.amount,
        card=card,
        buyer=buyer,
        item=f"{stay.place} depozito".strip(),
        reference=stay.reference or f"stay-{hold.stay_id}",
        language=house.language,
        return_address=desk.new_return_address() if wish.threeds or wish.entry == "hosted" else "",
        store=wish.store,
        card_user=wish.card_user,
        instalments=wish.instalments,
    )
