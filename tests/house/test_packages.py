"""What is installed is what is locked, what is locked is for every machine, and what is shipped is named."""

import re
import sysconfig
import tomllib
from pathlib import Path

from tests.house.sources import HOUSE

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt")
# They install the desk from its sources and go no further.
ONLY_INSTALL = {"hatchling", "packaging", "pathspec", "tomlkit", "trove-classifiers"}


def entries(lock: str) -> dict[str, str]:
    """Package to its whole entry in a lock."""
    text = (HOUSE / "packaging" / lock).read_text(encoding="utf-8")
    parts = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    return {re.split(r"[=\[ ]", part, maxsplit=1)[0]: part for part in parts}


def test_every_locked_package_has_a_version_and_hashes() -> None:
    for lock in LOCKS:
        loose = [
            package
            for package, entry in entries(lock).items()
            if not re.match(r"\S+==\S+ ", entry) or not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)
        ]
        assert loose == [], lock


def test_no_lock_names_an_address_or_an_option() -> None:
    for lock in LOCKS:
        text = (HOUSE / "packaging" / lock).read_text(encoding="utf-8")
        assert re.findall(r"^-.*$|\S*://\S*|^.* @ .*$", text, re.MULTILINE) == [], lock


def test_tests_run_on_the_versions_that_are_shipped() -> None:
    def files(entry: str) -> tuple[str, frozenset[str]]:
        return entry.split(maxsplit=1)[0], frozenset(re.findall(r"--hash=\S+", entry))

    tests = {package: files(entry) for package, entry in entries("requirements-dev.txt").items()}
    shipped = {package: files(entry) for package, entry in entries("requirements.txt").items()}
    assert {package: tests.get(package) for package in shipped} == shipped


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["install"]]
    names = {re.split(r"[<>=!~ ;\[]", line, maxsplit=1)[0].lower() for line in asked}
    assert names - entries("requirements.txt").keys() == set()


def test_both_kinds_of_processor_and_all_three_systems_are_locked() -> None:
    """A wheel for each platform: at least one hash for each of the twelve, or one that suits all."""
    for package in ("pyside6-essentials", "shiboken6"):
        assert entries("requirements.txt")[package].count("--hash") >= 4, package
    assert entries("requirements.txt")["sqlcipher3"].count("--hash") >= 12


def test_everything_shipped_is_in_the_notices() -> None:
    notices = (HOUSE / "NOTICES.md").read_text(encoding="utf-8")
    shipped = entries("requirements.txt").keys() - ONLY_INSTALL
    assert {package for package in shipped if f"`{package}`" not in notices} == set()


def test_nothing_runs_by_itself_when_python_starts() -> None:
    """A path file or a site hook in the environment would run at every start; ours alone is there, and only a path."""
    folder = Path(sysconfig.get_path("purelib"))
    hooks = {file.name for pattern in ("*.pth", "sitecustomize*", "usercustomize*") for file in folder.glob(pattern)}
    assert hooks <= {"_frontdesk.pth"}
    for hook in hooks:
        assert "import" not in (folder / hook).read_text(encoding="utf-8")
