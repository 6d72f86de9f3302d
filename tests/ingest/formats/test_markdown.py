from __future__ import annotations

from ingest.formats import read_source

TEXT = """---
author: x
---
# 某市校园安全工作方案

## 一、总体要求
**各学校**要落实[安全责任](https://example.org)。

| 序号 | 任务 |
|---|---|
| 1 | 新建学校 |

> 引用的话
---
"""


def test_markdown_is_rendered():
    source = read_source(TEXT.encode(), "plan.md")
    assert [line for line in source.text.split("\n") if line] == [
        "某市校园安全工作方案", "一、总体要求", "各学校要落实安全责任。", "序号\t任务", "1\t新建学校", "引用的话",
    ]  # fmt: skip
    assert source.notes == ("left out 3 lines of front matter",)


def test_headings_keep_their_level():
    source = read_source(TEXT.encode(), "plan.md")
    headings = [(source.text[hint.start : hint.end], hint.level) for hint in source.hints if hint.kind == "heading"]
    assert headings == [("某市校园安全工作方案", 1), ("一、总体要求", 2)]
