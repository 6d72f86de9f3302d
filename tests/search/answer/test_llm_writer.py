"""The optional writer against an endpoint on this machine that says true things, false things and nonsense."""

from __future__ import annotations

import json

import pytest

from ingest.llm import ChatClient
from search.answer.answerer import Answerer
from search.llm_writer import make_writer, verified
from tests.ingest.llm.endpoint import Endpoint, serving
from tests.search.answer.library import sample_answerer, samples

QUESTION = "2021年高职院校扩招任务是多少人？"


def reply(*sentences: tuple[str, int, str]) -> dict[str, str]:
    keys = ("text", "citation", "quote")
    return {"content": json.dumps({"sentences": [dict(zip(keys, s, strict=True)) for s in sentences]}, ensure_ascii=False)}


def answered(endpoint: Endpoint) -> tuple[str, str]:
    chat = ChatClient(endpoint.url, "m", timeout=1.0, retries=0, sleep=lambda _: None)
    answer = Answerer(samples(), writer=make_writer(chat)).ask(QUESTION)
    assert answer.answerable
    return answer.answer, answer.how.summary


def test_a_sentence_that_its_citation_carries_stays() -> None:
    with serving(reply(("高职院校扩招任务是200万人。", 1, "高职院校扩招200万人的任务"))) as endpoint:
        text, note = answered(endpoint)
    assert text == "高职院校扩招任务是200万人。[1]"
    assert "1句通过核对" in note


@pytest.mark.parametrize(
    "sentence",
    [
        ("高职院校扩招任务是300万人。", 1, "高职院校扩招200万人的任务"),  # another number
        ("高职院校扩招任务是200万人。", 9, "高职院校扩招200万人的任务"),  # no such citation
        ("高职院校扩招任务是200万人。", 1, "扩招任务由财政部全额承担"),  # invented quote
        ("高职院校不得扩招200万人。", 1, "高职院校扩招200万人的任务"),  # turned round
        ("今天天气晴朗适合到郊外去游玩散步。", 1, "高职院校扩招200万人的任务"),  # off the subject
    ],
)
def test_a_sentence_that_it_does_not_carry_is_dropped(sentence: tuple[str, int, str]) -> None:
    with serving(reply(sentence)) as endpoint:
        text, note = answered(endpoint)
    assert text == sample_answerer().ask(QUESTION).answer
    assert "没有通过核对" in note


@pytest.mark.parametrize(
    "step",
    [
        {"content": "不是 JSON"},
        {"content": '{"sentences": "一句话"}'},
        {"content": '{"sentences": [1, null, {"text": 5, "citation": true, "quote": []}]}'},
        {"content": "[]"},
        {"raw": "<html>"},
        {"status": 500},
        {"status": 429},
        {"status": 401},
        {"hang": 2.5},
    ],
)
def test_a_misbehaving_endpoint_leaves_the_answer_as_it_was(step: dict) -> None:
    with serving(step) as endpoint:
        text, _ = answered(endpoint)
    assert text == sample_answerer().ask(QUESTION).answer


def test_a_question_that_is_declined_is_not_sent() -> None:
    with serving(reply()) as endpoint:
        chat = ChatClient(endpoint.url, "m", timeout=1.0)
        answer = Answerer(samples(), writer=make_writer(chat)).ask("明天北京天气怎么样")
    assert not answer.answerable
    assert not endpoint.requests


def test_long_replies_keep_to_the_limit() -> None:
    citations = sample_answerer().ask(QUESTION).citations
    sentence = {"text": "高职院校扩招200万人的任务。", "citation": 1, "quote": "高职院校扩招200万人的任务"}
    kept = verified(json.dumps({"sentences": [sentence] * 200}), QUESTION, citations)
    assert len(kept) == 200
    with serving({"content": json.dumps({"sentences": [sentence] * 200})}) as endpoint:
        text, _ = answered(endpoint)
    assert len(text) <= 600
