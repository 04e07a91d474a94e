"""A conversation run in memory, without a line: for wire tests, and for the simulator with faults between any two
steps."""

from collections.abc import Callable, Generator

from frontdesk.domain.gateway import NotSent, Unknown, WireRequest, WireResponse

type Handle = Callable[[WireRequest], WireResponse | NotSent | Unknown]


def run_in_memory[T](conversation: Generator[WireRequest, WireResponse, T], handle: Handle) -> T | NotSent | Unknown:
    """The conversation's answer when `handle` answers its requests. A fault that `handle` returns ends it as the
    driver would: what was never sent is NotSent only before anything was."""
    try:
        request, is_first = next(conversation), True
        while True:
            response = handle(request)
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
