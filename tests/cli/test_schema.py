"""`reportgen schema`: JSON Schema that an editor can use."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

import reportgen
from reportgen.cli.schema import schema


@pytest.mark.parametrize(("kind", "key"), [("brief", "title"), ("dataset", "claims")])
def test_the_schema_is_one_and_knows_the_keys(kind: str, key: str) -> None:
    result = CliRunner().invoke(schema, [kind])
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    assert printed == json.loads(json.dumps(reportgen.json_schema(kind)))
    jsonschema.Draft7Validator.check_schema(printed)
    assert key in result.stdout
    errors = jsonschema.Draft7Validator(printed).iter_errors({})
    assert any(key in error.message for error in errors)


def test_no_other_schema_is_offered() -> None:
    result = CliRunner().invoke(schema, ["memo"])
    assert result.exit_code == 2
    assert "'brief', 'dataset'" in result.stderr
