from __future__ import annotations

import hashlib
import re

import pytest

from ingest.formats import read_source
from ingest.formats.reader import LONGEST_FILE, safe_name
from ontology.errors import UnreadableDocument, UnsupportedFormat
from tests.ingest.formats import files

NOTICE = files.NOTICE * 3


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_are_found_by_content(encoding, said):
    source = read_source(NOTICE.encode(encoding), "notice.txt")
    assert source.text == NOTICE
    assert source.encoding == said


def test_traditional_big5():
    text = "教育部關於印發職業教育與繼續教育工作要點的通知，各級學校應當落實安全責任。" * 3
    source = read_source(text.encode("big5"), "notice.txt")
    assert source.text == text
    assert source.encoding == "big5hkscs"


def test_source_says_where_it_comes_from():
    data = NOTICE.encode()
    source = read_source(data, "folder/notice.txt")
    assert source.name == "notice.txt"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.media_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.txt", "x.txt"),
        ("..", "document"),
        ("", "document"),
        ("a\x00b.txt", "ab.txt"),
    ],
)
def test_names_cannot_leave_a_folder(name, kept):
    assert safe_name(name) == kept


@pytest.mark.parametrize("data", [b"", b"  \n\n\t ", b"\x00\x00\x00", "\ufeff".encode()])
def test_empty_files_are_refused(data):
    with pytest.raises(UnreadableDocument, match=r"empty\.txt: the file (is empty|holds no text)"):
        read_source(data, "empty.txt")


def test_a_file_that_is_too_large_says_so():
    with pytest.raises(UnreadableDocument, match=r"big\.txt: the file has 50 MB; at most 32 MB are read\. Split"):
        read_source(b"\xe5" * (50 * 2**20), "big.txt")
    assert LONGEST_FILE == 32 * 2**20


def test_a_text_that_is_too_long_says_so():
    with pytest.raises(UnreadableDocument, match=r"the text has 3,000,001 characters"):
        read_source(b"a" * 3_000_001, "long.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "a JPEG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "an old Office file"),
        (b"{\\rtf1\\ansi hello}", "an RTF file"),
        (b"\x7fELF" + bytes(range(256)) * 4, "binary"),
        (b"\x1f\x8b\x08" + b"\x00" * 40, "gzip"),
        (files.archive(xl__workbook_xml="<x/>"), "Excel"),
        (files.archive(ppt__presentation_xml="<x/>"), "PowerPoint"),
        (files.archive(OFD_xml="<x/>"), "OFD"),
        (files.archive(readme="x"), "a zip archive"),
    ],
)
def test_kinds_that_are_not_read_are_named(data, what):
    with pytest.raises(UnsupportedFormat, match=what) as caught:
        read_source(data, "file.txt")
    assert caught.value.hint


def test_a_protected_word_file_is_told_from_an_old_one():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 9
    with pytest.raises(UnreadableDocument, match="password"):
        read_source(data, "file.docx")


def test_the_content_decides_and_the_note_says_so():
    page = f"<!DOCTYPE html><html><body><p>{'各学校要落实安全责任。' * 30}</p></body></html>"
    source = read_source(page.encode(), "page.md")
    assert source.media_type == "text/html"
    assert source.notes == ("the name ends in .md but the file is text/html; read as that",)


@pytest.mark.parametrize(
    ("data", "name", "what", "hint"),
    [
        (NOTICE.encode(), "notice.pdf", "the name ends in .pdf but the file is plain text", "rename it to .txt"),
        (
            b"<!DOCTYPE html><html><body>404</body></html>",
            "plan.docx",
            "the name ends in .docx but the file is a web page",
            ".html",
        ),
    ],
)
def test_text_under_the_name_of_a_packed_kind_is_refused(data: bytes, name: str, what: str, hint: str):
    with pytest.raises(UnreadableDocument, match=re.escape(what)) as caught:
        read_source(data, name)
    assert hint in (caught.value.hint or "")


def test_html_under_a_text_name():
    page = f"<!DOCTYPE html><html><body><p>{'各学校要落实安全责任。' * 30}</p></body></html>"
    source = read_source(page.encode(), "page.txt")
    assert source.media_type == "text/html"
    assert "<p>" not in source.text


def test_damaged_utf8_names_the_byte():
    data = bytearray(NOTICE.encode())
    data[30] = 0xFF
    with pytest.raises(UnreadableDocument, match=r"byte 31 is not valid UTF-8"):
        read_source(bytes(data), "damaged.txt")


def test_a_truncated_word_file():
    data = files.word(lambda document: document.add_paragraph("一、总体要求"))
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_source(data[: len(data) // 2], "cut.docx")


@pytest.mark.parametrize("wrong", ["cp1251", "mac_cyrillic", "latin-1", "cp437"])
def test_utf8_taken_for_a_western_encoding_is_refused(wrong):
    damaged = NOTICE.encode().decode(wrong, "ignore")
    with pytest.raises(UnreadableDocument, match=r"decoded wrongly.*source again"):
        read_source(damaged.encode(), "damaged.txt")


def test_utf8_taken_for_gbk_is_refused():
    damaged = NOTICE.encode().decode("gb18030", "ignore")
    with pytest.raises(UnreadableDocument, match="UTF-8 taken for GBK"):
        read_source(damaged.encode(), "damaged.txt")


def test_gbk_taken_for_latin_is_refused():
    damaged = NOTICE.encode("gbk").decode("latin-1")
    with pytest.raises(UnreadableDocument, match="GBK taken for a Western encoding"):
        read_source(damaged.encode(), "damaged.txt")


@pytest.mark.parametrize("lost", ["\ufffd", "锟斤拷"])
def test_lost_characters_are_refused(lost):
    with pytest.raises(UnreadableDocument, match="characters were lost"):
        read_source((NOTICE + lost * 9).encode(), "damaged.txt")


def test_few_characters_often_repeated_are_no_damage():
    assert read_source(("目录\n" + "一、甲\n" * 190).encode(), "list.txt").encoding == "utf-8"


def test_plain_english_is_no_damage():
    assert read_source(b"The work plan of 2021 names five tasks for schools and colleges.", "plan.txt").encoding == "utf-8"


@pytest.mark.corpus
def test_the_damaged_text_of_the_corpus_is_refused(shared):
    for path in (shared / "corpus" / "unreadable").iterdir():
        with pytest.raises(UnreadableDocument, match="decoded wrongly"):
            read_source(path.read_bytes(), path.name)


@pytest.mark.corpus
def test_the_sound_texts_of_the_corpus_are_accepted(shared):
    paths = sorted((shared / "corpus").glob("*.txt"))
    assert len(paths) == 42
    for path in paths:
        assert read_source(path.read_bytes(), path.name).text == path.read_text("utf-8")
        assert read_source(path.read_text("utf-8").encode("gb18030"), path.name).text == path.read_text("utf-8")
