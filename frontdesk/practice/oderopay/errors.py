"""ÖderoPay's error envelope and codes (ÖderoPay notes §4, §16, and the invented validation codes of §19)."""

from typing import NamedTuple

from frontdesk.practice.wire_json import Json


class Refusal(NamedTuple):
    """An `errors` answer with its HTTP status."""

    status: int
    code: str
    description: str
    group: str | None = None

    def body(self) -> dict[str, Json]:
        return {"errors": {"errorCode": self.code, "errorDescription": self.description, "errorGroup": self.group}}


def unauthorised(code: str, words: str) -> Refusal:
    return Refusal(401, code, words)


def invalid(field: str, code: str = "2001") -> Refusal:
    """A field that is missing or wrong."""
    return Refusal(400, code, f"{field} alanı eksik veya geçersiz")


NO_JSON = Refusal(400, "1010", "Geçersiz JSON")
NO_PATH = Refusal(404, "1404", "Adres bulunamadı")
NO_PAYMENT = Refusal(404, "2101", "Ödeme bulunamadı")
NO_REFUND = Refusal(404, "2112", "İade bulunamadı")
NO_CARD = Refusal(404, "2404", "Saklı kart bulunamadı")
ITEM_SUM = Refusal(400, "2002", "Kırılım tutarları toplamı ödeme tutarına eşit değil")
NO_MARKETPLACE = Refusal(400, "2003", "Ön provizyonda pazaryeri desteklenmez")
NO_WALLET = Refusal(400, "2004", "Ön provizyonda cüzdan kullanılamaz")
NO_PREAUTH_POS = Refusal(422, "2005", "POS ön provizyon desteklemiyor")
NOT_COMPLETED = Refusal(422, "2102", "3D Secure işlemi tamamlanmamış")
WRONG_PHASE = Refusal(422, "2103", "Ödeme provizyon kapama için uygun değil")
ABOVE_HOLD = Refusal(422, "2104", "Tutar bloke edilen tutardan büyük olamaz")
WEAK_CHALLENGE = Refusal(422, "2105", "3D Secure doğrulaması yeterli değil")
NOT_AWAITED = Refusal(422, "2106", "Ödeme 3D Secure tamamlama beklemiyor")
NO_ITEM_REFUND = Refusal(422, "2111", "Ön provizyonlu ödeme kırılımdan iade edilemez")
PAGE_OPEN = Refusal(422, "2107", "Ödeme sayfasındaki işlem tamamlanmadı")
PAGE_ENDED = Refusal(422, "2108", "Ödeme sayfası ödeme yapılmadan kapandı")
NO_PAGE = Refusal(404, "2114", "Ödeme sayfası bulunamadı")
ABOVE_REST = Refusal(422, "2113", "İade tutarı kalan tutardan büyük olamaz")
EXPIRE_YEAR = Refusal(400, "4152", "Kartın son kullanma yılı geçersiz")

# Group → code; the codes from 10291 up are invented where no source tells one.
CODES = {
    "NOT_SUFFICIENT_FUNDS": "10051",
    "DO_NOT_HONOUR": "10005",
    "INVALID_TRANSACTION": "10012",
    "LOST_CARD": "10041",
    "STOLEN_CARD": "10043",
    "EXPIRED_CARD": "10054",
    "INVALID_CVC2": "10084",
    "NOT_PERMITTED_TO_CARDHOLDER": "10057",
    "NOT_PERMITTED_TO_TERMINAL": "10058",
    "FRAUD_SUSPECT": "10034",
    "RESTRICTED_BY_LAW": "10093",
    "UNKNOWN": "10200",
    "DECLINED": "10220",
    "BIN_NOT_FOUND": "10213",
    "COMMUNICATION_OR_SYSTEM_ERROR": "10214",
    "INVALID_CARD_NUMBER": "10215",
    "DEBIT_CARDS_REQUIRES_3DS": "10217",
    "REQUEST_TIMEOUT": "10219",
    "REQUIRES_DAY_END": "10223",
    "REFUND_DECLINE": "10246",
    "REQUIRES_3DS": "10291",
    "CVC_REQUIRED": "10292",
    "NO_RESPONSE": "10293",
    "ARCHIVED_PAYMENT": "10294",
    "EXPIRED_PROVISION": "10295",
    "INVALID_REFUND_TRANSACTION": "10296",
    "MAY_HAVE_ALREADY_REFUNDED": "10297",
    "NON_REFUNDABLE_PAYMENT": "10298",
    "THREEDS_INIT_ERROR": "10299",
    "PAYMENT_NOT_FOUND_FOR_REFUND": "10301",
    "POS_BALANCE_NOT_SUFFICIENT": "10302",
    "TOO_MANY_REQUESTS": "10303",
    "DEBIT_CARDS_INSTALLMENT_NOT_ALLOWED": "10304",
}
_WORDS = {
    "NOT_SUFFICIENT_FUNDS": "Kart limiti yetersiz",
    "DO_NOT_HONOUR": "İşlem onaylanmadı",
    "INVALID_TRANSACTION": "Geçersiz işlem",
    "LOST_CARD": "Kayıp kart",
    "STOLEN_CARD": "Çalıntı kart",
    "EXPIRED_CARD": "Vadesi dolmuş kart",
    "INVALID_CVC2": "Güvenlik kodu hatalı",
    "NOT_PERMITTED_TO_CARDHOLDER": "Kart sahibi bu işlemi yapamaz",
    "NOT_PERMITTED_TO_TERMINAL": "Terminalin bu işlemi yapmaya yetkisi yok",
    "FRAUD_SUSPECT": "Dolandırıcılık şüphesi",
    "RESTRICTED_BY_LAW": "Kart internet alışverişine kapalı",
    "UNKNOWN": "İade işlemi tamamlanamadı",
    "DECLINED": "Ödeme alınamadı",
    "BIN_NOT_FOUND": "BIN bulunamadı",
    "INVALID_CARD_NUMBER": "Geçersiz kart numarası",
    "THREEDS_INIT_ERROR": "3D Secure başlatılamadı",
    "MAY_HAVE_ALREADY_REFUNDED": "Ödeme daha önce iade edilmiş olabilir",
    "EXPIRED_PROVISION": "Provizyon süresi dolmuş",
    "CVC_REQUIRED": "Güvenlik kodu gerekli",
    "REQUIRES_3DS": "Kart için 3D Secure zorunludur",
    "DEBIT_CARDS_REQUIRES_3DS": "Banka kartları için 3D Secure zorunludur",
    "DEBIT_CARDS_INSTALLMENT_NOT_ALLOWED": "Banka kartına taksit yapılamaz",
    "TOO_MANY_REQUESTS": "Devam eden başka bir işlem var",
}


def declined(group: str, code: str = "") -> Refusal:
    """A payment error by its group: 422, as Craftgate answers business declines (§4)."""
    return Refusal(422, code or CODES.get(group, "10200"), _WORDS.get(group, "İşlem tamamlanamadı"), group)
