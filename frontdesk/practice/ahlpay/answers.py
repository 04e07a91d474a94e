"""AHL Pay's answers: the envelope of §5.2, the payment object of §7.1 and of the return form, and spoilt ones."""

import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from frontdesk.practice.ahlpay.errors import DONE, Refusal, bank_words
from frontdesk.practice.ahlpay.hashing import recipe
from frontdesk.practice.ahlpay.standing import NAME, state, ways
from frontdesk.practice.bank import ISTANBUL, Authorisation, Movement
from frontdesk.practice.delivery import json_response, with_eight_decimals
from frontdesk.practice.exchange import Response
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.wire_json import Json

type Data = dict[str, Json]

CURRENCIES = {"949": "TRY", "840": "USD", "978": "EUR", "826": "GBP"}
NUMBERS = {letters: digits for digits, letters in CURRENCIES.items()}


class Reply(NamedTuple):
    """A success envelope around `data`: an object, a list, an HTML text or nothing."""

    data: Json


type Outcome = Reply | Refusal | Response


def finish(ground: Ground, outcome: Outcome, fault: Fault) -> Response:
    """The whole answer, told otherwise where the fault says so; HTTP 200 whatever was decided (A4)."""
    if isinstance(outcome, Response):
        return outcome
    refusal = outcome if isinstance(outcome, Refusal) else None
    data = outcome.data
    if isinstance(data, Mapping):
        data = told(ground, dict(data), fault)
    elif refusal and len(refusal.code) == 2 and ways(ground).failure_data:
        data = {"responseCode": refusal.code, "responseMessage": refusal.message}
    if fault.kind == "data_list" and not isinstance(data, list):
        data = [] if data is None else [data]
    body: Data = {
        "isSuccess": refusal is None,
        "message": refusal.message if refusal else DONE,
        "errorCode": refusal.code if refusal else None,
        "requestId": str(uuid.uuid4()),
        "data": data,
    }
    if fault.kind == "unknown_words":
        body |= {"traceLevel": 3, "warnings": [{"key": "YENI"}]}
    return json_response(with_eight_decimals(body) if fault.kind == "eight_decimals" else body)


def told(ground: Ground, data: Data, fault: Fault) -> Data:
    """The object as this fault tells it, then with the `responseHash` that the ways ask for (§6.5)."""
    match fault.kind:
        case "wrong_amount":
            for name in ("totalAmount", "amount"):
                figure = data.get(name)
                if isinstance(figure, str) and figure.isdigit():
                    data[name] = str(int(figure) + 100)
        case "wrong_currency" if "currency" in data:
            data["currency"] = "978" if data["currency"] == "949" else "949"
        case "wrong_id" if "orderId" in data:
            data["orderId"] = str(uuid.uuid4())
        case "wrong_id" if "token" in data:  # another merchant's login (A2)
            data["merchantId"] = int(ground.accounts[NAME]["merchant_id"]) + 1
        case "unknown_words":
            data |= {"loyalty": {"tier": "GOLD"}, "settlementDate": None}
            if "txnStatus" in data:
                data["txnStatus"] = "SETTLED"
    if "responseHash" in data:
        data["responseHash"] = _response_hash(ground, data, fault)
    return data


def _response_hash(ground: Ground, data: Data, fault: Fault) -> str | None:
    """The candidate of A18: the request's recipe over the answer's own fields."""
    mode = ways(ground).response_hash
    if fault.kind == "missing_signature" or (mode == "null" and fault.kind != "wrong_signature"):
        return None
    parts = [str(data.get(name) or "") for name in ("rnd", "orderId", "totalAmount", "merchantId")]
    right = recipe(ground.accounts[NAME]["hash_password"], parts[0], parts[1], parts[2], parts[3])
    return right[::-1] if mode == "badsig" or fault.kind == "wrong_signature" else right


def payment_data(ground: Ground, payment: Authorisation, rnd: str, move: Movement | None = None) -> Data:
    """The object of §7.1: of the hold or sale, or of one movement of it."""
    order = payment.order
    paid = str(move.amount if move else order.amount)
    return {
        "orderId": order.key,
        "responseCode": "00",
        "rnd": rnd,
        "hostReferenceNumber": (move or payment).reference,
        "authCode": (move or payment).auth_code,
        "cardNumber": order.card.masked,
        "installmentCount": str(order.installment),
        "totalAmount": paid,
        "amount": paid,
        "responseHash": None,
        "responseMessage": DONE,
        "vposId": "0",
        "extraData": None,
        "transId": None,
        "merchantId": ground.accounts[NAME]["merchant_id"],
        "icaNumber": 0,
        "origin": None,
        "callbackUrl": None,
    }


def without_approval(data: Data, code: str, message: str = "") -> Data:
    """The same object for an attempt that the bank refused, or that has no result yet."""
    return data | {
        "responseCode": code,
        "responseMessage": message or bank_words(code),
        "authCode": "",
        "hostReferenceNumber": "",
    }


# --- the bank's numbers in AHL Pay's spelling (§13.13)


def stamped(ground: Ground, payment: Authorisation) -> Authorisation:
    """A new hold or sale with an approval code and a host reference of this gateway's make."""
    code = "S" + ground.bank.auth_code()[1:]
    return ground.bank.amend(payment._replace(auth_code=code, reference=host_reference(ground)))


def stamped_move(ground: Ground, before: Authorisation, after: Authorisation) -> tuple[Authorisation, Movement]:
    """The newest movement with codes of its own, while the payment keeps those of the hold (A23)."""
    code = before.auth_code
    while code == before.auth_code:
        code = "S" + ground.bank.auth_code()[1:]
    known = {*before.captures, *before.releases, *before.refunds}
    reference = host_reference(ground)

    def stamp(moves: tuple[Movement, ...]) -> tuple[Movement, ...]:
        return tuple(one if one in known else one._replace(auth_code=code, reference=reference) for one in moves)

    kept = after._replace(
        captures=stamp(after.captures),
        releases=stamp(after.releases),
        refunds=stamp(after.refunds),
        auth_code=before.auth_code,
        reference=before.reference,
    )
    move = next(one for one in (*kept.captures, *kept.releases, *kept.refunds) if one not in known)
    return ground.bank.amend(kept), move


def host_reference(ground: Ground) -> str:
    """Last digit of the year, day of the year, hour, six digits that count up (§7.1)."""
    kept = state(ground)
    kept.counter = (kept.counter + 1) % 1_000_000
    return f"{local(ground.bank.now()):%Y%j%H}"[3:] + f"{kept.counter:06d}"


def local(moment: float) -> datetime:
    """Istanbul's wall clock."""
    return datetime.fromtimestamp(moment + ISTANBUL, UTC)


def opaque_id() -> str:
    return secrets.token_hex(16)
