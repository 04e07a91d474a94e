"""Webhooks at the desk: each makes it ask, and none of them decides anything."""

import json
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.place_hold import place_hold
from frontdesk.usecases.read_notices import ANY_HOLD_PAUSE, MOST_LINES, TROUBLE_PAUSE, Reading, keep_reading
from tests.kit.clock import Waiting
from tests.kit.counter import Counter
from tests.usecases.postbox import Post


@pytest.fixture
def post(at_iyzico: Counter, tmp_path: Path) -> Post:
    return Post(at_iyzico, tmp_path / "inbox")


@pytest.fixture
def clerk(at_iyzico: Counter) -> Counter:
    return at_iyzico


def loses_the_answer(clerk: Counter) -> None:
    """A hold that stands at the bank, and of which the desk knows nothing; its questions are not answered either."""
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")
    clerk.bank_does("status", "inquire", times=0)
    clerk.time_passes(700)
    clerk.bank_behaves()
    assert clerk.hold().state == "unknown"


def test_a_notice_makes_the_desk_ask_before_its_schedule_does(clerk: Counter, post: Post) -> None:
    loses_the_answer(clerk)
    post.arrives()
    assert post.is_read() == 1
    assert (clerk.hold().state, clerk.states()) == ("held", ["place approved"])
    assert clerk.journal()[-2:] == ["notice_came", "held"]
    assert post.inbox.waiting() == ()


def test_the_lost_answer_of_a_3d_secure_completion_comes_to_light_by_webhook(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    clerk.bank_does("lose_answer", "complete")
    clerk.bank_does("status", "inquire", times=0)
    assert clerk.with_bank_page().result == "checking"
    clerk.time_passes(100)
    clerk.bank_behaves()
    post.is_delivered(0)
    assert clerk.hold().state == "unknown"
    assert post.is_read() == 1
    assert clerk.hold().state == "held"
    assert sorted(line["event"] for line in post.lines()) == ["THREE_DS_AUTH", "THREE_DS_CALLBACK"]


def test_a_notice_that_knows_the_payments_number_alone(at_oderopay: Counter, tmp_path: Path) -> None:
    """As ÖderoPay's would be (its notes §14)."""
    clerk, post = at_oderopay, Post(at_oderopay, tmp_path / "inbox")
    clerk.places_hold("5.000,00")
    clerk.bank_does("lose_answer", "capture")
    clerk.bank_does("status", "inquire", times=0)
    clerk.captures("1.200,00")
    clerk.time_passes(100)
    clerk.bank_behaves()
    post.arrives("oderopay", event="API_AUTH", key="")
    assert post.is_read() == 1
    assert (clerk.hold().state, clerk.hold().captured) == ("captured", 120_000)


def test_a_notice_that_knows_the_hosted_pages_token_alone(at_oderopay: Counter, tmp_path: Path) -> None:
    clerk, post = at_oderopay, Post(at_oderopay, tmp_path / "inbox")
    clerk.places_hold("5.000,00", entry="hosted")
    clerk.guest_types("123456")
    clerk.bank_does("status", times=0)
    clerk.page_ends("renderer")
    clerk.time_passes(100)
    clerk.bank_behaves()
    assert (clerk.hold().state, clerk.hold().payment_id) == ("unknown", "")
    token = json.loads(clerk.hold().references)["token"]
    post.arrives("oderopay", event="CHECKOUTFORM_AUTH", key="", token=token)
    assert post.is_read() == 1
    assert clerk.hold().state == "held"


def test_the_echo_of_what_is_known_asks_nothing(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00")
    before = clerk.hold()
    post.is_delivered()
    assert post.is_read() == 0
    assert clerk.hold() == before
    assert [(line["event"], line["status"]) for line in post.lines()] == [("API_AUTH", "SUCCESS")]
    assert post.inbox.waiting() == ()


def test_a_declined_hold_stays_declined_without_a_question(clerk: Counter, post: Post) -> None:
    clerk.bank_does("decline", "place")
    clerk.places_hold("5.000,00")
    post.is_delivered()
    assert post.is_read() == 0
    assert clerk.hold().state == "declined"


def test_something_newer_is_asked_about_once(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00")
    clerk.time_passes(3600)
    post.arrives()
    assert post.is_read() == 1
    assert (clerk.hold().state, clerk.hold().asked_at) == ("held", clerk.clock.now())
    assert post.is_read() == 0


@pytest.mark.parametrize("status", ["SUCCESS", "FAILURE"])
def test_the_contrary_of_what_is_known_is_asked_about_whatever_the_clocks_say(
    clerk: Counter, post: Post, status: str
) -> None:
    if status == "SUCCESS":
        clerk.bank_does("decline", "place")
    clerk.places_hold("5.000,00")
    before = clerk.hold().state
    post.arrives(status=status)
    assert post.is_read() == 1
    assert clerk.hold().state == before


def test_another_payment_or_an_older_event_under_a_good_signature_changes_nothing(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00")
    clerk.captures("1.200,00")
    captured = clerk.hold()
    post.arrives(reference="other payment", payment_id="99999999")
    post.arrives(reference="long ago", at=clerk.clock.now() - 86_400)
    post.arrives(reference="tomorrow", at=clerk.clock.now() + 86_400)
    post.arrives(reference="no", status="FAILURE", event="REFUND_RETRY_FAILURE")
    assert post.is_read() == 1
    after = clerk.hold()
    assert (after.state, after.amount, after.captured, after.payment_id) == (
        captured.state,
        captured.amount,
        captured.captured,
        captured.payment_id,
    )


def test_a_flood_for_one_hold_is_one_question_a_minute_and_few_lines(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00")
    clerk.time_passes(3600)
    asked = 0
    for number in range(100):
        post.arrives(reference=f"flood-{number}", at=0)
        asked += post.is_read()
        clerk.clock.moves_to(clerk.clock.time() + 1)
    assert asked == 2
    assert len(post.lines()) == MOST_LINES
    clerk.clock.moves_to(clerk.clock.time() + 60)
    assert post.is_read() == 1
    assert post.inbox.waiting() == ()


def test_a_flood_over_many_holds_keeps_the_rate_and_unknown_ones_come_first(clerk: Counter, post: Post) -> None:
    held = []
    for _ in range(8):
        clerk.places_hold("100,00")
        held.append(clerk.hold_id)
    loses_the_answer(clerk)
    unknown = clerk.hold_id
    for hold_id in [*held, unknown]:
        clerk.hold_id = hold_id
        post.arrives(reference=f"flood-{hold_id}", at=0)
    asked = post.is_read()
    assert asked == 3
    assert clerk.hold(unknown).state == "held"
    rounds = [post.is_read() for _ in range(3)]
    assert rounds == [3, 3, 0]
    assert all(later - earlier >= ANY_HOLD_PAUSE for earlier, later in pairwise(post.asked_at[:3]))


def test_a_bank_page_on_screen_is_not_disturbed(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    before = clerk.hold()
    post.arrives(event="THREE_DS_CALLBACK", status="CALLBACK_THREEDS")
    assert post.is_read() == 0
    assert clerk.hold() == before
    assert clerk.with_bank_page().result == "done"
    assert clerk.hold().state == "held"


def test_a_call_under_way_is_not_disturbed(clerk: Counter, post: Post) -> None:
    asked = clerk.a_wish("5.000,00")
    flight = clerk.starts(place_hold(clerk.desk, asked, clerk.next_card()))
    flight.goes_on()
    clerk.hold_id = 1
    assert clerk.hold().state == "placing"
    post.arrives()
    assert post.is_read() == 0
    assert flight.lands().result == "done"
    assert clerk.hold().state == "held"


def test_what_the_gateway_said_about_coming_again_is_honoured(clerk: Counter, post: Post) -> None:
    clerk.line.tampers = lambda request, answer: (
        answer
        if request.target.endswith("/preauth")
        else answer._replace(status=429, headers=(("Retry-After", "900"),))
    )
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")
    clerk.time_passes(60)
    clerk.line.tampers = lambda _request, answer: answer
    post.arrives()
    assert post.is_read() == 0
    clerk.time_passes(900)
    assert clerk.hold().state == "held"


def test_a_question_that_could_not_be_put_is_put_again(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00")
    clerk.time_passes(3600)
    post.arrives()
    clerk.line.is_cut = True
    assert post.is_read() == 1
    assert len(post.inbox.waiting()) == 1
    clerk.line.is_cut = False
    clerk.clock.moves_to(clerk.clock.time() + 60)
    assert post.is_read() == 1
    assert (post.inbox.waiting(), len(post.lines())) == ((), 1)


def test_the_line_that_stays_cut_is_given_up_after_a_day(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00")
    clerk.time_passes(3600)
    post.arrives()
    clerk.line.is_cut = True
    clerk.clock.moves_to(clerk.clock.time() + 86_400)
    assert post.is_read() == 1
    assert post.inbox.waiting() == ()


@pytest.mark.parametrize(
    "told",
    [
        {"account": "oderopay"},
        {"key": "foreign", "payment_id": "99999999"},
        {"key": "", "payment_id": "", "token": "a-token-of-nobody"},
        {"key": "", "payment_id": ""},
    ],
)
def test_a_notice_of_nothing_we_know_is_kept_apart_and_never_acted_upon(
    clerk: Counter, post: Post, told: dict[str, str]
) -> None:
    clerk.places_hold("5.000,00")
    before = clerk.journal()
    post.arrives(**told)
    assert post.is_read() == 0
    assert [one.notice.reference for one in post.inbox.orphans()] == [f"ref-{clerk.clock.now()}"]
    assert (clerk.journal(), post.inbox.waiting()) == (before, ())


def test_an_orphan_whose_payment_is_known_after_all_is_read_like_any_other(clerk: Counter, post: Post) -> None:
    loses_the_answer(clerk)
    payment = clerk.payment()
    assert payment is not None
    post.arrives(key="", payment_id=str(payment.number))
    post.is_read()
    assert len(post.inbox.orphans()) == 1
    clerk.time_passes(7200)
    assert clerk.hold().state == "held"
    assert post.is_read() == 0
    assert (post.inbox.orphans(), len(post.lines())) == ((), 1)


def test_late_doubled_and_out_of_order_notices_end_like_one(clerk: Counter, post: Post) -> None:
    loses_the_answer(clerk)
    clerk.time_passes(3600)
    post.arrives(reference="second", event="THREE_DS_AUTH")
    post.arrives(reference="first", event="THREE_DS_CALLBACK", status="CALLBACK_THREEDS", at=clerk.clock.now() - 900)
    post.arrives(reference="second", event="THREE_DS_AUTH")
    assert post.is_read() == 1
    assert clerk.hold().state == "held"
    assert sorted(line["reference"] for line in post.lines()) == ["first", "second"]
    post.arrives(reference="second", event="THREE_DS_AUTH")
    assert post.is_read() == 0


def test_after_a_crash_between_question_and_filing_the_notice_is_harmless(clerk: Counter, post: Post) -> None:
    loses_the_answer(clerk)
    post.arrives()
    clerk.asks()
    post.reading = Reading()
    assert post.is_read() == 0
    assert (clerk.hold().state, len(post.lines()), post.inbox.waiting()) == ("held", 1, ())


def test_one_hold_that_cannot_be_asked_about_stops_no_other(clerk: Counter, post: Post) -> None:
    for _ in range(2):
        clerk.places_hold("100,00")
    clerk.time_passes(3600)
    for hold_id in (1, 2):
        clerk.hold_id = hold_id
        post.arrives(reference=f"ref-{hold_id}", at=0)

    post.broken = {1}
    assert post.is_read() == 2
    assert (clerk.hold(1).asked_at, clerk.hold(2).asked_at > 0) == (0, True)
    assert [str(trouble) for trouble in clerk.troubles] == ["a bug"]
    clerk.troubles.clear()
    assert len(post.inbox.waiting()) == 1


def test_a_ledger_that_takes_no_lines_leaves_the_notices_where_they_are(clerk: Counter, post: Post) -> None:
    loses_the_answer(clerk)
    post.arrives()
    clerk.ledger.problem = "ledger_read_only"
    assert post.is_read() == 0
    assert len(post.inbox.waiting()) == 1
    clerk.ledger.problem = ""
    assert post.is_read() == 1


def test_the_reader_goes_on_after_trouble(clerk: Counter, post: Post) -> None:
    loses_the_answer(clerk)
    post.arrives()
    reader = cast("Waiting[None]", keep_reading(clerk.desk, post.inbox, ask_bank))
    clerk.disk_is_full()
    assert reader.send(None) == TROUBLE_PAUSE
    assert len(clerk.troubles) == 1
    clerk.disk_has_room()
    while clerk.hold().state != "held":
        clerk.clock.moves_to(clerk.clock.time() + reader.send(None))
    reader.close()
    assert len(clerk.troubles) == 1
    clerk.troubles.clear()


def test_a_file_that_no_receiver_wrote_is_put_away(clerk: Counter, post: Post) -> None:
    clerk.places_hold("5.000,00")
    post.arrives()
    (name,) = post.inbox.waiting()
    (clerk._folder / "inbox" / name).write_text("{}", encoding="utf-8")
    assert post.is_read() == 0
    assert (post.inbox.waiting(), post.inbox.orphans()) == ((), ())
