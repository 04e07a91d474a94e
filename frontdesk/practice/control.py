"""The control address: see what the bank really did, and tell the gateways to misbehave. JSON in, JSON out.

  GET    /          this list of routes, with the accounts
  GET    /bank      {"now", "authorisations": […], "challenges": […], "notices": […], "executed": {account: {operation:
                    times}}, "requests": the same}. Amounts are minor units. An authorisation is {account, payment_id,
                    key (conversation id), amount, price, currency, state, sale, card (masked), threeds,
                    md_status, captures, releases, refunds, executed: {operation: times}, created, error}, where a
                    capture, release or refund is {id, kind, amount, key, at, executed} and state is challenge,
                    verified, held, captured, sold, released, refunded, lapsed or refused. A challenge is {account,
                    payment_id, key, token, callback_url, pending, outcome, wrong, sent, returns, letters_intact,
                    scenario}. A notice (webhook) is {account, event, payment_id, url, tries, status: the last
                    try's HTTP status or 0 when nobody answered, due: null when it is over}.
  GET    /faults    the faults in force
  POST   /faults    one fault, an array of them, or {"clear": true}; kinds and members in faults.py, scenarios of
                    3D Secure in challenges.py
  DELETE /faults    lifts every fault; requests that hang are cut off
  GET    /settings  the standing switches: ground.Switches, and by gateway name its own (`Ways` in its folder)
  POST   /settings  changes those that are named: {"merchant": …, "iyzico": {"webhook_url": …}}
  POST   /clock     {"advance": seconds} or {"now": ISO time; without a zone it is UTC}; notices that fall due go out
  POST   /reset     forgets payments, challenges, notices, stored cards, faults and switches; keys and ports stay

A request that cannot be understood is answered 400 {"problem": …}. Every change answers 200 with what is now in force.
"""

from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple

from frontdesk.practice.bank import Authorisation, Movement
from frontdesk.practice.challenges import AXES, Challenge
from frontdesk.practice.delivery import json_response
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.faults import Fault, read_fault
from frontdesk.practice.ground import Ground
from frontdesk.practice.notices import Notice
from frontdesk.practice.wire_json import Json, Number, read

ROUTES = "GET /bank, GET|POST|DELETE /faults, GET|POST /settings, POST /clock, POST /reset"


def handle(ground: Ground, request: Request) -> Response:
    """Answer one control request."""
    ground.bank.settle()
    try:
        wanted = read(request.body) if request.body.strip() else {}
        answer = _route(ground, request.method, request.path, wanted)
    except (ValueError, TypeError) as problem:
        return json_response({"problem": str(problem)}, 400)
    return json_response({"problem": f"there are {ROUTES}"}, 404) if answer is None else json_response(answer)


def _route(ground: Ground, method: str, path: str, wanted: object) -> Json:
    match method, path:
        case "GET", "/":
            return {"routes": ROUTES, "accounts": {name: dict(one) for name, one in ground.accounts.items()}}
        case "GET", "/bank":
            return bank_told(ground)
        case "POST", "/faults":
            _take_faults(ground, wanted)
        case "DELETE", "/faults":
            ground.faults.clear()
        case "POST", "/settings":
            _change_switches(ground, wanted)
        case "POST", "/clock":
            _move_clock(ground, wanted)
        case "POST", "/reset":
            ground.reset()
        case ("GET", "/faults") | ("GET", "/settings"):
            pass
        case _:
            return None
    switches: dict[str, Json] = ground.switches._asdict()
    switches |= {name: ways._asdict() for name, ways in ground.ways.items() if ways}
    faults: list[Json] = [_fault_told(one) for one in ground.faults.listed()]
    return {"now": _iso(ground.bank.now()), "faults": faults, "settings": switches}


def _take_faults(ground: Ground, wanted: object) -> None:
    if isinstance(wanted, dict) and wanted.get("clear"):
        ground.faults.clear()
        return
    faults = [read_fault(one, AXES) for one in (wanted if isinstance(wanted, list) else [wanted])]
    for fault in faults:
        if fault.account not in (*ground.accounts, "any"):
            raise ValueError(f"account is one of {', '.join(ground.accounts)}, any")
    for fault in faults:
        ground.faults.add(fault)


def _change_switches(ground: Ground, wanted: object) -> None:
    """Whole or not at all: every name and type is checked before anything changes."""
    if not isinstance(wanted, dict):
        raise TypeError("settings are a JSON object")
    own = {name: value for name, value in wanted.items() if name in ground.ways}
    switches = _changed(ground.switches, {name: value for name, value in wanted.items() if name not in own})
    ways = {name: _changed(ground.ways[name], value) for name, value in own.items()}
    ground.switches = switches
    ground.ways |= ways
    ground.bank.lapse_days = float(switches.lapse_days)


def _changed[Set: NamedTuple](switches: Set, wanted: object) -> Set:
    if not isinstance(wanted, dict):
        raise TypeError("settings are a JSON object")
    known = switches._asdict()
    for name, value in wanted.items():
        if name not in known:
            raise ValueError(f"no setting is called {name!r}; there are {', '.join(known)}")
        if type(value) is not type(known[name]):
            raise ValueError(f"{name} is a {type(known[name]).__name__}")
    return switches._replace(**wanted)


def _move_clock(ground: Ground, wanted: object) -> None:
    if isinstance(wanted, dict) and "advance" in wanted:
        ground.bank.advance(float(wanted["advance"]))
    elif isinstance(wanted, dict) and "now" in wanted:
        moment = datetime.fromisoformat(str(wanted["now"]))
        ground.bank.set_clock((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    else:
        raise ValueError("the clock takes advance (seconds) or now (ISO time)")
    ground.notices.woken.set()


def bank_told(ground: Ground) -> dict[str, Json]:
    """What GET /bank shows."""
    bank = ground.bank
    with bank.lock:
        return {
            "now": _iso(bank.now()),
            "authorisations": [_payment_told(one) for one in bank.all()],
            "challenges": [_challenge_told(one) for one in ground.challenges.all()],
            "notices": [_notice_told(one) for one in ground.notices.all()],
            "executed": _counted(bank.executions),
            "requests": _counted(bank.requests),
        }


def _counted(counts: Counter[tuple[str, str]]) -> dict[str, Json]:
    told: dict[str, dict[str, Json]] = {}
    for (account, operation), times in sorted(counts.items()):
        told.setdefault(account, {})[operation] = times
    return dict(told)


def _payment_told(payment: Authorisation) -> dict[str, Json]:
    order = payment.order
    executed: dict[str, Json] = {
        "place": 0 if payment.state in ("challenge", "verified", "refused") else 1,
        "capture": sum(one.executed for one in payment.captures),
        "release": sum(one.executed for one in payment.releases),
        "refund": sum(one.executed for one in payment.refunds),
    }
    return {
        "account": order.account,
        "payment_id": str(payment.number),
        "key": order.key,
        "amount": order.amount,
        "price": order.price,
        "currency": order.currency,
        "state": payment.state,
        "sale": order.sale,
        "card": order.card.masked,
        "threeds": payment.threeds,
        "md_status": payment.md_status,
        "captures": [_movement_told(one) for one in payment.captures],
        "releases": [_movement_told(one) for one in payment.releases],
        "refunds": [_movement_told(one) for one in payment.refunds],
        "executed": executed,
        "created": _iso(payment.created),
        "error": None if payment.error is None else {"code": payment.error[0], "group": payment.error[1]},
    }


def _movement_told(one: Movement) -> dict[str, Json]:
    return {
        "id": one.number,
        "kind": one.kind,
        "amount": one.amount,
        "key": one.key,
        "at": _iso(one.at),
        "executed": one.executed,
    }


def _challenge_told(one: Challenge) -> dict[str, Json]:
    payment = one.payment
    return {
        "account": payment.order.account,
        "payment_id": str(payment.number),
        "key": payment.order.key,
        "token": one.token,
        "callback_url": one.callback_url,
        "pending": one.pending,
        "outcome": one.outcome or None,
        "wrong": one.wrong,
        "sent": one.sent,
        "returns": one.returns,
        "letters_intact": one.letters_intact,
        "scenario": one.scenario._asdict(),
    }


def _notice_told(one: Notice) -> dict[str, Json]:
    return {
        "account": one.account,
        "event": one.event,
        "payment_id": one.payment_id,
        "url": one.url,
        "tries": one.tries,
        "status": one.status,
        "due": None if one.over else _iso(one.due),
    }


def _fault_told(fault: Fault) -> dict[str, Json]:
    told: dict[str, Json] = {
        "kind": fault.kind,
        "account": fault.account,
        "operation": fault.operation,
        "times": fault.left or 0,
        "seconds": Number(f"{fault.seconds:g}"),
        "delay": Number(f"{fault.delay:g}"),
        "lag": Number(f"{fault.lag:g}"),
        "executes": fault.executes,
    }
    return told | dict(fault.scenario)


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")
