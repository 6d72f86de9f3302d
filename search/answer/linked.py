"""Questions of two or more links: what the first clause describes is found first, then the rest is asked of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from search.answer.metadata_answer import asks_particulars, read_particulars
from search.answer.model import Answer, Citation, How, Item, shorten, tidy
from search.answer.phrases import phrase
from search.answer.ranking import Reading
from search.answer.reading_answer import citation_of
from search.answer.shelf import Shelf
from search.answer.spans import entity_at
from search.answer.values import Span, find_values
from search.question.fold import fold
from search.question.names import NameBook, longest_common
from search.question.question import Question
from search.question.wording import load_wording

_BRIDGE = re.compile(
    r"^(?P<what>.+?)的?那(?:个|份|部|项|家|条|些|座|次)?(?P<head>[^,、?]{1,8})$|^(?P<what2>.+)的(?P<head2>[^,的、?]{1,6})$"
)
_PLAIN_RUN, _FOUND = 7, 0.62
_HOLDS = re.compile(r"[,;:?]|、(?=[^、]{0,10}(?:什么|哪|谁|多少|何时))")


@dataclass(frozen=True, slots=True)
class Bridge:
    """What the first clause meant: a name, the documents that it is or has, and the evidence."""

    name: str
    documents: tuple[str, ...]
    citation: Citation | None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """A question taken apart: what is described, what kind of thing that is, and what is asked of it.

    ``pointed`` tells that the question points at one thing (那个…) and does not merely speak of all of a kind (…的企业).
    """

    what: str
    head: str
    asked: tuple[str, ...]
    pointed: bool = False


def take_apart(text: str) -> Links | None:
    """Take a question of several links apart, or ``None`` when it is of one.

    >>> take_apart("起草规划的那个部门，它的负责人是谁？").asked
    ('它的负责人是谁',)
    """
    clauses = [part.strip() for part in _HOLDS.split(fold(text)) if part.strip()]
    asking = [clause for clause in clauses if phrase("asks").search(clause)]
    if len(clauses) < 2 or not asking:
        return None
    first = clauses[0]
    if not phrase("asks").search(first):
        match = _BRIDGE.match(first)
        if match is None or phrase("adverbial").match(first):
            return None
        what, head = match["what"] or match["what2"], match["head"] or match["head2"]
        return Links(what, head, tuple(clauses[1:]), match["what"] is not None)
    if len(asking) > 1:
        return Links("", _subject(first), tuple(asking))
    return None


def _known(bridge: Bridge, head: str) -> bool:
    """Whether what was found is a thing of its own, a document or a name, and not the bare kind of thing asked about."""
    name = fold(bridge.name)
    return bool(bridge.documents) or (bridge.entity is not None and fold(head) in name and name != fold(head))


def _subject(clause: str) -> str:
    """What the first question is about, to be carried to those after it: the words before its verb or question word."""
    cut = re.split(r"的|是|在|由|为|有|法定|什么|哪|谁|多少|何时|要|从", clause)[0]
    return cut if 2 <= len(cut) <= 24 else ""


class LinkReader:
    """Answers questions of several links with a reader for one.

    Args:
        shelf: Where to read.
        names: Names of the library.
        read: Gives ranked readings for a text, within documents or everywhere.
        ask: Answers one simple question within documents or everywhere.
    """

    def __init__(
        self,
        shelf: Shelf,
        names: NameBook,
        read: Callable[[str], list[Reading]],
        ask: Callable[[str, frozenset[str] | None], Answer],
    ) -> None:
        self.shelf = shelf
        self.names = names
        self.read = read
        self.ask = ask

    def answer(self, question: Question) -> Answer | None:
        """Answer, or ``None`` when the question is of one link or a link is not found."""
        links = take_apart(question.text)
        if links is None:
            return None
        bridge = self.bridge(links) if links.what else None
        if links.what and (bridge is None or not (links.pointed or _known(bridge, links.head))):
            return None
        answers: list[Answer] = []
        for asked in links.asked:
            told = self._of_document_before(asked, answers) or self._inside_document_before(asked, answers)
            answers.append(told or self._one(links, asked, bridge))
        found = [answer for answer in answers if answer.answerable]
        if not found or (len(found) < len(answers) and not links.what):
            return None
        return _join(bridge, found)

    def _of_document_before(self, asked: str, answers: list[Answer]) -> Answer | None:
        """A particular of the document that the question before this one found: 在哪份文件里，这份文件何时印发."""
        if not answers or not answers[0].citations or not phrase("refers_to_document").search(asked):
            return None
        return read_particulars(asked, self.shelf.books[answers[0].citations[0].document].record)

    def _inside_document_before(self, asked: str, answers: list[Answer]) -> Answer | None:
        """What stands in the document that the question before this one found: 是哪份方案，里面要建多少个基地."""
        inside = phrase("refers_inside").match(asked)
        if inside is None or not answers or not answers[0].answerable:
            return None
        name = answers[0].answer.split("\n")[0].rstrip("。")
        named = [d.id for d in self.names.documents(name, (), self.shelf.idf) if d.score >= _FOUND]
        return self.ask(asked[inside.end() :], frozenset(named[:1])) if named else None

    def _one(self, links: Links, asked: str, bridge: Bridge | None) -> Answer:
        rest = phrase("pronoun").sub("", asked)
        if bridge is None:
            carried = links.head if links.head and links.head not in rest else ""
            return self.ask(f"{carried}{rest}", None)
        for document in bridge.documents:
            particulars = read_particulars(rest, self.shelf.books[document].record)
            if particulars:
                return particulars
        if not bridge.documents and bridge.citation and asks_particulars(rest):
            own = read_particulars(rest, self.shelf.books[bridge.citation.document].record)
            if own:
                return own
        within = frozenset(bridge.documents) or None
        answer = self.ask(f"{bridge.name}{rest}", within)
        return answer if answer.answerable or within is None else self.ask(f"{bridge.name}{rest}", None)

    def bridge(self, links: Links) -> Bridge | None:
        """Find what the first clause describes."""
        form = load_wording().form_of(links.head)
        described = self.names.documents(links.what, (), self.shelf.idf)
        if (
            form in ("body", "person_or_body")
            and phrase("issues").search(links.what)
            and described
            and described[0].score >= 0.4
        ):
            record = self.shelf.books[described[0].id].record
            if record.meta.issuer:
                return self._issuer(record.id, record.meta.issuer)
        what = fold(links.what)
        readings = self.read(f"{links.what}{links.head}")[:10]
        readings.sort(
            key=lambda r: -max(0, len(longest_common(what, r.folded)) - _PLAIN_RUN)
        )  # words kept as printed tell most
        for reading in readings[:6]:
            found = self._named(links, form, reading)
            if found:
                return found
        return None

    def _issuer(self, document: str, issuer: str) -> Bridge:
        record = self.shelf.books[document].record
        printed = read_particulars("由谁印发", record)
        own = [
            key
            for key, book in self.shelf.books.items()
            if issuer in book.record.meta.issuers or issuer == book.record.meta.issuer
        ]
        others = tuple(key for key in own if key != document)
        return Bridge(issuer, others, printed.citations[0] if printed and printed.citations else None)

    def _named(self, links: Links, form: str | None, reading: Reading) -> Bridge | None:
        spans = find_values(form, reading.folded) if form else []
        if form == "place" or form == "city":
            return self._region(links, reading)
        head = fold(links.head)
        own = head in ("文件", "规定", "政策") or head in fold(reading.book.record.meta.title)
        own = own or bool(phrase("document_says").match(links.what))  # 规定…的那部法律 is the one that says so
        if form == "document" and own and ("《" not in reading.folded or phrase("document_says").match(links.what)):
            record = reading.book.record
            return Bridge(tidy(record.meta.title), (record.id,), citation_of(reading))
        doer = _before_verb(links.what, reading) if form in ("body", "person_or_body") else None
        if doer:
            spans = [doer]
        elif not spans or form == "body":
            at = reading.folded.find(head)
            spans = [(max(0, at - 24), at + len(head))] if at >= 0 else spans
        if not spans:
            return None
        anchors = [reading.folded.find(term.text) for term in reading.found if term.text in reading.folded]
        middle = sum(anchors) / len(anchors) if anchors else 0
        start, end = min(spans, key=lambda s: abs((s[0] + s[1]) / 2 - middle))
        record = reading.book.record
        left, right = reading.start + start, reading.start + end
        entity = entity_at(record, left, right) or next(
            (m.entity for m in record.mentions if left <= m.start and m.end <= right), None
        )
        name = next((e.name for e in record.entities if e.id == entity), tidy(record.text[left:right]).strip("《》，。"))
        documents = tuple(
            d.id for d in self.names.documents(name, (), self.shelf.idf) if d.score >= _FOUND and d.id != record.id
        )
        return Bridge(name, documents[:2] if form == "document" else (), citation_of(reading), entity)

    def _region(self, links: Links, reading: Reading) -> Bridge | None:
        """A region beside the described words: the title of another document that bears it."""
        quoted = re.findall(r"[\"“]([^\"”]{2,12})[\"”]", links.what)
        told = quoted or [term.text for term in reading.found]
        at = next((reading.folded.find(fold(words)) for words in told if fold(words) in reading.folded), -1)
        before = reading.folded[max(0, at - 4) : at] if at >= 0 else ""
        for size in (4, 3, 2):
            name = before[-size:] if len(before) >= size else ""
            holders = tuple(
                key
                for key, book in self.shelf.books.items()
                if name
                and (quoted or name in self.names.places)
                and book.record.id != reading.book.record.id
                and fold(name) in book.face
            )
            if holders:
                return Bridge(name, holders, citation_of(reading))
        return None


def _before_verb(what: str, reading: Reading) -> Span | None:
    """The body that stands right before the verb with which a description begins: 由市农牧业局牵头."""
    verb = phrase("leads_first").match(fold(what))
    if verb is None:
        return None
    record, kinds = reading.book.record, {entity.id: entity.type for entity in reading.book.record.entities}
    for mention in record.mentions:
        left, right = mention.start - reading.start, mention.end - reading.start
        if kinds.get(mention.entity) == "Institution" and left >= 0 and reading.folded.startswith(verb.group(), right):
            return left, right
    return None


def _join(bridge: Bridge | None, answers: list[Answer]) -> Answer:
    citations: list[Citation] = [bridge.citation] if bridge and bridge.citation else []
    items: list[Item] = []
    texts = [f"所指的是{bridge.name}。"] if bridge else []
    for answer in answers:
        items.extend(Item(i.label, i.entity, None if i.citation is None else i.citation + len(citations)) for i in answer.items)
        citations.extend(answer.citations)
        texts.append(answer.answer)
    text = "\n".join(texts)
    if len(text) > 640:
        text = shorten(
            "\n".join([*texts[: 1 if bridge else 0], *(answer.answer.split("\n另见")[0] for answer in answers)]), 640
        )
    first = f"先由问题的前半找到“{bridge.name}”，再" if bridge else "把问题拆开，"
    words = f"{first}逐一回答其余{len(answers)}问：" + "；".join(answer.how.summary for answer in answers)
    return Answer(text, True, tuple(items), tuple(dict.fromkeys(citations)), How("path", words), "path")
