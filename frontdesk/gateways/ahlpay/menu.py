"""The provider's menu as questions: what each is asked with, and where. Which of them an account has, `services`
says."""

from collections.abc import Callable, Generator, Mapping

from frontdesk.domain.abilities import Service, ServiceState
from frontdesk.domain.gateway import NotHere, Refused, RowsConversation, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import Rows
from frontdesk.gateways.ahlpay import listing
from frontdesk.gateways.ahlpay.door import Door, Make, get, post
from frontdesk.gateways.ahlpay.profile import AhlPayProfile
from frontdesk.gateways.answers import Fields, read
from frontdesk.gateways.rows import asked_days, asked_digits, asked_sum

Entries = Generator[WireRequest, WireResponse, tuple[Fields, ...] | Refused | Unknown]


def services(profile: AhlPayProfile) -> dict[Service, ServiceState]:
    """Sellers, merchant banks, commission rates, campaigns and Payment3dPay stand in the notes by name only (§7.2,
    §7.12). Link and frame take money at once; none is known to take PreAuth (§7.11)."""
    return {
        "bin": "here" if profile.bin_enabled else "not_known",
        "bin_list": "here" if profile.bin_enabled else "not_known",
        "instalments": "here",
        "commission": "here",
        "commission_rates": "not_known",
        "campaign": "not_known",
        "sellers": "not_known",
        "merchant_banks": "not_known",
        "pos_banks": "here",
        "transactions": "here",
        # Three siblings take the same fields; the account's setting says which path its payments go (§7.2).
        "threeds_redirect": "used",
        "threeds_async": "used",
        "threeds_hashed": "used",
        "threeds_pay": "not_known",
        "link": "sale_only",
        "created_links": "here" if profile.links_path else "not_known",
        "frame": "sale_only",
        "system_data": "here",
    }


def consult(door: Door, profile: AhlPayProfile, service: Service, asked: Mapping[str, str]) -> RowsConversation:
    if services(profile).get(service) != "here":
        raise NotHere(service)
    if service == "system_data":
        return _known(listing.system_data())
    if service == "transactions":
        days = asked_days(asked)
        return _transactions(door, profile, days[0], days[-1])
    make, reader = _question(profile, service, asked)
    return _asked(door, make, reader)


def _question(
    profile: AhlPayProfile, service: Service, asked: Mapping[str, str]
) -> tuple[Make, Callable[[WireResponse], Rows | Refused]]:
    """What one service is asked, and how its answer is read. Raises ValueError where something is missing."""
    if service in {"instalments", "commission"}:
        digits, amount = asked_digits(asked, profile.bin_digits, needed=True), asked_sum(asked)
        if amount.code not in profile.currencies:
            raise ValueError("this account has no such currency")
        if service == "instalments":
            target = "/api/Payment/InstallmentInquiry"
            return lambda build: post(target, build.instalments(digits, amount)), listing.instalments
        target = "/api/Payment/CommissionInquiry"
        return lambda build: post(target, build.commission(digits, amount)), listing.instalments
    if service in {"bin", "bin_list"}:
        target = bin_target(profile, asked.get("bin", "")) if service == "bin" else profile.bin_path
        return lambda _build: get(target), listing.bins
    if service == "pos_banks":
        return lambda build: get(f"/api/MerchantVposBank/List?merchantId={build.merchant_id}"), listing.as_told
    return lambda build: post(profile.links_path, build.links()), listing.as_told


def bin_target(profile: AhlPayProfile, digits: str) -> str:
    """Raises ValueError for anything but digits: they become part of an address."""
    return f"{profile.bin_path}/{asked_digits({'bin': digits}, profile.bin_digits, needed=True)}"


def entries(door: Door, profile: AhlPayProfile, first: str, last: str) -> Entries:
    """Every line of the list between two ISO days, page by page until one is short (§7.7, A30). A list without an end
    is no answer."""
    found: tuple[Fields, ...] = ()
    for page in range(profile.list_pages):
        response = yield from door.call(_page(profile, first, last, page))
        if not isinstance(response, WireResponse):
            return response
        told = read(listing.items, response)
        if isinstance(told, Refused | Unknown):
            return told
        found += told
        if len(told) < profile.list_size:
            return found
    return Unknown("answer_too_large")


def _page(profile: AhlPayProfile, first: str, last: str, page: int) -> Make:
    return lambda build: post(profile.list_path, build.transactions(first, last, page))


def _known(rows: Rows) -> RowsConversation:
    """Nothing is asked."""
    yield from ()
    return rows


def _transactions(door: Door, profile: AhlPayProfile, first: str, last: str) -> RowsConversation:
    found = yield from entries(door, profile, first, last)
    return found if isinstance(found, Refused | Unknown) else listing.transactions(found, profile)


def _asked(door: Door, make: Make, reader: Callable[[WireResponse], Rows | Refused]) -> RowsConversation:
    response = yield from door.call(make)
    return read(reader, response) if isinstance(response, WireResponse) else response
