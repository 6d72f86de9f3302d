"""A small library in our own words, for the tests of search. Each text shows one thing that search must find."""

from __future__ import annotations

import os
from functools import cache

from ingest.pipeline import extract
from ingest.resolve import resolve
from ontology.records import Record, Resolution
from search.embed import Embedder, load_embedder
from search.passages import Passage, passages
from search.tokens import Tokenizer, load_tokenizer

COAST = """东滨省教育厅关于印发《2023年职业教育工作要点》的通知

各市教育局：

现将《2023年职业教育工作要点》印发给你们，请认真落实。

东滨省教育厅
2023年2月6日

2023年职业教育工作要点

一、提高办学质量

1. 推广现代学徒制

目标任务：让学生在企业和学校之间交替学习。

工作措施：总结现代学徒制试点经验。支持企业设立学徒岗位，每年不少于500个。

2. 加强教师队伍建设

目标任务：提高“双师型”教师比例。

工作措施：组织教师到企业实践，每五年累计不少于六个月。评选一批教学名师。

二、服务终身学习

3. 办好老年教育

目标任务：让退休人员就近学习。

工作措施：依托社区学院开设老年课程，免收学费。举办全民终身学习活动周。
"""
HILLS = """西岭市人民政府办公室关于做好2021年农村污水治理工作的通知

各县人民政府：

为改善农村人居环境，现就有关工作通知如下。

一、摸清底数

各县要在2021年6月底前完成村庄生活污水排放情况调查，建立台账。

二、分类治理

城镇周边的村庄接入城镇管网，偏远村庄采用小型处理设施。到2022年底，农村生活污水治理率达到45%。

三、保障资金

市级财政安排专项资金8000万元，支持治理设施建设。严禁挪用资金。

西岭市人民政府办公室
2021年3月15日
"""
HILLS_AGAIN = HILLS.replace("西岭市", "南坡市")
TEXTS = {"coast-2023.txt": COAST, "hills-2021.txt": HILLS, "slope-2021.txt": HILLS_AGAIN}


@cache
def records() -> tuple[Record, ...]:
    return tuple(extract(text.encode(), name) for name, text in TEXTS.items())


@cache
def resolution() -> Resolution:
    return resolve(records())


@cache
def tokenizer() -> Tokenizer:
    return load_tokenizer()


@cache
def embedder() -> Embedder:
    return load_embedder(os.environ.get("YAODIAN_TEST_EMBEDDER"))


@cache
def all_passages() -> tuple[Passage, ...]:
    """Short ones, so that a small library has several."""
    return tuple(p for record in records() for p in passages(record, resolution(), longest=200, shortest=60))
