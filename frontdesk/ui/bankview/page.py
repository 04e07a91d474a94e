"""One page of the bank, in the view or in a pop-up: where it may go, and everything it asks for and is refused."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QCryptographicHash, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineClientCertificateSelection,
    QWebEngineDesktopMediaRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEngineLoadingInfo,
    QWebEngineNavigationRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineWebAuthUxRequest,
)

from frontdesk.ui.bankview.addresses import AccountKind, may_frame, may_open

MOST_PLACES = 30  # a chain has three to six hops; polling stays in one place and is not counted
_Navigation = QWebEnginePage.NavigationType
_Load = QWebEngineLoadingInfo


class PageRules(NamedTuple):
    """What the pages of one payment share. `is_return`: the return address or its bridge, never refused by a page.
    `pinned`: SHA-256 (hex) of the one certificate that a test accepts, "" elsewhere."""

    kind: AccountKind
    is_return: Callable[[str, bool], bool]
    pinned: str


class Host(Protocol):
    """Whoever shows the page: opens its pop-ups and puts its questions to the staff."""

    def open_popup(self) -> "EnginePage | None": ...
    def show_alert(self, host: str, text: str) -> None: ...
    def ask(self, host: str, text: str) -> bool: ...


class EnginePage(QWebEnginePage):
    """`trouble` says "certificate", "load_failed", "renderer_died", "refused" or "misbehaved"; `moved` that the page or
    a frame began to go elsewhere."""

    trouble = Signal(str)
    moved = Signal()

    def __init__(self, profile: QWebEngineProfile, rules: PageRules, host: Host) -> None:
        super().__init__(profile)
        self._rules = rules
        self._host = host
        self._first_page_due = self._left_first = False
        self._places = 0
        self._place = ""
        self._on_its_way = False
        self._refuse_what_no_payment_needs()
        self.certificateError.connect(self._judge_certificate)
        self.loadingChanged.connect(self._loading)
        self.renderProcessTerminated.connect(lambda *_: self.trouble.emit("renderer_died"))

    def show_first_page(self, html: str, base_url: str) -> None:
        """The one time that a data: address is let through: the engine shows html as one."""
        self._first_page_due = True
        self.setHtml(html, QUrl(base_url))

    def go_to_first_page(self, address: str) -> None:
        """The gateway's own page, which is judged like every other place; a form on it is never sent for the guest."""
        self._left_first = True
        self.load(QUrl(address))

    def submit_first_form(self) -> None:
        """For a first page whose script does not submit it; never a later page's form, which may be that for the code.
        A field named "submit" hides the form's own method."""
        if not self._left_first:
            self.runJavaScript("document.forms.length && HTMLFormElement.prototype.submit.call(document.forms[0]);")

    # Where it may go. Addresses are neither kept nor logged: the first one holds the card's form.

    def acceptNavigationRequest(self, url: QUrl | str, type: QWebEnginePage.NavigationType, is_main: bool) -> bool:
        """Reload and back would send the bank's POST again without asking (three-d-secure B13)."""
        address = url if isinstance(url, str) else url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if type in {_Navigation.NavigationTypeBackForward, _Navigation.NavigationTypeReload}:
            return False
        by_server = type == _Navigation.NavigationTypeRedirect
        if self._rules.is_return(address, by_server) or self._is_first_page(address, is_main):
            return True
        self._left_first = True
        self.moved.emit()
        if not is_main:
            return may_frame(address)
        if address == "about:blank":
            return True
        if not may_open(address, self._rules.kind):
            self.trouble.emit("refused")
            return False
        return self._counts(address.split("?", 1)[0].split("#", 1)[0])

    def _is_first_page(self, address: str, is_main: bool) -> bool:
        first = self._first_page_due and is_main and address.startswith("data:text/html")
        if first:
            self._first_page_due = False
        return first

    def _counts(self, place: str) -> bool:
        self._places += place != self._place
        self._place = place
        if self._places > MOST_PLACES:
            self.trouble.emit("misbehaved")
        return self._places <= MOST_PLACES

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """None refuses the window; Qt's own stubs do not know that."""
        return self._host.open_popup()  # type: ignore[return-value]

    # What it says and asks.

    def javaScriptAlert(self, origin: QUrl | str, text: str) -> None:
        self._host.show_alert(QUrl(origin).host(), text)

    def javaScriptConfirm(self, origin: QUrl | str, text: str) -> bool:
        return self._host.ask(QUrl(origin).host(), text)

    def javaScriptPrompt(self, origin: QUrl | str, text: str, default: str) -> tuple[bool, str]:
        return False, ""

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Dropped: what scripts print may hold data of the payment."""

    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        old: Sequence[str],
        kinds: Sequence[str],
    ) -> list[str]:
        return []

    def _refuse_what_no_payment_needs(self) -> None:
        self.permissionRequested.connect(QWebEnginePermission.deny)
        self.fullScreenRequested.connect(QWebEngineFullScreenRequest.reject)
        self.desktopMediaRequested.connect(QWebEngineDesktopMediaRequest.cancel)
        self.fileSystemAccessRequested.connect(QWebEngineFileSystemAccessRequest.reject)
        self.registerProtocolHandlerRequested.connect(QWebEngineRegisterProtocolHandlerRequest.reject)
        self.selectClientCertificate.connect(QWebEngineClientCertificateSelection.selectNone)
        self.webAuthUxRequested.connect(QWebEngineWebAuthUxRequest.cancel)
        self.authenticationRequired.connect(self._give_no_password)
        self.proxyAuthenticationRequired.connect(self._give_no_password)
        self.navigationRequested.connect(self._judge_navigation)

    def _judge_navigation(self, request: QWebEngineNavigationRequest) -> None:
        """A script's reload comes as a redirect of the page to itself; where the page was posted, it is posted again.

        A server's redirect to the same place looks alike, but comes while a load is on its way; banks do that.
        """
        if not request.isMainFrame():
            return
        if request.navigationType() != QWebEngineNavigationRequest.NavigationType.RedirectNavigation:
            self._on_its_way = True
        elif not self._on_its_way and request.hasFormData() and request.url() == self.url():
            request.reject()

    # How it goes.

    def _judge_certificate(self, error: QWebEngineCertificateError) -> None:
        chain = error.certificateChain()
        digest = bytes(chain[0].digest(QCryptographicHash.Algorithm.Sha256).data()).hex() if chain else ""
        if self._rules.pinned and digest == self._rules.pinned:
            error.acceptCertificate()
            return
        error.rejectCertificate()
        self.trouble.emit("certificate")

    def _loading(self, info: QWebEngineLoadingInfo) -> None:
        self._on_its_way = self._on_its_way and info.status() == _Load.LoadStatus.LoadStartedStatus
        failed = info.status() == _Load.LoadStatus.LoadFailedStatus
        if failed and info.errorDomain() != _Load.ErrorDomain.CertificateErrorDomain:
            self.trouble.emit("load_failed")

    def _give_no_password(self, *_asked: object) -> None:
        """The engine would send an empty name, again and again; Qt has no way to leave it out. Stopping ends it."""
        self.triggerAction(QWebEnginePage.WebAction.Stop)
        self.trouble.emit("load_failed")
