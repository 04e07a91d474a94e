"""Names of banks as staff say them."""

import pytest

from frontdesk.domain.bank_name import is_same_bank, short_bank_name


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("AKBANK T.A.Ş.", "Akbank"),
        ("T. GARANTİ BANKASI A.Ş.", "Garanti Bankası"),
        ("YAPI VE KREDİ BANKASI A.Ş.", "Yapı ve Kredi Bankası"),
        ("TÜRKİYE İŞ BANKASI A.Ş.", "Türkiye İş Bankası"),
        ("T.C. ZİRAAT BANKASI A.Ş.", "Ziraat Bankası"),
        ("QNB BANK A.Ş.", "QNB Bank"),
        ("QNB", "QNB"),
        ("Halk Bankası", "Halk Bankası"),
        ("Yapı Kredi", "Yapı Kredi"),
        ("DenizBank A.Ş.", "DenizBank"),
        ("A.Ş.", "A.Ş."),
        ("", ""),
    ],
)
def test_a_registered_name_becomes_the_one_staff_say(told: str, shown: str) -> None:
    assert short_bank_name(told) == shown


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("QNB BANK A.Ş.", "QNB"),
        ("QNB", "qnb bank"),
        ("TÜRKİYE İŞ BANKASI A.Ş.", "İş Bankası"),
        ("YAPI VE KREDİ BANKASI A.Ş.", "Yapı Kredi"),
        ("T. GARANTİ BANKASI A.Ş.", "Garanti"),
    ],
)
def test_the_bank_that_the_owner_wrote_is_found_under_its_registered_name(told: str, written: str) -> None:
    assert is_same_bank(told, written)
    assert is_same_bank(written, told)


@pytest.mark.parametrize(("told", "written"), [("AKBANK T.A.Ş.", "QNB"), ("", ""), ("QNB", ""), ("Bankası", "Bank")])
def test_another_bank_or_none_is_not_found(told: str, written: str) -> None:
    assert not is_same_bank(told, written)
