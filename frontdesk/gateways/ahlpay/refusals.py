"""AHL Pay's envelope and its refusals (notes §5.2, §9). A listed bank code is a clear no; anything else is unclear."""

from typing import NamedTuple

from frontdesk.domain.gateway import Refused, WireResponse
from frontdesk.gateways.answers import BadAnswerError, Fields, Json, ident, label, opened

APPROVED = "00"
# §9.1 with A35. Lost and stolen cards are shown as declined. Unlisted on purpose: 91, 96 and 99 are faults of the
# bank or the system, after which it may have happened (money-safety rule 2).
BANK_CODES: dict[str, str] = {
    "05": "bank_declined",
    "12": "bank_declined",
    "13": "amount_out_of_range",
    "14": "card_number_refused",
    "15": "card_number_refused",
    "34": "bank_declined",
    "41": "bank_declined",
    "43": "bank_declined",
    "51": "not_enough_limit",
    "54": "card_expired",
    "57": "not_permitted_card",
    "61": "not_enough_limit",
    "62": "not_permitted_card",
    "65": "not_enough_limit",
    "82": "wrong_cvv",
    "N7": "wrong_cvv",
}
_LONGEST_MESSAGE = 255


class Envelope(NamedTuple):
    """`good` is isSuccess, which is only the outcome of the call. `data` is text (a page), object, list or None
    (A8)."""

    good: bool
    data: Json
    code: str
    message: str

    def __repr__(self) -> str:
        """The data of a start is a bank page, that of a login a token."""
        return f"Envelope({self.good}, {self.code!r})"


def is_door(response: WireResponse) -> bool:
    """The 401 of ASP.NET's door, before anything was carried out: an empty body, or its problem object (A5, A7)."""
    if response.status != 401:
        return False
    return not response.body.strip() or _problem(response) == 401


def envelope(response: WireResponse) -> Envelope | Refused:
    """The envelope of an answer. Refused for a 400 of the door, whose request never reached the payment core: a field
    had the wrong JSON type, or was missing (A7). A yes under a status of failure is unclear."""
    if _problem(response) == response.status == 400:
        return Refused("request_refused", "400")
    fields = opened(response)
    good = fields.get("isSuccess")
    if not isinstance(good, bool):
        raise BadAnswerError("answer_unreadable")
    if good and response.status >= 300:
        raise BadAnswerError("gateway_unclear")
    message = fields.get("message")
    return Envelope(
        good,
        fields.get("data"),
        "" if good else _code_of(fields),
        message[:_LONGEST_MESSAGE] if isinstance(message, str) else "",
    )


def refusal(told: Envelope) -> Refused:
    """The clear no of a failure; raises BadAnswerError where it is none. Bank codes alone are understood: the
    `responseCode` in `data`, and an `errorCode` of two characters (§9.2)."""
    codes = [told.code] if len(told.code) == 2 else []
    if isinstance(told.data, dict) and (bank := ident(told.data, "responseCode")):
        codes.insert(0, bank)
    problems = {BANK_CODES.get(code, "") for code in codes}
    if not codes or "" in problems or len(problems) > 1:
        raise BadAnswerError("gateway_unclear", code=codes[0] if codes else told.code)
    return Refused(problems.pop(), codes[0])


def _code_of(fields: Fields) -> str:
    """At most five characters by the table (§5.2); shown and noted, whatever it is."""
    code = fields.get("errorCode")
    return str(code) if type(code) is int and 0 <= code < 10**6 else label(fields, "errorCode")[:20]


def _problem(response: WireResponse) -> int:
    """The status that an ASP.NET problem object tells of itself; 0 for any other answer."""
    if response.status not in {400, 401}:
        return 0
    try:
        fields = opened(response)
    except BadAnswerError:
        return 0
    status = fields.get("status")
    is_problem = isinstance(fields.get("title"), str) and "isSuccess" not in fields and type(status) is int
    if response.status == 400 and not isinstance(fields.get("errors"), dict):
        return 0
    return status if is_problem and isinstance(status, int) else 0
