"""The way in: every request carries the token of the login, and a token that the door refuses is renewed once (notes
§4.2, money-safety rule 6)."""

from collections.abc import Callable, Generator
from dataclasses import replace

from frontdesk.domain.gateway import Refused, SessionConversation, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import Ready
from frontdesk.gateways.ahlpay.build import Builder
from frontdesk.gateways.ahlpay.profile import AhlPayKeys, AhlPayProfile
from frontdesk.gateways.ahlpay.refusals import is_door
from frontdesk.gateways.ahlpay.session import JSON_HEADERS, Session, logged_in, login_request
from frontdesk.gateways.answers import read

Make = Callable[[Builder], WireRequest]
Call = Generator[WireRequest, WireResponse, WireResponse | Refused | Unknown]


def post(target: str, body: bytes, *, moves_money: bool = False) -> WireRequest:
    return WireRequest("POST", target, JSON_HEADERS, body, moves_money)


def get(target: str) -> WireRequest:
    return WireRequest("GET", target, JSON_HEADERS[1:])


class Door:
    """Holds the session of one account, in memory alone. There is no clock here: a session taken inside a verb counts
    from the last time that was told, so it is renewed early rather than late."""

    def __init__(self, keys: AhlPayKeys, profile: AhlPayProfile) -> None:
        self._keys = keys
        self._profile = profile
        self._session: Session | None = None
        self._until = 0
        self._now = 0

    @property
    def merchant_id(self) -> int:
        """0 before the first login."""
        return self._session.merchant_id if self._session is not None else 0

    def prepare(self, now: int) -> SessionConversation | None:
        self._now = now
        return None if self._session is not None and now < self._until else self._log_in()

    def call(self, make: Make) -> Call:
        """The answer to a request that `make` builds; the login first where none was made, and once more where the
        door refuses the token: nothing was carried out by then, and the same request is sent again."""
        renewed = self._session is None
        if renewed:
            entered = yield from self._log_in()
            if not isinstance(entered, Ready):
                return entered
        while True:
            response = yield self._with_token(make)
            if not is_door(response):
                return response
            if renewed:
                return Refused("wrong_keys")
            entered = yield from self._log_in()
            if not isinstance(entered, Ready):
                return entered
            renewed = True

    def _with_token(self, make: Make) -> WireRequest:
        session = self._session
        assert session is not None
        request = make(Builder(self._keys, self._profile, session.merchant_id))
        return replace(request, headers=(("Authorization", session.authorization), *request.headers))

    def _log_in(self) -> SessionConversation:
        """One merchant, for as long as the account lives: the number set, else that of the first login (A2)."""
        wanted = self._profile.merchant_id or str(self.merchant_id or "")
        response = yield login_request(self._keys)
        session = read(logged_in, response, wanted)
        if not isinstance(session, Session):
            return session
        self._session = session
        self._until = session.good_until(self._now, self._profile)
        return Ready()
