"""iyzico's documented test cards and what each does (iyzico notes §17). No other card number is taken."""

from frontdesk.practice.bank import Card
from frontdesk.practice.card_numbers import behind_bin, masked

_BANKS = {
    "Akbank": (46, "Axess"),
    "Denizbank": (134, "Bonus"),
    "QNB": (111, "CardFinans"),
    "Garanti": (62, "Bonus"),
    "Halk Bankası": (12, "Paraf"),
    "HSBC": (123, "Advantage"),
    "İş Bankası": (64, "Maximum"),
    "Vakıfbank": (15, "World"),
    "Yapı Kredi": (67, "World"),
}
_MC, _VISA, _TROY, _AMEX = "MASTER_CARD", "VISA", "TROY", "AMERICAN_EXPRESS"
_CREDIT, _DEBIT = "CREDIT_CARD", "DEBIT_CARD"

_PLAIN = {
    "5890040000000016": ("Akbank", _MC, _DEBIT),
    "5526080000000006": ("Akbank", _MC, _CREDIT),
    "9792072000017956": ("Akbank", _TROY, _CREDIT),
    "4766620000000001": ("Denizbank", _VISA, _DEBIT),
    "4603450000000000": ("Denizbank", _VISA, _CREDIT),
    "4729150000000005": ("Denizbank", _VISA, _CREDIT),
    "4987490000000002": ("QNB", _VISA, _DEBIT),
    "5311570000000005": ("QNB", _MC, _CREDIT),
    "9792020000000001": ("QNB", _TROY, _DEBIT),
    "9792030000000000": ("QNB", _TROY, _CREDIT),
    "9792023757123604": ("QNB", _TROY, _DEBIT),
    "5170410000000004": ("Garanti", _MC, _DEBIT),
    "5400360000000003": ("Garanti", _MC, _CREDIT),
    "374427000000003": ("Garanti", _AMEX, _CREDIT),
    "4475050000000003": ("Halk Bankası", _VISA, _DEBIT),
    "5528790000000008": ("Halk Bankası", _MC, _CREDIT),
    "4059030000000009": ("HSBC", _VISA, _DEBIT),
    "5504720000000003": ("HSBC", _MC, _CREDIT),
    "5892830000000000": ("İş Bankası", _MC, _DEBIT),
    "4543590000000006": ("İş Bankası", _VISA, _CREDIT),
    "4910050000000006": ("Vakıfbank", _VISA, _DEBIT),
    "4157920000000002": ("Vakıfbank", _VISA, _CREDIT),
    "6500528865390837": ("Vakıfbank", _TROY, _CREDIT),
    "6501700194147183": ("Vakıfbank", _TROY, _CREDIT),
    "5168880000000002": ("Yapı Kredi", _MC, _DEBIT),
    "5451030000000000": ("Yapı Kredi", _MC, _CREDIT),
}
_FOREIGN = {"4054180000000007": (_VISA, _DEBIT), "5400010000000004": (_MC, _CREDIT)}

# "decline CODE GROUP", "later_fails", "md N" or "init_fails"; the joining of card and code is §17's.
_SCRIPTED = {
    "5406670000000009": "later_fails",
    "4111111111111129": "decline 10051 NOT_SUFFICIENT_FUNDS",
    "4129111111111111": "decline 10005 DO_NOT_HONOUR",
    "4128111111111112": "decline 10012 INVALID_TRANSACTION",
    "4127111111111113": "decline 10041 LOST_CARD",
    "4126111111111114": "decline 10043 STOLEN_CARD",
    "4125111111111115": "decline 10054 EXPIRED_CARD",
    "4124111111111116": "decline 10084 INVALID_CVC2",
    "4123111111111117": "decline 10057 NOT_PERMITTED_TO_CARDHOLDER",
    "4122111111111118": "decline 10058 NOT_PERMITTED_TO_TERMINAL",
    "4121111111111119": "decline 10034 FRAUD_SUSPECT",
    "4120111111111110": "decline 10041 PICKUP_CARD",
    "4130111111111118": "decline 10204 UNKNOWN",
    "4131111111111117": "md 0",
    "4141111111111115": "md 4",
    "4151111111111112": "init_fails",
    "4151111111111393": "decline 10093 RESTRICTED_BY_LAW",
}


def find_card(number: str) -> Card | None:
    """The documented card with this number, the number itself masked."""
    shown = masked(number)
    if number in _PLAIN:
        bank, scheme, kind = _PLAIN[number]
        code, family = _BANKS[bank]
        return Card(shown, scheme, kind, family, bank, code)
    if number in _FOREIGN:
        scheme, kind = _FOREIGN[number]
        return Card(shown, scheme, kind, "", "", 0, foreign=True)
    if number in _SCRIPTED:
        scheme, bank = (_MC, "İş Bankası") if number[0] == "5" else (_VISA, "Akbank")
        code, family = _BANKS[bank]
        return Card(shown, scheme, _CREDIT, family, bank, code, script=_SCRIPTED[number])
    return None


def find_bin(digits: str) -> Card | None:
    """The card behind the first six or eight digits; None for a BIN of no documented card."""
    match = behind_bin(digits, (*_PLAIN, *_FOREIGN, *_SCRIPTED))
    return find_card(match) if match else None


def one_of_each_family() -> list[Card]:
    """A credit card of each Turkish card family."""
    credit = [card for number in _PLAIN if (card := find_card(number)) and card.kind == _CREDIT]
    return list({card.family: card for card in reversed(credit)}.values())[::-1]


def decline(card: Card) -> tuple[str, str] | None:
    """Code and group with which the issuer refuses this card."""
    if not card.script.startswith("decline "):
        return None
    _, code, group = card.script.split()
    return code, group
