"""The pages of the local bank, as html."""

from html import escape
from urllib.parse import urlencode

LARGE = "x" * 300_000
_SUBMIT = "<script>document.forms[0].submit()</script>"


def form(to: str, fields: dict[str, str], extra: str = "", then: str = _SUBMIT) -> str:
    """A form that submits itself."""
    inputs = "".join(f'<input name="{escape(name)}" value="{escape(value)}">' for name, value in fields.items())
    return f'<form method=post action="{escape(to)}" {extra}>{inputs}</form>{then}'


def back(to: str, how: str) -> str:
    """A page that leaves for the return address, one of the ways that need a page."""
    fields = {"status": "başarı", "a": "1"}
    thrice = "for (let i = 0; i < 3; i++) document.forms[0].submit()"
    ways = {
        "post": form(to, fields),
        "empty": form(to, {}),
        "multipart": form(to, fields, "enctype=multipart/form-data"),
        "large": form(to, {"cres": LARGE}),
        "double": form(to, fields, then="<script>document.forms[0].submit();document.forms[0].submit()</script>"),
        "triple": form(to, fields, then=f"<script>{thrice}</script>"),
        "late": form(to, fields, then="<script>setTimeout(() => document.forms[0].submit(), 50)</script>"),
        "blank": form(to, fields, "target=_blank"),
        "script": f"<script>location.href = '{to}?{urlencode({'status': 'başarı'})}'</script>",
        "meta": f'<meta http-equiv=refresh content="0; url={to}?{urlencode({"status": "başarı"})}">',
        "get": form(to, fields).replace("method=post", "method=get"),
    }
    return ways[how]


def frame(inner: str) -> str:
    """A bank page that does everything inside a frame."""
    return f'<p id=here>frame</p><iframe src="{escape(inner)}" width=400 height=300></iframe>'


def popup(inner: str) -> str:
    """A bank page that opens a window by script."""
    return f"<p id=here>popup</p><script>window.open('{inner}', 'acs', 'width=400,height=300')</script>"


def code(to: str, letters: str) -> str:
    """The page that asks for the code."""
    return (
        f"<title>3D</title><p id=letters>{letters}</p>"
        f'<form method=post action="{escape(to)}"><input name=name value="{letters}"><input name=code autofocus></form>'
    )
