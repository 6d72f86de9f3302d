"""Who answers for a point: responsibility lines, brackets, lists, table cells and defaults."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.relations.grammar import Grammar
from ingest.relations.points import Claim
from ingest.relations.sentences import Sentence, owners, past_nodes
from ingest.relations.shape import MARKS
from ontology.identity import fold_name
from ontology.records import Mention, Node, NodeKind, Record

_BODY = MARKS["Institution"]
_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_UNNAMED = "[^，：、；。\ue000-\ue005]{2,14}(?:厅|局|委|办|部|署|院|会|中心|政府|大队)"  # a body that nothing recognised
_REST = "(?:[^，：、；。的等和及与\ue000-\ue005]{1,5}(?:厅|局|委|办|部|署|院)(?=[、等]))"
"""The rest of a name of which only the head was recognised: 省政府金融办."""
_CHAIN = (
    f"(?:{_UNNAMED}、)*{_BODY}(?:{_REST}|(?:、|，|和|及|与|以及|等)?(?:各|其他|有关|相关)?{_BODY}|、{_UNNAMED}(?=[、等和]))*"
)
_OTHERS = "(?:[、，和及与等]|各|有关|相关|其他|部门|单位|处室|成员单位|地区|各地)*"
_PART_OF_NAME = re.compile(_REST)
_DATED = re.compile("\\s*(?:\\d{4}|[〇○零Ο一二三四五六七八九]{4})\\s*年[^\n]{1,6}月[^\n]{1,6}日")
_LIST = re.compile(
    f"由?{_CHAIN}{_OTHERS}(?:按照?(?:各自)?(?:职责分工|职责|职能|分工)|分别|共同|具体|分工|依职责)*"
    "(?:牵头|负责|配合|落实|承办|协办|组织实施)*[、，；]?"
)
_AND_OTHERS = "[、和及与][^，：、。\ue000-\ue005]{0,8}(?:部门|单位)"  # 、市级各部门
_CLASS = MARKS["Group"]
_MEANWHILE = f"(?:在[^，：]{{2,14}}，|[^，：{_BODY}]{{0,14}}?)"
_SUBJECT = (
    f"(?:^|[，：]|由(?:所?涉及的)?)(?P<chain>{_CHAIN})"
    f"(?:{_AND_OTHERS}|等部门|等有关部门|等单位|等{_CLASS}|等)?{_MEANWHILE}(?P<verb>%s)(?!同志|人)"
)
_STRENGTHENED = re.compile("(?:加强|强化|做好|加大)$")  # 要加强统筹协调 asks for something; it assigns nothing
_STOPS = "。；;！：:)）\n"
_HELPERS = re.compile(
    f"(?:^|[，：])(?P<chain>{_CHAIN})(?:{_AND_OTHERS}|等部门|等有关部门|等单位|等)?"
    "(?:予以|积极|具体|共同|按职责分工|按职责)?(?P<verb>配合|参加|参与|协助|协办|落实|负责|抓好落实)(?=$|[，；]|(?<=配合)(?:做好|抓好|开展|推进|落实|完成))"
)
_AS_UNIT = re.compile(
    f"(?:^|[，：；])(?P<chain>{_CHAIN})(?:同)?(?P<verb>为|作为|是)(?:牵头|配合|责任|主办|协办|承办|参加)(?:单位|部门)"
)
_DONE_BY = "(?:(?:20\\d{2})?年?(?:\\d{1,2}月)?(?:底|末)?(?:之)?前?(?:完成|落实|实施)|长期坚持|持续(?:推进|实施|开展))"
_BARE = re.compile(f"(?:[、，,；;和及与等各有关相关单位部门市县区 :：]|{_DONE_BY})*")


def duty_claims(record: Record, lines: Sequence[Sentence], grammar: Grammar) -> Iterator[Claim]:
    """Yield all that makes an institution responsible for a point."""
    past = past_nodes(record, grammar.words)
    claims = [claim for claim in _explicit(record, lines, grammar) if claim.node.id not in past]
    yield from claims
    yield from _following(record, grammar)
    yield from _defaults(record, grammar, {claim.node.id for claim in claims})


def _explicit(record: Record, lines: Sequence[Sentence], grammar: Grammar) -> Iterator[Claim]:
    bodies = _bodies(record)
    yield from _brackets(record, grammar, bodies)
    yield from _labels(record, grammar, bodies)
    yield from _cells(record, bodies)
    issuers = _issuers(record)
    for sentence in lines:
        if sentence.node.kind in (NodeKind.POINT, NodeKind.SECTION, NodeKind.PART):
            yield from _in_sentence(sentence, grammar, issuers)


def _bodies(record: Record) -> list[Mention]:
    """Mentions of institutions in document order."""
    kinds = {entity.id: entity.type for entity in record.entities}
    return sorted((m for m in record.mentions if kinds.get(m.entity) == "Institution"), key=lambda m: (m.start, -m.end))


def _issuers(record: Record) -> frozenset[str]:
    """Ids of the bodies that issue the document."""
    names = {fold_name(name) for name in (*record.meta.issuers, record.meta.issuer or "") if name}
    return frozenset(e.id for e in record.entities if names & {fold_name(name) for name in (e.name, *e.aliases)})


def _within(bodies: list[Mention], start: int, end: int) -> list[Mention]:
    left = bisect_left(bodies, start, key=lambda mention: mention.start)
    right = bisect_right(bodies, end - 1, key=lambda mention: mention.start)
    kept: list[Mention] = []
    for mention in bodies[left:right]:
        if mention.end <= end and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return kept


def brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the insides of the outermost brackets; one that does not close within 400 characters is none."""
    depth, start = 0, 0
    for match in re.finditer("[（(〔\\[【）)〕\\]】\n]", text):
        character = match[0]
        if character == "\n" or (depth and match.start() - start > 400):
            depth = 0
        if character in _OPEN:
            depth += 1
            start = match.end() if depth == 1 else start
        elif character in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, match.start()


def _brackets(record: Record, grammar: Grammar, bodies: list[Mention]) -> Iterator[Claim]:
    stretches = owners(record)
    for start, end in brackets(record.text):
        held = _within(bodies, start, end)
        if not held or any(m.start < start and m.end >= end for m in _within(bodies, max(0, start - 40), end + 1)):
            continue
        rest = _rest(record.text, start, end, held)
        word = grammar.words.duty_label.search(rest) or grammar.words.duty_words.search(rest)
        node = _owner(stretches, start)
        bare = _BARE.fullmatch(rest) and _stands_alone(record.text, start, end, held)
        if node is not None and (word or bare):
            rule = "responsible/bracket" if word else "responsible/bare-bracket"
            for mention in held:
                yield Claim(node, "responsible", mention.entity, start, end, rule, 0.97 if word else 0.85, 90)


def _stands_alone(text: str, start: int, end: int, held: list[Mention]) -> bool:
    """Whether a bare bracket closes a clause; inside one it explains a name: 市“三委”（A、B、C）认定的, A（B）建设."""
    before, after = text[max(0, start - 3) : start - 1].rstrip(), text[end + 1 : end + 3].lstrip()
    if not before or not after or before[-1] in _STOPS or after[0] in _STOPS or "\n" in text[end + 1 : end + 3]:
        return True
    return len(held) > 1 and after[0] in "，、" and before[-1] not in "》”"


def _rest(text: str, start: int, end: int, held: list[Mention]) -> str:
    edges = [start, *(edge for mention in held for edge in (mention.start, mention.end)), end]
    return "".join(text[left:right] for left, right in zip(edges[::2], edges[1::2], strict=True))


def _owner(stretches: list[tuple[int, int, Node]], offset: int) -> Node | None:
    index = bisect_right(stretches, offset, key=lambda stretch: stretch[0]) - 1
    if index < 0 or stretches[index][1] <= offset or stretches[index][2].kind in (NodeKind.FRONT, NodeKind.BACK):
        return None
    return stretches[index][2]


def _labels(record: Record, grammar: Grammar, bodies: list[Mention]) -> Iterator[Claim]:
    stretches = owners(record)
    for label in grammar.words.duty_label.finditer(record.text):
        node = _owner(stretches, label.start())
        if node is None:
            continue
        end = _list_end(record.text, label.end(), node.end)
        for mention in _within(bodies, label.end(), end):
            last = max(mention.end, end)
            yield Claim(node, "responsible", mention.entity, label.start(), last, "responsible/label", 0.97, 90)


def _cells(record: Record, bodies: list[Mention]) -> Iterator[Claim]:
    """Cells of a row that hold nothing but bodies: 1 ⇥ 修渠 ⇥ 水利局、林业局 ⇥ 年底."""
    for node in record.nodes:
        if node.kind is not NodeKind.POINT or "\t" not in record.text[node.start : node.end]:
            continue
        for cell in re.compile("[^\t\n]+").finditer(record.text, node.title_end, node.end):
            held = _within(bodies, *cell.span())
            if held and _BARE.fullmatch(_rest(record.text, *cell.span(), held)):
                for mention in held:
                    yield Claim(node, "responsible", mention.entity, *cell.span(), "responsible/cell", 0.85, 80)


def _list_end(text: str, start: int, limit: int) -> int:
    """Where a list of bodies ends: at a line's end, a full stop outside brackets, or the close of a bracket around it."""
    depth = 0
    for at in range(start, limit):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
        if depth < 0 or text[at] == "\n" or (text[at] == "。" and depth == 0):
            return at
    return limit


def _in_sentence(sentence: Sentence, grammar: Grammar, issuers: frozenset[str]) -> Iterator[Claim]:
    shape = sentence.shape
    if _BODY not in shape.text:
        return
    signed = {mention.entity for mention in shape.mentions.values()} <= issuers or _DATED.match(shape.source, sentence.end)
    # a signature is no list of duties
    if not sentence.title and not signed and _LIST.fullmatch(shape.text.rstrip("。；").lstrip("—-·•●▲■◆ ")):
        start, end = shape.span(0, len(shape.text))
        for index in _heads(shape.text, 0, len(shape.text)):
            yield Claim(sentence.node, "responsible", shape.mentions[index].entity, start, end, "responsible/list", 0.93, 85)
        return
    subjects = list(_subject_pattern(grammar.words.duty_verb.pattern).finditer(shape.text))
    subjects = [match for match in subjects if not _STRENGTHENED.search(shape.text, 0, match.start("verb"))]
    helpers = _HELPERS.finditer(shape.text) if subjects else ()
    for match in (*subjects, *helpers, *_AS_UNIT.finditer(shape.text)):
        start, end = shape.span(match.start("chain"), _clause_end(shape.text, match.end("verb")))
        for index in _heads(shape.text, match.start("chain"), match.end("chain")):
            entity = shape.mentions[index].entity
            yield Claim(sentence.node, "responsible", entity, start, end, "responsible/subject", 0.8, 60)


def _heads(text: str, start: int, end: int) -> Iterator[int]:
    """Where the bodies of a list stand, but for those that only open a longer name."""
    return (index for index in range(start, end) if text[index] == _BODY and not _PART_OF_NAME.match(text, index + 1))


def _clause_end(text: str, position: int) -> int:
    """The end of the clause, or ``position`` if that is far."""
    stop = next((index for index in range(position, len(text)) if text[index] in "，：；"), len(text))
    return stop if stop - position <= 40 else position


@cache
def _subject_pattern(verbs: str) -> re.Pattern[str]:
    return re.compile(_SUBJECT % verbs)


def _following(record: Record, grammar: Grammar) -> Iterator[Claim]:
    """“以下均由X落实”: X answers for the point that says so and for all after it."""
    bodies, stretches = _bodies(record), owners(record)
    for phrase in grammar.words.duty_following.finditer(record.text):
        stop = re.compile("[。；\n）)〕]").search(record.text, phrase.end())
        end = stop.start() if stop else len(record.text)
        here = _owner(stretches, phrase.start())
        points = [n for n in record.nodes if n.kind is NodeKind.POINT and (n is here or n.start > phrase.start())]
        for point in points:
            for mention in _within(bodies, phrase.end(), end):
                yield Claim(point, "responsible", mention.entity, phrase.start(), end, "responsible/following", 0.75, 50)


def _defaults(record: Record, grammar: Grammar, settled: set[str]) -> Iterator[Claim]:
    """“未注明的由X负责”: X answers for every point of the same part (or document) that names nobody."""
    bodies = _bodies(record)
    stretches = owners(record)
    for phrase in grammar.words.duty_default.finditer(record.text):
        stop = re.compile("[。；\n）)]").search(record.text, phrase.end())
        end = stop.start() if stop else len(record.text)
        node = _owner(stretches, phrase.start())
        scope = node if node is not None and node.kind is NodeKind.PART else None
        points = [n for n in record.nodes if n.kind is NodeKind.POINT and n.id not in settled]
        points = [n for n in points if scope is None or scope.start <= n.start < scope.end]
        for point in points:
            for mention in _within(bodies, phrase.end(), end):
                yield Claim(point, "responsible", mention.entity, phrase.start(), end, "responsible/default", 0.8, 50)
