"""What entities, and the document itself, have to do with one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.relations.letterhead import Link, nested_issuers, of_document, own_ids
from ingest.relations.sentences import Sentence, owners
from ingest.relations.shape import MARKS, Shape
from ontology.identity import make_id
from ontology.records import Mention, NodeKind, Record, Statement

_P, _G, _I, _E, _C, _R = (MARKS[k] for k in ("Policy", "Program", "Institution", "Event", "Group", "Region"))
_POLICIES = f"(?P<what>{_P}(?:[、和及]{_P})*)"
_MAKES = re.compile(
    f"(?P<by>{_I}(?:[、和及]{_I})*)(?:联合|会同)?[^，{_P}{_I}]{{0,8}}?(?:制定|印发|发布|出台|颁布|编制)(?:的|了)?{_POLICIES}"
)
_OWNED = re.compile(
    f"(?P<by>{_I}(?:[、和及]?{_I})*)(?:等?[\\d一二两三四五六七八九十]*个?(?:部门|部委|单位|委办局?))?(?:联合|共同)?(?:印发|发布|制定|出台|下发)?的?{_POLICIES}"
)
_RULES_OF = re.compile(f"(?P<of>{_P})(?:及其|及|和|与)(?P<rules>{_P})")
_REPEALS = re.compile(f"{_POLICIES}[^，。]{{0,30}}(?:废止|失效|停止执行|停止施行|不再执行|不再适用)")
_REPEALS_BEFORE = re.compile(f"(?:废止|代替|取代|替代){_POLICIES}")
_RUN = re.compile(f"(?P<by>{_I}(?:[、和及与]{_I})*)(?:联合|共同)?(?:主办|承办|举办|组织举办)的?(?P<what>[{_E}{_G}])")
_RUN_AFTER = re.compile(f"(?P<what>[{_E}{_G}])由(?P<by>{_I}(?:[、和及与]{_I})*)(?:联合|共同)?(?:主办|承办|举办)")
_MEMBERS = re.compile(f"(?P<whole>[{_I}{_C}])(?:[^，。]{{0,6}})由(?P<who>[^。]{{1,400}}?)(?:组成|构成)")
_MEMBERS_INSIDE = re.compile(
    f"由(?P<who>[^。]{{1,400}}?)(?:组成|构成|参加|参与|参加组成)的[^，。{_I}{_C}]{{0,12}}(?P<whole>[{_I}{_C}{_G}])"
)
_MEMBERS_AFTER = re.compile(f"(?:成员(?:单位)?(?:包括|有|为|由)|成员[:：])(?P<who>[^。]*[{_I}{_C}][^。]*)")
_UNDER = re.compile(f"(?P<whole>{_G})(?P<part>{_G})")
_BUILT_BY = re.compile(
    f"(?:指导|支持|推动|鼓励)(?P<whole>{_I})(?:建设|设立|建立|举办|组建)[^，{_I}{_C}]{{0,6}}(?P<part>[{_C}{_I}])"
)
_TABLE = (  # a mark that such a sentence holds, the pattern, predicate, its subject and object, rule, confidence
    (_I, _MAKES, "issued_by", "what", "by", "issued_by/maker", 0.85),
    (_I, _OWNED, "issued_by", "what", "by", "issued_by/owner", 0.8),
    (_P, _RULES_OF, "based_on", "rules", "of", "based_on/rules", 0.7),
    (_I, _RUN, "run_by", "what", "by", "run_by/host", 0.85),
    (_I, _RUN_AFTER, "run_by", "what", "by", "run_by/host", 0.85),
    (_G, _UNDER, "part_of", "part", "whole", "part_of/adjacent", 0.75),
    (_I, _BUILT_BY, "part_of", "part", "whole", "part_of/founder", 0.7),
)
_MADE = re.compile("制定|提出|编制|现就|特制|制订|印发|结合.{0,12}实际|如下|行动纲领")
_BASIS = re.compile("(?:根据|依据|按照|遵照|落实|贯彻|贯彻落实|为落实|实施|执行|以)[^，。]{0,20}$")
_RULES_NAME = re.compile("《?(?:实施|具体)?(?:细则|实施办法|实施方案|实施意见)》?")
_PIECE = re.compile("(?:工程|项目|计划|行动|专项|活动|课程|赛)[》”]?$")
_ORGAN = re.compile("(?:委员会|领导小组|工作组|小组|联席会议|指挥部|专班|理事会|协会|联盟|会议|联合会|学会)$")
_PLACE = re.compile("^《?(?!国家|全国)[一-鿿]{2,8}?(?:省|市(?!场)|自治区|自治州|县)")
_LEVELS = re.compile("[省市县区州盟旗]")
_WORLD = re.compile("世界|国际|全球|亚洲|金砖")
_CONTEST = re.compile("(?:大赛|竞赛|比赛|赛)$")


def entity_claims(record: Record, lines: Sequence[Sentence], statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Find the relations between entities, and of the document to its issuer, recipients and bases.

    Args:
        record: A record with entities and mentions.
        lines: Its sentences.
        statements: What is already said of points.

    Returns:
        One statement for each subject, predicate and object.
    """
    best: dict[tuple[str, str, str], Link] = {}
    own = own_ids(record)
    links = (*of_document(record), *nested_issuers(record), *_in_sentences(record, lines), *_by_name(record, statements))
    for link in links:
        subject = record.id if link.subject in own else link.subject
        if subject == link.object or (link.object in own and link.predicate not in ("part_of", "supersedes")):
            continue
        key = (subject, link.predicate, link.object)
        if key not in best or link.confidence > best[key].confidence:
            best[key] = link
    return tuple(
        Statement(make_id("st", record.id, *key), *key, link.start, link.end, link.rule, link.confidence)
        for key, link in best.items()
    )


def _in_sentences(record: Record, lines: Sequence[Sentence]) -> Iterator[Link]:
    organ: Mention | None = None
    for sentence in lines:
        shape = sentence.shape
        if sentence.node.kind is NodeKind.PREAMBLE:
            yield from _bases(record, sentence, shape)
        if sentence.node.kind is NodeKind.FRONT:
            continue  # the letterhead is metadata: it names the document itself in many forms
        yield from _patterns(shape, record.id)
        yield from _memberships(shape, organ)
        organ = _organ_before(shape, len(shape.text)) or organ


def _bases(record: Record, sentence: Sentence, shape: Shape) -> Iterator[Link]:
    """The preamble: what the document rests on."""
    made = _MADE.search(shape.text)
    for index, mention in shape.mentions.items():
        before = shape.text[:index].replace(_P, "").rstrip("、和及")
        guide = re.match(f"[{_P}、和]*为[^，]{{0,8}}(?:纲领|指导|依据|遵循)", shape.text[index:])
        if shape.text[index] == _P and made and _BASIS.search(before) and ("以" not in before[-3:] or guide):
            start, end = shape.span(index, index + 1)
            yield Link(record.id, "based_on", mention.entity, max(start - 3, sentence.start), end, "based_on/preamble", 0.8)


def _patterns(shape: Shape, document: str) -> Iterator[Link]:
    for mark, pattern, predicate, subject, object_, rule, confidence in _TABLE:
        for match in pattern.finditer(shape.text) if mark in shape.text else ():
            if not _holds(shape, match, rule):
                continue
            for left in _indices(shape, match, subject):
                if rule == "issued_by/owner" and not _in_marks(shape, left):
                    continue  # 教育部职业学校设置标准 may be one name or two
                for right in _indices(shape, match, object_):
                    if predicate == "issued_by" and left != match.start(subject) and _of_another(shape, left, right):
                        continue  # 国务院《规划》、《某省规划》: the second is not the State Council's
                    ids = shape.mentions[left].entity, shape.mentions[right].entity
                    yield Link(ids[0], predicate, ids[1], *shape.span(*match.span()), rule, confidence)
    for match in (*_REPEALS.finditer(shape.text), *_REPEALS_BEFORE.finditer(shape.text)) if _P in shape.text else ():
        for index in _indices(shape, match, "what"):
            span = shape.span(*match.span())
            yield Link(document, "supersedes", shape.mentions[index].entity, *span, "supersedes/repeal", 0.9)


def _of_another(shape: Shape, title: int, maker: int) -> bool:
    """Whether a title begins with a place and its maker is no office of a place."""
    return bool(_PLACE.match(shape.words(title))) and not _LEVELS.search(shape.words(maker))


def _holds(shape: Shape, match: re.Match[str], rule: str) -> bool:
    """What a pattern of marks cannot see: 及实施细则 spells the first out; 项目“…”工程 names a part in quotation marks."""
    if rule == "based_on/rules":
        return bool(_RULES_NAME.fullmatch(shape.words(match.start("rules"))))
    if rule == "part_of/adjacent":
        part, whole = match.start("part"), match.start("whole")
        if not _PIECE.search(shape.words(part)):
            return False
        return _in_marks(shape, part) and not _in_marks(shape, whole)  # “A”“B” are two of a kind
    return True


def _in_marks(shape: Shape, index: int) -> bool:
    """Whether 《 or “ opens the name."""
    start = shape.start[index]
    return shape.source[start] in "“《" or shape.source[start - 1] in "“《"


def _indices(shape: Shape, match: re.Match[str], group: str) -> Iterable[int]:
    return [index for index in range(*match.span(group)) if index in shape.mentions]


def _organ_before(shape: Shape, end: int) -> Mention | None:
    """The last body before ``end`` that has members: a committee, a group, a conference."""
    found = [
        m for i, m in sorted(shape.mentions.items()) if i < end and shape.text[i] in _I + _C and _ORGAN.search(shape.words(i))
    ]
    return found[-1] if found else None


def _memberships(shape: Shape, organ: Mention | None) -> Iterator[Link]:
    for match in (*_MEMBERS.finditer(shape.text), *_MEMBERS_INSIDE.finditer(shape.text)) if "由" in shape.text else ():
        whole = shape.mentions[match.start("whole")].entity
        for index in _indices(shape, match, "who"):
            if shape.text[index] == _I:
                span = shape.span(*match.span())
                yield Link(shape.mentions[index].entity, "member_of", whole, *span, "member_of/composed", 0.85)
    for match in _MEMBERS_AFTER.finditer(shape.text) if "成员" in shape.text else ():
        whole_of = _organ_before(shape, match.start()) or organ
        for index in _indices(shape, match, "who"):
            if shape.text[index] == _I and whole_of is not None:
                span = shape.span(*match.span())
                yield Link(shape.mentions[index].entity, "member_of", whole_of.entity, *span, "member_of/list", 0.8)


def _by_name(record: Record, statements: Sequence[Statement]) -> Iterator[Link]:
    """A contest whose name opens with another contest's, or that a point about that contest holds, is a part of it."""
    kinds = {entity.id: entity for entity in record.entities}
    events = [entity for entity in record.entities if entity.type == "Event" and _CONTEST.search(entity.name)]
    for mention in record.mentions:
        entity = kinds[mention.entity]
        for whole in events:
            longer = entity.type == "Event" and entity.name.startswith(whole.name) and len(entity.name) - len(whole.name) >= 3
            if longer and entity.id != whole.id:
                yield Link(entity.id, "part_of", whole.id, mention.start, mention.end, "part_of/name", 0.8)
    held = {(s.subject, s.object) for s in statements if s.predicate == "organizes"}
    yield from _in_contest_points(record, {event.id: event.name for event in events}, held)


def _in_contest_points(record: Record, events: dict[str, str], held: set[tuple[str, str]]) -> Iterator[Link]:
    contests = {m.start: m for m in record.mentions if m.entity in events}
    subject: dict[str, str] = {}
    for left, right, node in owners(record):
        for start in sorted(s for s in contests if left <= s < right):
            mention = contests[start]
            if node.title_start <= start < node.title_end:
                subject.setdefault(node.id, mention.entity)
            elif node.id not in subject or _wider(events[mention.entity], events[subject[node.id]]):
                continue  # a world's contest is no part of a nation's
            elif subject[node.id] != mention.entity and (node.id, mention.entity) in held:
                yield Link(mention.entity, "part_of", subject[node.id], mention.start, mention.end, "part_of/contest", 0.6)


def _wider(name: str, whole: str) -> bool:
    return _WORLD.match(name) is not None and _WORLD.match(whole) is None
