"""What one iyzico account is: its keys, and every assumption of the notes that fits one line, with its reason beside
it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.domain.abilities import NO_MARGIN, NO_MARGINS, Margin


@dataclass(frozen=True, slots=True)
class IyzicoKeys:
    """Panel: Settings, Merchant Settings (notes §2). Never shown."""

    api_key: str = field(repr=False)
    secret_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class IyzicoProfile:
    """One account's ways. `base_url` without a slash at its end."""

    base_url: str
    # Non-3DS is a switch of the account that iyzico turns on by mail (notes §2).
    plain: bool = True
    # How far above the hold a capture may go: the banks' margin is published nowhere, so none until set (notes §8).
    margin: Margin = NO_MARGIN
    bank_margins: Mapping[str, Margin] = NO_MARGINS
    # Some issuers allow no change of the amount at all (notes §8).
    exact_only: bool = False
    # Amount refund is documented as safe for baskets of one line, which is all we make (notes §10.2).
    part_refunds: bool = True
    # Only full authentication shifts liability; iyzico itself may approve 0 and 4 (notes §7.4).
    md_accepted: frozenset[str] = frozenset({"1"})
    # Counts above one that a hold may be split into: 1 is advised for holds, so none until set (notes §6.1).
    hold_instalments: tuple[int, ...] = ()
    # Card storage is a switch of the account (notes §2, §14).
    stored_cards: bool = True
    # What the hosted form's result answers before the guest has paid is not documented: payment not found and invalid
    # request decide nothing, the form counts as open (notes §15).
    form_open_codes: frozenset[str] = frozenset({"5087", "11"})
    # refundStatus of reporting, read like paymentStatus there: 1 done, 2 failed; the notes show only 1 (notes §12.2).
    refunds_done: frozenset[str] = frozenset({"1"})
    refunds_failed: frozenset[str] = frozenset({"2"})
    # The form that sells stands in no table of the notes; official clients call it so, beside the one that holds (§15).
    sale_form: str = "/payment/iyzipos/checkoutform/initialize/auth/ecom"
    # The states of a day list's lines are those of a payment's lines, so another client reads them, and unlike those of
    # the other report: 2 and 1 approved (1 waits for a marketplace), -1 rejected, 0 under review (notes §5.2, §12.3).
    lines_done: frozenset[str] = frozenset({"1", "2"})
    lines_failed: frozenset[str] = frozenset({"-1"})
    # The sum of a cancel or refund stands where a payment's does; `price` is the basket's (notes §5.2, §12.3).
    line_sum: str = "paidPrice"
    # A day list of more pages is not cut but unknown; a page holds an untold number of lines (notes §12.3).
    most_pages: int = 100
    # Eight digits today, six formerly (notes §13).
    bin_digits: int = 8
    # Official clients wait 140 s; a bank answers slowly (notes §2, money-safety rule 8).
    limit: int = 150
    # Request currencies (notes §4).
    currencies: tuple[str, ...] = ("TRY", "USD", "EUR", "GBP", "NOK", "CHF")
    # Without these the request is refused (notes §6.3, §6.4); the phone was optional in 2018 and is demanded today.
    buyer_fields: frozenset[str] = frozenset(
        {"name", "surname", "identity", "email", "phone", "address", "city", "country"}
    )
