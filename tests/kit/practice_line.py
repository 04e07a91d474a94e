"""The line between desk and practice gateways without a socket, and what the driver makes of its faults."""

from collections.abc import Callable, Generator

from frontdesk.domain.crash_point import crash_point
from frontdesk.domain.gateway import Gateway, NotSent, Unknown, WireRequest, WireResponse
from frontdesk.practice import dialects
from frontdesk.practice.exchange import Request, Response
from frontdesk.practice.ground import Ground
from tests.kit.clock import Clock

MOST_BYTES = 1 << 20
DIALECTS = {one.name: one.handle for one in dialects.DIALECTS}
# What stands in an account's address behind host and port.
PATHS = {one.name: one.path for one in dialects.DIALECTS}


class PracticeLine:
    """`is_cut`: nothing leaves. `sent` lists every request that reached a gateway, as (gateway, path), `sent_at` when.
    `tampers` may change an answer on its way back, for what no fault of the practice gateways tells."""

    def __init__(self, ground: Ground, clock: Clock) -> None:
        self._ground = ground
        self._clock = clock
        self.is_cut = False
        self.sent: list[tuple[str, str]] = []
        self.sent_at: list[float] = []
        self.tampers: Callable[[WireRequest, Response], Response] = lambda _request, answer: answer

    async def run[T](
        self, gateway: Gateway, conversation: Generator[WireRequest, WireResponse, T], limit: float
    ) -> T | NotSent | Unknown:
        """As gateways/http.Driver.run: NotSent only when the first request never left."""
        deadline = self._clock.time() + limit
        try:
            request, is_first = next(conversation), True
            while True:
                response = await self._exchange(gateway, request, deadline)
                if isinstance(response, NotSent):
                    return response if is_first else Unknown("line_cut")
                if isinstance(response, Unknown):
                    return response
                request, is_first = conversation.send(response), False
        except StopIteration as over:
            answer: T = over.value
            return answer
        finally:
            conversation.close()

    async def _exchange(
        self, gateway: Gateway, request: WireRequest, deadline: float
    ) -> WireResponse | NotSent | Unknown:
        await self._clock.wait(0.0)
        if self.is_cut or self._ground.faults.down(gateway.name):
            return NotSent()
        crash_point("wire:leaving")
        self.sent.append((gateway.name, request.target.partition("?")[0]))
        self.sent_at.append(self._clock.time())
        answer = self.tampers(request, self.delivers(gateway.name, request))
        crash_point("wire:executed")
        left = deadline - self._clock.time()
        if answer.way == "hang" or answer.delay > left:
            await self._clock.wait(left)
            return Unknown("no_answer")
        await self._clock.wait(answer.delay)
        return _travelled(answer)

    def delivers(self, gateway: str, request: WireRequest) -> Response:
        headers = {name.lower(): value for name, value in request.headers}
        target = PATHS[gateway] + request.target
        return DIALECTS[gateway](self._ground, Request(request.method, target, headers, request.body))


def _travelled(answer: Response) -> WireResponse | NotSent | Unknown:
    if answer.way == "refuse":
        return NotSent()
    if answer.way != "send":
        return Unknown("line_cut")
    if len(answer.body) > MOST_BYTES:
        return Unknown("answer_too_large")
    headers = {"content-type": answer.content_type, **{name.lower(): value for name, value in answer.headers}}
    return WireResponse(answer.status, headers, answer.body)
