"""Document numbers in questions and documents."""

from __future__ import annotations

import pytest

from search.question.numbers import apart, numbers_in, standard


@pytest.mark.parametrize(
    "printed",
    ["云政办发〔2021〕9号", "云政办发[2021]9号", "云政办发（２０２１）９号", "云政办发【2021】第09号"],
)
def test_a_number_is_read_in_any_brackets(printed: str) -> None:
    assert [str(number) for number in numbers_in(f"请问{printed}是什么")] == ["云政办发〔2021〕9号"]
    assert standard(f"查一下{printed}") == "查一下云政办发〔2021〕9号"


def test_numbers_are_compared_part_by_part() -> None:
    one, same, other_serial, other_body = numbers_in(
        "云政发〔2021〕4号、现将云政发[2021]4号、云政发〔2021〕42号、云政办发〔2021〕4号"
    )
    assert one.same(same)
    assert not one.same(other_serial)
    assert not one.same(other_body)


def test_years_and_counts_are_no_numbers() -> None:
    assert numbers_in("湿地条例（2021）共有几条，见（2021年）第4号公告") == ()


def test_what_names_a_document_ends_a_word() -> None:
    assert apart("云政发(2021)4号共有几条") == "云政发(2021)4号 共有几条"
    assert apart("湿地条例2021年版共有几条") == "湿地条例2021年 共有几条"
    assert apart("2021年版权保护有几条") == "2021年版权保护有几条"


def test_spaces_are_run_through_once() -> None:
    assert [str(number) for number in numbers_in(" " * 100_000 + "云政发 \n〔2022〕 第7号")] == ["云政发〔2022〕7号"]
