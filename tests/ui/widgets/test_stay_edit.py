"""Who stays, where and when: each field complains beside itself and takes no card number."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCalendarWidget

from frontdesk.domain.hold import Stay
from frontdesk.ui.widgets.day_edit import DayEdit
from frontdesk.ui.widgets.stay_edit import ContactEdit, StayEdit
from tests.kit.screens import dressed, presses, types

TODAY = date(2026, 11, 21)


@pytest.fixture
def stay() -> Iterator[StayEdit]:
    dressed("tr")
    made = StayEdit(lambda: TODAY)
    made.show()
    yield made
    made.close()


def test_a_stay_is_proposed_from_today_for_three_nights(stay: StayEdit) -> None:
    assert (stay.arrives.text(), stay.departs.text()) == ("21.11.2026", "24.11.2026")
    assert stay.departs_field.below == "3 gece"
    assert not stay.typed()


def test_what_is_typed_becomes_a_stay(stay: StayEdit) -> None:
    for edit, text in ((stay.name, "Deniz"), (stay.surname, " Örnek "), (stay.place, "204"), (stay.reference, "RZV-1")):
        types(edit, text)
    stay.departs.setText("2.12")
    assert stay.first_wrong() is None
    assert stay.stay() == Stay(0, "Deniz", "Örnek", "204", "RZV-1", "2026-11-21", "2026-12-02")
    assert stay.typed()


def test_missing_names_and_turned_dates_are_said_beside_them(stay: StayEdit) -> None:
    stay.departs.setText("20.11.2026")
    assert stay.first_wrong() is stay.name_field
    assert stay.name_field.below == "Adı yazın."
    assert stay.surname_field.below == "Soyadını yazın."
    assert stay.departs_field.below == "Çıkış, girişten önce olamaz."
    assert stay.departs.text() == "20.11.2026"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Tarihi yazın."),
        ("x", "Gün, ay, yıl: 21.11.2026"),
        ("31.11.2026", "Böyle bir gün yok."),
        ("1.1.2099", "çok uzak"),
    ],
)
def test_a_wrong_day_keeps_what_was_typed(stay: StayEdit, typed: str, said: str) -> None:
    stay.arrives.setText(typed)
    stay.first_wrong()
    assert said in stay.arrives_field.below
    assert stay.arrives.text() == typed


def test_a_day_left_in_short_is_written_out(stay: StayEdit) -> None:
    stay.departs.setText("25.11")
    presses(stay.departs, Qt.Key.Key_Return)
    assert stay.departs.text() == "25.11.2026"


def test_a_day_can_be_picked_from_the_calendar() -> None:
    dressed("en")
    edit = DayEdit(lambda: TODAY, TODAY)
    edit.show()
    presses(edit, Qt.Key.Key_Down)
    calendar = edit.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    calendar.activated.emit(QDate(2026, 12, 1))
    assert edit.text() == "01.12.2026"
    edit.close()


@pytest.mark.parametrize("text", ["5528790000000008", "oda 5528 7900 0000 0008", "%B5528790000000008^X"])
def test_a_card_number_pasted_into_any_free_field_is_wiped_and_said(stay: StayEdit, text: str) -> None:
    clipboard = QGuiApplication.clipboard()
    for edit, field in (
        (stay.name, stay.name_field),
        (stay.surname, stay.surname_field),
        (stay.place, stay.place_field),
        (stay.reference, stay.reference_field),
    ):
        clipboard.setText(text[: edit.maxLength()])
        edit.paste()
        if len(text) > edit.maxLength():
            continue
        assert edit.text() == ""
        assert "silindi" in field.below
        assert not edit.isUndoAvailable()
    clipboard.clear()


def test_a_card_number_typed_slowly_is_found_before_it_is_kept(stay: StayEdit) -> None:
    types(stay.name, "Deniz")
    types(stay.surname, "Örnek")
    types(stay.reference, "5528790000000008")
    assert stay.reference.text() == "5528790000000008"
    assert stay.first_wrong() is stay.reference_field
    assert stay.reference.text() == ""


def test_long_and_odd_texts_are_complained_of(stay: StayEdit) -> None:
    types(stay.surname, "Örnek")
    stay.name.setText("x" * 200)
    stay.place.setText("a\u202eb")
    assert stay.first_wrong() is stay.name_field
    assert stay.name_field.below == "Çok uzun."
    assert "işaretler" in stay.place_field.below


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Kimlik ya da pasaport numarasını yazın."), ("12!", "Harf ve rakam, 5–20 hane."), ("1111 1111 110", "")],
)
def test_the_identity_is_asked_only_where_it_is_needed(stay: StayEdit, typed: str, said: str) -> None:
    types(stay.name, "Deniz")
    types(stay.surname, "Örnek")
    assert stay.first_wrong() is None
    stay.ask_identity(True)
    stay.identity.setText(typed)
    assert (stay.first_wrong() is stay.identity_field) is bool(said)
    assert not said or stay.identity_field.below == said


def test_the_house_stands_in_for_the_guests_contact() -> None:
    dressed("tr")
    contact = ContactEdit("resepsiyon@ornek-otel.example", "+902320000000")
    assert contact.values() == ("", "")
    assert "otelin" in contact.toggle.text()
    contact.email.setText("deniz@")
    assert contact.first_wrong() is contact.email_field
    assert contact.toggle.isChecked()
    contact.email.setText("deniz@example.com")
    contact.phone.setText("0532")
    assert contact.first_wrong() is contact.phone_field
    contact.phone.setText("+90 532 000 00 00")
    assert contact.first_wrong() is None
    assert contact.values() == ("deniz@example.com", "+90 532 000 00 00")
    assert "misafirin" in contact.toggle.text()


def test_a_rental_speaks_of_plates() -> None:
    dressed("tr", trade="rental")
    assert StayEdit(lambda: TODAY).place_field.caption.text() == "Pla&ka"
    dressed("en", trade="rental")
    assert StayEdit(lambda: TODAY).place_field.caption.text() == "&Plate"
    dressed("tr")
