"""Passages by the hundred thousand, made of words that policy documents use; the same seed gives the same passages."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ontology.identity import make_id
from search.passages import Passage, PassageDocument, Place, Span

_VERBS = (
    "推进",
    "加强",
    "完善",
    "落实",
    "建立",
    "健全",
    "支持",
    "鼓励",
    "规范",
    "开展",
    "推动",
    "优化",
    "提升",
    "深化",
    "严格",
)
_FIELDS = (
    "教育",
    "农业",
    "环境",
    "交通",
    "医疗",
    "养老",
    "科技",
    "文化",
    "就业",
    "安全",
    "水利",
    "能源",
    "住房",
    "商务",
    "气象",
)
_THINGS = (
    "制度",
    "平台",
    "项目",
    "标准",
    "队伍",
    "基地",
    "资金",
    "监测",
    "服务",
    "示范区",
    "目录",
    "评价",
    "培训",
    "网络",
    "名录",
)
_BODIES = ("省级部门", "各区县", "有关单位", "学校", "企业", "医院", "合作社", "街道", "行业协会", "科研机构")
_SYLLABLES = "东西南北山河江湖林田松柏金银石玉云星海岭川泉溪谷平安和顺昌盛"
_POINTS = 20  # passages of one document
_SENTENCES = 3


def generate(count: int, seed: int = 1) -> Iterator[Passage]:
    """Passages of invented documents, three sentences each."""
    source, place = random.Random(seed), ""
    for number in range(count):
        document = number // _POINTS
        if number % _POINTS == 0:
            place = "".join(source.choices(_SYLLABLES, k=2))
        yield _passage(source, document, place, number % _POINTS)


def _passage(source: random.Random, document: int, place: str, number: int) -> Passage:
    year = 2000 + document % 25
    made = PassageDocument(
        make_id("doc", document),
        f"{place}市{year}年{_FIELDS[document % len(_FIELDS)]}工作要点",
        f"made-{document}.txt",
        f"{place}市人民政府",
        (f"{place}市人民政府",),
        year,
        f"{year}-03-01",
        f"{place}市",
        "工作要点",
    )
    sentences = [_sentence(source) for _ in range(_SENTENCES)]
    text, spans, at = "".join(sentences), [], number * 200
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence)
    start = number * 200
    title = sentences[0][:12]
    where = Place(make_id("nod", document, number), "point", (1, number + 1), title, ("重点任务",), start, at)
    return Passage(make_id("psg", document, number), made, text, start, at, (where,), tuple(spans))


def _sentence(source: random.Random) -> str:
    rare = "".join(source.choices(_SYLLABLES, k=2))
    parts = [
        source.choice(_VERBS) + source.choice(_FIELDS) + rare + source.choice(_THINGS),
        source.choice(_VERBS) + source.choice(_BODIES) + source.choice(_FIELDS) + source.choice(_THINGS),
        f"到{source.randint(2010, 2030)}年达到{source.randint(1, 99)}%",
    ]
    return "，".join(parts) + "。"
