"""Which documents are about a subject: their titles say it, or else titles of their points do."""

from __future__ import annotations

from search.answer.shelf import Book
from search.question.names import plain
from search.question.question import Question

Forms = tuple[str, ...]
_LEAST_HEADING = 2


def about_subject(question: Question, subject: str, books: list[Book]) -> list[Book]:
    """The books whose title is about a subject; where none is, those of which a point's title is.

    Args:
        question: The question, whose words have their other words with them.
        subject: The subject, folded, as the question prints it.
        books: Where to look.

    Returns:
        Those about it, in the order given.
    """
    words = _words(question, subject)
    titled = [book for book in books if _by_title(book, plain(subject), words)]
    return titled or [book for book in books if any(_all_in(words, title) for title in _headings(book))]


def _words(question: Question, subject: str) -> tuple[Forms, ...]:
    """The words of a subject, each with what else it is called; the subject as a whole where it has none."""
    inside = [term for term in question.terms if term.role != "year" and term.text in subject]
    longest = [term for term in inside if not any(term is not other and term.text in other.text for other in inside)]
    covered = sum(len(term.text) for term in longest)
    return tuple((term.text, *term.forms) for term in longest) if 2 * covered > len(subject) else ((subject,),)


def _by_title(book: Book, subject: str, words: tuple[Forms, ...]) -> bool:
    """Whether a title prints the subject, or its first word while the others stand in it or in titles of points."""
    title = plain(book.record.meta.title)
    if subject in title:
        return True
    return _all_in(words[:1], title) and _all_in(words[1:], "|".join([title, *_headings(book)]))


def _headings(book: Book) -> list[str]:
    return [plain(node.title) for node in book.record.nodes if len(node.title) >= _LEAST_HEADING]


def _all_in(words: tuple[Forms, ...], text: str) -> bool:
    return all(any(form in text for form in forms) for forms in words)
