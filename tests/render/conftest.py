"""Fixtures for what renders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import House


@pytest.fixture
def house(good_project: Path) -> House:
    """A project whose template a test may write."""
    return House(good_project)
