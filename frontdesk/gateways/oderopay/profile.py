"""What one ÖderoPay account is: its keys, and every assumption of the notes that fits one line, its reason beside
it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OderoPayKeys:
    """Merchant panel, profile (notes §2). `callback_key` and `webhook_key` are "" where the account has none (§14,
    §22.2). Never shown."""

    api_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    callback_key: str = field(default="", repr=False)
    webhook_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OderoPayProfile:
    """One account's ways. `base_url` without a slash at its end: it is part of what is signed."""

    base_url: str
    # Newer pages list a merchantId header, no client sends it (notes §3.1): off until an account needs it.
    merchant_id: str = ""
    plain: bool = True
    # Only a bank's POS holds; one of a payment or e-money institution takes at once (notes §6.1, posAlias).
    bank_pos: bool = True
    # Names the POS that takes every payment of this account; "" leaves the choice to ÖderoPay (notes §6.1).
    pos_alias: str = ""
    # Counts above one that a hold may be split into: 1 is advised for holds, so none until set (notes §6.1).
    hold_instalments: tuple[int, ...] = ()
    # The search lists payments by the day they were made: refunds of a day are found with the payments of the days
    # before it, as long as a deposit commonly stands (notes §9.2, §9.3).
    day_looks_back: int = 31
    # Ten by default; how many a page may hold is not told, so the answer's own count says when the list is whole
    # (notes §9.3).
    page_size: int = 100
    # A list of more pages is not cut but unknown.
    most_pages: int = 100
    # A payment begun as a hold is given back whole; a part by payment is untested and in no client (notes §10.2,
    # §10.3).
    part_refunds: bool = False
    # Whether the answer to a capture, and reading it later, shows the captured sum is an assumption (notes §8, §22.6).
    # False: their sum is not compared, and a capture is recorded as sent.
    tells_captured: bool = True
    # Only where the bank's page reports it; half authentication is the merchant's risk (notes §7.3).
    md_accepted: frozenset[str] = frozenset({"1"})
    # Six digits; Craftgate takes eight today (notes §11, §22.14).
    bin_digits: int = 6
    # Official clients read for 120 to 150 s (notes §4, money-safety rule 8).
    limit: int = 150
    currencies: tuple[str, ...] = ("TRY", "USD", "EUR")
