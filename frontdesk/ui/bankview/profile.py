"""The profile of one payment: off the record, thrown away after, all refused that a payment page does not need."""

from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineProfile, QWebEngineSettings

_Attribute = QWebEngineSettings.WebAttribute

ON = (
    _Attribute.JavascriptEnabled,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.LocalStorageEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.AutoLoadImages,
    _Attribute.FocusOnNavigationEnabled,
    _Attribute.WebRTCPublicInterfacesOnly,
)
OFF = (
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,  # scripts only; the staff's own paste needs no leave
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.TouchIconsEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.BackForwardCacheEnabled,
    _Attribute.WebGLEnabled,
)
# Weights given in the text are dropped on the wire (three-d-secure B27).
LANGUAGES = "tr-TR,tr,en"


def new_profile() -> QWebEngineProfile:
    """A profile without a name keeps cookies and cache in memory only. Cookies stay on, third-party ones too: frames of
    banks go blank without them."""
    profile = QWebEngineProfile()
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setPushServiceEnabled(False)
    profile.setSpellCheckEnabled(False)
    profile.setHttpAcceptLanguage(LANGUAGES)
    profile.downloadRequested.connect(_refuse_download)
    settings = profile.settings()
    for attribute in ON:
        settings.setAttribute(attribute, True)
    for attribute in OFF:
        settings.setAttribute(attribute, False)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
    built_in = profile.extensionManager()
    for extension in built_in.extensions():
        built_in.unloadExtension(extension)
    return profile


def _refuse_download(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
