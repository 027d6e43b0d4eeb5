"""Which line installs the system libraries of rendering on this machine. Only says so; installs nothing."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

APT = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
LINES = {
    "debian": f"{{sudo}}apt-get update && {{sudo}}apt-get install -y {APT}",
    "fedora": "{sudo}dnf install -y pango",
    "alpine": "{sudo}apk add pango so:libharfbuzz-subset.so.0",
    "arch": "{sudo}pacman -S --noconfirm pango",
    "suse": "{sudo}zypper --non-interactive install libpango-1_0-0 libharfbuzz-subset0",
}
ALIASES = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}
BREW = "brew install pango"
MAC_FOLDERS = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))
BY_HAND = "install Pango 1.44 or newer with PangoFT2, and HarfBuzz with its subset library"


def install_line() -> str:
    """A line for `sh`, with `sudo` unless one is root; empty where the system's package manager is not known.

    Linux systems are told apart by `ID` and `ID_LIKE` of os-release(5).
    """
    if sys.platform == "darwin":
        return BREW
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        line = LINES.get(ALIASES.get(name, name))
        if line:
            return line.format(sudo="" if os.geteuid() == 0 else "sudo ")
    return ""


def remedy(names: tuple[str, ...]) -> str:
    """What to do about a library that loads under none of these names.

    On macOS a Python that is not Homebrew's does not look where Homebrew puts its libraries.
    """
    for folder in MAC_FOLDERS if sys.platform == "darwin" else ():
        if any((folder / name).exists() for name in names):
            return f"export DYLD_FALLBACK_LIBRARY_PATH={folder}"
    return install_line() or BY_HAND
