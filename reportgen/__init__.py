"""reportgen turns a coded interview into policy memos in which every statement is tied to its passage.

    import reportgen

    project = reportgen.load_project("briefs/nato.yaml")
    memo = reportgen.compose_memo(project)
    pdf = reportgen.render_pdf(memo, root=project.root)

Nothing here prints, exits or configures logging. Heavy libraries are imported by the stage that needs them.
"""

from __future__ import annotations

import importlib.metadata

from msgspec import to_builtins

from reportgen.build.checks import check_brief, check_dataset, load_project
from reportgen.build.environment import EnvironmentReport, inspect_environment
from reportgen.build.fresh import Staleness, find_stale
from reportgen.build.pictures import render_pages
from reportgen.build.plan import plan
from reportgen.build.relocate import Relocations, relocate, write_relocations
from reportgen.build.run import Outcome, build_memo, build_memos
from reportgen.build.stages import compose_memo, render_html, render_pdf
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

__version__ = importlib.metadata.version("reportgen-memo")

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
