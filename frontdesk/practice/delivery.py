"""How an answer travels under a fault, the same for every gateway; what it then says is the gateway's own part."""

from collections.abc import Callable

from frontdesk.practice.exchange import Response, html
from frontdesk.practice.faults import Fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.wire_json import Json, Number, write

_PROXY_PAGE = (
    "<!doctype html><html><head><title>{0}</title></head><body><h1>{0}</h1>"
    "<p>The upstream server is not available.</p></body></html>"
)


REFUSED = Response(0, way="refuse")  # what a closed port says
_NOTHING = Response(200, b'{"status":"success"}')  # what is there to break when nothing was executed


def deliver(ground: Ground, account: str, fault: Fault, execute: Callable[[], Response]) -> Response:
    """The answer to one request under one fault (faults.NONE for none).

    `execute` carries the operation out at the bank and makes the gateway's own answer, in which it has already obeyed
    the faults that change words. It runs at most once here, and again only as the late execution of `executes_later`.
    """
    if not fault.kind:
        with ground.bank.lock:
            return execute()
    if fault.kind == "executes_later":
        ground.bank.later(fault.seconds, execute)
    answer = _executed(ground, account, fault, execute) if fault.executes else _NOTHING
    return _altered(fault, answer)._replace(delay=fault.delay)


def _executed(ground: Ground, account: str, fault: Fault, execute: Callable[[], Response]) -> Response:
    with ground.bank.lock:
        before = {one.number: one for one in ground.bank.all(account)}
        answer = execute()
        if fault.lag:
            for after in ground.bank.all(account):
                if before.get(after.number) is not after:
                    ground.bank.hide(account, after.number, before.get(after.number), fault.lag)
        return answer


def _altered(fault: Fault, answer: Response) -> Response:
    match fault.kind:
        case "drop_before" | "lose_answer" | "executes_later":
            return Response(0, way="drop")
        case "hang":
            return Response(0, way="hang")
        case "html_200":
            return html(_PROXY_PAGE.format("Welcome"))
        case "status":
            return html(_PROXY_PAGE.format(f"{fault.status} Bad Gateway"), status=fault.status)
        case "empty_status":
            return Response(fault.status)
        case "redirect":
            return Response(302, headers=(("Location", "/elsewhere"),))
        case _:
            return _broken(fault, answer)


def _broken(fault: Fault, answer: Response) -> Response:
    match fault.kind:
        case "truncate":
            return answer._replace(way="truncate")
        case "garbage":
            return answer._replace(body=answer.body[: len(answer.body) // 2] + b'"}{,')
        case "empty_200":
            return answer._replace(status=200, body=b"")
        case "oversized":
            return answer._replace(body=b" " * (1024 * 1024 + 1) + answer.body)
        case "http_400":
            return answer._replace(status=400)
        case "errors_with_200":
            return answer._replace(status=200)
        case _:
            return answer


def with_eight_decimals(value: Json) -> Json:
    """The same answer with every amount written to eight places (iyzico notes §4, ÖderoPay notes §4)."""
    if isinstance(value, Number):
        return Number(
            f"{value.text}{'' if '.' in value.text else '.'}{'0' * (8 - len(value.text.partition('.')[2]))}"
            if value.text != "0"
            else "0E-8"
        )
    if isinstance(value, dict):
        return {name: with_eight_decimals(item) for name, item in value.items()}
    if isinstance(value, list):
        return [with_eight_decimals(item) for item in value]
    return value


def json_response(body: Json, status: int = 200) -> Response:
    return Response(status, write(body).encode())
