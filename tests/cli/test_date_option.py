"""`--date`: days that are written, the present, and `SOURCE_DATE_EPOCH`."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import reportgen
from reportgen.cli import cli, clock
from tests.house import House


class _Moment(datetime.datetime):
    """A clock that stands still, shortly before midnight in UTC."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
        return datetime.datetime(2026, 12, 31, 23, 30, tzinfo=datetime.UTC).astimezone(tz)


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(params=["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_today_is_one_day_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.datetime, "datetime", _Moment)
    assert clock.day("today") == "2026-12-31"


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("value", ["today", "epoch"])
def test_the_epoch_stands_for_the_present(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds, day in (("0", "1970-01-01"), ("1772495999", "2026-03-02"), ("1772496000", "2026-03-03")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        assert clock.day(value) == day


def test_epoch_needs_the_variable() -> None:
    with pytest.raises(click.BadParameter, match=r"is not set: set it, as with SOURCE_DATE_EPOCH=\$\(git log"):
        clock.day("epoch")


@pytest.mark.parametrize("value", ["today", "epoch"])
@pytest.mark.parametrize("seconds", ["", "now", "1.5", "-1", " 1", "１２", "9" * 30])
def test_what_is_no_number_of_seconds_is_not_passed_over(
    value: str, seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(click.BadParameter, match="and not a number of seconds since 1970"):
        clock.day(value)


@pytest.mark.parametrize("value", ["20260302", "2026-W10-1", "2026-02-30", "Today", "", "2026-3-2"])
def test_what_is_no_day(value: str) -> None:
    with pytest.raises(click.BadParameter, match="nor `today` or `epoch`"):
        clock.day(value)


def test_a_written_day_needs_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "none")
    assert clock.day("2026-03-02") == "2026-03-02"


def test_the_command_sets_the_memos_date(good_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772496000")
    made: list[object] = []
    monkeypatch.setattr(reportgen, "build_memos", lambda *_briefs, overrides, **_rest: made.append(overrides) or ())
    for command in ("build", "check"):
        arguments = [command, str(good_project / "ferry.yaml"), "--date", "epoch"]
        assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert made == [{"date": "2026-03-03"}]


def test_bytes_do_not_hang_on_the_variable_where_no_date_asks_for_it(
    good_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    House(good_project).body("<h1>{{ memo.title }}</h1><p>{{ memo.date }}</p>")
    built = []
    for number, seconds in enumerate((None, "0", "1772496000", "not a number")):
        if seconds is not None:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        out = tmp_path / str(number)
        brief = str(good_project / "ferry.yaml")
        arguments = ["build", brief, "--set", "template=house", "--format", "pdf,html", "-j", "1", "-o", str(out)]
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, result.output
        built.append([path.read_bytes() for path in sorted(out.iterdir())])
    assert len(built[0]) == 2
    assert all(files == built[0] for files in built)
