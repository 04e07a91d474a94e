"""What one AHL Pay account is: its keys, and every assumption of the notes (§15) that the client makes, its reason
beside it.

What is no value is one place each: the envelope and the bank's codes (A4, A7, A35) in refusals, the JSON type of `data`
(A8) and the return form (A22) in read, the types of a transaction (A34) in build, the ways of a Void (A26) in the
gateway's abilities, the fields of lists (A30 to A32) in listing. A20, A21, A38 and A39, the bank page's address and
time, the age of a hold and the keys of attempts, are the desk's for every gateway. A36 and the rest of A33 ask nothing
of a client.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from frontdesk.domain.abilities import NO_MARGIN, NO_MARGINS, Margin
from frontdesk.gateways.signing import ahlpay_hash

# ISO numbers of the currencies that integrations use and that have two decimals (notes §5.4, A11).
CURRENCY_NUMBERS: Mapping[str, str] = MappingProxyType({"TRY": "949", "USD": "840", "EUR": "978", "GBP": "826"})

# The member of the Payment3d family that sends the browser itself back (notes §7.2).
REDIRECT_PATH = "/api/Payment/Payment3DWithEventRedirect"

_RND_DIGITS = 22
# What became of the money. `taken` is a sale or a capture, whichever the order makes of it; `said` only says that
# something went well, and the kind of the transaction must tell what.
Word = Literal["held", "captured", "taken", "released", "refunded", "part", "open", "failed", "said"]
# The provider's table of statuses is not known: the one word seen is a type of transaction in capitals, the others are
# those types and the words of payment links (A29, notes §7.6 and §8.2). In capitals, without `_`, `-` and blanks.
STATUS_WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "PREAUTH": "held",
        "POSTAUTH": "captured",
        "AUTH": "taken",
        "SALE": "taken",
        "VOID": "released",
        "REFUND": "refunded",
        "PARTIALREFUND": "part",
        **dict.fromkeys(("PENDING", "START", "WAIT"), "open"),
        **dict.fromkeys(("FAIL", "FAILED", "ERROR", "EXPIRED", "CANCELLED"), "failed"),
        **dict.fromkeys(("SUCCESS", ""), "said"),
    }
)
# "Not found" as the notes make it up (§7.6): the provider's own words are not known.
NOT_FOUND = (
    r"(i[sş]lem|sipari[sş]|[oö]deme|kay[iı]t|provizyon)( kayd\w+| bilgi\w+)? bulunamad|(order|payment) not found"
)
_SEPARATORS = str.maketrans("", "", "_- ")


def word_of(told: str) -> str:
    """A status or a type in capitals, without `_`, `-` and blanks."""
    return told.upper().translate(_SEPARATORS)


def plain(message: str) -> str:
    """A message in small letters, with a dot where Turkish has one in capitals too."""
    return message.replace("İ", "i").lower()


@lru_cache(64)
def rnd_of(key: str) -> str:
    """22 digits made of the attempt's key (A13): the gateway takes `rnd` as opaque text, and the inquiry must repeat
    that of the start call even when no answer ever came (A14), so it can be told from the key alone."""
    number = int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest())
    return f"{number % 10**_RND_DIGITS:0{_RND_DIGITS}d}"


@dataclass(frozen=True, slots=True)
class AhlPayKeys:
    """E-mail and password of the API user; the hash password comes to the merchant by SMS (notes §3). Never shown."""

    email: str = field(repr=False)
    password: str = field(repr=False)
    hash_password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AhlPayProfile:
    """One account's ways. `base_url` without a slash at its end."""

    base_url: str
    # 1 in every sample; T1 made it a merchant's setting (A3).
    member_id: int = 1
    # The login tells it. Where it is set too and differs, money would go to another merchant: refused (A2).
    merchant_id: str = ""
    # The browser itself is sent to okUrl or failUrl, which a desk without a public address can see; the siblings take
    # the same fields (A1). Holds and sales alike, told apart by txnType.
    threeds_path: str = REDIRECT_PATH
    # Its table has no return addresses and its answer has an authCode: a hold without a bank page (A1).
    preauth_path: str = "/api/Payment/PreAuth"
    sale_path: str = "/api/Payment/PaymentNon3D"
    # Holds and sales without the bank's page.
    plain: bool = True
    # The two samples send "0" for a single payment, T1 sends "1" (notes §5.5).
    single_payment: str = "0"
    # Counts above one for a hold; none is documented (notes §5.5).
    hold_instalments: tuple[int, ...] = ()
    # Which currencies a merchant may use is not known; TRY by default, and only such as have two decimals (A11).
    currencies: Mapping[str, str] = field(default_factory=lambda: {"TRY": CURRENCY_NUMBERS["TRY"]})
    # Required fields that integrations send empty or with a stop-gap (A12). Without a setting the address is the
    # house's, and the stop-gap where the house has none.
    web_url: str = ""
    request_ip: str = ""
    no_request_ip: str = "127.0.0.1"
    # Required text; ASCII alone is the safest (notes §5.5). For releases and refunds, whose hold has no text.
    give_back_text: str = "Depozito iade"
    # Not documented: a token that tells its end is used until a minute before, another for ten minutes (A5).
    token_seconds: int = 600
    token_margin: int = 60
    # 22 digits, derived (A13, and rnd_of for the reason).
    rnd: Callable[[str], str] = rnd_of
    # The inquiry sends the rnd of the start call, as T1 does; "own" sends another one (A14).
    inquiry_rnd: Literal["original", "own"] = "original"
    # One recipe for every hashed service, always sent (A15).
    hash_of: Callable[[str, str, str, str, str], str] = ahlpay_hash
    # T1, T2 and T5 send "" and it works for them; the recipe with an empty fourth part is as good a guess (A17).
    inquiry_hash: Literal["recipe", "empty"] = "recipe"
    # Samples echo the rnd that was sent (notes §5.6); an answer with another one is not about our call. The inquiry's
    # is not compared: whose rnd it shows after a capture is not known.
    rnd_echoed: bool = True
    # What integrations void is a fixed sum, their cancel having none; we send the held one (A25).
    void_amount_mode: Literal["held", "sentinel"] = "held"
    void_sentinel: str = "999999900"
    # What our figure is compared with, the first that is there (A9).
    amount_fields: tuple[str, ...] = ("totalAmount", "amount")
    # What an inquiry must tell before its state counts; the rest of it is read tolerantly (A28). Where the real one
    # tells less, this setting is shortened.
    inquiry_must: frozenset[str] = frozenset({"orderId", "amount"})
    # The words of an inquiry and of the list (A29); a word that is not here decides nothing.
    statuses: Mapping[str, Word] = STATUS_WORDS
    # A failure that says so is "not found"; its code is not known and is never branched on (A35), so the message is
    # all there is. A failure that says something else (a wrong hash, a fault of the system) proves nothing.
    not_found: str = NOT_FOUND
    # Part refunds are advertised by T2 and assumed in any number (A27).
    part_refunds: bool = True
    # Where the bank allows no change of the amount at all (money-safety, "exact only").
    exact_only: bool = False
    # Banks of the examples allow 15 and 20 % both ways; the merchant must ask his (notes §11, A37): none until set.
    margin: Margin = NO_MARGIN
    bank_margins: Mapping[str, Margin] = NO_MARGINS
    # Numbers that may be lira (A10): not read until the provider says so.
    report_amounts: Literal["informational", "lira"] = "informational"
    list_path: str = "/api/Transaction/List"
    # Page size of the sample; at most so many pages are read, the screen needs no more (A30).
    list_size: int = 50
    list_pages: int = 40
    # Called mandatory and missing from the sample: left out unless set (A30).
    order_desc: str = ""
    # The samples of the instalment service ask with six; nothing says whether it takes eight (notes §7.8).
    bin_digits: int = 6
    # Path and fields are a sibling platform's (A32): off until an account needs it.
    bin_enabled: bool = False
    bin_path: str = "/api/Payment/BinList"
    # The documented path is cut after "GetCreate" (A33): off until an account names the whole.
    links_path: str = ""
    # Money-safety rule 8: 60 s here; T4 waits 30 (A6).
    limit: int = 60
