"""Catches the return to the desk on the profile: page, sub frames and pop-ups, GET and POST, first arrival wins."""

import time
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from frontdesk.ui.bankview.addresses import AccountKind, may_fetch
from frontdesk.ui.bankview.listener import Heard, ReturnListener
from frontdesk.ui.bankview.returns import BankReturn, Fields, ReturnTarget, read_body, read_query

Frame = Literal["main", "sub"]

_Resource = QWebEngineUrlRequestInfo.ResourceType
_FRAMES: Final[dict[QWebEngineUrlRequestInfo.ResourceType, Frame]] = {
    _Resource.ResourceTypeMainFrame: "main",
    _Resource.ResourceTypeSubFrame: "sub",
}


class ReturnInterceptor(QWebEngineUrlRequestInterceptor):
    """Emits `returned` with a BankReturn exactly once; connect it queued, nothing may be torn down inside a request.

    The body of a POST is never asked of the request: that ends the process in PySide6 below 6.12. Where its fields are
    needed the request is sent on to a listener of this payment on 127.0.0.1; where that cannot work (a server's 307, a
    page whose rules forbid it) the return counts with no fields, after `bridge_ms` at the latest.
    """

    returned = Signal(object)
    _heard = Signal(object)

    def __init__(self, target: ReturnTarget, kind: AccountKind, needs_fields: bool, bridge_ms: int) -> None:
        super().__init__()
        self._target = target
        self._kind = kind
        self._settled = self._by_server = False
        self._waiting: BankReturn | None = None
        self._heard.connect(self._settle_heard, Qt.ConnectionType.QueuedConnection)
        self._listener = ReturnListener(target.path, self._heard.emit) if needs_fields else None
        self._bridge_over = QTimer(self, singleShot=True, interval=bridge_ms)
        self._bridge_over.timeout.connect(self._settle_without_fields)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called by the engine for every request of the profile, on the UI thread."""
        address = info.requestUrl().toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if self._target.matches(address):
            self._arrived(info, address)
        elif not may_fetch(address, self._kind):
            info.block(True)

    @property
    def under_way(self) -> bool:
        """Whether a return has been seen whose fields are still waited for; the page's own load may fail meanwhile."""
        return self._bridge_over.isActive()

    def is_return(self, address: str, by_server: bool) -> bool:
        """Whether a navigation goes to the return address or on to its listener, and must not be refused: then it
        never arrives here. `by_server`: a server redirected it, which the request itself does not tell."""
        if self._target.matches(address):
            self._by_server = by_server
            return True
        return self._listener is not None and address.split("?", 1)[0] == self._listener.address

    def close(self) -> None:
        """Stop listening; no signal comes afterwards."""
        self._settled = True
        self._bridge_over.stop()
        if self._listener is not None:
            self._listener.close()

    def _arrived(self, info: QWebEngineUrlRequestInfo, address: str) -> None:
        frame = _FRAMES.get(info.resourceType())
        method = bytes(info.requestMethod().data()).decode("ascii", "replace")
        if frame is None or method not in {"GET", "POST"}:  # a picture or script at this address is no return
            info.block(True)
            return
        arrival = BankReturn("POST" if method == "POST" else "GET", read_query(address), frame, time.monotonic())
        if self._settled or method == "GET" or self._listener is None or self._by_server:
            info.block(True)  # a POST by a server's 307 loses its body on the way to the listener
            self._settle(arrival)
            return
        # A second POST cancels the first one's load, so it is sent on as well; the listener takes what comes first.
        self._waiting = self._waiting or arrival
        bridge = QUrl(self._listener.address)
        bridge.setQuery(info.requestUrl().query(QUrl.ComponentFormattingOption.FullyEncoded))
        info.redirect(bridge)
        if not self._bridge_over.isActive():
            self._bridge_over.start()

    def _settle_heard(self, heard: Heard) -> None:
        if self._waiting is not None:
            fields: Fields = self._waiting.fields + read_body(heard.content_type, heard.body)
            self._settle(self._waiting._replace(fields=fields))

    def _settle_without_fields(self) -> None:
        if self._waiting is not None:
            self._settle(self._waiting)

    def _settle(self, arrival: BankReturn) -> None:
        if not self._settled:
            self.close()
            self.returned.emit(arrival)
