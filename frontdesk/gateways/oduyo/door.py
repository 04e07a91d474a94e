"""The site's door: every call carries the key and the session, and one that finds the session ended is sent again."""

from collections.abc import Generator

from frontdesk.domain.gateway import Refused, SessionConversation, Unknown, WireRequest, WireResponse
from frontdesk.domain.told import Ready
from frontdesk.gateways.answers import Fields, read
from frontdesk.gateways.oduyo import build, lists
from frontdesk.gateways.oduyo.profile import OduyoKeys, OduyoProfile
from frontdesk.gateways.oduyo.read import shown
from frontdesk.gateways.oduyo.refusals import is_unauthorised
from frontdesk.gateways.oduyo.session import Session, login, session_of

type Called = Generator[WireRequest, WireResponse, WireResponse | Refused]
type Listed = Generator[WireRequest, WireResponse, tuple[Fields, ...] | Refused | Unknown]


class Door:
    """Keys, session and the one way in. Nothing of it is ever shown."""

    def __init__(self, keys: OduyoKeys, profile: OduyoProfile) -> None:
        self._keys = keys
        self._profile = profile
        self._session = Session()

    def __repr__(self) -> str:
        return "Door()"

    @property
    def now(self) -> int:
        """UTC seconds when the desk last spoke of the time, 0 before."""
        return self._session.now

    def prepare(self, now: int) -> SessionConversation | None:
        self._session.now = now
        return None if self._session.is_good(self._profile.session_seconds) else self._log_in()

    def _log_in(self) -> SessionConversation:
        response = yield login(self._keys)
        token = read(session_of, response, self._profile)
        if not isinstance(token, str):
            return token
        self._session.token, self._session.since = token, self._session.now
        return Ready()

    def call(self, target: str, body: bytes, *, moves_money: bool = False) -> Called:
        """One call, repeated once after a 401: a call that was not let in was not carried out (§2, money-safety
        rule 6). Where another conversation has logged in meanwhile, its session serves. Refused where the door stays
        shut."""
        session = self._session
        used = session.token
        if used:
            response = yield self._post(target, body, moves_money)
            if not is_unauthorised(response):
                return response
        if session.token == used:
            session.token = ""
            told = yield from self._log_in()
            if not isinstance(told, Ready):
                return told if isinstance(told, Refused) else Refused("wrong_keys", told.problem)
        response = yield self._post(target, body, moves_money)
        return Refused("wrong_keys") if is_unauthorised(response) else response

    def _post(self, target: str, body: bytes, moves_money: bool) -> WireRequest:
        """The key as it is, the session, and no cookie (A18)."""
        headers = (
            ("Accept", "application/json"),
            ("Apikey", self._keys.api_key),
            ("Authorization", self._profile.session_prefix + self._session.token),
            ("Content-Type", "application/json; charset=utf-8"),
        )
        return WireRequest("POST", target, headers, body, moves_money)

    def rows(self, query: lists.Query) -> Listed:
        """Every row of a list, page by page: the next page begins at the last id, which may come again (§10)."""
        found: list[Fields] = []
        seen: set[str] = set()
        offset, most = "0", self._profile.page_rows
        for _ in range(self._profile.most_pages):
            response = yield from self.call(query.target, build.rows(query.columns, query.filters, offset, most))
            if isinstance(response, Refused):
                return response
            page = read(lists.page_of, response)
            if isinstance(page, Refused | Unknown):
                return page
            ids = [shown(row, query.columns[0]) for row in page]
            new = [row for row, its_id in zip(page, ids, strict=True) if its_id not in seen]
            found += new
            if len(page) < most or not new or not ids[-1]:
                return tuple(found)
            seen.update(ids)
            offset = ids[-1]
        return Unknown("answer_too_large")
