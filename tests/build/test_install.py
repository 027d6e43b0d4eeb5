"""The line to run, by system."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

import pytest

from reportgen.build import install
from reportgen.build.install import install_line, remedy

APT = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A Linux of which the test says what os-release holds; nobody is root."""
    release: dict[str, str] = {}
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return release


@pytest.mark.parametrize(
    ("release", "line"),
    [
        ({"ID": "debian"}, f"sudo apt-get update && sudo {APT}"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, f"sudo apt-get update && sudo {APT}"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, f"sudo apt-get update && sudo {APT}"),
        ({"ID": "fedora"}, "sudo dnf install -y pango"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install -y pango"),
        ({"ID": "alpine"}, "sudo apk add pango so:libharfbuzz-subset.so.0"),
        ({"ID": "manjaro", "ID_LIKE": "arch"}, "sudo pacman -S --noconfirm pango"),
        (
            {"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"},
            "sudo zypper --non-interactive install libpango-1_0-0 libharfbuzz-subset0",
        ),
        ({"ID": "nixos"}, ""),
        ({}, ""),
    ],
)
def test_each_system_has_its_line(linux: dict[str, str], release: dict[str, str], line: str) -> None:
    linux.update(release)
    assert install_line() == line


def test_root_needs_no_sudo(linux: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    linux["ID"] = "debian"
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert install_line() == f"apt-get update && {APT}"


def test_a_system_without_os_release_has_no_line(linux: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> dict[str, str]:
        raise FileNotFoundError("/etc/os-release")

    monkeypatch.setattr(platform, "freedesktop_os_release", missing)
    assert install_line() == ""
    assert remedy(("libpango-1.0.so.0",)) == install.BY_HAND


def test_what_mends_a_missing_library_is_the_line(linux: dict[str, str]) -> None:
    linux["ID"] = "arch"
    assert remedy(("libpango-1.0.so.0",)) == "sudo pacman -S --noconfirm pango"


def test_a_mac_is_told_to_brew_or_to_look_where_brew_has_been(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(install, "MAC_FOLDERS", (tmp_path / "opt", tmp_path / "usr"))
    names = ("pango-1.0", "libpango-1.0.dylib")
    assert install_line() == "brew install pango"
    assert remedy(names) == "brew install pango"
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / "libpango-1.0.dylib").touch()
    assert remedy(names) == f"export DYLD_FALLBACK_LIBRARY_PATH={tmp_path / 'usr'}"
