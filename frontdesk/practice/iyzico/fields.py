"""Reading iyzico's request bodies: the envelope, and a field as the kind that it is (iyzico notes §4, §5)."""

from typing import NamedTuple

from frontdesk.practice.exchange import Request
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.iyzico.errors import Refusal, refused
from frontdesk.practice.wire_json import minor_units, read

LONGEST_CONVERSATION = 255  # the real limit is not published (§4)


class Body(NamedTuple):
    """A request body with the envelope's fields at hand."""

    fields: dict[str, object]
    locale: str = "tr"
    conversation: str | None = None

    def text(self, name: str) -> str:
        return text(self.fields, name)

    def amount(self, name: str) -> int | None:
        return minor_units(self.fields.get(name))

    def number(self, name: str) -> int | None:
        """An id, given as digits or as a JSON number."""
        return digits(self.text(name))


class Asked(NamedTuple):
    """One properly signed call: where it is made, what it says, and the fault that meets it."""

    ground: Ground
    body: Body
    fault: Fault


def digits(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else None


def text(fields: dict[str, object], name: str) -> str:
    """The field as text, a JSON number too; empty when absent, null or no plain value."""
    value = fields.get(name)
    return (
        value.strip()
        if isinstance(value, str)
        else ""
        if value is None or isinstance(value, bool | dict | list)
        else str(value)
    )


def part(fields: dict[str, object], name: str) -> dict[str, object]:
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def read_body(request: Request) -> Body | Refusal:
    """The JSON object of a POST or DELETE; the query of a GET, whose body is only ever signed (§3.2)."""
    if request.method == "GET":
        fields: object = {name: values[0] for name, values in request.query().items()}
    else:
        try:
            fields = read(request.body)
        except ValueError:
            return refused("11")
    if not isinstance(fields, dict):
        return refused("11")
    conversation = None if fields.get("conversationId") is None else text(fields, "conversationId")
    if conversation is not None and len(conversation) > LONGEST_CONVERSATION:
        return refused("20")
    return Body(fields, "en" if fields.get("locale") == "en" else "tr", conversation)
