"""Every documented code of each gateway with what it is to the desk: a refusal that staff understand, or deliberately
unclear. Read against iyzico notes §18, ÖderoPay notes §16 and §10.4, AHL Pay notes §9, Ödüyo notes §3 and §5 to §9."""

from typing import NamedTuple

from frontdesk.domain.gateway import WireResponse
from tests.gateways.dialect_ahlpay import AHLPAY
from tests.gateways.dialect_iyzico import IYZICO
from tests.gateways.dialect_oderopay import ODEROPAY
from tests.gateways.dialect_oduyo import told as oduyo_told
from tests.gateways.samples import answer
from tests.gateways.test_iyzico_codes import BANK, OWN
from tests.gateways.test_oderopay_codes import BARE, GROUPS


class Told(NamedTuple):
    """One answer: the gateway's `code` as the desk keeps it; without `verbs` it means the same in each of them."""

    problem: str
    code: str
    answer: WireResponse
    verbs: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"{self.code or self.answer.status}-{self.problem}"


def _iyzico() -> tuple[Told, ...]:
    """A completion that is refused as an invalid request may have been done before (§7.6)."""
    own = [(str(code), "", problem) for code, problem in OWN.items()]
    bank = [(str(code), group, problem) for code, group, problem in BANK]
    told = tuple(Told(problem, code, IYZICO.refusal(code, group, 200)) for code, group, problem in (*own, *bank))
    return (*told, Told("in_progress", "11", IYZICO.refusal("11", "", 200), ("complete",)))


def _oderopay() -> tuple[Told, ...]:
    bare = [(code, "", problem) for code, problem in BARE]
    return tuple(Told(problem, code, ODEROPAY.refusal(code, group, 422)) for code, group, problem in (*GROUPS, *bare))


# §9.1 with A35: two letters of the bank; lost and stolen cards are shown as declined. 91 and 96 are the bank's or the
# system's fault, 99 is general, and after an empty one anything may have happened (money-safety rule 2).
AHLPAY_BANK = {
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
    "91": "gateway_unclear",
    "96": "gateway_unclear",
    "99": "gateway_unclear",
    "": "gateway_unclear",
}
# §9.2: never branched on. The test server's own are invented, so they are unclear here as the real ones are.
_AHLPAY_ENVELOPE = ("AH400", "AH401", "AH403", "AH404", "AH409", "AH410", "AH500", "E1", "12345")


def _ahlpay() -> tuple[Told, ...]:
    def inside(code: str) -> WireResponse:
        """The bank's code in `data`, under an envelope that says no (§7.1)."""
        told = {"isSuccess": False, "message": "Reddedildi.", "errorCode": None, "data": {"responseCode": code}}
        return answer(told)

    bank = [Told(problem, code, AHLPAY.refusal(code, "", 200)) for code, problem in AHLPAY_BANK.items()]
    data = [Told(problem, code, inside(code)) for code, problem in AHLPAY_BANK.items()]
    envelope = [Told("gateway_unclear", code, AHLPAY.refusal(code, "", 200)) for code in _AHLPAY_ENVELOPE]
    problem = {"title": "One or more validation errors occurred.", "status": 400, "errors": {"merchantId": ["…"]}}
    return (*bank, *data, *envelope, Told("request_refused", "400", answer(problem, 400)))


def _oduyo() -> tuple[Told, ...]:
    """It has no codes, only envelopes and statuses: those of §3, and the business no (A11) by what was asked."""
    no, quiet = oduyo_told({"result": False, "message": "…"}), answer({"status": False, "message": "…"})
    give_back, start, confirm, nothing = ("refund", "cancel"), ("sale start",), ("complete",), answer({}, 400)
    return (
        Told("request_refused", "", answer({"status": False, "error": "Bad Request"}, 400)),
        Told("request_refused", "", nothing),
        Told("account_set_up", "", answer({"status": False, "message": "No record found for this ID"}, 404), start),
        Told("account_set_up", "", answer({"status": False}, 404), start),
        Told("in_progress", "", answer({"status": False, "message": "No record found for this ID"}, 404), give_back),
        Told("in_progress", "", answer({"status": False}, 404), give_back),
        Told("threeds_not_available", "", no, start),
        Told("threeds_not_available", "", quiet, start),
        Told("refund_later", "", no, give_back),
        # `status` false speaks of the call itself, as a refusal of the site's own (§3).
        Told("refund_later", "", quiet, give_back),
        Told("bank_declined", "", no, confirm),
        Told("bank_declined", "", quiet, confirm),
        Told("in_progress", "", answer({"status": False, "message": "No record found for this ID"}, 404), confirm),
        Told("threeds_not_available", "", oduyo_told({"html_form": "", "payment_id": 48213}), start),
    )


CODES: dict[str, tuple[Told, ...]] = {
    "iyzico": _iyzico(),
    "oderopay": _oderopay(),
    "ahlpay": _ahlpay(),
    "oduyo": _oduyo(),
}
