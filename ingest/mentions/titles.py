"""Names in 《》: documents, with the issuing body inside the title, and what is only quoted that way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.found import Found
from ingest.mentions.words import Line

# Titles nest one level: 《关于印发〈办法〉的通知》, 《关于贯彻落实《规划》的实施意见》.
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
_BODY_ENDS = "领导小组|指挥部|联席会议|专班|部|委|委员会|局|厅|办公厅|办公室|人民政府|政府|党组|总局|署|行|会"
_ISSUER = re.compile(
    rf"^((?:中共中央办公厅|中共中央|国务院办公厅|国务院|[一-龥]{{2,14}}?(?:{_BODY_ENDS}))[ 　、]?)+"
    r"(?=关于|印发|转发|批转|通告|公告|令)"
)
_JOURNAL = re.compile(r"(?:日报|晚报|时报|周刊|杂志|歌|读本)$")
_WORK = re.compile(r"(?:等)?(?:期刊|杂志|丛书|报纸|节目|栏目|纪录片|电影|电视剧|一书|主题曲|歌曲)")  # 《X》期刊
_FORM = re.compile(r"(?:表|书|证|承诺书|通知书|证书|合同|协议|执照|许可证|证明|申请表|登记表|声明|告知书)$")


def titles(line: Line) -> Iterator[Found]:
    """Find the documents that a line names in 《》."""
    for match in _TITLE.finditer(line.text) if "《" in line.text else ():
        inner = match.group(1)
        start, end = match.start(1), match.end(1)
        lead = len(inner) - len(inner.lstrip())
        start, end = start + lead, start + len(inner.rstrip())
        if _JOURNAL.search(inner) or (_FORM.search(inner) and len(inner) < 14):
            continue
        if _WORK.match(line.text, match.end()):
            continue
        yield Found(line.start + start, line.start + end, "Policy", "title.marks", rank=0)


def title_issuers(line: Line) -> Iterator[Found]:
    """Find the bodies that head a title: 《教育部办公厅关于…》, 《教育部 财政部关于…》."""
    for match in _TITLE.finditer(line.text) if "《" in line.text else ():
        head = _ISSUER.match(match.group(1))
        if head is None:
            continue
        for body in re.finditer(r"[^ 　、]+", head.group()):
            start = line.start + match.start(1) + body.start()
            yield Found(start, start + len(body.group()), "Institution", "title.issuer", rank=0, nested=True)
