"""How the practice Ödüyo says no: HTTP refusals (Ödüyo notes §3, §15), and words for what the bank declines."""

from typing import NamedTuple

from frontdesk.practice.wire_json import Json


class Refusal(NamedTuple):
    """A call that was not carried out at all: HTTP status and the envelope's fields beside `status` false."""

    status: int
    told: tuple[tuple[str, str], ...] = ()

    def body(self) -> Json:
        return {"status": False, **dict(self.told)}


UNAUTHORISED = Refusal(401, (("message", "Yetkisiz erişim"),))
BAD_REQUEST = Refusal(400, (("error", "Bad Request"),))
NO_RECORD = Refusal(404, (("message", "No record found for this ID"),))
NO_PATH = Refusal(404)
TOO_MANY = Refusal(429, (("message", "Kısa süre içinde çok fazla deneme yapıldı"),))


def wrong_sum(items: str, price: str) -> Refusal:
    return Refusal(400, (("message", f"Ürün tutarları toplamı {items}, price {price}"),))


# Message of a business failure by the bank's code; none is documented, so the words are the practice's own.
WORDS = {
    "10051": "Kart limiti yetersiz",
    "10005": "İşlem onaylanmadı",
    "10041": "Kayıp kart",
    "10043": "Çalıntı kart",
    "10054": "Kartın son kullanma tarihi geçmiş",
    "10084": "Güvenlik kodu hatalı",
    "10012": "Geçersiz işlem",
    "card": "Geçersiz kart numarası",
    "init": "3D Secure başlatılamadı",
    "3d": "3D Secure doğrulaması başarısız",
    "timeout": "3D Secure süresi doldu",
    "force_3ds": "Bu sanal pos yalnızca 3D Secure ile ödeme alır",
}


def words(code: str) -> str:
    return WORDS.get(code, f"İşlem onaylanmadı ({code})")
