"""Bytes of a text file to characters: UTF-8, GB18030, UTF-16, Big5, found by content."""

from __future__ import annotations

import re

from ingest.formats.detect import looks_like_utf16
from ontology.errors import UnreadableDocument

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    "國時來們產對會個為這發動經學過後說種與關現實當點從業體機還應開讓間數變條題問無軍總設長資邊圖統計別農區強戰導壓爭濟術極證較單類離華確節傳許廣記歷觀織響團劃選標錄適屬滿縣參細鐵價嚴"
)
_ENCODINGS = ("gb18030", "big5hkscs")
_SAMPLE = 6000
_HAN = re.compile("[一-鿿]")


def common_share(text: str) -> float:
    """How many of the first Han characters are common ones; 0 without any."""
    han = _HAN.findall(text[:_SAMPLE])
    return sum(character in _COMMON for character in han) / len(han) if han else 0.0


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _not_utf8(data: bytes, name: str) -> UnreadableDocument | None:
    """The error for a file that is UTF-8 but for a few damaged bytes."""
    replaced = data.decode("utf-8", "replace")
    if common_share(replaced) > 0.4 and replaced.count("\ufffd") < 0.02 * len(replaced):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            return UnreadableDocument(
                f"byte {error.start + 1} is not valid UTF-8: the file is damaged",
                where=name,
                hint="Fetch or save the file again",
            )
    return None


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode a text file.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Returns:
        The text and the name of its encoding.

    Raises:
        UnreadableDocument: No encoding fits, or the bytes are damaged.
    """
    for bom, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(bom):
            text = _try(data, encoding)
            if text is None:
                raise UnreadableDocument(
                    f"the file says it is {encoding} but is damaged", where=name, hint="Fetch or save it again"
                )
            return text, "utf-8" if encoding == "utf-8-sig" else encoding
    text = _try(data, "utf-8")
    if text is not None and "\x00" not in text:
        return text, "utf-8"
    wide = looks_like_utf16(data)
    if wide:
        text = _try(data, wide)
        if text is not None:
            return text, wide
    damaged = _not_utf8(data, name)
    if damaged:
        raise damaged
    found = [(text, encoding) for encoding in _ENCODINGS if (text := _try(data, encoding)) is not None]
    found.sort(key=lambda pair: -common_share(pair[0]))
    if found and common_share(found[0][0]) > 0.3:
        return found[0]
    import charset_normalizer  # it takes as long to load as a short document to read, and few files come here

    best = charset_normalizer.from_bytes(data[: 1 << 16]).best()
    if best is not None and (text := _try(data, best.encoding)) is not None and found == []:
        return text, best.encoding
    if found:
        return found[0]
    raise UnreadableDocument("the encoding of the text cannot be recognised", where=name, hint="Save the file as UTF-8")
