"""Everyday wording: markets that are no cities, items counted, documents found by a question before. All is invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from tests.search.answer.library import notice, record

TEA = notice(
    "云溪市茶叶振兴实施方案",
    "云政发〔2020〕8号",
    "2020年6月1日",
    """　　为振兴茶叶，依据市政府的安排，结合云溪各县种茶历史和山地条件，制定本方案。
本方案自印发之日起实施，由市农业农村局
解释，有关费用列入年度预算，各县每季度报告进展，年底汇总，明年初由市政府办公室通报，遇有重大变化另行通知，原有规定与本方案不一致的以本方案为准。
　　一、建立产销协作机制
　　（一）推动东西片区建立茶叶协作机制。各县互相支持，组织采摘劳务。（市商务局、市农业农村局等和各县政府负责）
　　（二）开展茶旅结合。依托东西片区协作等机制，举办茶园旅游培训。（市文化和旅游局、市教育局等负责）
　　二、交易
　　在区域性茶叶交易市场推出“春茶板”，提供挂牌展示服务。乡镇茶站可以由合作社、茶厂、林场等主体组建。
　　全年追讨拖欠茶农货款300万元。茶事活动期间斗茶会一律停办。禁止召开20人以上会议。
　　茶站设站长1人，副站长3人。
　　三、茶站条件
　　申请设立茶站，应当符合下列条件：
　　（一）有固定场所；
　　（二）有称重和检验设备；
　　（三）有两名以上专职人员。
""",
)
POINTS = notice(
    "云溪市2021年农业工作要点",
    "云政发〔2021〕3号",
    "2021年2月1日",
    "　　一、总体要求\n　　以《云溪市茶叶振兴实施方案》为行动指南，推进农业增效。\n　　二、抓好春耕\n　　落实春耕生产。\n",
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer([record("cha.txt", TEA), record("yaodian.txt", POINTS)])


def first(answerer: Answerer, question: str) -> str:
    return answerer.ask(question).answer.split("\n")[0]


def test_the_heading_that_says_it_all_goes_before_a_sentence_that_shares_words(answerer: Answerer) -> None:
    answer = answerer.ask("茶叶振兴里东西片区协作机制这项工作由哪些部门负责？")
    assert [item.label for item in answer.items] == ["市商务局", "市农业农村局", "各县政府"]


def test_a_market_is_no_city(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市的“春茶板”设在什么市场里？")
    assert "区域性茶叶交易市场" in answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("云溪乡镇茶站可以由哪些主体来组建？", "合作社、茶厂、林场"),
        ("云溪市给茶农讨回了多少货款？", "300万元"),
        ("云溪市茶事活动期间能办斗茶会吗？", "不可以"),
        ("云溪市茶事活动期间开会最多不能超过多少人？", "20人"),
        ("云溪市茶站有几位副站长？", "3人"),
    ],
)
def test_everyday_words(answerer: Answerer, question: str, words: str) -> None:
    assert words in first(answerer, question)


def test_items_below_an_announcement_are_counted(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市设立茶站要符合几个条件？")
    assert answer.answer.startswith("共3个")
    assert [item.label for item in answer.items] == ["有固定场所", "有称重和检验设备", "有两名以上专职人员"]


def test_the_document_that_was_found_is_read_for_the_rest(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市2021年农业工作要点的行动指南是哪份方案，里面说副站长有几位？")
    assert "茶叶振兴实施方案" in answer.answer
    assert "3人" in answer.answer


RULES = notice(
    "云溪市渡船管理办法",
    "云政发〔2018〕5号",
    "2018年3月1日",
    """　　一、登记
　　渡船用于展览的，可不办理营运登记。渡船改装的，由船主提出申请，报市海事局局长审批。
　　船主可以先行缴纳欠费，再缴纳滞纳金。养护费向船籍所在地乡镇政府（街道办事处）申报。
　　小型渡船占全部渡船的比例不得低于60%，其中单船20吨以下的占比不得低于35%。
　　二、救援
　　市交通运输局会同市应急管理局、市公安局设立渡船救援办公室，负责日常救援。
""",
)
ROSTER = notice(
    "云溪市渡船安全领导小组名单",
    "云政发〔2018〕6号",
    "2018年3月2日",
    """　　组　长：王　平　　副市长
　　副组长：李大江　　市政府副秘书长
　　　　　　张小河　　市交通运输局局长
　　成　员：赵　岸　　市公安局副局长
""",
)


@pytest.fixture(scope="module")
def boats() -> Answerer:
    return Answerer([record("duchuan.txt", RULES), record("mingdan.txt", ROSTER)])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("云溪市渡船拿来展览，要不要办营运登记？", "不需要"),
        ("云溪市渡船改装申请最后由谁批？", "市海事局局长"),
        ("云溪市渡船欠费可以先交吗？", "可以"),
        ("云溪市单船20吨以下的渡船占比不能低于多少？", "不得低于35%"),
        ("云溪市渡船救援办公室是哪个部门牵头设立的？", "市交通运输局"),
        ("云溪市渡船安全领导小组有几位副组长？", "2位"),
    ],
)
def test_cases_figures_and_offices(boats: Answerer, question: str, words: str) -> None:
    assert first(boats, question).startswith(words)


MONEY = notice(
    "云溪市青年渔民扶持办法",
    "云政发〔2022〕9号",
    "2022年7月1日",
    """　　一、补贴
　　青年渔民在基地实习的，每人每月给予800元实习补贴，补贴期限不超过5个月。
　　青年渔民租住公寓的，每人每月给予600元住房补贴，补贴期限最长为2年。
　　每推荐1名青年渔民上船的，给予中介组织2000元奖励，同一组织全年奖励最高不超过3万元。
　　渔船贷款年限由3年延长至6年。
　　二、监管
　　市财政局各派出机构要做好扶持资金的核查。涉及鱼市、码头、冷库等场所的企业，暂不开放参观。
　　对船证不全而不整改的，补齐证件之前，不得办理年检。
　　渔民补缴泊位费免收逾期费。对因风灾申请换船的渔民，可暂按需调整船型，不需事先实地验船。
""",
)


@pytest.fixture(scope="module")
def fishers() -> Answerer:
    return Answerer([record("yumin.txt", MONEY)])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("云溪市中介组织推荐青年渔民，一年最多能拿多少奖励？", "最高不超过3万元"),
        ("云溪市渔船贷款最长可以贷几年？", "6年"),
        ("云溪市扶持资金的核查由谁来做？", "市财政局各派出机构"),
        ("云溪市码头企业可以开放参观吗？", "不可以"),
        ("云溪市船证不全而不整改的，整改前能办年检吗？", "不可以"),
        ("云溪市渔民补缴泊位费要交逾期费吗？", "不需要"),
        ("云溪市渔民申请换船要先实地验船吗？", "不需要"),
    ],
)
def test_what_is_said_of_the_case(fishers: Answerer, question: str, words: str) -> None:
    assert first(fishers, question).startswith(words)


def test_a_grant_for_something_else_is_none(fishers: Answerer) -> None:
    assert not fishers.ask("云溪市青年渔民购车补贴每月多少钱？").answerable


def test_two_grants_side_by_side(fishers: Answerer) -> None:
    answer = fishers.ask("云溪市青年渔民的住房补贴和实习补贴最长各领多久？")
    assert [item.label for item in answer.items] == ["2年", "不超过5个月"]
