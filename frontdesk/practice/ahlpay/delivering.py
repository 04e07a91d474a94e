"""How the practice AHL Pay brings a result to the merchant by itself (AHL Pay notes §7.2, Payment3d).

It never posts to anything but this computer.
"""

import threading
from contextlib import suppress
from urllib.parse import urlencode, urlsplit

_SECONDS = 10.0


def bring(url: str, fields: list[tuple[str, str]]) -> None:
    """Post the form in a thread of its own, without waiting and without a second try; errors are ignored."""
    if urlsplit(url).scheme == "http" and urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1"):
        threading.Thread(target=_post, args=(url, fields), name="practice delivery", daemon=True).start()


def _post(url: str, fields: list[tuple[str, str]]) -> None:
    import http.client  # slow to import, and seldom wanted

    parts = urlsplit(url)
    target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with suppress(OSError, http.client.HTTPException, ValueError):
        line = http.client.HTTPConnection(parts.netloc, timeout=_SECONDS)
        try:
            line.request("POST", target, urlencode(fields), headers)
            line.getresponse().read()
        finally:
            line.close()
