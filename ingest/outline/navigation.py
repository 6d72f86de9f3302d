"""Words of a web page around the document: menus, sharing, counters, footers. They are unread, no part of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.outline.lines import Line, read_lines

_SURE = re.compile(
    r"首页|无障碍|长者助手|适老|关怀版|繁體|繁体|简体|英文版|English|IPV6|热词|登\s?录|注册$|您?当前(?:所在)?(?:的)?位置|浏览(?:量|次数)|访问量|您是第|位访客"
    r"|网站(?:地图|标识码|支持)|联系我们|友情链接|相关链接|备案(?:序)?号|公网安备|ICP|版权所有|Copyright|扫一扫|分享到|打印(?:本页|关闭|$)|关闭(?:窗口|$)"
    r"|字(?:体|号)[:：]|[【\[](?:大|打印|关闭|字体)|A[+＋-]?[大中小]|手机版|客户端|微信公众号|官方微[信博]|上一篇|下一篇|返回顶部|收藏本"
    r"|主办(?:单位)?[:：].*(?:承办|办公)|政务(?:公开|服务|新媒体)$|互动交流|营商环境|走进[一-龥]{2,4}$|工作机构$|信息公开(?:指南|目录|年报)$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"备案(?:序)?号|公网安备|ICP备|版权所有|Copyright|网站标识码|位置[:：].*>|主办(?:单位)?[:：].*(?:承办|办公|地址|电话|邮编)"
    r"|地址[:：].*(?:电话|邮编|传真)|技术支持[:：]",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?=[ \n扫打关【分])"
    r"(?:[ \n]*(?:扫一扫在手机(?:打开|查看)当前页|打印本页|关闭窗口|【?打印】?|【?关闭】?|分享到[:：]?))+\s*$"
)
_SHORT = 24
_FOOTER = 120
_FEWEST_LINES, _FEWEST_SIGNS = 3, 2
_LOOSE = 4
"""Short lines between two sure ones that are taken with them."""


def _is_short(content: str) -> bool:
    return len(content) <= (_SHORT * 2 if content.isascii() else _SHORT) and not re.search(r"[。；，]", content)


def _is_sign(content: str) -> bool:
    """Whether a line is surely a page's own: short words of a menu, or a footer's long line."""
    if _is_short(content):
        return _SURE.search(content) is not None
    return len(content) <= _FOOTER and _FOOT.search(content) is not None


def _blocks(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Runs of short lines in which at least two are surely a page's own."""
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        content = text[lines[index].start : lines[index].end]
        if not _is_sign(content):
            index += 1
            continue
        first = last = index
        signs = 1
        cursor = index + 1
        while cursor < len(lines) and cursor - last <= _LOOSE:
            following = text[lines[cursor].start : lines[cursor].end]
            if _is_sign(following):
                last, signs = cursor, signs + 1
            elif not _is_short(following):
                break
            cursor += 1
        if signs >= _FEWEST_SIGNS and last - first + 1 >= _FEWEST_LINES:
            spans.append((lines[first].start, lines[last].end))
        index = last + 1
    return spans


def find_navigation(text: str) -> list[tuple[int, int]]:
    """Spans that belong to the page and not to the document, in order."""
    lines = read_lines(text)
    spans = _blocks(text, lines)
    if spans and not any(not _is_short(text[line.start : line.end]) for line in lines if line.start > spans[-1][1]):
        spans[-1] = (spans[-1][0], len(text.rstrip()))
    trail = _TRAIL.search(text)
    if trail and not any(first <= trail.start() < last for first, last in spans):
        start = trail.start() + len(trail[0]) - len(trail[0].lstrip())
        spans.append((start, start + len(trail[0].strip())))
    return [(first, last) for first, last in spans if first < last]
