"""ÖderoPay's test cards, and Craftgate's for more scenarios (ÖderoPay notes §17). No other card number is taken."""

from frontdesk.practice.bank import Card
from frontdesk.practice.card_numbers import behind_bin, masked
from frontdesk.practice.oderopay.errors import CODES

_BANKS = {
    "Yapı Kredi": ("YAPI VE KREDİ BANKASI A.Ş.", 67, "World"),
    "Akbank": ("AKBANK T.A.Ş.", 46, "Axess"),
    "Garanti": ("T. GARANTİ BANKASI A.Ş.", 62, "Bonus"),
    "İşbank": ("TÜRKİYE İŞ BANKASI A.Ş.", 64, "Maximum"),
}
_MC, _VISA, _TROY, _AMEX = "MASTER_CARD", "VISA", "TROY", "AMEX"
_CREDIT, _DEBIT, _PREPAID = "CREDIT_CARD", "DEBIT_CARD", "PREPAID_CARD"

_PLAIN = {
    "5258640000000001": ("Yapı Kredi", _MC, _CREDIT),
    "4256690000000001": ("Akbank", _VISA, _CREDIT),
    "4796810000000002": ("Akbank", _VISA, _DEBIT),
    "9792060000000007": ("Akbank", _TROY, _CREDIT),
    "5209220000000002": ("Garanti", _MC, _CREDIT),
    "375623000000006": ("Garanti", _AMEX, _CREDIT),
    "5406670000000009": ("İşbank", _MC, _CREDIT),
    "9792075482365454": ("Akbank", _TROY, _CREDIT),
    "6587619825149656": ("Akbank", _TROY, _CREDIT),
    "9792395412651264": ("Akbank", _TROY, _PREPAID),
    "6504576578126549": ("Akbank", _TROY, _PREPAID),
    "9792278565746927": ("Akbank", _TROY, _DEBIT),
    "6508475496125681": ("Akbank", _TROY, _DEBIT),
}

# What a card does: "decline GROUP" at a payment or at 3ds-complete, "plain GROUP" only without 3D Secure, "hold GROUP"
# only for a hold, "capture GROUP", "refund GROUP" at that step, "md N" at verification, "init_fails".
_SCRIPTED = {
    "4102090000000000": "decline NOT_SUFFICIENT_FUNDS",
    "4102190000000008": "decline DO_NOT_HONOUR",
    "4102290000000006": "decline INVALID_TRANSACTION",
    "4102390000000004": "decline NOT_PERMITTED_TO_CARDHOLDER",
    "4102490000000002": "decline STOLEN_CARD",
    "4102990000000001": "decline DECLINED",
    "4102590000000009": "md 0",
    "4102690000000007": "md 4",
    "4102790000000005": "init_fails",
    "9792120000006667": "hold NOT_SUFFICIENT_FUNDS",
    "4043150000006662": "capture INVALID_TRANSACTION",
    "5115830000006669": "md 0",
    "5117280000006665": "md 4",
    "5117580000006668": "init_fails",
    "5100050000006661": "decline NOT_SUFFICIENT_FUNDS",
    "5100560000006669": "decline DO_NOT_HONOUR",
    "5101380000006661": "decline INVALID_TRANSACTION",
    "5101510000006663": "decline NOT_PERMITTED_TO_CARDHOLDER",
    "5101520000006662": "decline STOLEN_CARD",
    "5102210000006669": "decline DECLINED",
    "5163080000006662": "decline EXPIRED_CARD",
    "5164580000006660": "decline INVALID_CVC2",
    "5192610000006661": "decline FRAUD_SUSPECT",
    "5136620000006669": "decline LOST_CARD",
    "5193240000006666": "decline RESTRICTED_BY_LAW",
    "5209320000006668": "plain REQUIRES_3DS",
    "5342530000006660": "plain DEBIT_CARDS_REQUIRES_3DS",
    "4234800000006661": "plain CVC_REQUIRED",
    "5188960000006666": "decline NOT_PERMITTED_TO_TERMINAL",
    "5358810000006667": "decline REQUEST_TIMEOUT",
    "4049520000006660": "decline NO_RESPONSE",
    "5254040000006666": "decline COMMUNICATION_OR_SYSTEM_ERROR",
    "5428040000006667": "refund ARCHIVED_PAYMENT",
    "5530900000006667": "refund EXPIRED_PROVISION",
    "4792270000006661": "refund INVALID_REFUND_TRANSACTION",
    "4059030000006667": "refund MAY_HAVE_ALREADY_REFUNDED",
    "5288250000006661": "refund NON_REFUNDABLE_PAYMENT",
    "4320720000006666": "refund PAYMENT_NOT_FOUND_FOR_REFUND",
    "4355080000006663": "refund POS_BALANCE_NOT_SUFFICIENT",
    "6501700000006664": "refund REFUND_DECLINE",
    "5400630000006667": "refund REQUIRES_DAY_END",
    "4060150000006660": "refund TOO_MANY_REQUESTS",
    "9792140000006665": "refund UNKNOWN",
}


def find_card(number: str) -> Card | None:
    """The documented card with this number, the number itself masked."""
    shown = masked(number)
    if number in _PLAIN:
        name, scheme, kind = _PLAIN[number]
        bank, code, brand = _BANKS[name]
        return Card(shown, scheme, kind, brand, bank, code)
    if number in _SCRIPTED:
        scheme = {"4": _VISA, "5": _MC}.get(number[0], _TROY)
        bank, code, brand = _BANKS["Akbank"]
        script = _SCRIPTED[number]
        kind = _DEBIT if "DEBIT_CARDS" in script else _CREDIT
        return Card(shown, scheme, kind, brand, bank, code, script=script)
    return None


def find_bin(digits: str) -> Card | None:
    """The card behind the first six or eight digits; None for a BIN of no documented card."""
    match = behind_bin(digits, (*_PLAIN, *_SCRIPTED))
    return find_card(match) if match else None


def families() -> list[Card]:
    """A credit card of each family that the house's POSes take instalments for."""
    cards = [find_card(number) for number, (_, _, kind) in _PLAIN.items() if kind == _CREDIT]
    return list({card.family: card for card in reversed(cards) if card}.values())[::-1]


def scripted(card: Card, *steps: str) -> str | None:
    """The error group that the card's script has for one of these steps."""
    step, _, group = card.script.partition(" ")
    return group if step in steps and group in CODES else None
