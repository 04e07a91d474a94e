"""AHL Pay's refusals: envelope codes of our own server and bank codes (AHL Pay notes §9), and ASP.NET's 400 and 401."""

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from frontdesk.practice.exchange import Response
from frontdesk.practice.wire_json import Json, write

DONE = "İşlem başarılıdır."


class Refusal(NamedTuple):
    """An envelope with `isSuccess` false, answered with HTTP 200 (A4). `data` is null unless told."""

    code: str
    message: str
    data: Mapping[str, Json] | None = None


def malformed(what: str) -> Refusal:
    return Refusal("AH400", f"{what} alanı hatalı.")


LOGIN_REFUSED = Refusal("AH401", "Kullanıcı adı veya şifre hatalı.")
HASH_WRONG = Refusal("AH403", "Hash doğrulanamadı.")
NOT_OURS = Refusal("AH403", "Üye iş yeri bu kullanıcıya ait değil.")
NOT_FOUND = Refusal("AH404", "İşlem bulunamadı.")
NOTHING_TO_VOID = Refusal("AH404", "İptal edilecek işlem bulunamadı.")
ORDER_USED = Refusal("AH409", "Sipariş numarası daha önce kullanılmış.")
RND_USED = Refusal("AH409", "rnd değeri daha önce kullanılmış.")
WRONG_STATE = Refusal("AH410", "İşlem bu adım için uygun durumda değil.")
DAY_OVER = Refusal("AH410", "Gün sonu alınmış işlem iptal edilemez, iade ediniz.")
OUTSIDE_MARGIN = Refusal("13", "Kapama tutarı izin verilen marjın dışında.")
ABOVE_REST = Refusal("13", "İade tutarı kalan tutardan büyük olamaz.")
LINK_NOT_SUPPORTED = Refusal("AH400", "Bu servis ön provizyon desteklemez.")

_BANK_WORDS = {
    "05": "İşlem onaylanmadı.",
    "12": "Geçersiz işlem.",
    "13": "Geçersiz tutar.",
    "14": "Kart numarası hatalı.",
    "51": "Kart limiti yetersiz.",
    "54": "Kartın son kullanma tarihi geçmiş.",
    "57": "Kart sahibi bu işlemi yapamaz.",
    "61": "Kart limiti aşıldı.",
    "82": "Kart güvenlik kodu hatalı.",
    "91": "Banka cevap vermiyor.",
    "99": "3D Secure doğrulaması başarısız.",
}


def bank_words(code: str) -> str:
    return _BANK_WORDS.get(code, "İşlem banka tarafından reddedildi.")


def declined(code: str) -> Refusal:
    """The bank's refusal. Longer figures are other gateways' spelling of the same two digits (10051 is 51)."""
    short = code[-2:] if code.isdigit() else code[:5]
    return Refusal(short, bank_words(short))


UNAUTHORISED = Response(401, headers=(("WWW-Authenticate", "Bearer"),))
NO_PATH = Response(404)
TOO_MANY = Response(429, headers=(("Retry-After", "30"),))


def validation_problem(errors: Mapping[str, str]) -> Response:
    """ASP.NET's answer to fields of the wrong JSON type or missing ones (§5.1, §13)."""
    body: Json = {
        "title": "One or more validation errors occurred.",
        "status": 400,
        "errors": {name: [words] for name, words in errors.items()},
        "traceId": f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-00",
    }
    return Response(400, write(body).encode(), "application/problem+json; charset=utf-8")
