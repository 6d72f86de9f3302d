"""A short document of our own with figures of two years, responsibility lines and headings side by side."""

from __future__ import annotations

from search.answer.answerer import Answerer
from tests.search.answer.library import record

TEXT = """云溪市人民政府办公室关于印发云溪市湿地保护行动方案的通知
云政办〔2022〕7号
各县（市、区）人民政府，市政府各部门：
《云溪市湿地保护行动方案》已经市政府同意，现印发给你们，请认真执行。
云溪市人民政府办公室
2022年3月4日

云溪市湿地保护行动方案

一、主要目标
到2023年，全市湿地保护率达到52%，候鸟栖息点增加到30处。到2025年，全市湿地保护率达到60%。河口滩涂修复基本完成。

二、重点任务
（一）水系连通工程。疏通河道，每两年清淤一次。对清淤的村庄，单个村庄最高补助20万元。（市水利局牵头，市财政局配合）
（二）栖息地修复工程。种植芦苇，恢复候鸟栖息地。（市林业局负责）
（三）巡护能力工程。配备巡护员，每人每月巡护不少于12天。（市林业局牵头，市水利局配合）

三、保障措施
巡护员做到“三不准”：不准私自捕捞；不准带火进入；不准收受财物。
将违规企业列入失信名单，定期向社会公布。
"""
TIDE = """云溪市人民政府办公室关于印发云溪市海绵城市建设方案的通知
云政办〔2021〕3号
各县（市、区）人民政府，市政府各部门：
《云溪市海绵城市建设方案》已经市政府同意，现印发给你们，请认真执行。
云溪市人民政府办公室
2021年5月6日

云溪市海绵城市建设方案

一、主要目标
到2025年，建成区海绵城市面积占比达到40%。

二、重点任务
（一）改造雨水花园。由市住房城乡建设局组织。候鸟栖息地周边不得硬化。
（二）推广透水铺装。新建广场透水面积不少于一半。
"""


def wetland() -> Answerer:
    """An answerer over the two documents."""
    return Answerer([record("shidi.txt", TEXT), record("haimian.txt", TIDE)])
