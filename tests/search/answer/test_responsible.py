"""Bodies of a responsibility line, told apart."""

from __future__ import annotations

import pytest

from search.answer.responsible_answer import _bodies


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("(市工业和信息化局、市财政局等负责)", ["市工业和信息化局", "市财政局"]),
        ("责任单位:市教育局和市文化和旅游局", ["市教育局", "市文化和旅游局"]),
        ("市住房和城乡建设局及各区政府", ["市住房和城乡建设局", "各区政府"]),
        ("企业和市经济和信息化委", ["企业", "市经济和信息化委"]),
    ],
)
def test_the_and_within_a_name_parts_no_bodies(line: str, bodies: list[str]) -> None:
    assert _bodies(line) == bodies
