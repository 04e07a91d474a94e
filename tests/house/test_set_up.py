"""The set-up: which Python it takes, when it does anything at all, and which package a library is in."""

import stat
import subprocess
import sys
from pathlib import Path

import dev
import libraries
import pytest
import python_finder
import stamp

from tests.house.sources import HOUSE


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what the stamp looks at."""
    (tmp_path / "packaging").mkdir()
    for name in (stamp.LOCK, stamp.TEST_LOCK):
        (tmp_path / "packaging" / name).write_text(f"{name}==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project.scripts]\n", encoding="utf-8")
    python = Path(stamp.venv_python(str(tmp_path)))
    python.parent.mkdir(parents=True)
    python.write_text("", encoding="utf-8")
    return tmp_path


def test_an_environment_without_a_stamp_was_interrupted(checkout: Path) -> None:
    assert not stamp.packages_ready(str(checkout), for_tests=False)


def test_an_environment_for_tests_runs_the_desk_too_but_not_the_other_way_round(checkout: Path) -> None:
    stamp.packages_done(str(checkout), for_tests=False)
    assert stamp.packages_ready(str(checkout), for_tests=False)
    assert not stamp.packages_ready(str(checkout), for_tests=True)
    stamp.packages_done(str(checkout), for_tests=True)
    assert stamp.packages_ready(str(checkout), for_tests=True)
    assert stamp.packages_ready(str(checkout), for_tests=False)


@pytest.mark.parametrize("changed", ["packaging/requirements.txt", "pyproject.toml"])
def test_another_lock_or_another_command_makes_it_new(checkout: Path, changed: str) -> None:
    stamp.packages_done(str(checkout), for_tests=False)
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("another = 'line'\n")
    assert not stamp.packages_ready(str(checkout), for_tests=False)


def test_an_environment_whose_python_went_away_is_made_anew(checkout: Path) -> None:
    stamp.packages_done(str(checkout), for_tests=False)
    Path(stamp.venv_python(str(checkout))).unlink()
    assert not stamp.packages_ready(str(checkout), for_tests=False)


def test_libraries_are_looked_for_until_they_were_all_there(checkout: Path) -> None:
    stamp.packages_done(str(checkout), for_tests=False)
    assert not stamp.is_ready(str(checkout), for_tests=False)
    stamp.libraries_done(str(checkout))
    assert stamp.is_ready(str(checkout), for_tests=False)


def test_the_python_that_runs_is_taken_when_it_fits(tmp_path: Path) -> None:
    found = python_finder.find(str(tmp_path))
    assert Path(found).samefile(sys.executable)


def test_a_candidate_that_only_bears_the_name_is_passed_over(tmp_path: Path) -> None:
    """A shim that knows no such version, as pyenv leaves on PATH."""
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho no such version >&2\nexit 127\n", encoding="utf-8")
    shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    assert python_finder.candidate_answer([str(shim)]) == ("", "")


def test_pyenv_is_found_by_its_shims_under_an_empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for patch in ("3.13.0", "3.13.11", "3.12.4"):
        python = tmp_path / "pyenv" / "versions" / patch / "bin" / "python3"
        python.parent.mkdir(parents=True)
        python.write_text("", encoding="utf-8")
    shims = tmp_path / "pyenv" / "shims"
    shims.mkdir()
    monkeypatch.setenv("PATH", str(shims))
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.delenv("PYENV_ROOT", raising=False)
    found = [Path(path).parts[-3] for path in python_finder.held_by_pyenv("3.13")]
    assert found == ["3.13.11", "3.13.0"]


def test_a_machine_without_any_python_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(python_finder, "candidate_answer", lambda _words: ("", ""))
    monkeypatch.setattr(python_finder, "uv_program", lambda _house: "")
    assert python_finder.find(str(tmp_path)) == ""
    assert "There is no Python 3.12 or 3.13 here" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libXcomposite.so.1", "libxcomposite1"),
        ("libxcb-xkb.so.1", "libxcb-xkb1"),
        ("libxkbfile.so.1", "libxkbfile1"),
        ("libfontconfig.so.1", "libfontconfig1"),
    ],
)
def test_a_library_is_in_the_package_that_bears_its_name(library: str, package: str) -> None:
    assert libraries.by_convention(library) == (package,)


def test_a_renamed_package_is_known_by_both_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "is_known", lambda name: name == "libasound2")
    assert libraries.package("libasound.so.2") == "libasound2"
    monkeypatch.setattr(libraries, "is_known", lambda name: name == "libasound2t64")
    assert libraries.package("libasound.so.2") == "libasound2t64"


def test_without_a_list_of_packages_the_age_of_the_release_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "is_known", lambda _name: False)
    for release, package in (("12", "libcups2"), ("13", "libcups2t64")):
        monkeypatch.setattr(libraries, "release", lambda number=release: {"ID": "debian", "VERSION_ID": number})
        assert libraries.package("libcups.so.2") == package


def test_dev_py_tells_its_commands_to_whoever_asks() -> None:
    done = subprocess.run([sys.executable, HOUSE / "packaging" / "dev.py", "--help"], check=True, capture_output=True)
    assert b"packaging/dev.py run" in done.stdout


def test_who_is_not_root_is_given_the_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "release", lambda: {"ID": "ubuntu", "VERSION_ID": "24.04"})
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    assert not libraries.install(["libnss3", "libgbm1", "libnss3"])
    said = capsys.readouterr().out
    assert "    apt-get install libgbm1 libnss3\n" in said
    assert "sudo" not in said


@pytest.mark.parametrize(
    ("display", "platform", "seen"),
    [("", "", False), (":0", "", True), (":0", "offscreen", False), ("", "offscreen", False), ("", "vnc:size=9", True)],
)
def test_a_window_opens_only_where_somebody_sees_it(
    monkeypatch: pytest.MonkeyPatch, display: str, platform: str, seen: bool
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert dev.has_display() is seen
