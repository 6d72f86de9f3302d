"""Quantities keep the bounds that the text gives them."""

from __future__ import annotations

import pytest

from search.answer.bounds import with_bound


@pytest.mark.parametrize(
    ("text", "quantity", "whole"),
    [
        ("建成不少于120例样本的库", "120例", "不少于120例"),
        ("覆盖率达到70%以上", "70%", "70%以上"),
        ("产值突破300亿元", "300亿元", "突破300亿元"),
        ("在8个左右乡镇试点", "8个", "8个左右"),
        ("30个工作日以内答复", "30个工作日", "30个工作日以内"),
        ("补助最高不超过5万元", "5万元", "最高不超过5万元"),
        ("培训约2000人", "2000人", "约2000人"),
        ("超400件", "400件", "超400件"),
        # no bounds
        ("节约500万元", "500万元", "500万元"),
        ("签约12个项目", "12个", "12个"),
        ("最近3年", "3年", "3年"),
        ("附近2公里", "2公里", "2公里"),
        ("新增60人", "60人", "60人"),
        ("建设3个上下游基地", "3个", "3个"),
    ],
)
def test_a_quantity_keeps_its_bound(text: str, quantity: str, whole: str) -> None:
    start = text.index(quantity)
    span = with_bound(text, (start, start + len(quantity)))
    assert text[slice(*span)] == whole
