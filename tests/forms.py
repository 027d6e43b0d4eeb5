"""A dataset in each form in which it may be written: YAML, JSON, and either with its claims as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

FORMS = ("yaml", "json", "json-lines", "yaml-lines")


def raw(folder: Path) -> dict[str, Any]:
    """The dataset of a folder with `dataset.yaml`, as plain values."""
    values = yaml.load((folder / "dataset.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    for claim in values["claims"]:
        if "quantity" in claim:
            claim["quantity"]["value"] = float(claim["quantity"]["value"])
    for source in values["sources"]:
        if "quotation_words" in source:
            source["quotation_words"] = int(source["quotation_words"])
    for person in values["people"]:
        if "family_first" in person["name"]:
            person["name"]["family_first"] = person["name"]["family_first"] == "true"
    return dict(values)


def write(folder: Path, values: dict[str, Any], form: str) -> Path:
    """Write a dataset in one form, in place of every other, and give its file."""
    for name in ("dataset.yaml", "dataset.json", "claims.jsonl"):
        (folder / name).unlink(missing_ok=True)
    notation, _, lines = form.partition("-")
    if lines:
        claims = "".join(json.dumps(claim, ensure_ascii=False) + "\n" for claim in values["claims"])
        (folder / "claims.jsonl").write_text(claims, encoding="utf-8")
        values = {**values, "claims": "claims.jsonl"}
    path = folder / f"dataset.{notation}"
    if notation == "json":
        path.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        apart = json.loads(json.dumps(values))  # what is one object would be written as an alias
        path.write_text(yaml.safe_dump(apart, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    return path
