"""What stands in the repository: nothing of one machine, nothing unused, and a README that is true."""

import re
from itertools import pairwise

from tests.house.sources import HOUSE, kept_files, name

# Written in pieces, so that this file does not find itself.
OF_ONE_MACHINE = re.compile(r"(?<![\w.}>])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + "me"]) + r")/")
REGISTRIES = re.compile("|".join(["py" + "pi.org", "python" + "hosted", "npm" + "js", "deb" + ".debian.org"]))
PICTURES = {".png", ".ttf", ".ico", ".icns"}


def texts() -> dict[str, str]:
    """Every kept file that is text."""
    return {name(file): file.read_text(encoding="utf-8") for file in kept_files() if file.suffix not in PICTURES}


def test_no_file_names_a_place_of_one_machine() -> None:
    assert [file for file, text in texts().items() if OF_ONE_MACHINE.search(text)] == []


def test_no_file_names_a_package_registry() -> None:
    assert [file for file, text in texts().items() if REGISTRIES.search(text)] == []


def test_every_resource_is_used() -> None:
    """By its path, its name or its stem in the sources, or in another resource."""
    shelf = HOUSE / "resources"
    sources = "\n".join(
        text for file, text in texts().items() if file.startswith(("frontdesk/", "resources/")) or file == "README.md"
    )
    said = set(re.findall(r"[\w-]+", sources))
    beginnings = tuple(set(re.findall(r'[\w-]+_(?=[{"])', sources)))
    unused = [
        name(file)
        for file in kept_files()
        if file.is_relative_to(shelf)
        and file.stem not in said
        and not file.stem.startswith(beginnings)
        and not file.name.startswith(("OFL", "LICENSE"))
    ]
    assert unused == []


def test_the_readme_tells_the_commands_that_there_are() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"python3 packaging/dev\.py (\w+)", readme))
    usage = set(re.findall(r"python3 packaging/dev\.py (\w+)", (HOUSE / "packaging" / "dev.py").read_text("utf-8")))
    assert told == usage == {"run", "test", "lint", "tour", "bench", "fuzz", "lock", "abilities"}


def test_the_readme_points_at_files_that_are_there() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert [link for link in links if not (HOUSE / link).is_file()] == []


def test_the_readme_draws_the_floors_that_are_checked() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    floors = (HOUSE / "pyproject.toml").read_text(encoding="utf-8").partition('containers = ["frontdesk"]')[2]
    layers = re.findall(r'^    "(.+)",$', floors.partition("]")[0] + floors.partition("layers = [")[2], re.MULTILINE)
    rooms = [room for layer in layers[:7] for room in layer.split(" | ") if room not in {"__main__", "compose"}]
    places = [readme.index(f"`{room}`", readme.index("The floors of the house")) for room in rooms]
    assert all(upper < lower for upper, lower in pairwise(places))


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    script = (HOUSE / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("exec python3 packaging/dev.py test")
