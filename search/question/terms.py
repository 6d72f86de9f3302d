"""Content words of a question and how much each weighs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from search.question.fold import bigrams, fold, is_han
from search.question.shapes import shape
from search.question.wording import Wording
from search.understand.synonyms import synonyms

Cut = Callable[[str], list[str]]
_LATIN = re.compile(r"[a-z0-9][a-z0-9+.%/-]*")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百\d]+(?:部分|章|节|条|项|款|点)")
_EITHER = re.compile(r"([\u4e00-\u9fff])不\1")  # 刻不刻
_AIDS = re.compile(
    r"(?<=[送报交发寄移付拨汇])给(?=哪|谁|什么)|(?<![未将原本近历由往])来(?=[建办做管定设审组当写付出给担牵编批])|没(?![有收落])|未(?![来成必])"
    r"|(?<![功可智节性职产技动])能(?=[办用拿收要开做上当领享报参进去买卖租换减免退补扣抵延])"
)
_BY = re.compile(r"由(?=什么|谁|哪|何)")
_A_MONTH = re.compile(r"(?<![前后满过足少多近早晚于在了])一个月(?=[\u4e00-\u9fff]{0,6}(?:多少|几[元百千万]|多大|多高))")
"""一个月 that asks what comes each month (一个月补多少), and not how long (提前一个月报多少)."""
_QUOTED = re.compile(r"\"([^\",。]{2,8})\"")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年?(?!\d)")


@dataclass(frozen=True, slots=True)
class Term:
    """One content word of the question, folded.

    ``forms`` are its other words; ``weight`` counts in coverage; ``role`` is content,
    focus (the kind of thing asked for), name (of the document meant), phrase
    (name of an entity) or year; ``place`` marks a region of the library; ``kin`` are words near in meaning with their nearness.
    """

    text: str
    weight: float
    forms: tuple[str, ...] = ()
    role: str = "content"
    place: bool = False
    kin: tuple[tuple[str, float], ...] = ()
    gap: bool = False


def words_of(folded: str, cut: Cut, wording: Wording) -> list[str]:
    """Content words of a folded question, in order and once each. Single characters are left out.

    Words that follow each other as single characters are joined, since a segmenter breaks names it does not know.
    """
    words: list[str] = []
    phrases, folded = _phrases(folded, wording, cut)
    words.extend(phrases)
    folded = _A_MONTH.sub(" 每月 ", _BY.sub(" 由 ", folded))
    folded = _EITHER.sub(r"\1 ", folded)
    folded = _NUMBERED.sub(r" \g<0> ", _AIDS.sub(" ", folded))
    folded = shape("how_many_of_time").sub(" ", folded)
    folded = shape("how_much").sub(" ", shape("asking_measure").sub(" ", shape("pointing").sub(" ", folded)))
    for piece in _split_latin(folded):
        if _LATIN.fullmatch(piece):
            words.append(piece.strip("./-"))
            continue
        words.extend(_join_singles(cut(piece), wording))
    seen: dict[str, None] = {}
    for word in words:
        word = shape("asking_head").sub("", word).rstrip("是的了吗呢要")
        if _matters(word, wording):
            seen.setdefault(word)
    return list(seen)


def _phrases(folded: str, wording: Wording, cut: Cut) -> tuple[list[str], str]:
    """Phrases of three characters or more that have other words for them, and the text without them.

    A phrase of which an end lies inside a word wherever it stands (上网课 in 上网课程) is none.
    """
    found = [match.group(1).strip() for match in _QUOTED.finditer(folded)]
    found += shape("deputy").findall(folded)
    known = [phrase for phrase in (*wording.phrases, *_everyday()) if phrase in folded]
    inside = _inside(cut(folded)) if known else set()
    found += [
        phrase for phrase in known if any(not {*match.span()} & inside for match in re.finditer(re.escape(phrase), folded))
    ]
    for phrase in found:
        folded = folded.replace(phrase, " ")
    return found, folded


def _inside(cut: list[str]) -> set[int]:
    """Offsets in a text that lie inside its words and not between two."""
    offsets: set[int] = set()
    position = 0
    for word in cut:
        offsets.update(range(position + 1, position + len(word)))
        position += len(word)
    return offsets


@cache
def _everyday() -> tuple[str, ...]:
    """Everyday words of three characters or more, the longest first: a segmenter cuts them apart."""
    return tuple(
        sorted((word for word in synonyms() if len(word) > 2 and is_han(word[0])), key=lambda word: (-len(word), word))
    )


def _matters(word: str, wording: Wording) -> bool:
    if word.isdigit():
        return True
    if shape("one_of").fullmatch(word):
        return False
    return len(word) > 1 and word not in wording.empty and not all(c in wording.empty for c in word) and bool(bigrams(word))


def _split_latin(folded: str) -> list[str]:
    pieces, position = [], 0
    for match in re.finditer(rf"{_YEAR.pattern}|{_LATIN.pattern}", folded):
        pieces.append(folded[position : match.start()])
        pieces.append(match.group())
        position = match.end()
    pieces.append(folded[position:])
    return [piece for piece in pieces if piece]


def _join_singles(cut: list[str], wording: Wording) -> list[str]:
    words: list[str] = []
    run = ""
    for token in [*_whole(cut), ""]:
        if len(token) == 1 and is_han(token) and token not in wording.empty:
            run += token
            continue
        if len(run) > 1:
            words.append(run)
        run = ""
        if token:
            words.append(token)
    return words


def _whole(cut: list[str]) -> list[str]:
    """The cut with short forms that the segmenter breaks (个|税) put together again."""
    tokens: list[str] = []
    for token in cut:
        if tokens and tokens[-1] + token in synonyms():
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def weigh(
    words: list[str], focus: str, idf: Callable[[str], float], wording: Wording, quoted: frozenset[str] = frozenset()
) -> tuple[Term, ...]:
    """Give each word its weight.

    Args:
        words: Folded content words.
        focus: The word after the question word; it need not stand in the answer and weighs a third.
        idf: Inverse document frequency of a folded term in 0..1.
        wording: Whose lines of same words give the forms.
        quoted: Words that the question puts in quotation marks; they are never mere focus.

    Returns:
        The terms; weights grow with rarity and with length.
    """
    terms = []
    for word in words:
        if word.isdigit() and not _YEAR.fullmatch(word):
            terms.append(Term(word, 0.2, (), "focus"))
            continue
        if _YEAR.fullmatch(word):
            terms.append(Term(word, 0.45, (word.rstrip("年"),), "year"))
            continue
        weight = (0.25 + idf(word)) * (0.8 + 0.2 * min(len(word), 5) / 2)
        role = "content"
        if focus and (word in focus or focus in word) and word not in quoted and (wording.generic(word) or len(word) < 3):
            weight, role = weight * 0.35, "focus"
        if shape("enumerates").search(word):
            weight, role = weight * 0.35, "focus"
        terms.append(Term(word, weight, (*wording.forms(word), *_trade(word), *synonyms().get(word, ())), role))
    return tuple(terms)


def _trade(word: str) -> tuple[str, ...]:
    """Other words for a trade: 钢铁业 is 钢铁行业."""
    stem = word.removesuffix("业").removesuffix("行")
    return (f"{stem}行业", f"{stem}业") if len(stem) > 1 and word in (f"{stem}业", f"{stem}行业") else ()


def quoted_in(folded: str) -> frozenset[str]:
    """Words between quotation marks in a folded question."""
    return frozenset(match.group(1).strip() for match in _QUOTED.finditer(folded))


def folded_years(text: str) -> tuple[int, ...]:
    """Years printed in a text, in order and once each."""
    return tuple(dict.fromkeys(int(match.group()[:4]) for match in _YEAR.finditer(fold(text))))
