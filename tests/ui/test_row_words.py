"""Rows of the provider's menu as staff read them."""

from pathlib import Path

from frontdesk.domain.house import SAMPLE_HOUSE
from frontdesk.ui import notices, row_words
from frontdesk.usecases.consult_gateway import consult_gateway
from tests.kit.counter import Counter
from tests.kit.screens import dressed


def told(**row: str) -> dict[str, str]:
    """One row as title and text of each column."""
    dressed("tr")
    columns, rows = row_words.table((row,), SAMPLE_HOUSE)
    return {column.title: cell.first for column, cell in zip(columns, rows[0], strict=True)}


def test_names_and_known_codes_are_in_words() -> None:
    assert told(kind="debit", force3ds="yes") == {"Tür": "banka kartı", "3D Secure şart": "evet"}


def test_sums_are_in_the_notation_of_the_house_however_the_lira_is_spelled() -> None:
    assert told(total="1250.5000", currency="tl") == {"Toplam": "1.250,50\u00a0₺"}
    assert told(total="12", currency="TRY") == {"Toplam": "12,00\u00a0₺"}


def test_a_sum_that_cannot_be_read_stays_as_the_gateway_wrote_it() -> None:
    assert told(total="1.250,50", currency="TRY") == {"Toplam": "1.250,50"}
    assert told(total="1.001", currency="TRY") == {"Toplam": "1.001"}
    assert told(total="5", currency="XXX") == {"Toplam": "5"}


def test_a_name_that_is_the_gateways_alone_is_said_to_be() -> None:
    assert told(merchantVposId="7") == {"Merchant vpos id (geçit)": "7"}


def test_an_empty_answer_has_no_columns() -> None:
    assert row_words.table((), SAMPLE_HOUSE) == ((), ())


def test_a_number_that_is_our_own_key_stands_once() -> None:
    assert told(id="b7d1", key="b7d1") == {"No": "b7d1"}
    assert told(id="18", key="b7d1") == {"No": "18", "Bizim no": "b7d1"}


def test_a_code_stands_as_the_gateway_writes_it_with_its_meaning_beside_it() -> None:
    dressed("tr")
    rows = (
        {"table": "type", "code": "PreAuth"},
        {"table": "response", "code": "51", "name": "not_enough_limit"},
        {"table": "currency", "code": "949", "name": "TRY"},
        {"table": "type", "code": "Odd"},
    )
    columns, shown = row_words.table(rows, SAMPLE_HOUSE)
    assert [column.title for column in columns] == ["Tablo", "Kod", "Ad"]
    assert [(cells[1].first, cells[2].first) for cells in shown] == [
        ("PreAuth", "ön provizyon"),
        ("51", notices.reason("not_enough_limit").title),
        ("949", "TRY"),
        ("Odd", ""),
    ]


def test_every_line_of_a_gateways_code_tables_has_a_name(tmp_path: Path) -> None:
    dressed("tr")
    counter = Counter(tmp_path, "ahlpay")
    told = counter.clock.runs(consult_gateway(counter.desk, "ahlpay", "system_data", {}))
    columns, rows = row_words.table(told.rows, SAMPLE_HOUSE)
    at = [column.title for column in columns].index("Ad")
    assert [cells for cells in rows if not cells[at].first] == []


def test_the_banks_of_a_pos_stand_under_words(tmp_path: Path) -> None:
    dressed("tr")
    counter = Counter(tmp_path, "ahlpay")
    told = counter.clock.runs(consult_gateway(counter.desk, "ahlpay", "pos_banks", {}))
    titles = [column.title for column in row_words.table(told.rows, SAMPLE_HOUSE)[0]]
    assert titles == ["Vpos id (geçit)", "Üye iş yeri no", "Banka kodu", "Banka", "Açık"]
