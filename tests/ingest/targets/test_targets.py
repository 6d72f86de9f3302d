"""Numbers that are promised or demanded, and numbers that are not."""

from __future__ import annotations

import sys

import pytest

from ingest.targets import find_targets
from ingest.targets.numbers import read_number, read_share
from tests.ingest.marked import record_of

FOUND = {
    "plain": ("新建书屋30个。", 30, "个", "="),
    "multiplied": ("投资1.5亿元。", 150_000_000, "元", "="),
    "people in ten thousands": ("培训护林员2万人次。", 20_000, "人次", "="),
    "at least": ("每个乡镇至少建设一所书屋。", 1, "所", ">="),
    "above": ("覆盖率达到95%以上。", 95, "%", ">="),
    "not over": ("办理时限不超过5个工作日。", 5, "个工作日", "<="),
    "within": ("审批时间压缩至3天以内。", 3, "天", "<="),
    "hours of study": ("每班培训6个学时。", 6, "个学时", "="),
    "fields that are to be kept": ("稳定粮食面积327万亩。", 3_270_000, "亩", "="),
    "more than a round sum": ("计划投资1500余万元。", 15_000_000, "元", "="),
    "soil and water": ("治理水土流失面积12平方公里。", 12, "平方公里", "="),
    "a concentration in words": ("年均浓度控制在29微克每立方米以下。", 29, "微克每立方米", "<="),
    "about": ("在10个左右村开展试点。", 10, "个", "~"),
    "growth": ("产值增长8%。", 8, "%", "+"),
    "decrease": ("收费标准降低30%。", 30, "%", "-"),
    "doubling": ("游客数量翻一番。", 2, "倍", "x"),
    "Chinese times": ("每季度召开两次会议。", 2, "次", "="),
    "a copy": ("印发一份告知书。", 1, "份", "="),
    "period of months in Chinese": ("手续在三个月内办结。", 3, "个月", "<="),
    "Chinese percent": ("成活率达到百分之九十。", 90, "%", ">="),
    "full width sign": ("返还费用的50％。", 50, "%", "="),
    "every five years": ("每5年修订1次目录。", 1, "次", "="),
    "a share of all bodies": ("每年抽查本县30%以上的书屋。", 30, "%", ">="),
    "a hundred": ("制定百项技术标准。", 100, "项", "="),
    "raised from what is": ("补助由每人500元提高到600元。", 600, "元", ">="),
    "ahead of time": ("提前3天公告。", 3, "天", "="),
    "renewed": ("更新3000台（套）设备。", 3000, "台", "="),
    "Chinese tenths": ("票价优惠三成。", 3, "成", "="),
    "doses": ("接种疫苗2亿剂次。", 200_000_000, "剂次", "="),
    "concentration": ("浓度控制在35微克/立方米以内。", 35, "微克/立方米", "<="),
    "life expectancy": ("人均预期寿命提高1岁。", 1, "岁", "+"),
    "more for somebody": ("对护林员增加不少于5天的休假。", 5, "天", ">="),
    "sentence in quotation marks": ("实现“全县每年培养护林员达到2000名左右、人人持证”的目标。", 2000, "名", "~"),
    "applied": ("推广应用10项技术。", 10, "项", "="),
    "term that opens the sentence": ("12小时内办结。", 12, "小时", "<="),
    "the goal of a rate": ("实现合格率95%以上的目标。", 95, "%", ">="),
    "cycle": ("落实护林员5年一周期的轮训。", 5, "年", "="),
}
NOT_FOUND = {
    "year": "到2027年建成。",
    "date": "于3月15日前报送。",
    "entry criterion": "从具有3年以上工作经历的人员中招聘。",
    "name in quotation marks": "推广“三个一”做法。",
    "policy title": "落实《促进消费20条措施》。",
    "summing up": "抓住防火防汛三个关键环节。",
    "listed systems": "健全四项制度。",
    "article": "形成一个整体。",
    "ordinal": "启动第二批3个月度计划之外的工作，第3个环节不变。",
    "past years": "近3年运行平稳。",
    "step of a score": "每降低1个百分点扣分。",
    "forbidden": "禁止举办50人聚餐。",
    "round the clock": "实行24小时值班。",
    "one-off": "发放一次性补贴。",
    "term of a loan": "参照一年期LPR执行。",
    "a session of a congress": "报告经县十九届人民代表大会一次会议审议通过。",
    "anniversary": "庆祝建馆30周年。",
    "session of a body": "贯彻九届二次、九届八次全会部署。",
    "horizon": "5年内建成书屋。",
    "who gets it": "对连接设备超1千台的平台，给予奖励。",
    "villages of a size": "推进30户以上自然村通路。",
    "makers of a size": "培育产值过5亿元的企业。",
    "part of a word": "推进121人才项目。",
    "dozens": "新增数十个岗位。",
    "cell of a table": "8个示范区域",
    "what is there": "全县现有书屋50家。",
    "area of a place": "规划面积约60平方公里。",
    "sum of a list": "在甲县、乙县、丙县3个县推广。",
    "penalty": "违反规定的，处1万元以上5万元以下罚款。",
    "reach of a circle": "打造15分钟便民生活圈。",
    "denominator": "每50名学生一组。",
    "age of entry": "面向18岁青年开放。",
    "gigabit": "推广千兆光网。",
    "a slogan by its number": "推进四个“绿色书屋”建设。",
    "speaks of what is there": "结合五个新城建设布局书屋。",
    "one that is told of": "这是近年召开的一次重要会议。",
    "done": "去年新建书屋12个。",
    "those that there are": "全市匠艺稳步发展，全市6个匠艺园实现产值增长。",
    "kinds that are listed": "改造内容包括基础类、完善类、提升类3类。",
    "sessions": "贯彻省委九届十次全会、十一次全会精神。",
}


@pytest.mark.parametrize("sentence, value, unit, comparator", FOUND.values(), ids=FOUND.keys())
def test_found(sentence: str, value: float, unit: str, comparator: str) -> None:
    targets = find_targets(record_of(f"# 工作\n{sentence}")).targets
    assert [(target.value, target.unit, target.comparator) for target in targets] == [(value, unit, comparator)]


@pytest.mark.parametrize("sentence", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_not_found(sentence: str) -> None:
    assert find_targets(record_of(f"# 工作\n{sentence}")).targets == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("果园覆盖率达98%,原有果园改造率达到95%,果农培训1,200人次。", [(98, "%"), (95, "%"), (1200, "人次")]),
        ("山地土层达到25厘米至30厘米。", [(25, "厘米")]),
        ("播种面积120万亩，示范面积3万亩，园区面积8平方公里。", [(1_200_000, "亩"), (30_000, "亩")]),
        ("种好两大作物（茶叶、花卉），新建茶园（200亩以上）2个。", [(200, "亩"), (2, "个")]),
        ("建成投用1个、开工2个茶厂。", [(1, "个"), (2, "个")]),
        ("推进120个30户以上村庄改厕，明确巡河等24项职责。", [(120, "个")]),
        ("分3个批次修渠，有效期3年，修好水渠12条。", [(12, "条")]),
        ("来源：县水利局 浏览次数：123次 字号：大", []),
        ("对照9项一级指标、28项二级指标逐项自评。", []),
        ("以2019年招收的1300名为基数，分4年扩大到1500名。", [(1500, "名")]),
    ],
)
def test_numbers_side_by_side(sentence: str, expected: list[tuple[float, str]]) -> None:
    targets = find_targets(record_of(f"# 工作\n{sentence}")).targets
    assert [(target.value, target.unit) for target in targets] == expected


def test_a_count_that_sums_up_a_heading_is_none() -> None:
    assert find_targets(record_of("# 工作\n（一）改善果园条件（5项）。修缮旧渠、更换旧管。")).targets == ()


def test_a_unit_at_both_ends_of_a_range() -> None:
    [target] = find_targets(record_of("# 工作\n土层达到25厘米至30厘米。")).targets
    assert (target.value, target.upper, target.unit) == (25, 30, "厘米")


def test_years_that_share_a_sign() -> None:
    [target] = find_targets(record_of("# 工作\n完成2022、2023年各60张球台的安装。")).targets
    assert target.years == (2022, 2023)


def test_range_keeps_both_ends() -> None:
    target = find_targets(record_of("# 工作\n选育3—5种果树。")).targets[0]
    assert (target.value, target.upper, target.unit) == (3, 5, "种")


def test_list_gives_one_target_each() -> None:
    targets = find_targets(record_of("# 工作\n建设书屋8个、驿站12处。")).targets
    assert [(t.value, t.unit) for t in targets] == [(8, "个"), (12, "处")]


def test_deadline_and_years_reach_the_sentences_of_a_paragraph() -> None:
    targets = find_targets(record_of("# 工作\n到2027年，书屋达到40个。驿站达到60处。")).targets
    assert [t.years for t in targets] == [(2027,), (2027,)]
    assert targets[0].deadline == "2027"


def test_baseline_and_subject() -> None:
    target = find_targets(record_of("# 工作\n用水量较2020年下降12%。")).targets[0]
    assert (target.baseline, target.comparator) == ("2020年", "-")
    assert "用水量" in target.subject


def test_number_inside_the_name_of_a_policy_is_none() -> None:
    assert find_targets(record_of("# 工作\n落实[促进就业20条具体举措|Policy]。")).targets == ()


def test_evidence_holds_the_number() -> None:
    record = find_targets(record_of("# 工作\n加快推进，新建书屋30个。"))
    target = record.targets[0]
    assert record.quote(target.start, target.end) == "新建书屋30个"
    assert target.path == (1, 1)


@pytest.mark.parametrize(
    "text, multiplier, value",
    [("12,000", "", 12000), ("三点五", "万", 35000), ("两", "", 2), ("一百零八", "", 108), ("１２", "", 12), ("个", "", None)],
)
def test_read_number(text: str, multiplier: str, value: float | None) -> None:
    assert read_number(text, multiplier) == value


def test_read_share() -> None:
    assert read_share("百", "三十五") == (35, "%")
    assert read_share("三", "一") == (pytest.approx(1 / 3), "")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("1.粮食产量稳定在23万吨。", "粮食产量"),
        ("（二）城镇失业率控制在4.5%以内。", "城镇失业率"),
        ("三、园区产值增长8%以上。", "园区产值增长"),
        ("书屋覆盖率达到95%。", "书屋覆盖率"),
        ("粮食产量达到约23万吨。", "粮食产量"),
        ("财政资金节约10%以上。", "财政资金节约"),
        ("信息送达100%。", "信息送达"),
        ("其中果园达到3万亩。", "果园"),
        ("办理时间由10天缩短至3天。", "办理时间"),
    ],
)
def test_a_subject_has_neither_number_nor_comparator(text: str, subject: str) -> None:
    [target] = find_targets(record_of(f"# 工作\n{text}")).targets
    assert target.subject == subject


def test_a_subject_told_in_the_clause_before() -> None:
    targets = find_targets(record_of("# 工作\n果农人均收入增长7%、达到2.1万元；培训果农300人（其中青年果农50人）。")).targets
    assert [target.subject for target in targets] == ["果农人均收入增长", "果农人均收入", "培训果农", "青年果农"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("培训果农（300人）。", [300]),
        ("新建果园（20个）。", [20]),
        ("优化服务（4项）。", []),
        ("增加投入,200万元用于修路。", [2000000]),
    ],
)
def test_numbers_in_brackets_and_behind_a_narrow_comma(text: str, values: list[float]) -> None:
    found = find_targets(record_of(f"# 工作\n1.{text}")).targets
    assert [target.value for target in found] == values


def test_a_long_run_of_numbers_costs_no_more_than_its_length() -> None:
    runs = [f"# 工作\n1.{'栽种桃树25厘米、' * times}" for times in (50, 100)]
    steps = []
    for run in runs:
        counted = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal counted
            counted += event == "call"

        sys.setprofile(count)
        try:
            find_targets(record_of(run))
        finally:
            sys.setprofile(None)
        steps.append(counted)
    assert steps[1] < 3 * steps[0]
