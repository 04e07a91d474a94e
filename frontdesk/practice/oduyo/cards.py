"""Cards that the practice Ödüyo takes. No other card number is.

Ödüyo documents no test cards (Ödüyo notes §1): these are documented at the other gateways, with the families that its
POSes route by, and the number of the notes' own example (§5).
"""

from frontdesk.practice.bank import Card
from frontdesk.practice.card_numbers import behind_bin, masked

_BANKS = {
    "Garanti": (62, "bonus"),
    "Denizbank": (134, "bonus"),
    "İş Bankası": (64, "maximum"),
    "Yapı Kredi": (67, "world"),
    "Vakıfbank": (15, "world"),
    "Akbank": (46, "axess"),
    "Halk Bankası": (12, "paraf"),
}
_MC, _VISA, _TROY, _AMEX = "mastercard", "visa", "troy", "amex"

_CREDIT = {
    "4111111111111111": ("Garanti", _VISA),
    "5400360000000003": ("Garanti", _MC),
    "5209220000000002": ("Garanti", _MC),
    "374427000000003": ("Garanti", _AMEX),
    "4603450000000000": ("Denizbank", _VISA),
    "4543590000000006": ("İş Bankası", _VISA),
    "5451030000000000": ("Yapı Kredi", _MC),
    "5258640000000001": ("Yapı Kredi", _MC),
    "4157920000000002": ("Vakıfbank", _VISA),
    "6501700194147183": ("Vakıfbank", _TROY),
    "5526080000000006": ("Akbank", _MC),
    "5528790000000008": ("Halk Bankası", _MC),
}
_DEBIT = {"5170410000000004": ("Garanti", _MC), "5168880000000002": ("Yapı Kredi", _MC)}
_FOREIGN = {"5400010000000004": _MC}

# "decline CODE" when the money should move, "md N" at the bank's page, "init" before it, "refund" at cancel and refund.
_SCRIPTED = {
    "4111111111111129": "decline 10051",
    "4129111111111111": "decline 10005",
    "4127111111111113": "decline 10041",
    "4126111111111114": "decline 10043",
    "4125111111111115": "decline 10054",
    "4124111111111116": "decline 10084",
    "4131111111111117": "md 0",
    "4151111111111112": "init",
    "5406670000000009": "refund",
}


def find_card(number: str) -> Card | None:
    """The documented card with this number, the number itself masked."""
    shown = masked(number)
    if number in _CREDIT or number in _DEBIT:
        bank, scheme = (_CREDIT | _DEBIT)[number]
        code, family = _BANKS[bank]
        return Card(shown, scheme, "debit" if number in _DEBIT else "credit", family, bank, code)
    if number in _FOREIGN:
        return Card(shown, _FOREIGN[number], "credit", "", "", 0, foreign=True)
    if number in _SCRIPTED:
        bank, scheme = ("İş Bankası", _MC) if number[0] == "5" else ("Garanti", _VISA)
        code, family = _BANKS[bank]
        return Card(shown, scheme, "credit", family, bank, code, script=_SCRIPTED[number])
    return None


def find_bin(digits: str) -> Card | None:
    """The card behind the first six to eight digits; None for a BIN of no documented card."""
    match = behind_bin(digits, (*_CREDIT, *_DEBIT, *_FOREIGN, *_SCRIPTED))
    return find_card(match) if match else None


def decline(card: Card) -> str:
    """The code with which the issuer refuses to let money move; empty when it does not."""
    step, _, code = card.script.partition(" ")
    return code if step == "decline" else ""
