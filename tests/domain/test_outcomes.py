"""What one answer makes of an attempt and its hold."""

import pytest

from frontdesk.domain.attempt import LEGAL_STEPS, AttemptKind
from frontdesk.domain.gateway import Answer, Approved, CardFacts, Challenge, NotSent, Refused, Unknown
from frontdesk.domain.hold import HoldState
from frontdesk.domain.outcomes import After, after_answer, with_answer
from frontdesk.domain.stored_card import StoredCard
from tests.domain.rows import NOON, a_hold, an_attempt, lira


def answered(kind: AttemptKind, answer: Answer, amount: int = 500_000, state: HoldState = "capturing") -> After:
    captured = 500_000 if kind == "refund" else 0
    hold = a_hold(state, captured=captured)._replace(was="captured" if kind == "refund" else "held")
    return after_answer(hold, an_attempt(kind, amount)._replace(state="begun", problem=""), answer, NOON)


KINDS: tuple[AttemptKind, ...] = ("place", "sale", "complete", "capture", "release", "refund")
ANSWERS: tuple[Answer, ...] = (
    Approved("held", lira(500_000), "40010001"),
    Refused("bank_declined", "10005"),
    Challenge("<html></html>", "https://gateway.example", "40010001"),
    NotSent(),
    Unknown("no_answer"),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", ANSWERS)
def test_every_step_is_legal(kind: AttemptKind, answer: Answer) -> None:
    assert answered(kind, answer).attempt.state in LEGAL_STEPS["begun"]


@pytest.mark.parametrize("kind", KINDS)
def test_unclear_is_unknown_and_asked_at_once(kind: AttemptKind) -> None:
    after = answered(kind, Unknown("line_cut"))
    assert (after.hold.state, after.attempt.state, after.attempt.ask_at) == ("unknown", "unknown", NOON)


@pytest.mark.parametrize("kind", KINDS)
def test_another_sum_than_ordered_is_never_believed(kind: AttemptKind) -> None:
    after = answered(kind, Approved("held", lira(499_999), "40010001"))
    assert (after.attempt.state, after.attempt.problem) == ("unknown", "mismatch")


def test_a_hold_gets_its_lapse_with_its_grade() -> None:
    hold = answered("place", Approved("held", lira(500_000), "40010001", auth_code="418207"), state="placing").hold
    assert (hold.state, hold.auth_code, hold.lapses_at, hold.lapse_grade) == (
        "held",
        "418207",
        NOON + 7 * 86_400,
        "guess",
    )


def test_a_hold_answered_as_a_sale_is_charged_and_shown_to_a_person() -> None:
    after = answered("place", Approved("charged", lira(500_000), "40010001"), state="placing")
    assert (after.hold.state, after.hold.attention, after.hold.captured) == ("charged", "answered_as_sale", 500_000)


def test_a_refused_capture_is_asked_about_before_the_hold_shows_held() -> None:
    after = answered("capture", Refused("bank_declined", "10012"))
    assert (after.hold.state, after.attempt.state, after.attempt.gateway_code) == ("unknown", "unknown", "10012")


def test_a_refused_release_returns_to_held_and_is_red() -> None:
    after = answered("release", Refused("bank_declined"), state="releasing")
    assert (after.hold.state, after.hold.attention) == ("held", "release_refused")


def test_lapsed_is_written_on_a_refusal_that_means_it() -> None:
    assert answered("release", Refused("hold_lapsed"), state="releasing").hold.state == "lapsed"


def test_a_release_answered_as_a_refund_needs_a_person() -> None:
    after = answered("release", Approved("refunded", lira(500_000), "40010001", by="refund"), state="releasing")
    assert (after.hold.state, after.hold.attention) == ("attention", "returned_as_refund")


@pytest.mark.parametrize(("amount", "state"), [(500_000, "refunded"), (120_000, "captured")])
def test_a_refund_counts_what_is_given_back(amount: int, state: HoldState) -> None:
    after = answered("refund", Approved("refunded", lira(amount), "40010001", by="refund"), amount, "refunding")
    assert (after.hold.state, after.hold.refunded) == (state, amount)


@pytest.mark.parametrize(
    ("kind", "state"), [("place", "abandoned"), ("complete", "challenge"), ("capture", "held"), ("refund", "captured")]
)
def test_what_was_never_sent_leaves_the_hold_as_it_was(kind: AttemptKind, state: HoldState) -> None:
    after = answered(kind, NotSent())
    assert (after.hold.state, after.attempt.state, after.result) == (state, "not_sent", "not_sent")


def test_a_hold_lapses_from_its_sending_on_however_late_its_answer_is_known() -> None:
    three_days_later = NOON + 3 * 86_400
    sent = an_attempt("place")._replace(state="begun", problem="")
    approved = Approved("held", lira(500_000), "40010001")
    hold = after_answer(a_hold("placing"), sent, approved, three_days_later).hold
    assert (hold.held_at, hold.lapses_at) == (NOON, NOON + 7 * 86_400)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "answer",
    [Refused("bank_declined", "10005", payment_id="40019999"), Approved("held", lira(500_000), "40019999")],
)
def test_rule_2_an_answer_that_names_another_payment_is_never_believed(kind: AttemptKind, answer: Answer) -> None:
    after = answered(kind, answer)
    assert (after.attempt.state, after.attempt.problem, after.hold.payment_id) == ("unknown", "mismatch", "40010001")


# -- deposits that are charged


def _deposit(answer: Answer) -> After:
    hold = a_hold("challenge")._replace(purpose="deposit", held_at=0, lapses_at=0, safe_until=0)
    return after_answer(hold, an_attempt("complete")._replace(state="begun", problem=""), answer, NOON)


def test_a_charged_deposit_is_what_was_wanted_and_never_lapses() -> None:
    after = _deposit(Approved("charged", lira(500_000), "40010001"))
    assert (after.result, after.event, after.hold.state, after.hold.attention) == ("done", "charged", "charged", "")
    assert (after.hold.captured, after.hold.held_at, after.hold.lapses_at) == (500_000, NOON, 0)


def test_a_deposit_or_sale_that_is_said_to_be_held_is_not_believed() -> None:
    after = _deposit(Approved("held", lira(500_000), "40010001"))
    assert (after.attempt.state, after.attempt.problem) == ("unknown", "mismatch")


def test_what_is_given_back_is_owed_no_longer() -> None:
    hold = a_hold("refunding", captured=500_000)._replace(was="charged", purpose="deposit", owed=500_000)
    refund = an_attempt("refund")._replace(state="begun", problem="")
    after = after_answer(hold, refund, Approved("refunded", lira(500_000), "40010001"), NOON)
    assert (after.hold.state, after.hold.owed) == ("refunded", 0)


# -- what an answer brings of the card


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (CardFacts(bin="55287900", last4="0008"), ("552879", "0008")),
        (CardFacts(bin="55287*", last4="008"), ("", "")),
        (CardFacts(bin="٥٥٢٨٧٩", last4="000x"), ("", "")),
    ],
)
def test_of_a_card_typed_elsewhere_only_figures_are_kept(told: CardFacts, kept: tuple[str, str]) -> None:
    hold = with_answer(a_hold()._replace(bin="", last4=""), Approved("held", lira(500_000), "40010001", card=told))
    assert (hold.bin, hold.last4) == kept


def test_what_is_known_of_a_card_is_not_told_otherwise() -> None:
    told = Approved("held", lira(500_000), "40010001", card=CardFacts(bin="411111", last4="1111", bank="Başka"))
    hold = with_answer(a_hold(), told)
    assert (hold.bin, hold.last4, hold.bank) == ("552879", "0008", "Halkbank")


def test_a_card_that_the_gateway_keeps_goes_to_the_ledger_with_its_answer() -> None:
    card = StoredCard("user", "token", "552879", "0008")
    after = answered("place", Approved("held", lira(500_000), "40010001", stored=card), state="placing")
    assert after.stored == card
    assert answered("place", Approved("held", lira(1), "40010001", stored=card), state="placing").stored is None
