"""The triggers of all predicates, compiled: which word can say which predicate, and in which frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.relations.shape import MARKS
from ingest.relations.vocabulary import Words, alternatives, load_words, trie
from ontology.model import Trigger, load_model


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger of one predicate. ``objects`` are the marks of the types that it takes."""

    predicate: str
    trigger: Trigger
    objects: str
    near: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by word for each way a word can stand, and one pattern that finds all words and marks.

    Attributes:
        verbs: Rules of the frames verb, actor and quality: the word stands before its object.
        nouns: Rules of the frame noun: the word stands after its object.
        prepositions: Rules of the frames toward, with and as.
        scanner: Finds marks, punctuation, plain words and trigger words.
        words: The words of no predicate.
    """

    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    prepositions: dict[str, tuple[Rule, ...]]
    scanner: re.Pattern[str]
    words: Words


def _near(trigger: Trigger) -> re.Pattern[str]:
    """A pattern for the words; 高水平 is a quality of the thing, not a level that is raised; 后勤保障 a department."""
    if not trigger.near:
        return re.compile("")
    return re.compile(f"(?<!高)(?<!后勤)(?:{alternatives(trigger.near)})")


def _inherit(verbs: dict[str, list[Rule]]) -> None:
    """组织开展 says all that 开展 says: a longer word takes over the predicates of the longest word that ends it."""
    for word in sorted(verbs, key=lambda word: (len(word), word)):
        ending = next((word[cut:] for cut in range(1, len(word) - 1) if word[cut:] in verbs), None)
        own = {rule.predicate for rule in verbs[word]}
        own |= {"revises"} if "formulates" in own else set()  # 建立健全 makes what 健全 would amend
        verbs[word] += [rule for rule in verbs.get(ending or "", ()) if rule.predicate not in own]


@cache
def load_grammar() -> Grammar:
    """Compile the bundled triggers once."""
    words = load_words()
    tables: dict[str, dict[str, list[Rule]]] = {"verb": {}, "noun": {}, "preposition": {}}
    table_of = {"verb": "verb", "actor": "verb", "quality": "verb", "noun": "noun"}
    for predicate in load_model().predicates.values():
        for trigger in predicate.triggers:
            marks = "".join(MARKS[kind] for kind in trigger.objects if kind in MARKS)
            rule = Rule(predicate.name, trigger, marks, _near(trigger))
            table = tables[table_of.get(trigger.frame, "preposition")]
            for word in trigger.words:
                table.setdefault(word, []).append(rule)
    _inherit(tables["verb"])
    known = {word for table in tables.values() for word in table} | set(words.plain)
    marks = "".join(MARKS.values())
    begins = re.escape("".join(sorted({word[0] for word in known})))  # a quick look first: most characters open no word
    scanner = re.compile(f"(?=[{marks}，：{begins}])(?:(?P<mark>[{marks}])|(?P<stop>[，：])|(?P<word>{trie(known)}))")
    verbs, nouns, prepositions = ({word: tuple(rules) for word, rules in table.items()} for table in tables.values())
    return Grammar(verbs, nouns, prepositions, scanner, words)
