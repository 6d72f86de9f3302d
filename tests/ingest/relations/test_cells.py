"""Who answers for a row of a table: cells that hold nothing but bodies."""

from __future__ import annotations

import pytest

from ingest.relations import find_statements
from tests.ingest.marked import record_of, said


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("修通支渠。\t[水利局|Institution]\t[林业局|Institution]、[财政局|Institution]\t年底", {"水利局", "林业局", "财政局"}),
        ("修通支渠。\t[水利局|Institution]及下属站点的水闸\t年底", set()),
    ],
    ids=["bodies alone", "with other words"],
)
def test_cells(row: str, expected: set[str]) -> None:
    record = find_statements(record_of(f"# 修渠\n{row}"))
    assert {name for _, predicate, name in said(record) if predicate == "responsible"} == expected
