"""What Ödüyo's envelopes and errors mean (notes §3). A no in its own shape is clear; anything else is an unclear
outcome. Its texts are read to know the shape and are never shown: they may quote anything."""

from typing import Literal

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.gateways.answers import BadAnswerError, Fields, opened

Verb = Literal["start", "complete", "give_back", "ask"]

# A documented business failure (A11): `status` false, or `result` false inside the data.
_SAID_NO: dict[Verb, str] = {
    "start": "threeds_not_available",
    "complete": "bank_declined",
    "give_back": "refund_later",
    "ask": "request_refused",
}
_TRUE = (True, 1, "1", "true")
_FALSE = (False, 0, "0", "false")


def flag(fields: Fields, name: str) -> bool | None:
    """True/false, 1/0 or "1"/"0" (A19); None when missing, a bad answer for anything else."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, bool | int | str) or value not in (*_TRUE, *_FALSE):
        raise BadAnswerError("answer_unreadable")
    return value in _TRUE


def error_text(fields: Fields) -> str | None:
    """The text of a failure, under `message` or `error` or nowhere (§3); None where it is no text. For the shape alone:
    it is never shown."""
    told = fields.get("message") or fields.get("error") or ""
    return told if isinstance(told, str) else None


def is_unauthorised(response: WireResponse) -> bool:
    """A 401 of the site itself, in one of its two documented shapes; a hotel's Wi-Fi page is none."""
    if response.status != 401:
        return False
    try:
        return is_own_error(opened(response))
    except BadAnswerError:
        return False


def is_own_error(fields: Fields) -> bool:
    """An error envelope as documented: `status` false with a text or without, or an empty object (§3)."""
    return not fields or (flag(fields, "status") is False and error_text(fields) is not None)


def envelope(response: WireResponse, verb: Verb) -> Fields | Refused:
    """The whole answer of a success, Refused for a clear no. For a payment that was once acknowledged "no record" is no
    refusal: it is asked about (money-safety rule 9)."""
    fields = opened(response)
    status = response.status
    if status < 300:
        told = flag(fields, "status")
        if told is None:
            raise BadAnswerError("answer_unreadable")
        return fields if told else Refused(_SAID_NO[verb])
    if status not in {400, 401, 404} or not is_own_error(fields):
        raise BadAnswerError("gateway_unclear")
    if status == 401:
        return Refused("wrong_keys")
    if status == 400:
        return Refused("request_refused")
    if not fields or verb in {"complete", "give_back"}:
        raise BadAnswerError("in_progress" if fields else "gateway_unclear")
    return Refused("account_set_up" if verb == "start" else "payment_not_found")


def data_of(response: WireResponse, verb: Verb) -> Fields | Refused:
    """The result under `data`: an object, or a list of the one object (A2)."""
    fields = envelope(response, verb)
    if isinstance(fields, Refused):
        return fields
    data = fields.get("data")
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict):
        raise BadAnswerError("answer_unreadable")
    return data


def result_of(response: WireResponse, verb: Verb) -> Fields | Refused:
    """The data of a confirm, cancel or refund whose `result` is true; Refused where it is false (A11)."""
    data = data_of(response, verb)
    if isinstance(data, Refused):
        return data
    result = flag(data, "result")
    if result is None:
        raise BadAnswerError("answer_unreadable")
    return data if result else Refused(_SAID_NO[verb])
