"""Letters as they are searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ledger.folding import fold


@pytest.mark.parametrize("typed", ["İrem Işık", "irem işik", "IREM ISIK", "ırem ışık", "İREM IŞIK", "i̇rem ISIK"])
def test_the_four_letters_i_are_one(typed: str) -> None:
    assert fold(typed) == "irem isik"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Şule Çağrı Öğüt", "sule cagri ogut"),
        ("ÂLİM Kâmil Îrem", "alim kamil irem"),
        ("Straße Łukasz Ørsted Æbelø", "strasse lukasz orsted aebelo"),
        ("O'Neil", "oneil"),
        ("Ayşe'nin", "aysenin"),
        ("07-ABC-118", "07 abc 118"),
        ("5.000,00", "500000"),
        ("R/2041 (kış)", "r 2041 kis"),
        ("Иван Петров", "иван петров"),
        ("  ", ""),
        ("%_*\"'", ""),
        ("ﬁ ２０４１", "fi 2041"),
    ],
)
def test_letters_are_folded(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_is_settled_once_and_leaves_words_alone(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert all(word.isalnum() for word in folded.split())
    assert folded == " ".join(folded.split())


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ "))
def test_capitals_make_no_difference_to_turkish_names(name: str) -> None:
    upper = name.replace("i", "İ").replace("ı", "I").upper()
    lower = name.replace("İ", "i").replace("I", "ı").lower()
    assert fold(name) == fold(upper) == fold(lower)
