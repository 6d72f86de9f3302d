"""Text that was decoded wrongly before it was saved: nothing may be taken from it."""

from __future__ import annotations

import re

from ingest.formats.text import common_share
from ontology.errors import UnreadableDocument

_WRONG = {
    "gb18030": "GBK",
    "cp1252": "Windows-1252",
    "latin-1": "ISO 8859-1",
    "cp1251": "Windows-1251",
    "mac_cyrillic": "Mac Cyrillic",
    "mac_roman": "Mac Roman",
    "koi8-r": "KOI8-R",
    "cp437": "code page 437",
    "cp850": "code page 850",
    "shift_jis": "Shift JIS",
    "cp949": "code page 949",
    "big5": "Big5",
}
_HAN = re.compile("[一-鿿]")
_HAN_RUN = re.compile("[一-鿿]+")
_FOREIGN = re.compile("[\u0080-\u02ff\u0370-\u052f\u2190-\u23ff\u2500-\u25ff\ue000-\uf8ff]")
_REPLACED = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯")
_SAMPLE = 4000
_COMMON = 0.3
_FEWEST = 40
_HINT = "Take the text from its source again and save it as UTF-8"


def _han(text: str) -> int:
    """How many Han characters there are."""
    return sum(map(len, _HAN_RUN.findall(text)))


def _recovered(text: str, encoding: str) -> float:
    """Share of the sample's bytes that turn out to be Chinese in UTF-8 once the wrong decoding is undone."""
    data = text.encode(encoding, "ignore")
    if len(data) < _FEWEST:
        return 0.0
    decoded = data.decode("utf-8", "ignore")
    if common_share(decoded) < _COMMON:
        return 0.0  # bytes of real text that happen to pass as UTF-8 give rare characters
    return 3 * _han(decoded) / len(data)


def _was_gbk(text: str) -> bool:
    """Whether a text of Western letters is Chinese in GBK that was read as a Western encoding."""
    data = text.encode("latin-1", "ignore")
    if len(data) < 0.9 * len(text) or len(data) < _FEWEST:
        return False
    decoded = data.decode("gb18030", "ignore")
    han = _HAN.findall(decoded)
    level_one = sum(1 for character in han if 0xB0 <= character.encode("gb18030")[0] <= 0xD7)
    return len(han) > 0.3 * len(decoded) and level_one > 0.8 * len(han)


def check_decoding(text: str, name: str) -> None:
    """Refuse a text that a wrong decoding has damaged.

    Args:
        text: The decoded text.
        name: The file's name, for messages.

    Raises:
        UnreadableDocument: The text reads as one encoding taken for another, or characters were lost in it.
    """
    sample = re.sub(r"\s+", "", text[: _SAMPLE * 4])[:_SAMPLE]
    lost = len(_REPLACED.findall(text))
    if lost >= 3 and lost > 0.001 * len(text):
        raise UnreadableDocument(f"{lost} characters were lost in an earlier conversion of the text", where=name, hint=_HINT)
    if len(sample) < _FEWEST:
        return
    han, foreign = _han(sample), len(_FOREIGN.findall(sample))
    if han > 0.3 * len(sample) and foreign < 0.1 * len(sample):
        encodings = ["gb18030", "big5", "shift_jis", "cp949"]
    elif foreign > 0.2 * len(sample):
        encodings = list(_WRONG)
    else:
        return
    for encoding in encodings:
        if _recovered(sample, encoding) > 0.4:
            reason = f"the text was decoded wrongly (UTF-8 taken for {_WRONG[encoding]})"
            raise UnreadableDocument(reason, where=name, hint=_HINT)
    if han < 0.1 * len(sample) and foreign > 0.3 * len(sample):
        reason = "GBK taken for a Western encoding" if _was_gbk(sample) else "its letters make no words"
        raise UnreadableDocument(f"the text was decoded wrongly ({reason})", where=name, hint=_HINT)
