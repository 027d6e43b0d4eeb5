"""What was measured on: versions, processor, system, and how busy the machine was before."""

from __future__ import annotations

import importlib.metadata
import os
import pathlib
import platform

import msgspec

DISTRIBUTIONS = ("reportgen-memo", "weasyprint", "pydyf", "jinja2", "click", "msgspec", "PyYAML", "vl-convert-python")
QUIET = 0.5
"""A load average above this disturbs what is measured."""


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """One machine as it was when a benchmark began."""

    python: str
    system: str
    processor: str
    cores: int
    """That this process may use."""
    memory: str
    load: float
    """Average of the last minute, before the suite's own first process."""
    versions: dict[str, str]

    @property
    def busy(self) -> bool:
        return self.load > QUIET

    def __str__(self) -> str:
        versions = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        return f"{versions}; Python {self.python}, {self.system}; {self.processor}, {self.cores} cores, {self.memory}"


def look() -> Machine:
    """This machine, now."""
    return Machine(
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        processor=_line("/proc/cpuinfo", "model name") or platform.processor() or "processor unknown",
        cores=cores(),
        memory=_gib(_line("/proc/meminfo", "MemTotal")),
        load=round(os.getloadavg()[0], 2),
        versions={name: version for name in DISTRIBUTIONS if (version := _version(name))},
    )


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _line(file: str, opening: str) -> str:
    """What a line of a file of the kernel says behind its colon; nothing where there is no such file."""
    path = pathlib.Path(file)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(opening)), "")


def _gib(said: str) -> str:
    return f"{int(said.split(maxsplit=1)[0]) / 2**20:.0f} GiB" if said else "memory unknown"
