"""AHL Pay's sample card, two more that its integrators use, and the cards of our own server (AHL Pay notes §10).

No other card number is taken: the bank calls it invalid (14).
"""

from collections.abc import Iterator

from frontdesk.practice.bank import Card
from frontdesk.practice.card_numbers import behind_bin, masked, passes_luhn

_BANKS = {
    "QNB": ("QNB BANK A.Ş.", 111, "CardFinans"),
    "Akbank": ("AKBANK T.A.Ş.", 46, "Axess"),
    "İşbank": ("TÜRKİYE İŞ BANKASI A.Ş.", 64, "Maximum"),
}
_PLAIN = {
    "4155650100416111": ("QNB", ("123", "715")),
    "4155650000000007": ("QNB", ("123",)),
    "4355084355084358": ("Akbank", ("000",)),
    "4508034508034509": ("İşbank", ("000",)),
}

# What a card does: "decline CODE" at the authorisation; in a challenge "fails", "held_yet_failed" (held, but the
# browser is sent to failUrl), "passed_yet_free" (okUrl, but nothing held), "never" (stays pending); "capture CODE";
# "capture_drops" (done, but the connection is cut); "error_500" at the start; "odd_kurus" in look-ups.
_SCRIPTED = {
    "4155650000000056": "decline 05",
    "4155650000000148": "decline 14",
    "4155650000000510": "decline 51",
    "4155650000000544": "decline 54",
    "4155650000000577": "decline 57",
    "4155650000000619": "decline 61",
    "4155650000000916": "decline 91",
    "4155650000000304": "fails",
    "4155650000000312": "held_yet_failed",
    "4155650000000320": "passed_yet_free",
    "4155650000000403": "never",
    "4155650000000130": "capture 13",
    "4155650000000965": "capture_drops",
    "4155650000000999": "error_500",
    "4155650000000122": "odd_kurus",
}


def find_card(number: str) -> Card | None:
    """The documented card with this number, the number itself masked."""
    if number in _PLAIN:
        return _made(number, _PLAIN[number][0], "")
    return _made(number, "QNB", _SCRIPTED[number]) if number in _SCRIPTED else None


def unknown_card(number: str) -> Card:
    """A card of no documented number, as a refused attempt remembers it."""
    whole = 13 <= len(number) <= 19 and number.isascii() and number.isdigit()
    return Card(masked(number) if whole else "", "", "", "", "", 0)


def refused_at_sight(number: str, cvv: str | None, expiry: tuple[int, int], today: tuple[int, int]) -> str | None:
    """The bank's code for a number, expiry (year, month) or CVV that is wrong; None when all are right."""
    if find_card(number) is None or not passes_luhn(number):
        return "14"
    if expiry < today:
        return "54"
    return None if cvv is None or cvv in _PLAIN.get(number, ("", ("123",)))[1] else "82"


def find_bin(digits: str) -> Card | None:
    """The card behind the first six or eight digits; None for a BIN of no documented card."""
    match = behind_bin(digits, (*_PLAIN, *_SCRIPTED))
    return find_card(match) if match else None


def bins() -> Iterator[tuple[str, Card]]:
    """The six digits of every documented card, each once, with a card behind them."""
    for digits in dict.fromkeys(number[:6] for number in (*_PLAIN, *_SCRIPTED)):
        card = find_bin(digits)
        if card:
            yield digits, card


def scripted(card: Card, step: str) -> str | None:
    """The bank code that the card's script has for this step."""
    name, _, code = card.script.partition(" ")
    return code if name == step and code else None


def _made(number: str, bank: str, script: str) -> Card:
    name, code, family = _BANKS[bank]
    return Card(masked(number), "Visa", "C", family, name, code, script=script)
