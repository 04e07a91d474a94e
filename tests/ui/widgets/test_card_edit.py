"""Card entry: seen by who types it and by nobody else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from frontdesk.ui.widgets.card_edit import CardEdit
from frontdesk.ui.widgets.secret_edit import SecretEdit
from tests.kit.screens import dressed, presses, types

HALKBANK, AMEX = "5528790000000008", "374427000000003"


@pytest.fixture
def card() -> Iterator[CardEdit]:
    dressed("tr")
    made = CardEdit(lambda: (2026, 11))
    made.show()
    yield made
    made.close()


def clipboards() -> list[str]:
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard, *([QClipboard.Mode.Selection] if clipboard.supportsSelection() else [])]
    return [clipboard.text(mode) for mode in modes]


def fill(card: CardEdit, number: str = HALKBANK) -> None:
    types(card.number, number)
    types(card.expiry, "0744")
    types(card.cvv, "1234" if number == AMEX else "123")
    types(card.holder, "DENIZ ORNEK")


@pytest.mark.parametrize(
    ("number", "shown", "scheme"),
    [
        (HALKBANK, "5528  7900  0000  0008", "Mastercard"),
        (AMEX, "3744  270000  00003", "Amex"),
        ("9792030000000000", "9792  0300  0000  0000", "Troy"),
        ("4543590000000006", "4543  5900  0000  0006", "Visa"),
        ("5528 7900", "5528 7900", "Mastercard"),
        ("55287", "5528  7", "Mastercard"),
        ("", "", ""),
    ],
)
def test_the_number_stands_in_groups_beside_its_scheme(card: CardEdit, number: str, shown: str, scheme: str) -> None:
    types(card.number, number)
    assert card.number.shown() == shown
    assert card.number.text() == number
    assert card.number._scheme.text() == scheme


def test_the_expiry_gets_its_slash_by_itself(card: CardEdit) -> None:
    types(card.expiry, "0744")
    assert card.expiry.shown() == "07 / 44"
    assert card.expiry.text() == "0744"


def test_what_is_typed_becomes_one_card(card: CardEdit) -> None:
    fill(card)
    assert card.first_wrong() is None
    taken = card.take()
    assert (taken.number, taken.expiry_month, taken.expiry_year, taken.cvv, taken.holder) == (
        HALKBANK,
        7,
        2044,
        "123",
        "DENIZ ORNEK",
    )


def test_every_wrong_field_says_so_and_keeps_what_was_typed(card: CardEdit) -> None:
    types(card.number, "5528790000000009")
    assert card.number_field.below == "Numarada yanlış bir rakam var; karttan yeniden okuyun."
    types(card.expiry, "1326")
    types(card.cvv, "12")
    assert card.first_wrong() is card.number_field
    assert card.expiry_field.below == "Ay 01 ile 12 arasında olur."
    assert card.cvv_field.below == "Kartın arkasındaki üç hane."
    assert card.holder_field.below == "Kartın üzerindeki adı yazın."
    assert (card.number.text(), card.expiry.text(), card.cvv.text()) == ("5528790000000009", "1326", "12")


def test_nothing_of_a_card_reaches_a_clipboard(card: CardEdit) -> None:
    QGuiApplication.clipboard().setText("before")
    fill(card)
    for edit in (card.number, card.expiry, card.cvv):
        edit.setFocus()
        for keys in (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
            QTest.keySequence(edit, QKeySequence(keys))
        edit.selectAll()
        edit.copy()
        edit.cut()
        QTest.mouseDClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(30, edit.height() // 2))
        QTest.mousePress(edit, Qt.MouseButton.LeftButton, pos=QPoint(20, edit.height() // 2))
        QTest.mouseMove(edit, QPoint(120, edit.height() // 2))
        QTest.mouseRelease(edit, Qt.MouseButton.LeftButton, pos=QPoint(120, edit.height() // 2))
        presses(edit, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert set(clipboards()) <= {"before", ""}
        assert not edit.dragEnabled()


def test_assistive_technology_is_told_stars(card: CardEdit) -> None:
    fill(card)
    for edit in (card.number, card.expiry, card.cvv):
        told = QAccessible.queryAccessibleInterface(edit)
        for text in (told.text(QAccessible.Text.Value), told.text(QAccessible.Text.Description)):
            assert not any(letter.isdigit() for letter in text)
        assert told.textInterface() is None or HALKBANK not in told.textInterface().text(0, 99)
        assert told.state().passwordEdit


def test_the_number_stands_in_no_name_title_or_property(card: CardEdit) -> None:
    fill(card)
    for widget in [card, *card.findChildren(QWidget)]:
        for name in ("objectName", "windowTitle", "toolTip", "accessibleName", "accessibleDescription", "statusTip"):
            value = getattr(widget, name, None)
            assert value is None or HALKBANK not in str(value())


def test_input_methods_are_told_nothing(card: CardEdit) -> None:
    for edit in (card.number, card.expiry, card.cvv):
        hints = edit.inputMethodHints()
        assert hints & Qt.InputMethodHint.ImhSensitiveData
        assert hints & Qt.InputMethodHint.ImhNoPredictiveText
        assert not edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_wiping_cannot_be_undone(card: CardEdit) -> None:
    fill(card)
    card.wipe()
    for edit in (card.number, card.expiry, card.cvv, card.holder):
        assert not edit.isUndoAvailable()
        edit.undo()
        QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Undo))
        edit.redo()
        assert edit.text() == ""


def test_a_hidden_card_is_forgotten(card: CardEdit) -> None:
    fill(card)
    card.hide()
    assert (card.number.text(), card.expiry.text(), card.cvv.text()) == ("", "", "")


@pytest.mark.parametrize(
    "track", ["%B5528790000000008^ORNEK/DENIZ^4412101?", ";5528790000000008=44121010000000000000?"]
)
def test_a_swipe_is_refused_and_nothing_of_it_stays(card: CardEdit, track: str) -> None:
    for edit, field in (
        (card.number, card.number_field),
        (card.expiry, card.expiry_field),
        (card.cvv, card.cvv_field),
        (card.holder, card.holder_field),
    ):
        types(edit, track)
        presses(edit, Qt.Key.Key_Return)
        assert edit.text() == ""
        assert "silindi" in field.below
        types(edit, "55")
        assert edit.text() == "55"


def test_a_pasted_track_and_ten_megabytes_do_not_stall_it(card: CardEdit) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("%B5528790000000008^ORNEK/DENIZ^4412101?")
    card.number.paste()
    assert card.number.text() == ""
    clipboard.setText("5" * 10_000_000)
    for edit in (card.number, card.expiry, card.cvv, card.holder):
        edit.clear()
        edit.paste()
        assert len(edit.text()) <= 64
    clipboard.clear()
    assert card.first_wrong() is card.number_field


def test_a_card_number_pasted_as_the_name_is_wiped(card: CardEdit) -> None:
    QGuiApplication.clipboard().setText("5528 7900 0000 0008")
    card.holder.paste()
    QGuiApplication.clipboard().clear()
    assert card.holder.text() == ""
    assert "kart numarası yazılmaz" in card.holder_field.below


def test_the_first_eight_digits_are_asked_about_once(card: CardEdit) -> None:
    asked: list[str] = []
    card.digits_known.connect(asked.append)
    types(card.number, HALKBANK)
    assert asked == ["55287900"]
    card.say_bank("55287900", "Halkbank · kredi kartı")
    assert card.number_field.below == "Halkbank · kredi kartı"
    card.say_bank("45435900", "İş Bankası")
    assert card.number_field.below == "Halkbank · kredi kartı"
    card.say_bank("55287900", "Halkbank · banka kartı", "warn")
    assert card.number_field.below == "Halkbank · banka kartı"


def test_a_click_puts_the_cursor_between_the_painted_groups(card: CardEdit) -> None:
    types(card.number, HALKBANK)
    card.number.resize(400, card.number.height())
    QTest.mouseClick(card.number, Qt.MouseButton.LeftButton, pos=QPoint(2, card.number.height() // 2))
    assert card.number.cursorPosition() == 0
    types(card.number, "9")
    assert card.number.text() == "9" + HALKBANK
    presses(card.number, Qt.Key.Key_Backspace)
    QTest.mouseClick(card.number, Qt.MouseButton.LeftButton, pos=QPoint(390, card.number.height() // 2))
    assert card.number.cursorPosition() == 16


def test_the_field_paints_itself_in_every_state(card: CardEdit) -> None:
    for edit in card.findChildren(SecretEdit):
        edit.setFocus()
        assert not edit.grab().isNull()
        types(edit, "12345678901234567890123456789012345678901234567890")
        assert not edit.grab().isNull()
        edit.selectAll()
        assert not edit.grab().isNull()
