"""What makes rendering short is in place while a memo is rendered, and gone afterwards."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import pydyf
import pytest

from reportgen.render import ahead, pdf, structure, template
from reportgen.render.compiled import Compiled
from tests.house import House

_BUILT = """
import sys
import reportgen
from reportgen.render import ahead
start, begun = ahead._started, []
ahead._started = lambda: begun.append("reportgen.build.brief" in sys.modules) or start()
(outcome,) = reportgen.build_memos([sys.argv[1]], sys.argv[2])
print(outcome.ok, begun, "vl_convert" in sys.modules, ahead._READY.empty())
"""


def test_the_collector_rests_and_objects_are_written_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bool, bool]] = []
    mend, write = structure.mend, pydyf.PDF.write

    def mended(*arguments: Any) -> bool:
        seen.append((gc.isenabled(), "_parse" in vars(pdf._FFI._parser)))
        return mend(*arguments)

    def written(file: pydyf.PDF, *arguments: Any) -> None:
        assert not any(item.compress for item in file.objects if isinstance(item, pydyf.Stream))
        write(file, *arguments)

    monkeypatch.setattr(structure, "mend", mended)
    monkeypatch.setattr(pydyf.PDF, "write", written)
    gc.enable()
    house.body("<h1>{{ memo.title }}</h1><p>Text.</p>")
    assert house.refusals() == ()
    assert seen == [(False, True)]
    assert gc.isenabled()
    assert "_parse" not in vars(pdf._FFI._parser)


def test_templates_are_kept_compiled() -> None:
    environment = template._environment((), "print", template.Language.EN_GB, pdf.ENGLISH)
    assert isinstance(environment.bytecode_cache, Compiled)
    assert not environment.optimized, "folded constants would depend on the language"


@pytest.mark.skipif(ahead._cores() < 2, reason="one core draws nothing ahead")
def test_a_build_of_one_memo_begins_with_its_figures(tmp_path: Path) -> None:
    brief = Path(__file__).parents[2] / "briefs" / "nato.yaml"
    command = [sys.executable, "-c", _BUILT, str(brief), str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "True [False] False True", ran.stderr
