"""The four gateways under the promises: the words each has for what every gateway says somehow."""

import json
from collections.abc import Mapping
from typing import Any

from frontdesk.domain.gateway import FoundState, WireRequest, WireResponse
from frontdesk.gateways.ahlpay.gateway import AhlPay
from frontdesk.gateways.ahlpay.profile import AhlPayProfile, rnd_of
from frontdesk.gateways.oderopay.profile import OderoPayKeys
from frontdesk.gateways.oduyo.gateway import Oduyo
from frontdesk.gateways.oduyo.profile import OduyoProfile
from frontdesk.gateways.signing import iyzico_answer, iyzico_notice, oderopay_callback, oderopay_notice
from tests.gateways.dialect import QUESTION
from tests.gateways.dialect_ahlpay import AHLPAY, AHLPAY_KEYS, AHLPAY_URL, DONE, inquired
from tests.gateways.dialect_iyzico import IYZICO, iyzico_payment, iyzico_reported, iyzico_signed
from tests.gateways.dialect_oderopay import ODEROPAY, oderopay_payment, oderopay_reported
from tests.gateways.dialect_oduyo import ODUYO, ODUYO_KEYS, ODUYO_URL, SESSION, listed, statuses, told
from tests.gateways.party import Bank, Party, Words
from tests.gateways.samples import CALLBACK_KEY, IYZICO_KEYS, KEY, ODERO_KEYS, answer, iyzico, oderopay

WEBHOOK_KEY = "whk-41c7be90d2"
# Both notes name these (iyzico §18.2, ÖderoPay §16).
_BANK_WORDS: dict[Words, str] = {
    (code, group, status): problem
    for status in (200, 400, 422)
    for code, group, problem in (
        ("10051", "NOT_SUFFICIENT_FUNDS", "not_enough_limit"),
        ("10005", "DO_NOT_HONOUR", "bank_declined"),
        ("10043", "STOLEN_CARD", "card_must_be_kept"),
        ("10084", "INVALID_CVC2", "wrong_cvv"),
        ("10093", "RESTRICTED_BY_LAW", "closed_to_ecommerce"),
        ("10223", "REQUIRES_DAY_END", "after_day_end"),
    )
}
_OPEN_WORDS: tuple[Words, ...] = tuple(
    (code, group, 200)
    for code, group in (
        ("10214", "COMMUNICATION_OR_SYSTEM_ERROR"),
        ("10219", "REQUEST_TIMEOUT"),
        ("10228", "ISSUER_OR_SWITCH_INOPERATIVE"),
        ("10200", "UNKNOWN"),
        ("10204", "UNKNOWN"),
        ("10203", "APPROVED_COMPLETED"),
        ("10230", "REQUEST_BLOCKED_BY_BANK"),
        ("10999", "A_GROUP_OF_TOMORROW"),
        ("19999", ""),
        ("", ""),
        ("abc", ""),
    )
)
_OTHER_ORDER = ({"currency": "USD"}, {"currency": 949}, {"conversationId": "another"})
_SETTLED = ("place", "sale", "complete", "capture", "release", "refund", "part refund", "cancel", "stored place")


# ----------------------------------------------------------------------------------------------------------------
# iyzico


def _iyzico_found(fields: Mapping[str, Any], **reported: object) -> Bank:
    """Detail, then reporting (§12)."""

    def handle(request: WireRequest) -> WireResponse:
        if request.method == "GET":
            listed_too = {"payments": [iyzico_reported(**reported)]} if fields else {"payments": []}
            return answer({"status": "success", **listed_too})
        question = json.loads(request.body)["conversationId"]
        if not fields:
            return IYZICO.refusal("5087", "", 200)
        signed = {"status": "success", "conversationId": question, **fields}
        return answer(iyzico_signed(request.target, signed))

    return handle


def _iyzico_states() -> dict[FoundState, Bank]:
    held = iyzico_payment("inquire", "1500.0")
    page = {name: held[name] for name in ("paymentId", "currency", "basketId", "price", "paidPrice")}
    cancel = {"cancelConversationId": "c", "refundStatus": 1, "currencyCode": "TRY", "refundPrice": 1500}
    return {
        "not_found": _iyzico_found({}),
        "page_open": _iyzico_found({**page, "paymentStatus": "INIT_THREEDS"}),
        "page_returned": _iyzico_found({**page, "paymentStatus": "CALLBACK_THREEDS"}),
        "declined": _iyzico_found({**page, "paymentStatus": "FAILURE"}),
        "held": _iyzico_found(held),
        "charged": _iyzico_found({**held, "phase": "AUTH"}, phase="AUTH"),
        "captured": _iyzico_found({**held, "phase": "POST_AUTH"}, phase="POST_AUTH"),
        "released": _iyzico_found(held, paymentRefundStatus="TOTALLY_REFUNDED", cancels=[cancel]),
    }


def _iyzico_notice() -> tuple[dict[str, str], bytes]:
    fields = {
        "paymentConversationId": KEY,
        "merchantId": 3300001,
        "paymentId": 40010001,
        "status": "SUCCESS",
        "iyziReferenceCode": "5d0c7a52-1111-4222-8333-944455556666",
        "iyziEventType": "THREE_DS_AUTH",
        "iyziEventTime": 1781300170000,
    }
    signature = iyzico_notice(IYZICO_KEYS.secret_key, "THREE_DS_AUTH", "40010001", "", KEY, "SUCCESS")
    return {"x-iyz-signature-v3": signature}, json.dumps(fields).encode()


_IYZICO_FORM = {"conversationData": "", "conversationId": KEY, "mdStatus": "1", "paymentId": "40010001"}
_IYZICO_FORM["status"] = "success"
_IYZICO = Party(
    dialect=IYZICO,
    account=lambda: iyzico(QUESTION),
    found=_iyzico_states(),
    another=dict.fromkeys(_SETTLED, _OTHER_ORDER),
    shut=IYZICO.refusal("1000", "", 200),
    missing=("5087", "", 200),
    busy=("50000", "", 200),
    clear=_BANK_WORDS,
    unclear=_OPEN_WORDS,
    secrets=(IYZICO_KEYS.secret_key,),
    returned={**_IYZICO_FORM, "signature": iyzico_answer(IYZICO_KEYS.secret_key, _IYZICO_FORM.values())},
    notice=_iyzico_notice(),
)


# ----------------------------------------------------------------------------------------------------------------
# ÖderoPay


def _oderopay_found(short: Mapping[str, Any] | None, **report: object) -> Bank:
    """Short form, then report (§9)."""

    def handle(request: WireRequest) -> WireResponse:
        if short is None:
            return ODEROPAY.refusal("9001", "", 404)
        if request.target.startswith("/payment-reporting/"):
            return answer({"data": oderopay_reported(**report)})
        return answer({"data": {**oderopay_payment("inquire"), **short}})

    return handle


def _oderopay_states() -> dict[FoundState, Bank]:
    refund = {"conversationId": "c", "refundStatus": "SUCCESS", "price": 1500.0}
    return {
        "not_found": _oderopay_found(None),
        "page_open": _oderopay_found({"paymentStatus": "INIT_THREEDS"}),
        "page_returned": _oderopay_found({"paymentStatus": "CALLBACK_THREEDS"}),
        "declined": _oderopay_found({"paymentStatus": "FAILURE"}),
        "held": _oderopay_found({}),
        "charged": _oderopay_found({"paymentPhase": "AUTH"}),
        "captured": _oderopay_found({"paymentPhase": "POST_AUTH"}),
        "released": _oderopay_found({}, paymentRefunds=[refund]),
    }


_ODERO_KEYS = OderoPayKeys(ODERO_KEYS.api_key, ODERO_KEYS.secret_key, CALLBACK_KEY, WEBHOOK_KEY)
_ODERO_NOTICE = {
    "eventType": "API_AUTH",
    "eventTime": "2026-07-16T14:30:00",
    "eventTimestamp": 1784201400,
    "status": "SUCCESS",
    "payloadId": "7001",
}
_ODERO_FORM = {"status": "SUCCESS", "completeStatus": "WAITING", "paymentId": "7001", "conversationId": KEY}
_ODEROPAY = Party(
    dialect=ODEROPAY,
    account=lambda: oderopay(QUESTION, keys=_ODERO_KEYS),
    found=_oderopay_states(),
    another=dict.fromkeys(_SETTLED, _OTHER_ORDER),
    shut=ODEROPAY.refusal("1003", "", 401),
    missing=("9001", "", 404),
    busy=("10260", "TOO_MANY_REQUESTS", 200),
    clear=_BANK_WORDS,
    unclear=_OPEN_WORDS,
    secrets=(ODERO_KEYS.secret_key, CALLBACK_KEY, WEBHOOK_KEY),
    returned={**_ODERO_FORM, "hash": oderopay_callback(CALLBACK_KEY, _ODERO_FORM)},
    notice=(
        {"x-cg-signature-v1": oderopay_notice(WEBHOOK_KEY, "API_AUTH", "1784201400", "SUCCESS", "7001")},
        json.dumps(_ODERO_NOTICE).encode(),
    ),
)


# ----------------------------------------------------------------------------------------------------------------
# AHL Pay


def _inquired(**changes: object) -> Bank:
    return lambda _request: answer({**DONE, "data": inquired(**changes)})


_AHLPAY = Party(
    dialect=AHLPAY,
    account=lambda: AhlPay(AHLPAY_KEYS, AhlPayProfile(AHLPAY_URL, bin_enabled=True)),
    found={
        "not_found": lambda _request: answer(
            {"isSuccess": False, "message": "İşlem bulunamadı.", "errorCode": "AH404", "data": None}
        ),
        "page_open": _inquired(txnStatus="PENDING"),
        "declined": _inquired(txnStatus="FAIL", responseCode="05"),
        "held": _inquired(),
        "charged": _inquired(txnType="Auth", txnStatus="AUTH"),
        "captured": _inquired(txnType="PostAuth", txnStatus="POSTAUTH"),
        "released": _inquired(txnType="Void", txnStatus="VOID"),
    },
    another={
        verb: ({"currency": "840"}, {"currency": 949}, {"orderId": "another"}, {"rnd": "1"}, {"merchantId": "1"})
        for verb in ("place", "sale", "capture", "release", "refund", "cancel", "part refund")
    },
    shut=WireResponse(401, {}, b""),
    missing=("AH404", "", 200),
    clear={
        ("51", "", 200): "not_enough_limit",
        ("05", "", 200): "bank_declined",
        ("43", "", 400): "bank_declined",
        ("82", "", 200): "wrong_cvv",
        ("13", "", 422): "amount_out_of_range",
    },
    unclear=tuple((code, "", 200) for code in ("91", "96", "99", "", "XX", "5", "AH403", "AH409", "AH410", "AH500")),
    secrets=(AHLPAY_KEYS.password, AHLPAY_KEYS.hash_password, "eyJ0ZXN0Ijoib25seSJ9"),
    returned={"orderId": KEY, "responseCode": "00", "rnd": rnd_of(KEY), "end": "ok", "responseHash": "AB" * 64},
    # Required, and sent empty by integrations (A12); filters of a list that are not used are null (§7.7).
    may_be_empty=frozenset({"webUrl"}),
)


# ----------------------------------------------------------------------------------------------------------------
# Ödüyo


def _status(callback: str | None, complete: str) -> Bank:
    def handle(request: WireRequest) -> WireResponse:
        return statuses(callback, complete) if request.target.endswith("local_status") else told([listed()])

    return handle


_ODUYO = Party(
    dialect=ODUYO,
    account=lambda: Oduyo(ODUYO_KEYS, OduyoProfile(ODUYO_URL)),
    found={
        "not_found": lambda _request: answer({"status": False, "message": "No record found for this ID"}, 404),
        "page_open": _status(None, "waiting"),
        "page_returned": _status("completed", "waiting"),
        "declined": _status("error", "error"),
        "charged": _status("completed", "completed"),
    },
    another={
        "complete": ({"payment_id": 1}, {"currency_type": "usd"}),
        "refund": ({"payment id": 1},),
        "part refund": ({"payment id": 1},),
        "cancel": ({"payment id": 1},),
    },
    shut=answer({"status": False, "message": "Yetkisiz erişim"}, 401),
    missing=("No record found for this ID", "", 404),
    clear={("Bad Request", "", 400): "request_refused"},
    unclear=tuple(("", "", status) for status in (402, 403, 405, 410, 422)),
    secrets=(ODUYO_KEYS.password, ODUYO_KEYS.api_key, SESSION),
    returned={"status": "success", "payment_id": "48213", "callback_status": "completed"},
    as_sent=frozenset({"refund", "part refund", "cancel"}),
)

_OTHER_AHLPAY = AhlPayProfile(
    AHLPAY_URL,
    bin_enabled=True,
    report_amounts="lira",
    inquiry_must=frozenset({"orderId"}),
    links_path="/api/Link/GetCreated",
)
_OTHER_ODUYO = OduyoProfile(ODUYO_URL, partial_refund_field="price", pos_alias="garanti-1")

# Every gateway of the list with its keys alone; then some whose owner knows more of his account, or set it otherwise.
LISTED = (_IYZICO, _ODEROPAY, _AHLPAY, _ODUYO)
SET_OTHERWISE = {
    "iyzico, whole refunds": _IYZICO._replace(account=lambda: iyzico(QUESTION, part_refunds=False, bin_digits=6)),
    "oderopay, part refunds": _ODEROPAY._replace(
        account=lambda: oderopay(QUESTION, keys=_ODERO_KEYS, part_refunds=True, tells_captured=False, merchant_id="7"),
        as_sent=frozenset({"capture"}),
    ),
    "ahlpay, lira in reports": _AHLPAY._replace(account=lambda: AhlPay(AHLPAY_KEYS, _OTHER_AHLPAY)),
    "oduyo, part refunds": _ODUYO._replace(account=lambda: Oduyo(ODUYO_KEYS, _OTHER_ODUYO)),
}
