"""The HTML templates of the practice pages, found in the wheel or in the checkout."""

from functools import cache
from html import escape
from pathlib import Path

import frontdesk


@cache
def _template(name: str) -> str:
    package = Path(frontdesk.__file__).parent
    for folder in (package / "resources", package.parent / "resources"):
        file = folder / "practice" / f"{name}.html"
        if file.is_file():
            return file.read_text("utf-8")
    raise FileNotFoundError(f"practice page {name}.html")


def fill(name: str, *, raw: dict[str, str] | None = None, **values: str) -> str:
    """The template with {{name}} replaced by escaped `values`, and {{{name}}} by `raw` markup."""
    page = _template(name)
    for field, markup in (raw or {}).items():
        page = page.replace("{{{" + field + "}}}", markup)
    for field, text in values.items():
        page = page.replace("{{" + field + "}}", escape(text))
    return page


def hidden_fields(fields: dict[str, str]) -> str:
    """Hidden inputs, one a line."""
    return "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">' for name, text in fields.items()
    )
