"""Whom the tour meets: plainly samples, on the gateways' own documented test cards."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from frontdesk.commands.touring.clock import FRIDAY
from frontdesk.domain.card import Card
from frontdesk.domain.hold import Stay
from frontdesk.domain.money import Money
from frontdesk.usecases.wish import HoldWish

EXPIRY = (12, 2030)
# The identity number of iyzico's own examples (iyzico notes §6.3).
IDENTITY = "11111111110"
ISTANBUL = timedelta(hours=3)
CODE = "123456"
WRONG_CODE = "000000"


class Guest(NamedTuple):
    """`arrives` and `departs` are days from the tour's Friday, `amount` minor units, `placed` hours before its
    afternoon. `card` is a documented test card of `account`, "" where it was put into a bank's own terminal."""

    name: str
    surname: str
    place: str
    reference: str
    arrives: int
    departs: int
    amount: int
    account: str
    card: str
    placed: float = 0

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.surname}"

    @property
    def money(self) -> Money:
        return Money(self.amount, "TRY")

    @property
    def cvv(self) -> str:
        return "1234" if len(self.card) == 15 else "123"


# Already on the board when the tour begins, the longest held first.
BOARD = (
    Guest("Umut", "Deneme", "118", "R-2031", -7, 0, 600_000, "oderopay", "9792060000000007", 163.4),
    Guest("Ada", "Örnek", "501", "R-2034", -6, -1, 200_000, "iyzico", "4603450000000000", 148.7),
    Guest("Irmak", "Örnek", "316", "R-2037", -4, 5, 840_000, "oderopay", "4256690000000001", 101.2),
    Guest("Kaya", "Misafir", "602", "R-2040", -3, 0, 1_500_000, "oderopay", "5209220000000002", 74.5),
    Guest("Nehir", "Sınama", "220", "R-2042", -3, 2, 720_000, "iyzico", "5526080000000006", 70.9),
    Guest("Güneş", "Sınama", "412", "R-2044", -2, 5, 980_000, "iyzico", "4543590000000006", 51.3),
    Guest("Toprak", "Deneme", "115", "R-2046", -2, 2, 450_000, "iyzico", "9792030000000000", 47.8),
    Guest("Robin", "Sample", "307", "R-2049", -1, 3, 1_250_000, "iyzico", "374427000000003", 27.1),
    Guest("Alex", "Sample", "210", "R-2051", -1, 1, 350_000, "oderopay", "6587619825149656", 22.6),
    Guest("Ekin", "Misafir", "309", "R-2052", 0, 2, 325_000, "iyzico", "5451030000000000", 1.5),
)
PLAIN = Guest("Deniz", "Örnek", "204", "R-2060", 0, 3, 500_000, "iyzico", "5528790000000008")
THREEDS = Guest("Derin", "Deneme", "208", "R-2061", 0, 2, 650_000, "iyzico", "5400360000000003")
THREEDS_ODEROPAY = Guest("Işık", "Örnek", "509", "R-2062", 0, 4, 1_120_000, "oderopay", "5258640000000001")
REFUSED = Guest("Çağla", "Deneme", "311", "R-2063", 0, 1, 400_000, "iyzico", "4111111111111129")
LOST = Guest("Yaz", "Misafir", "405", "R-2064", 0, 3, 560_000, "iyzico", "4729150000000005")
SECOND_LANGUAGE = Guest("Casey", "Sample", "305", "R-2065", 0, 2, 900_000, "iyzico", "5504720000000003")
REFUSED_ODEROPAY = Guest("Jordan", "Sample", "401", "R-2066", 0, 2, 375_000, "oderopay", "4102090000000000")
OVER_NIGHT = Guest("Rüzgar", "Misafir", "410", "R-2067", 0, 1, 275_000, "oderopay", "9792075482365454")

RENTAL = Guest("Rıza", "Örnek", "34 DNM 482", "K-0418", 0, 3, 1_500_000, "iyzico", "5311570000000005")

# The second day, a Saturday: the other accounts, and every other way in which a card comes.
AHLPAY = Guest("Lale", "Örnek", "302", "R-2070", 1, 4, 600_000, "ahlpay", "4155650100416111")
AHLPAY_PLAIN = Guest("Poyraz", "Deneme", "214", "R-2071", 1, 2, 250_000, "ahlpay", "4155650000000007")
ODUYO = Guest("Ceren", "Örnek", "118", "R-2072", 1, 3, 400_000, "oduyo", "4111111111111111")
ODUYO_PART = Guest("Bora", "Misafir", "326", "R-2073", 1, 2, 300_000, "oduyo", "5400360000000003")
KEEPS_CARD = Guest("Selin", "Örnek", "417", "R-2074", 1, 6, 450_000, "iyzico", "4157920000000002")
HOSTED = Guest("Ege", "Sample", "508", "R-2075", 1, 3, 700_000, "oderopay", "4256690000000001")
HOSTED_DEBIT = Guest("Mira", "Sample", "222", "R-2076", 1, 2, 350_000, "iyzico", "5890040000000016")
WEBHOOK = Guest("Tuna", "Sample", "419", "R-2077", 1, 3, 550_000, "iyzico", "5526080000000006")
TERMINAL_SLIP = Guest("Asya", "Deneme", "105", "R-2078", 1, 3, 500_000, "terminal", "")
ROUTED = Guest("Arda", "Sample", "313", "R-2079", 1, 2, 450_000, "iyzico", "5311570000000005")
# And in the other language.
AHLPAY_SECOND = Guest("Morgan", "Sample", "304", "R-2080", 1, 4, 600_000, "ahlpay", "4155650000000007")
ODUYO_SECOND = Guest("Taylor", "Sample", "120", "R-2081", 1, 3, 500_000, "oduyo", "4111111111111111")
HOSTED_SECOND = Guest("Riley", "Sample", "510", "R-2082", 1, 3, 650_000, "iyzico", "5528790000000008")
SLIP_SECOND = Guest("Jamie", "Sample", "107", "R-2083", 1, 3, 420_000, "terminal", "")

# What this house has settled with its gateways, as settings of its accounts (AHL Pay notes §11, Ödüyo notes §11).
SETTLED = {
    "ahlpay": {"bin_enabled": "yes", "bank_margins": "QNB: 15/15; Akbank: 20/20"},
    "oduyo": {"pos_alias": "garanti-1"},
}


def day(from_today: int) -> date:
    """A day at the counter, so many after the Friday."""
    return (FRIDAY + ISTANBUL).date() + timedelta(days=from_today)


def stay(guest: Guest) -> Stay:
    arrives, departs = day(guest.arrives).isoformat(), day(guest.departs).isoformat()
    return Stay(0, guest.name, guest.surname, guest.place, guest.reference, arrives, departs)


def wish(guest: Guest) -> HoldWish:
    """A hold without the bank's page, as the tour's ground work places it."""
    return HoldWish(stay(guest), guest.account, guest.money, threeds=False, identity=IDENTITY)


def card(guest: Guest) -> Card:
    return Card(guest.card, *EXPIRY, guest.cvv, guest.full_name)


def moment(hours_before: float) -> float:
    """UTC seconds, so many hours before the tour's Friday afternoon."""
    return (datetime.fromtimestamp(FRIDAY.timestamp(), UTC) - timedelta(hours=hours_before)).timestamp()
