"""What ÖderoPay's errors mean (notes §4, §16). A listed group is a clear no; an unlisted one is an unclear outcome."""

from dataclasses import replace
from typing import Literal

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.domain.problems import BANK_GROUPS
from frontdesk.gateways.answers import BadAnswerError, Fields, ident, label, opened, retry_after

Verb = Literal["place", "complete", "capture", "give_back", "ask"]

# Codes of answers that bring no group: 4152 is the sister service's (§6.2), 10220 a test card's (§16). 2404, "no such
# card", is one that the notes had to make up (§12); where it is another, a card that is gone is only refused.
_CODES = {"4152": "card_expired", "10220": "bank_declined", "2404": "stored_card_unknown"}
# A stored card travels without its code, which some POSes demand (§12).
_NEEDS_CVV = frozenset({"CVC_REQUIRED", "INVALID_CVC2", "INVALID_CVC2_LENGTH"})
# A payment that is not there: code of a client's own test, or the status (§9.2, §4).
_MISSING_CODE = "9001"
_FIRST_BANK_CODE = 10_000


def data_of(response: WireResponse, verb: Verb) -> Fields | Refused:
    """`data` of a success, Refused for a clear no. `errors` is an error whatever the status (§4)."""
    fields = opened(response)
    errors = fields.get("errors")
    if errors is not None:
        if not isinstance(errors, dict):
            raise BadAnswerError("answer_unreadable")
        return _refusal(errors, response, verb)
    data = fields.get("data")
    if response.status >= 300:
        raise BadAnswerError("gateway_unclear")
    if not isinstance(data, dict):
        raise BadAnswerError("answer_unreadable")
    return data


def is_missing(response: WireResponse) -> bool:
    """True for "no such payment" and for an unknown path, which cannot be told apart (§9.1)."""
    if response.status in {404, 405}:
        return True
    if response.status >= 500 or not 200 <= response.status < 500:
        return False
    try:
        errors = opened(response).get("errors")
    except BadAnswerError:
        return False
    return isinstance(errors, dict) and errors.get("errorCode") == _MISSING_CODE


def says_missing(response: WireResponse) -> bool:
    """True only for "no such payment" in the gateway's own error shape."""
    try:
        return is_missing(response) and isinstance(opened(response).get("errors"), dict)
    except BadAnswerError:
        return False


def is_unknown_card(response: WireResponse) -> bool:
    """True for "no such stored card" in the gateway's own error shape (§12)."""
    try:
        errors = opened(response).get("errors")
    except BadAnswerError:
        return False
    return isinstance(errors, dict) and (response.status == 404 or errors.get("errorCode") == "2404")


def of_stored_card(refused: Refused) -> Refused:
    """The same refusal, when it was a stored card that was refused."""
    return replace(refused, problem="stored_card_needs_cvv") if refused.group in _NEEDS_CVV else refused


def _refusal(errors: Fields, response: WireResponse, verb: Verb) -> Refused:
    code, group = ident(errors, "errorCode"), label(errors, "errorGroup")
    if group == "TOO_MANY_REQUESTS":
        raise BadAnswerError("too_many_requests", code=code, retry_after=retry_after(response))
    if group:
        if group not in BANK_GROUPS:
            raise BadAnswerError("gateway_unclear", code=code)
        return Refused(BANK_GROUPS[group], code, group)
    if response.status in {401, 403}:
        return Refused("wrong_keys", code)
    if code in _CODES:
        return Refused(_CODES[code], code)
    if not code.isascii() or not code.isdigit() or int(code) >= _FIRST_BANK_CODE:
        raise BadAnswerError("gateway_unclear", code=code)
    if verb == "complete" or (verb not in {"place", "ask"} and response.status != 400):
        # Without a group it is our request that is wrong, or the payment's state: not found, completed, captured or
        # given back already. That is asked about (money-safety rules 9 and 10). A completion is refused so where the
        # money moved on the page already and the return did not say it: which status tells that is not known (§4).
        raise BadAnswerError("in_progress", code=code)
    return Refused("request_refused", code)
