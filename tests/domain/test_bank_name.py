"""Names of banks as staff say them."""

import pytest

from frontdesk.domain.bank_name import short_bank_name


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
