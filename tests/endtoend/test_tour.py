"""What the tour is worth: its comparison of ledger and bank misses nothing, and it ends badly when they differ. The
whole tour is run by `dev.py test`, from the built wheel."""

from pathlib import Path

import pytest

from frontdesk.commands import tour
from frontdesk.commands.touring.album import Album
from frontdesk.commands.touring.books import Comparison, Entry, Payment, compare, of_bank, of_ledger
from frontdesk.domain.hold import Stay
from frontdesk.domain.money import Money
from frontdesk.practice.control import bank_told
from frontdesk.ui.hold_advice import day_at_counter
from frontdesk.usecases.record_terminal_hold import TerminalWish, record_terminal_hold
from tests.kit.counter import Counter

HELD = Payment("iyzico", "key-1", "1001", 500_000, "TRY", placed=1, captures=(), releases=0, refunds=())
CAPTURED = HELD._replace(captures=(448_050,))
REFUNDED = CAPTURED._replace(refunds=(48_050,))


def says(ours: Payment, *bank: Payment, decided: bool = True, state: str = "held") -> str:
    return "; ".join(compare([Entry(ours, decided, state)], bank).differences)


@pytest.mark.parametrize("payment", [HELD, CAPTURED, REFUNDED, HELD._replace(releases=1)])
def test_books_that_agree_say_nothing(payment: Payment) -> None:
    assert says(payment, payment) == ""


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (HELD, HELD._replace(amount=500_001), "amount"),
        (HELD, HELD._replace(currency="EUR"), "currency"),
        (HELD, HELD._replace(payment_id="1002"), "payment_id"),
        (HELD, CAPTURED, "captures"),
        (CAPTURED, HELD, "captures"),
        (CAPTURED, CAPTURED._replace(captures=(448_051,)), "captures"),
        (CAPTURED, CAPTURED._replace(captures=(448_050, 448_050)), "captures"),
        (HELD, HELD._replace(releases=1), "releases"),
        (HELD._replace(releases=1), HELD._replace(releases=2), "releases"),
        (REFUNDED, CAPTURED, "refunds"),
        (REFUNDED, CAPTURED._replace(refunds=(48_050, 48_050)), "refunds"),
    ],
)
def test_every_difference_is_told_by_name(ours: Payment, theirs: Payment, said: str) -> None:
    assert f"{said} is " in says(ours, theirs)


def test_a_hold_that_one_book_does_not_know_is_told() -> None:
    assert "unknown at the bank" in says(HELD)
    assert "unknown at the bank" in says(HELD, HELD._replace(placed=0))
    assert "the ledger knows nothing of it" in says(HELD, HELD, HELD._replace(key="key-2"))
    assert "but held at the bank" in says(HELD._replace(placed=0), HELD, state="declined")
    assert says(HELD._replace(placed=0), HELD._replace(placed=0), state="declined") == ""


def test_an_open_question_may_stand_either_way_but_never_twice() -> None:
    for there in (HELD, CAPTURED, HELD._replace(placed=0)):
        assert says(HELD, there, decided=False, state="unknown") == ""
    assert "executed twice" in says(HELD, HELD, HELD._replace(payment_id="1002"), decided=False, state="unknown")
    assert "2 captures" in says(HELD, CAPTURED._replace(captures=(1, 1)), decided=False, state="unknown")
    assert "executed twice" in says(HELD, HELD, HELD._replace(payment_id="1002"))


def test_the_real_ledger_and_the_real_practice_bank_are_compared(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, "iyzico")
    clerk.places_hold("5.000,00")
    clerk.captures("4.480,50")
    clerk.refunds("480,50")
    books = of_ledger(clerk.desk.ledger)
    told = compare(books, of_bank(bank_told(clerk.ground)))
    assert told.differences == ()
    assert told.ledger == told.bank
    (payment,) = clerk.ground.bank.all()
    clerk.ground.bank.refund(payment, 100, "behind the desk's back")
    assert "refunds is" in compare(books, of_bank(bank_told(clerk.ground))).differences[0]
    clerk.ledger.close()


def test_a_charge_is_not_a_hold_of_the_same_sum() -> None:
    charged = HELD._replace(sale=True)
    assert says(charged, charged, state="charged") == ""
    assert "sale is " in says(charged, HELD, state="charged")
    told = compare([Entry(charged, decided=True, state="charged")], [charged])
    assert (told.ledger["held"], told.ledger["charged"]) == (0, 500_000)


def test_a_gateway_that_goes_by_the_desks_own_key_is_compared_without_its_number() -> None:
    assert says(HELD._replace(payment_id=""), HELD) == ""
    assert "amount is " in says(HELD._replace(payment_id=""), HELD._replace(amount=1))


@pytest.mark.parametrize("account", ["ahlpay", "oduyo"])
def test_the_books_of_the_other_gateways_are_compared_alike(tmp_path: Path, account: str) -> None:
    """Which know a payment by the desk's key alone, or take no key."""
    clerk = Counter(tmp_path, account)
    if account == "oduyo":
        clerk.charges_deposit("5.000,00")
        assert clerk.with_bank_page().result == "done"
    else:
        clerk.places_hold("5.000,00")
    told = compare(of_ledger(clerk.desk.ledger), of_bank(bank_told(clerk.ground)))
    assert told.differences == ()
    assert told.ledger == told.bank
    assert told.bank["charged" if account == "oduyo" else "held"] == 500_000
    clerk.ledger.close()


def test_what_a_banks_own_terminal_holds_is_not_looked_for_at_the_gateways(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, "iyzico")
    day = day_at_counter(clerk.desk.now()).isoformat()
    stay = Stay(0, "Deniz", "Örnek", "204", "R-1", day, day)
    clerk.runs(record_terminal_hold(clerk.desk, TerminalWish(stay, Money(500_000, "TRY"), "482913")))
    assert clerk.desk.ledger.held_stay(1).hold.state == "held"
    assert of_ledger(clerk.desk.ledger) == ()
    clerk.ledger.close()


def album(folder: Path, *differences: str) -> Album:
    made = Album(folder)
    made.next_picture("check-out").touch()
    made.add("check-out", Comparison({"held": 1}, {"held": 1}, 0, differences))
    return made


def test_a_tour_ends_well_only_with_equal_books(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tour.tell(album(tmp_path), 1.0) == 0
    assert "1 steps" in capsys.readouterr().out


def test_a_difference_ends_the_tour_badly_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    album(tmp_path, "iyzico 1001: captures is () in the ledger, (100,) at the bank")
    assert tour.tell(Album(tmp_path), 1.0) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == ["The tour failed: step 1 check-out: iyzico 1001: captures is () in the ledger, (100,) at the bank"]


def test_a_step_that_failed_a_picture_that_is_missing_and_no_step_at_all_end_it_badly(tmp_path: Path) -> None:
    (tmp_path / "failed").mkdir()
    failed = album(tmp_path / "failed")
    failed.fail("after check-out: Result opens: not within 20 seconds")
    assert tour.tell(Album(tmp_path / "failed"), 1.0) == 1
    (tmp_path / "missing").mkdir()
    missing = album(tmp_path / "missing")
    (tmp_path / "missing" / missing.pages[0].picture).unlink()
    assert "no picture" in missing.problem()
    (tmp_path / "empty").mkdir()
    assert tour.tell(Album(tmp_path / "empty"), 1.0) == 1


@pytest.mark.parametrize("words", [[], ["--out"], ["--out", "x", "--language", "de"], ["--out", "x", "--fast"]])
def test_words_that_are_not_understood_take_no_tour(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert tour.run(words) == 2
    assert "frontdesk tour --out DIR" in capsys.readouterr().out
