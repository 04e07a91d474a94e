"""iyzico's error codes with group and messages (iyzico notes §3.6 and §18), and the failure answer."""

from typing import NamedTuple

from frontdesk.practice.wire_json import Json


class Refusal(NamedTuple):
    """A failure to answer. `more` are members added to the envelope; `message` overrules the code's own text."""

    code: str
    group: str | None = None
    more: tuple[tuple[str, Json], ...] = ()
    message: str = ""


BANK_GROUPS = {
    "10005": "DO_NOT_HONOUR",
    "10012": "INVALID_TRANSACTION",
    "10034": "FRAUD_SUSPECT",
    "10041": "LOST_CARD",
    "10043": "STOLEN_CARD",
    "10051": "NOT_SUFFICIENT_FUNDS",
    "10054": "EXPIRED_CARD",
    "10057": "NOT_PERMITTED_TO_CARDHOLDER",
    "10058": "NOT_PERMITTED_TO_TERMINAL",
    "10084": "INVALID_CVC2",
    "10093": "RESTRICTED_BY_LAW",
    "10204": "UNKNOWN",
    "10209": "BLOCKED_CARD",
    "10214": "COMMUNICATION_OR_SYSTEM_ERROR",
    "10215": "INVALID_CARD_NUMBER",
    "10217": "DEBIT_CARDS_REQUIRES_3DS",
    "10218": "DEBIT_CARDS_INSTALLMENT_NOT_ALLOWED",
    "10219": "REQUEST_TIMEOUT",
    "10220": "DECLINED",
    "10232": "INVALID_AMOUNT",
    "10246": "REFUND_DECLINE",
    "10248": "EXCEEDED_TRANSACTION_AMOUNT",
}

MESSAGES = {
    "3": ("email gönderilmesi zorunludur", "email is required"),
    "8": ("identityNumber gönderilmesi zorunludur", "identityNumber is required"),
    "11": ("Geçersiz istek", "Invalid request"),
    "12": ("Kart numarası geçersizdir", "Card number is invalid"),
    "13": ("Son kullanma ayı geçersizdir", "Expire month is invalid"),
    "14": ("Son kullanma yılı geçersizdir", "Expire year is invalid"),
    "15": ("cvc geçersizdir", "cvc is invalid"),
    "16": ("cardHolderName gönderilmesi zorunludur", "cardHolderName is required"),
    "17": ("Son kullanma tarihi geçersizdir", "Expire date is invalid"),
    "20": ("conversationId çok uzun", "conversationId is too long"),
    "21": ("cardAlias çok uzun", "cardAlias is too long"),
    "23": ("callbackUrl gönderilmesi zorunludur", "callbackUrl is required"),
    "24": ("Zorunlu bir alan gönderilmemiş", "A required field is missing"),
    "1000": ("Geçersiz imza", "Invalid signature"),
    "1001": ("Api bilgileri bulunamadı", "Api credentials not found"),
    "3001": ("cardUserKey gönderilmesi zorunludur", "cardUserKey is required"),
    "3002": ("cardToken gönderilmesi zorunludur", "cardToken is required"),
    "3005": ("cardUserKey bulunamadı", "cardUserKey not found"),
    "3006": ("cardToken bulunamadı", "cardToken not found"),
    "5004": ("price gönderilmesi zorunludur", "price is required"),
    "5007": ("binNumber 6 veya 8 haneli olmalıdır", "binNumber must have 6 or 8 digits"),
    "5062": (
        "Gönderilen tutar tüm kırılımların toplam tutarına eşit olmalıdır",
        "The price must be equal to the sum of all basket items",
    ),
    "5082": (
        "Bu ödeme işleminin durumu POST_AUTH işlemi için uygun değildir",
        "The state of this payment is not suitable for POST_AUTH",
    ),
    "5087": ("Üye işyerine ait ödeme kaydı bulunamadı", "No payment record of the merchant found"),
    "5111": ("cardToken ile birlikte cardUserKey gönderilmelidir", "cardUserKey is required with cardToken"),
    "5184": ("Yurt içi kart ile yabancı para birimi kullanılamaz", "Local cards cannot pay in a foreign currency"),
    "8514": ("Bu işlem önceden başlatıldı ve devam etmektedir", "This operation was started before and goes on"),
    "10005": ("İşlem onaylanmadı", "Do not honour"),
    "10012": ("Geçersiz işlem", "Invalid transaction"),
    "10034": ("Dolandırıcılık şüphesi", "Fraud suspect"),
    "10041": ("Kayıp kart, karta el koyunuz", "Lost card"),
    "10043": ("Çalıntı kart, karta el koyunuz", "Stolen card"),
    "10051": ("Kart limiti yetersiz, yetersiz bakiye", "Not sufficient funds"),
    "10054": ("Vadesi dolmuş kart", "Expired card"),
    "10057": ("Kart sahibi bu işlemi yapamaz", "Not permitted to cardholder"),
    "10058": ("Terminalin bu işlemi yapmaya yetkisi yok", "Not permitted to terminal"),
    "10084": ("CVC2 bilgisi hatalı", "Invalid cvc2"),
    "10093": ("Kart internet alışverişine kapalı, bankanızı arayınız", "Card is closed to e-commerce"),
    "10204": ("Genel hata oluştu", "General error"),
    "10209": ("Bloke statülü kart", "Blocked card"),
    "10214": ("Bankaya ulaşılamadı", "Communication or system error"),
    "10215": ("Geçersiz kart numarası", "Invalid card number"),
    "10217": ("Banka kartları ile sadece 3D Secure işlem yapılabilir", "Debit cards require 3DS"),
    "10218": ("Banka kartlarına taksit yapılamaz", "Debit cards cannot pay by instalments"),
    "10219": ("Bankaya gönderilen istek zaman aşımına uğradı", "Request timeout"),
    "10220": ("Ödeme alınamadı", "Declined"),
    "10232": ("Geçersiz tutar", "Invalid amount"),
    "10246": ("İade işlemi şu an yapılamıyor", "Refund is not possible now"),
    "10248": ("İşlem tutarı aşıldı", "Exceeded transaction amount"),
}


def refused(code: str, *more: tuple[str, Json], group: str | None = None, message: str = "") -> Refusal:
    """A refusal with the code's own group and message unless others are given."""
    return Refusal(code, group or BANK_GROUPS.get(code), more, message)


def missing(field: str) -> Refusal:
    """24, with the field's name in the message."""
    return Refusal("24", message=f"{field} gönderilmesi zorunludur")


def rate_limited(locale: str) -> dict[str, Json]:
    """The one failure whose code is a number (§2)."""
    return {"status": "failure", "errorCode": 50000, "errorMessage": "Request Limit Exceeded", "locale": locale}


def message(refusal: Refusal, locale: str) -> str:
    """The sentence for this refusal in the locale."""
    turkish, english = MESSAGES.get(refusal.code, ("Ödeme alınamadı", "Declined"))
    return refusal.message or (english if locale == "en" else turkish)


def failure(refusal: Refusal, locale: str, now_ms: int, conversation: str | None) -> dict[str, Json]:
    """The failure envelope; errorGroup only when the bank refused (§5.1)."""
    answer: dict[str, Json] = {
        "status": "failure",
        "errorCode": refusal.code,
        "errorMessage": message(refusal, locale),
    }
    if refusal.group:
        answer["errorGroup"] = refusal.group
    answer |= {"locale": locale, "systemTime": now_ms}
    if conversation is not None:
        answer["conversationId"] = conversation
    return answer | dict(refusal.more)
