"""Type of a question, the noun it asks about, and the form its answer must take."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from search.question.shapes import shape
from search.question.wording import Wording

_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_AFTER = re.compile(
    r"(?:哪(?:些|个|份|部|几个?|两[个份部条项种]?|种|项|家|所|类|座|次|一|[二三四五六七八九十](?:大|个|项|类|种|条)?)?|什么|多少|几|何种)"
    r"(?P<noun>[^,。?!;:]{1,14})"
)
_BEFORE = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{1,8}?)(?:分别|各)?(?:是|为|有|叫|在|位于|设在|要达到|达到|要?(?:提|升|降|增|扩|涨|减|压|缩)[高升低加大短]?[到至为]|不[能得可要]?(?:低于|少于|超过|高于|小于|大于)|要|由)?(?:多少|什么|谁|哪|几|多高|多大|多长)"
)
_CALENDAR = re.compile(r"[年月日天号]")
_COUNTED = re.compile(r"哪(?P<number>[两二三四五六七八九十])")


LONGEST_NOUN = 6
_NO_QUANTITIES = frozenset(
    {"date", "body", "document", "place", "city", "province", "county", "school", "company", "person", "grade", "color"}
)


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question asks: type, wanted form, measure word, focus noun and how many things."""

    kind: str
    form: str | None
    unit: str
    focus: str
    asked: int | None


def read_asking(folded: str, wording: Wording) -> Asking:
    """Read how a folded question asks."""
    kind, unit = _kind(folded, wording)
    form, focus = _form(folded, kind, wording)
    quantity = _quantity(folded, kind)
    if quantity:
        kind, form, unit = kind if kind == "compare" else "number", quantity, ""
    if kind in ("number", "compare") and not unit and shape("ends_in_persons").search(folded):
        unit = "人"
    if kind == "lookup" and re.search("多少|几", folded):
        form = None  # 付多少钱跟什么挂钩 asks for no sum
    counted = _COUNTED.search(folded)
    asked = _NUMERALS[counted["number"]] if counted else None
    if "百分之几" in folded or "百分之多少" in folded:
        form = "percent"
    form = _of_people(folded, kind, form)
    if kind == "when" and not shape("how_long").search(folded):
        form = "date"
    if kind in ("compare", "list") and form is None:
        form = "date" if shape("asks_when").search(folded) else "person_or_body" if "谁" in folded else None
    if kind in ("number", "count") and form in _NO_QUANTITIES:
        form = None
    if kind == "count" and form in ("money", "percent", "duration"):
        kind = "number"
    if kind in ("list", "lookup", "who") and shape("asks_provision").search(folded):
        kind, form = "lookup", None  # what is laid down is told in sentences, not in a list of names
    return Asking(kind, form, unit, focus, asked)


def _quantity(folded: str, kind: str) -> str | None:
    """The form of a quantity that shows in the wording itself: how long, how often, how much money, which in order."""
    if "第几" in folded:
        return "ordinal"
    if shape("how_often").search(folded):
        return "frequency"
    if kind == "number" and shape("how_much_to_pay").search(folded):
        return "amount"
    if kind in ("number", "compare") and shape("ends_in_sum").search(folded):
        return "money"
    if kind in ("number", "count") and shape("how_much_money").search(folded):
        return "money"
    return "duration" if kind in ("when", "number", "compare") and shape("how_many_days").search(folded) else None


def _of_people(folded: str, kind: str, form: str | None) -> str | None:
    """The form corrected for questions about people and bodies."""
    named = shape("name_of_person").search(folded)
    if kind == "who" and shape("kind_of_people").search(folded):
        return None  # the doer is told by what he is, not by a name
    if form == "person" and kind != "who" and re.search("名字|叫", folded) and not named:
        return None  # the name of a thing
    if kind == "who" and named:
        return "person"
    if kind == "who" and "谁" in folded and form in ("school", "company"):
        return "person_or_body"  # 企业由谁认定 asks for no company
    if kind == "who" and form not in ("person", "body", "school", "company"):
        return "person_or_body" if "谁" in folded else "body"
    return "person" if form is None and shape("which_persons").search(folded) else form


def _kind(folded: str, wording: Wording) -> tuple[str, str]:
    for rule in wording.kinds:
        for pattern in rule.patterns:
            match = pattern.search(folded)
            if match:
                return rule.kind, (match.groupdict().get("unit") or "")
    return "lookup", ""


@lru_cache(maxsize=1024)
def _word_ends(noun: str) -> tuple[int, ...]:
    """Lengths of a noun's beginnings that end where one of its words ends: 市场 asks for no 市."""
    import rjieba

    return tuple(itertools.accumulate(len(word) for word in rjieba.cut(noun)))


def _form(folded: str, kind: str, wording: Wording) -> tuple[str | None, str]:
    best: tuple[int, str | None, str] = (0, None, "")
    for match in _AFTER.finditer(folded):
        noun = re.split(r"[是为有由在来对把被要能会可应以了吗呢]", match["noun"])[0]
        head = noun.split("的")[0]
        if _CALENDAR.match(head):
            continue  # 哪一年上线 asks for a year of the going on line, not for a kind of 上线
        focus = head if not head.startswith(("关于", "与", "和", "对")) else noun.rsplit("的", 1)[-1]
        for length in _word_ends(focus[:LONGEST_NOUN]):
            form = wording.form_of(focus[:length])
            if form and length > best[0]:
                best = (length, form, focus[:length])
        if best[1] is None and focus and not best[2]:
            best = (0, None, focus[:4])
    if best[1] is None:
        before = _BEFORE.search(folded)
        if before and kind not in ("yes_no", "compare") and not re.search("分别|各", before.group()):
            form = wording.form_of(before["noun"])
            if form:
                return form, before["noun"][-4:]
    return best[1], best[2]
