"""reportgen turns a coded interview into policy memos in which every statement is tied to its passage.

    import reportgen

    project = reportgen.load_project("briefs/nato.yaml")
    memo = reportgen.compose_memo(project)
    pdf = reportgen.render_pdf(memo, root=project.root)

Nothing here prints, exits or configures logging. A name is imported when it is first asked for (PEP 562), and heavy
libraries by the stage that needs them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msgspec import to_builtins

    from reportgen.build.checks import check_brief, check_dataset, load_project
    from reportgen.build.cluster import cluster
    from reportgen.build.environment import EnvironmentReport, inspect_environment
    from reportgen.build.pictures import render_pages
    from reportgen.build.plan import plan
    from reportgen.build.relocate import Relocations, relocate, write_relocations
    from reportgen.build.run import Outcome, build_memo, build_memos
    from reportgen.build.stages import compose_memo, render_html, render_pdf
    from reportgen.build.stale import Staleness, find_stale
    from reportgen.build.templates import HouseStyle, Template, list_styles, list_templates
    from reportgen.build.verify import verify_pdf
    from reportgen.build.write import write_file
    from reportgen.errors import (
        Location,
        MissingDependencyError,
        OutputError,
        ProblemsError,
        ReportgenError,
        UsageError,
    )
    from reportgen.evidence.coverage import Summary, summarize
    from reportgen.evidence.relocation import Fate, Relocation
    from reportgen.model.brief import Brief
    from reportgen.model.codes import CODES
    from reportgen.model.dataset import Claim, Dataset
    from reportgen.model.memo import Memo
    from reportgen.model.memo import decode as decode_memo
    from reportgen.model.memo import encode as encode_memo
    from reportgen.model.problem import Problem, Severity
    from reportgen.model.project import Loaded, LoadedDataset, Project
    from reportgen.model.transcript import Transcript
    from reportgen.model.verification import Finding, Verdict, Verification
    from reportgen.read.brief import load_brief
    from reportgen.read.dataset import load_dataset
    from reportgen.read.ingest import Interview, ingest, read_interview
    from reportgen.read.schema import json_schema
    from reportgen.read.skeleton import dataset_skeleton
    from reportgen.read.transcript import write_transcript as encode_transcript

    __version__: str

__all__ = [
    "CODES",
    "Brief",
    "Claim",
    "Dataset",
    "EnvironmentReport",
    "Fate",
    "Finding",
    "HouseStyle",
    "Interview",
    "Loaded",
    "LoadedDataset",
    "Location",
    "Memo",
    "MissingDependencyError",
    "Outcome",
    "OutputError",
    "Problem",
    "ProblemsError",
    "Project",
    "Relocation",
    "Relocations",
    "ReportgenError",
    "Severity",
    "Staleness",
    "Summary",
    "Template",
    "Transcript",
    "UsageError",
    "Verdict",
    "Verification",
    "__version__",
    "build_memo",
    "build_memos",
    "check_brief",
    "check_dataset",
    "cluster",
    "compose_memo",
    "dataset_skeleton",
    "decode_memo",
    "encode_memo",
    "encode_transcript",
    "find_stale",
    "ingest",
    "inspect_environment",
    "json_schema",
    "list_styles",
    "list_templates",
    "load_brief",
    "load_dataset",
    "load_project",
    "plan",
    "read_interview",
    "relocate",
    "render_html",
    "render_pages",
    "render_pdf",
    "summarize",
    "to_builtins",
    "verify_pdf",
    "write_file",
    "write_relocations",
]

_ROOMS = frozenset({"build", "compose", "errors", "evidence", "model", "read", "render"})
_HOMES = {
    "CODES": "reportgen.model.codes",
    "Brief": "reportgen.model.brief",
    "Claim": "reportgen.model.dataset",
    "Dataset": "reportgen.model.dataset",
    "EnvironmentReport": "reportgen.build.environment",
    "Fate": "reportgen.evidence.relocation",
    "Finding": "reportgen.model.verification",
    "HouseStyle": "reportgen.build.templates",
    "Interview": "reportgen.read.ingest",
    "Loaded": "reportgen.model.project",
    "LoadedDataset": "reportgen.model.project",
    "Location": "reportgen.errors",
    "Memo": "reportgen.model.memo",
    "MissingDependencyError": "reportgen.errors",
    "Outcome": "reportgen.build.run",
    "OutputError": "reportgen.errors",
    "Problem": "reportgen.model.problem",
    "ProblemsError": "reportgen.errors",
    "Project": "reportgen.model.project",
    "Relocation": "reportgen.evidence.relocation",
    "Relocations": "reportgen.build.relocate",
    "ReportgenError": "reportgen.errors",
    "Severity": "reportgen.model.problem",
    "Staleness": "reportgen.build.stale",
    "Summary": "reportgen.evidence.coverage",
    "Template": "reportgen.build.templates",
    "Transcript": "reportgen.model.transcript",
    "UsageError": "reportgen.errors",
    "Verdict": "reportgen.model.verification",
    "Verification": "reportgen.model.verification",
    "build_memo": "reportgen.build.run",
    "build_memos": "reportgen.build.run",
    "check_brief": "reportgen.build.checks",
    "check_dataset": "reportgen.build.checks",
    "cluster": "reportgen.build.cluster",
    "compose_memo": "reportgen.build.stages",
    "dataset_skeleton": "reportgen.read.skeleton",
    "decode_memo": "reportgen.model.memo:decode",
    "encode_memo": "reportgen.model.memo:encode",
    "encode_transcript": "reportgen.read.transcript:write_transcript",
    "find_stale": "reportgen.build.stale",
    "ingest": "reportgen.read.ingest",
    "inspect_environment": "reportgen.build.environment",
    "json_schema": "reportgen.read.schema",
    "list_styles": "reportgen.build.templates",
    "list_templates": "reportgen.build.templates",
    "load_brief": "reportgen.read.brief",
    "load_dataset": "reportgen.read.dataset",
    "load_project": "reportgen.build.checks",
    "plan": "reportgen.build.plan",
    "read_interview": "reportgen.read.ingest",
    "relocate": "reportgen.build.relocate",
    "render_html": "reportgen.build.stages",
    "render_pages": "reportgen.build.pictures",
    "render_pdf": "reportgen.build.stages",
    "summarize": "reportgen.evidence.coverage",
    "to_builtins": "msgspec",
    "verify_pdf": "reportgen.build.verify",
    "write_file": "reportgen.build.write",
    "write_relocations": "reportgen.build.relocate",
}
"""The module that each public name comes from, and after a colon what it is called there, where that differs."""


def __getattr__(name: str) -> object:
    """A public name or a room, imported when it is first asked for."""
    value: object
    if name == "__version__":
        from reportgen.render.versions import version_of

        value = version_of("reportgen-memo")
    elif name in _ROOMS:
        return importlib.import_module(f"{__name__}.{name}")
    elif name in _HOMES:
        module, _, there = _HOMES[name].partition(":")
        value = getattr(importlib.import_module(module), there or name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_ROOMS})
