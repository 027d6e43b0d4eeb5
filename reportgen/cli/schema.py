"""`reportgen schema`: the JSON Schema of what is written by hand, for editors that complete and check it."""

from __future__ import annotations

import json
import sys
from typing import Literal

import click

import reportgen


@click.command()
@click.argument("kind", metavar="brief|dataset", type=click.Choice(["brief", "dataset"]))
def schema(kind: Literal["brief", "dataset"]) -> None:
    """Print the JSON Schema of a brief or a dataset.

    Save it and name it in the file's first line, and an editor completes and checks the file as it is written:
    `# yaml-language-server: $schema=brief.schema.json`.
    """
    print(json.dumps(reportgen.json_schema(kind), ensure_ascii=False, indent=2), file=sys.stdout)
