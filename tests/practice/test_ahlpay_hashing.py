"""AHL Pay's hash: every worked example of its notes, to the byte (§6.4)."""

import hashlib

import pytest

from frontdesk.practice.ahlpay.hashing import recipe
from tests.practice.ahlpay_client import sha512

KEY, MERCHANT = "K7w!pQ2zLm9#Demo", "900451"
A, B = "9b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01", "51d0c7be-2f64-4f0a-8e39-7ab4d95c6e02"
START = (KEY, "2026030914253107481920", A, "325000", MERCHANT)

EXAMPLES = {
    "3ds start": (
        START,
        "C22DF846C1041597FA1C83B586FC9C14360F44D7BE9F6C97644ED2AA97A31811"
        "7532DFF1528610DDEE9E3D012A3DDDCEB077865C88D5C4B321B3BF66C0C9C5B7",
    ),
    "hold": (
        (KEY, "2026030914301244093551", B, "150000", MERCHANT),
        "344CE7F3F49AE4CE0FF6D65C1C63B1506C157EEC9AB2F8CDCDDA9CA8648F2EFD"
        "99B0E84D98188AE2315D964D0A95A6B0A1760573A7280452EB8F8D920897E219",
    ),
    "capture": (
        (KEY, "2026031211024588217764", A, "298050", MERCHANT),
        "9DB1AF7699CCB50FD04FF49F1454087D13AB43833EA642A666A286E735DEE2F2"
        "289F6A9E73493763054F08B99A4E8DAB3503A3EDD1F3B4AF40E4B02BDA58567F",
    ),
    "void": (
        (KEY, "2026030918100512660187", B, "150000", MERCHANT),
        "329FCB3CAC3C6EC8ABF43DA4E77ADC78495703109B92EA58059C5EC34ADC7188"
        "6F7683395FD0B045D8F3EDE36F5D3D332BB555F98600C5EF0D6E8F82A77A38D0",
    ),
    "void with the fixed figure": (
        (KEY, "2026030918100512660187", B, "999999900", MERCHANT),
        "52E888511B9AFECB68254F3BA71B75A37F434946CBE6D46DED347F34E3F688A6"
        "B23796F31B13FEB3AAC6AE9400733A131F30C97576FEDAE8F2790088B4F71636",
    ),
    "refund": (
        (KEY, "2026031409331970015528", A, "48050", MERCHANT),
        "72FA567212BA3490CEBA6CAB2514D2236458A8030ACB4EE22807F26FEA8320BA"
        "DD5A2BA0171991CC9EC02E8FEADF92F87B7DC5275C074E391D6F804DD4813076",
    ),
    "inquiry": (
        (KEY, "2026030914275566302841", A, "", MERCHANT),
        "3132CD2844B7E3D17D375DB93097AAE50E86FC52219C401FBD35DC04E2915E40"
        "9E3E23508464F0367F04F9672B1B8A8BC9D38843DF58B9257239371D4E79CA1A",
    ),
    "small": (
        ("abc", "1", "X1", "100", "5"),
        "5E2CE25056BFB6E369C9B3C2F57EC0DF5FD12245B5AC12250414C41B9D7CC051"
        "11DC7F81FA90D32F999DAC6200ED5CEB30AEA12E526A7D5481AB65FF9EF3CA63",
    ),
    "letters": (
        ("şifre", "1", "A", "100", "7"),
        "4B2B4965F2BE9677E79A7087766C34A53BEA5E90C3ADA2137D864F5088E75105"
        "5F72098B66C15EFB4B0135C356269A74577AE809571B738D8A392B7A78A56FE4",
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_worked_examples(name: str) -> None:
    parts, expected = EXAMPLES[name]
    assert recipe(*parts) == sha512("".join(parts)) == expected


def test_the_string_of_the_first_example() -> None:
    text = "".join(START)
    assert text == "K7w!pQ2zLm9#Demo20260309142531074819209b1f4a52-6c0e-4d1b-9a57-3f2c8e7d1a01325000900451"
    assert (len(text), len(text.encode("utf-16-le"))) == (86, 172)
    assert text.encode("utf-16-le").startswith(bytes.fromhex("4b00370077002100700051003200 7a00"))


def test_the_mistakes_that_the_notes_name_are_not_made() -> None:
    text = "".join(START)
    wrong = {
        hashlib.sha512(text.encode()).hexdigest(): "5D622BE13CE9DB85",
        hashlib.sha512(b"\xff\xfe" + text.encode("utf-16-le")).hexdigest(): "8DB85E5BEDED82E0",
        hashlib.sha512(text.encode("utf-16-be")).hexdigest(): "CB7E4C0895B9685B",
        hashlib.sha256(text.encode()).hexdigest(): "1420CE0293CE1A21",
    }
    for digest, beginning in wrong.items():
        assert digest.upper().startswith(beginning)
        assert not recipe(*START).startswith(beginning)
