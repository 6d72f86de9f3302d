"""Ways of asking that need a reading of their own: bounds, sums, groups, fields in brackets, later years. All is invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from search.answer.fit import caps
from search.question.analysis import analyse
from search.question.names import NameBook
from tests.search.answer.library import notice, record

AID = notice(
    "云溪市渔民转产帮扶办法",
    "云政发〔2022〕9号",
    "2022年3月2日",
    """　　一、帮扶标准
　　（一）过渡期补助。渔民上岸后每人每月补助860元，领取时间最长不超过18个月。（对接部门：市农业农村局；联系人：林川；联系电话：66112233）
　　（二）见习补助。渔民子女参加就业见习的，每人每月补助1240元。（对接部门：市人力资源社会保障局；联系人：何晓；联系电话：66114455）
　　（三）渔船回收。旧渔船分为木质渔船和钢质渔船两类，分别按评估价回收。
　　二、工作目标
　　到2025年，转产渔民参加养老保险的比例达到95%。
　　成年残疾渔民护理补贴为每人每月310元；未成年残疾子女护理补贴为每人每月420元。
　　三、医疗服务
　　预检工作由呼吸科的医师承担，对体温超过37.3℃的渔民，移交发热门诊。医院合理划分清洁区、缓冲区和污染区。
　　四、监督
　　有下列情形之一的，停发补助：
　　（一）隐瞒收入的；
　　（二）转让渔船指标的。
　　重点做好以下五个方面工作。
　　本办法自2022年4月1日起施行，有效期3年。
""",
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer([record("bangfu.txt", AID)])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云溪市渔民转产帮扶办法里过渡期补助最长能领几个月？", ["18个月"]),
        ("云溪市上岸渔民过渡期每月能领多少？", ["860元"]),
        ("渔民转产帮扶办法里旧渔船分成哪两类？", ["木质渔船", "钢质渔船"]),
        ("云溪市渔民见习补助的对接部门是哪个？", ["市人力资源社会保障局"]),
        ("渔民转产帮扶办法过渡期补助找谁联系？", ["林川"]),
        ("云溪市人力资源社会保障局见习补助的联系电话是多少？", ["66114455"]),
        ("云溪市渔民转产帮扶办法哪天起施行、管几年？", ["2022年4月1日", "3年"]),
        ("云溪市渔民转产帮扶办法要重点做好几个方面的工作？", ["五个方面"]),
        ("云政发〔2022〕9号是关于什么的文件？", ["渔民转产帮扶办法"]),
        ("渔民转产帮扶里预检工作由什么样的医生承担？", ["呼吸科"]),
        ("上岸渔民体温超过多少度要交给发热门诊？", ["37.3"]),
        ("渔民转产帮扶里医院要分哪几个区？", ["清洁区", "缓冲区", "污染区"]),
        ("渔民隐瞒收入会怎样？", ["停发补助"]),
        ("成年和未成年残疾渔民护理补贴各是多少？", ["310元", "420元"]),
    ],
)
def test_an_answer_in_the_wording_asked(answerer: Answerer, question: str, wanted: list[str]) -> None:
    answer = answerer.ask(question)
    assert answer.answerable, answer.answer
    said = answer.answer.split("\n")[0] + answer.answer
    assert all(words in said for words in wanted), answer.answer
    text = next(iter(answerer.shelf.books.values())).record.text
    assert all(text[c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "云溪市2022年转产渔民参加养老保险的比例是多少？",  # the figure is an aim for 2025
        "云溪市第一批转产渔民有多少人？",  # no batch is printed
        "云溪市公安局过渡期补助的联系电话是多少？",  # the body stands in no brackets
        "山阴县渔民过渡期补助每月多少钱？",  # another district
        "云溪市渔民的电话补贴每月多少钱？",  # no telephone number is asked for
    ],
)
def test_near_misses_are_declined(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert not answer.answerable, answer.answer


def test_bounds_by_their_wording() -> None:
    def bound(text: str) -> bool:
        return caps(analyse(text, NameBook(), lambda _: 0.5)) is not None

    assert bound("最多能补多少钱？")
    assert bound("至少要建多少个？")
    assert not bound("能补多少钱？")


PATROL = """云溪市人民政府关于全面推行河道巡查登记制度河道执法公开制度的意见
云政发〔2023〕4号
各县（市、区）人民政府：
　　为规范河道执法，现就全面推行河道巡查登记制度、河道执法公开制度（以下统称“两项制度”）提出如下意见。
　　一、巡查登记
　　执法决定自作出之日起9个工作日内公开。申领执法船的企业由市水利局会同市财政局认定。
　　二、宣传
　　将“云溪船工”“云溪渔娘”“云溪河长”三大培训工程纳入十件民生实事。
云溪市人民政府
2023年5月8日
"""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("两项制度的意见文号是什么？", "云政发〔2023〕4号"),
        ("申领云溪执法船的企业由谁认定？", "市水利局"),
        ("云溪纳入民生实事的三大培训工程是哪三个？", "云溪渔娘"),
    ],
)
def test_names_given_in_the_text(question: str, wanted: str) -> None:
    answer = Answerer([record("bangfu.txt", AID), record("xuncha.txt", PATROL)]).ask(question)
    assert answer.answerable, answer.answer
    assert wanted in answer.answer
