"""A record for human eyes."""

from __future__ import annotations

import re

from ontology.records import DocumentMeta, Entity, Mention, Node, NodeKind, Record, Statement, Target, Unread
from service.explain import as_html, as_text

TEXT = "云溪要点\n一、落实<计划>\n落实《行动计划》，培训教师200人。\n？？"


def record() -> Record:
    at, number, gap = TEXT.index("行动计划"), TEXT.index("200人"), TEXT.index("？？")
    nodes = (
        Node("n0", NodeKind.FRONT, (), "", 0, 5, 0, 0, None, 0),
        Node("n1", NodeKind.POINT, (1,), "落实<计划>", 5, gap, 7, 13, None, 1, "一、"),
    )
    statement = Statement("s1", "n1", "implements", "e1", at, at + 4, "trigger.luoshi", 0.9, (1,))
    target = Target("t1", "n1", (1,), 200.0, "人", number, number + 4, "number.plain", subject="教师")
    return Record(
        id="d1",
        source_name="a.txt",
        source_sha256="0",
        media_type="text/plain",
        encoding="utf-8",
        extractor="rules/1",
        text=TEXT,
        offsets=(),
        meta=DocumentMeta("云溪<要点>"),
        nodes=nodes,
        entities=(Entity("e1", "Policy", "行动计划"),),
        mentions=(Mention("e1", at, at + 4, "n1", (1,), "title.marks"),),
        statements=(statement,),
        targets=(target,),
        unread=(Unread(gap, gap + 2, "no words"),),
    )


def test_text_shows_every_character_and_each_fact_with_its_rule() -> None:
    shown = as_text(record(), colour=False)
    assert "[行动计划|政策文件]" in shown or re.search(r"\[行动计划\|[^\]]+\]", shown)
    assert "trigger.luoshi" in shown
    assert "number.plain" in shown
    assert "未读：no words" in shown
    plain = re.sub(
        r"\[([^|\]]+)\|[^\]]+\]", r"\1", "".join(line for line in shown.splitlines() if not line.startswith("    ·"))
    )
    assert plain.replace("\n", "") == TEXT.replace("\n", "")


def test_colour_appears_only_when_asked_for() -> None:
    assert "\x1b[34m行动计划\x1b[0m" in as_text(record(), colour=True)
    assert "\x1b" not in as_text(record(), colour=False)


def test_html_escapes_the_document_and_marks_entities() -> None:
    page = as_html(record())
    assert "落实&lt;计划&gt;" in page
    assert "<计划>" not in page
    assert '<mark class="Policy"' in page
    assert page.startswith("<!doctype html>")
