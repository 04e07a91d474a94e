"""Ödüyo's answers: the envelope and its spellings (Ödüyo notes §3, A2, A19), the states of §7, results of §8 and §9."""

import hashlib
from datetime import UTC, datetime

from frontdesk.practice.bank import ISTANBUL, Authorisation
from frontdesk.practice.delivery import json_response
from frontdesk.practice.exchange import Response
from frontdesk.practice.oduyo.errors import Refusal
from frontdesk.practice.oduyo.switches import Ways
from frontdesk.practice.wire_json import Json, Number

type Data = dict[str, Json]


def finish(answer: Json | Refusal, ways: Ways, *, gateway: bool) -> Response:
    """The whole answer. `gateway` is true for the gateway group, whose `data` may come as a list of one."""
    if isinstance(answer, Refusal):
        return json_response(_spelled(answer.body(), ways), answer.status)
    data: Json = [answer] if gateway and ways.data_as_list and isinstance(answer, dict) else answer
    return json_response(_spelled({"status": True, "data": data}, ways))


def _spelled(value: Json, ways: Ways) -> Json:
    """Booleans and numbers in the spelling that the switches ask for (A19)."""
    if isinstance(value, bool):
        spellings: dict[str, Json] = {"number": int(value), "text": str(int(value))}
        return spellings.get(ways.booleans, value)
    if isinstance(value, Number):
        return value.text if ways.numbers_as_text else value
    if isinstance(value, int):
        return str(value) if ways.numbers_as_text else value
    if isinstance(value, dict):
        return {name: _spelled(item, ways) for name, item in value.items()}
    if isinstance(value, list):
        return [_spelled(item, ways) for item in value]
    return value


def local_time(moment: float) -> str:
    """Istanbul time as the list samples write it."""
    return datetime.fromtimestamp(moment + ISTANBUL, UTC).strftime("%Y-%m-%d %H:%M:%S")


def order_id(number: int) -> str:
    """Ten hexadecimal digits, as the sample 44451c5a76 (§15); always the same for one payment."""
    return hashlib.sha256(f"oduyo order {number}".encode()).hexdigest()[:10]


def paymentsend_id(number: int, moment: float) -> str:
    """15 letters and digits, then the local time (§15)."""
    return hashlib.sha256(f"oduyo send {number}".encode()).hexdigest()[:15] + datetime.fromtimestamp(
        moment + ISTANBUL, UTC
    ).strftime("%Y%m%d%H%M%S")


def words_of_state(payment: Authorisation) -> tuple[str | None, str]:
    """callback_status and complete_status (§7; the table of §15).

    A confirm that the issuer declined is not in that table: the bank's page came back good, and the completion failed.
    """
    match payment.state:
        case "challenge":
            return None, "waiting"
        case "verified":
            return "completed", "waiting"
        case "sold":
            return "completed", "partial_refunded" if payment.refunds else "completed"
        case "refunded":
            return "completed", "cancelled" if payment.refunds[-1].kind == "cancel" else "refunded"
        case _ if not payment.threeds:
            return "payment_failure", "failure"
        case _:
            return "completed" if payment.md_status else "error", "error"


def payment_result(payment: Authorisation, message: str, *, result: bool, moved_id: int = 0) -> Data:
    """What payment_3d_complete and payment answer (§8). `moved_id` is added to the id by a fault."""
    return {
        "result": result,
        "payment_id": payment.number + moved_id,
        "message": message,
        "installment_count": payment.order.installment,
        "order_id": order_id(payment.number),
        "auth_code": payment.auth_code if result else "",
    }


def return_result(payment: Authorisation, message: str, ways: Ways, *, reference: str = "", moved_id: int = 0) -> Data:
    """What cancel and refund answer (§9); without the bank's reference nothing was given back."""
    return {
        "result": bool(reference),
        "payment id" if ways.spaced_payment_id else "payment_id": payment.number + moved_id,
        "message": message,
        "order_id": order_id(payment.number),
        "ref_no": reference,
    }
