"""The bodies AHL Pay is sent (notes §7). Money is a text of minor units without any mark (§5.3); JSON types matter
(§5.5): merchantId and memberId are numbers, everything else is text."""

import re
import unicodedata

from frontdesk.domain.card import Card
from frontdesk.domain.gateway import HoldReference, PlaceOrder
from frontdesk.domain.money import Money
from frontdesk.gateways.ahlpay.profile import CURRENCY_NUMBERS, AhlPayKeys, AhlPayProfile
from frontdesk.gateways.wire import Part, to_body

TXN_TYPES = {"hold": "PreAuth", "sale": "Auth"}
# The return address is matched by host and path, whatever its query: so both addresses are that of the payment, and
# their query alone says which of them was called. A return that lost its form on the way still brings it.
MARK = "end"
OK, FAIL = "ok", "fail"
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,:/_-]+")
_LONGEST_TEXT = 255
_LONGEST_HOLDER = 64


class Builder:
    """Bodies for one merchant: the number comes with the login and stands in body and hash alike."""

    def __init__(self, keys: AhlPayKeys, profile: AhlPayProfile, merchant_id: int) -> None:
        self._keys = keys
        self._profile = profile
        self.merchant_id = merchant_id

    def place(self, order: PlaceOrder) -> bytes:
        """Hold or sale (§7.1, §7.13); with a return address the start of 3DS (§7.2)."""
        card, profile = order.card, self._profile
        assert isinstance(card, Card)
        total = str(order.amount.minor)
        body: dict[str, Part] = {
            "cardNumber": card.number,
            "expiryDateMonth": f"{card.expiry_month:02d}",
            "expiryDateYear": f"{card.expiry_year:04d}",
            "cvv": card.cvv,
            "cardHolderName": card.holder[:_LONGEST_HOLDER],
            "merchantId": self.merchant_id,
            "totalAmount": total,
            "memberId": profile.member_id,
            "userCode": self._keys.email,
            "txnType": TXN_TYPES[order.purpose],
            "installmentCount": profile.single_payment if order.instalments == 1 else str(order.instalments),
            "currency": profile.currencies[order.amount.code],
            "orderId": order.key,
            **self._signed(order.key, order.key, total),
            "webUrl": profile.web_url,
            "description": described(f"{order.item} {order.reference}") or "Depozito",
            "requestIp": self._address(order.buyer.ip),
        }
        if order.return_address:
            body["okUrl"], body["failUrl"] = return_addresses(order.return_address)
        return to_body(body)

    def capture(self, hold: HoldReference, amount: Money, key: str, auth_code: str) -> bytes:
        """§7.3: exactly these six; `paidamount` is spelled in small letters."""
        total = str(amount.minor)
        return to_body(
            {
                "merchantId": self.merchant_id,
                "orderId": hold.key,
                "authCode": auth_code,
                "paidamount": total,
                **self._signed(hold.key, key, total),
            }
        )

    def give_back(self, hold: HoldReference, total: str, key: str, txn_type: str) -> bytes:
        """Void (§7.4) and Refund (§7.5) are sent the same fields."""
        return to_body(
            {
                "memberId": self._profile.member_id,
                "merchantId": self.merchant_id,
                "userCode": self._keys.email,
                "txnType": txn_type,
                "orderId": hold.key,
                "totalAmount": total,
                # A hold outlives the settings: its currency may be struck from them meanwhile.
                "currency": CURRENCY_NUMBERS[hold.amount.code],
                **self._signed(hold.key, key, total),
                "description": self._profile.give_back_text,
                "requestIp": self._address(hold.buyer_ip),
            }
        )

    def inquiry(self, order_id: str) -> bytes:
        """§7.6, with the rnd of the start call (A14)."""
        profile = self._profile
        signed = self._signed(order_id, order_id if profile.inquiry_rnd == "original" else f"{order_id}?", "")
        if profile.inquiry_hash == "empty":
            signed["hash"] = ""
        return to_body({"memberId": profile.member_id, "merchantId": self.merchant_id, "orderId": order_id, **signed})

    def transactions(self, first: str, last: str, page: int) -> bytes:
        """One page of the list between two ISO days (§7.7); filters that are not used are null."""
        profile = self._profile
        body: dict[str, Part] = {
            "startDate": first,
            "endDate": last,
            "size": profile.list_size,
            "page": page,
            "orderBy": "CreateDate",
            "merchantId": self.merchant_id,
            "transactionType": ["Auth", "PreAuth", "PostAuth", "Void", "Refund"],
            **dict.fromkeys(("citizenshipNumber", "orderId", "cardNumber", "authCode", "responseCode", "bankCode")),
        }
        if profile.order_desc:
            body["orderByDesc"] = int(profile.order_desc)
        return to_body(body)

    def instalments(self, digits: str, amount: Money) -> bytes:
        """§7.8; no hash."""
        return to_body({"merchantId": self.merchant_id, "txnType": "Auth", **self._card_sum(digits, amount)})

    def commission(self, digits: str, amount: Money) -> bytes:
        """§7.9; no hash."""
        return to_body(
            {
                "memberId": self._profile.member_id,
                "merchantId": self.merchant_id,
                "txnType": "Auth",
                **self._card_sum(digits, amount),
            }
        )

    def links(self) -> bytes:
        """§7.11: its fields are not documented; who asks is all that every other service needs."""
        profile = self._profile
        return to_body({"merchantId": self.merchant_id, "memberId": profile.member_id, "userCode": self._keys.email})

    def _card_sum(self, digits: str, amount: Money) -> dict[str, Part]:
        return {"bin": digits, "amount": str(amount.minor), "currency": self._profile.currencies[amount.code]}

    def _signed(self, order_id: str, key: str, total: str) -> dict[str, Part]:
        """rnd of the attempt, and the hash over it (§6)."""
        rnd = self._profile.rnd(key)
        told = self._profile.hash_of(self._keys.hash_password, rnd, order_id, total, str(self.merchant_id))
        return {"rnd": rnd, "hash": told}

    def _address(self, ip: str) -> str:
        return self._profile.request_ip or ip.strip() or self._profile.no_request_ip


def return_addresses(address: str) -> tuple[str, str]:
    """okUrl and failUrl of a payment's own return address."""
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{MARK}={OK}", f"{address}{joint}{MARK}={FAIL}"


def described(told: str) -> str:
    """A text in ASCII, as the notes call safest (§5.5)."""
    if not told.isascii():
        letters = unicodedata.normalize("NFKD", told.replace("ı", "i"))
        told = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_NOT_PLAIN.sub(" ", told).split())[:_LONGEST_TEXT]
