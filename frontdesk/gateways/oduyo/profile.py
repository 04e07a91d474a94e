"""What one Ödüyo account is: its keys, and the register of assumptions (notes §12), one line each, its reason beside
it.

What is no value is one function: the encoder of bodies (A2) and the one item (A6) in build, the envelope of a no
(A11, A12) and yes and no (A19) in refusals, the doubt about a repeated confirm (A10) in gateway. A20 and A22, the time
of a bank page and its return address, are the desk's for every gateway. A13, A15, A16, A24 and A25 ask nothing of a
client: the site chooses the POS; the member call and the sale without 3DS are not used; nothing is notified; no test
system exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# ISO 4217 numbers are what Turkish POS APIs use; were it 1, 2, 3 instead, these fail loudly, while small numbers could
# silently choose another currency (A4).
CURRENCY_TYPES: Mapping[str, int] = MappingProxyType({"TRY": 949, "USD": 840, "EUR": 978})

# What the lists write for a currency: `tl` is the only word seen (notes §10), the others are what the notes name.
LIST_CURRENCIES: Mapping[str, str] = MappingProxyType(
    {"tl": "TRY", "try": "TRY", "trt": "TRY", "949": "TRY", "usd": "USD", "840": "USD", "eur": "EUR", "978": "EUR"}
)

# get_installments takes a text, and prints TRT for TRY (notes §10): for lira the optional field stays out, so that
# neither spelling can be the wrong one.
INSTALMENT_CURRENCIES: Mapping[str, str] = MappingProxyType({"TRY": "", "USD": "USD", "EUR": "EUR"})


@dataclass(frozen=True, slots=True)
class OduyoKeys:
    """The site's user and the key of its APIKEY page (notes §2). Never shown."""

    username: str = field(repr=False)
    password: str = field(repr=False)
    api_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OduyoProfile:
    """One account's ways. `base_url` is the merchant's own site with its API path (notes §1), no slash at its end."""

    base_url: str
    # One POS for deposits: cancel and refund go back through it, and its model should be known. None configured leaves
    # the choice to the site (notes §11).
    pos_alias: str = ""
    # Only beside the alias of a payment institution with several card families; left out, the site takes the family of
    # the lowest commission (notes §5, §11).
    card_brand: str = ""
    # The house's public IPv4; empty: the one the desk knows (notes §5).
    client_ip: str = ""
    # The amount field of a part refund, off until the merchant has it in writing: a guessed one could give back
    # everything (A7, notes §9).
    partial_refund_field: str = ""
    # Same day cancel and then refund, later refund (A8, A21); off where a POS knows no cancel.
    cancels: bool = True
    currency_types: Mapping[str, int] = CURRENCY_TYPES
    instalment_currencies: Mapping[str, str] = INSTALMENT_CURRENCIES
    list_currencies: Mapping[str, str] = LIST_CURRENCIES
    # Four digits of the year beside two of the month, as a column of a list that looks like an expiry has it: `12/2026`
    # (A5). The card's number goes as a digit string: 19 digits fit no double.
    expiry_year_digits: int = 4
    # The names of the session in the answer to a login, the likelier first: the answer is not documented (A1).
    session_names: tuple[str, ...] = ("session_id", "SESSION_ID", "token")
    # What stands before the session id in its header: nothing, by the samples (A18).
    session_prefix: str = ""
    # A session lives 60 minutes (notes §2); renewed ten before, so that none ends inside a verb.
    session_seconds: int = 50 * 60
    # What the return from the bank page calls the payment, where it says so at all (A3).
    return_id: str = "payment_id"
    # What `callback_status` says while the guest is at the bank's page: nothing; the only value that fits (A9).
    at_the_bank: frozenset[str] = frozenset({""})
    # The field of the lists that a payment is known by, and the sum of it that the card was charged; whether the id of
    # the gateway group equals the id of a row is not stated (A17). `paid_price` is what we send, commission included.
    list_order: str = "orderid"
    list_sum: str = "total_with_commison"
    # The first eight digits of the card, asked through get_installments: the page of a BIN call is empty (A14).
    bin_digits: int = 8
    # Rows of a list asked for at once, and how many pages at most: paging is by primary key (notes §10).
    page_rows: int = 500
    most_pages: int = 20
    # Documented nowhere; the desk's outer limit for this gateway (money-safety rule 8).
    limit: int = 60
