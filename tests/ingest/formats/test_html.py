from __future__ import annotations

import pytest

from ingest.formats import read_source
from ontology.errors import UnreadableDocument

BODY = "各学校要认真落实安全管理主体责任，定期开展隐患排查，建立问题清单和整改台账。" * 8
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>某市人民政府网站</title>
<meta name="ArticleTitle" content="某市校园安全工作方案"><meta name="PubDate" content="2021-03-05 10:00">
<style>p {{ color: red }}</style><script>var hidden = "一、脚本";</script></head>
<body>
<div class="header"><a href="/">首页</a><a href="/x">政务公开</a></div>
<ul class="nav"><li>走进某市</li><li>互动交流</li></ul>
<div class="article-content">
<h1>某市校园安全工作方案</h1>
<p>一、总体要求</p><p>{BODY}</p>
<p>二、主要<b>任务</b><br>（一）排查隐患。{BODY}</p>
<table><tr><th>序号</th><th>任务</th><th>单位</th></tr><tr><td>1</td><td>新建<br>学校</td><td>教育局</td></tr></table>
</div>
<div class="footer">版权所有 某市人民政府</div>
</body></html>"""


def test_the_main_text_without_menus_and_scripts():
    source = read_source(PAGE.encode(), "page.html")
    lines = source.text.split("\n")
    assert lines[:4] == ["发布时间：2021-03-05", "某市校园安全工作方案", "一、总体要求", BODY]
    assert lines[4:6] == ["二、主要任务", f"（一）排查隐患。{BODY}"]
    assert lines[6:8] == ["序号\t任务\t单位", "1\t新建学校\t教育局"]
    for unwanted in ("首页", "走进", "版权", "脚本", "color"):
        assert unwanted not in source.text


def test_the_title_of_the_page_when_the_text_does_not_print_it():
    source = read_source(PAGE.replace("<h1>某市校园安全工作方案</h1>", "").encode(), "page.html")
    assert source.text.startswith("某市校园安全工作方案\n")
    assert source.hints[0].kind == "title"


def test_headings_become_hints():
    page = f"<html><body><article><h2>总体要求</h2><p>{BODY}</p><h2>保障措施</h2><p>{BODY}</p></article></body></html>"
    source = read_source(page.encode(), "page.html")
    assert [source.text[hint.start : hint.end] for hint in source.hints if hint.kind == "heading"] == ["总体要求", "保障措施"]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_declared_chinese_encodings(declared):
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"')
    source = read_source(page.encode("gb18030"), "page.html")
    assert source.encoding == "gb18030"
    assert "总体要求" in source.text


def test_a_page_that_declares_the_wrong_encoding():
    page = PAGE.replace('charset="utf-8"', 'charset="gb2312"')
    source = read_source(page.encode("utf-8"), "page.html")
    assert "总体要求" in source.text


def test_hidden_elements_are_left_out():
    page = f'<html><body><div style="display:none">看不见的字</div><p>{BODY}</p></body></html>'
    assert "看不见" not in read_source(page.encode(), "page.html").text


def test_a_layout_table_is_no_table():
    page = f"<html><body><table><tr><td><p>一、总体要求</p><p>{BODY}</p></td></tr></table></body></html>"
    assert read_source(page.encode(), "page.html").text == f"一、总体要求\n{BODY}\n"


def test_a_page_without_text_is_refused():
    with pytest.raises(UnreadableDocument, match="no text"):
        read_source(b"<html><body><script>alert(1)</script></body></html>", "page.html")
