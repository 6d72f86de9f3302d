"""What sentences say of a point. Each case is a sentence of our own that shows one construction."""

from __future__ import annotations

import pytest

from ingest.relations import find_statements
from tests.ingest.marked import record_of, said

CASES = {
    "verb and object": ("落实[《河湖保护条例》|Policy]。", {("implements", "河湖保护条例")}),
    "coordinated objects": (
        "培育[家庭农场|Group]、[养殖大户|Group]和[合作社|Group]。",
        {("benefits", "家庭农场"), ("benefits", "养殖大户"), ("benefits", "合作社")},
    ),
    "chain of actor and object": ("指导[地方|Group]建设一批[示范书屋|Group]。", {("guides", "地方"), ("builds", "示范书屋")}),
    "support to do something": ("支持[乡镇|Group]开展[读书月|Event]活动。", {("guides", "乡镇"), ("organizes", "读书月")}),
    "cooperation and event": (
        "配合[水利局|Institution]，办好[节水周|Event]。",
        {("cooperates_with", "水利局"), ("organizes", "节水周")},
    ),
    "actor needs an action": ("推动[图书馆|Group]文化氛围营造。", set()),
    "actor with an action": ("推动[图书馆|Group]延长开放时间。", {("guides", "图书馆")}),
    "object before noun": ("做好[村级书屋|Group]建设工作。", {("builds", "村级书屋")}),
    "two nouns, two heads": (
        "推进[水权制度|Program]落实及[监测中心|Program]建设。",
        {("implements", "水权制度"), ("builds", "监测中心")},
    ),
    "carried out in full": ("推动[水权制度|Program]全面落实。", {("implements", "水权制度")}),
    "linked verbs share an object": (
        "修订并落实[《巡河办法》|Policy]。",
        {("revises", "巡河办法"), ("implements", "巡河办法")},
    ),
    "light verb gives way": ("推进修订[《巡河办法》|Policy]。", {("revises", "巡河办法")}),
    "addition without an object": (
        "研制[《节水规划》|Policy]并推动实施。",
        {("formulates", "节水规划"), ("implements", "节水规划")},
    ),
    "assessment toward": ("对[书屋|Group]服务情况进行评估。", {("evaluates", "书屋")}),
    "relief toward": ("对[养殖户|Group]，减免场地租金。", {("benefits", "养殖户")}),
    "for the sake of": ("为[老年读者|Group]提供大字读本。", {("benefits", "老年读者")}),
    "inclined to": ("资金向[山区|Region]倾斜。", {("benefits", "山区")}),
    "into cover": ("将[护林员|Group]纳入医保。", {("benefits", "护林员")}),
    "quality of the object": ("提高[护林员|Group]待遇。", {("benefits", "护林员")}),
    "with and together": ("加强与[邻县|Region]的合作。", {("cooperates_with", "邻县")}),
    "one guides, the other joins": ("鼓励[书屋|Group]与[学校|Group]合作。", {("guides", "书屋"), ("cooperates_with", "学校")}),
    "taken as guide": ("以[《节水规划》|Policy]为指导。", {("cites", "节水规划")}),
    "pronoun": ("面向[护林员|Group]开展讲座，鼓励其考取证书。", {("benefits", "护林员"), ("guides", "护林员")}),
    "object types are hard limits": ("召开[节水中心|Institution]。", set()),
    "two verbs with one object": ("推动[乡镇|Group]制定和完善借阅办法。", {("guides", "乡镇")}),
    "a congress is awaited": ("全力做好迎接[代表大会|Event]胜利召开的各项工作。", set()),
    "others hold it": ("我省将召开[代表大会|Event]。", set()),
    "since a meeting": ("落实[读书大会|Event]以来的部署。", set()),
    "cases are called for": ("征集[书屋|Group]典型案例。", set()),
    "raised to the next stage": ("迭代升级[清泉行动|Program]。", {("implements", "清泉行动")}),
    "a phrase, not a gift": ("为[山区|Region]高质量发展提供有力支撑。", set()),
    "leadership over them": ("加强党对[学校|Group]的全面领导，做好教育工作。", set()),
    "for an end": ("为勇当[山区|Region]排头兵提供有力支撑。", set()),
    "what the year is": ("今年是实施[清泉计划|Program]的关键之年。", set()),
    "a list and its name": ("实施书屋建设、读者培训、服务提升等[“三大工程”|Program]。", {("implements", "三大工程")}),
    "the work on it": ("推进[读书中心|Institution]建设提升工作。", set()),
    "of better quality": ("推动[图书馆|Group]更高质量办好活动。", {("guides", "图书馆")}),
    "cases are chosen": ("开展[学校|Group]典型案例遴选。", set()),
    "the first of its kind": (
        "举办[读书大赛|Event]和首届[书法大赛|Event]。",
        {("organizes", "读书大赛"), ("organizes", "书法大赛")},
    ),
    "data compared with a body": ("每季度与[水利局|Institution]开展一次数据比对。", {("cooperates_with", "水利局")}),
    "more in rewards": ("加大[护林员|Group]奖励力度。", {("benefits", "护林员")}),
    "stress": ("突出培育[护林员|Group]。", {("benefits", "护林员")}),
    "what work round it is for": ("围绕[丝路|Program]、[陆海通道|Program]建设，培养[护林员|Group]。", {("benefits", "护林员")}),
    "standards that a list ends with": (
        "推进[《书屋建设指南》|Policy][《书屋服务规范》|Policy]等地方标准研制。",
        {("formulates", "书屋建设指南"), ("formulates", "书屋服务规范")},
    ),
    "negation": ("不再实施[老旧泵站计划|Program]。", set()),
    "already done": ("已印发[《节水规划》|Policy]。", set()),
    "background": ("近年来，大力实施[清泉工程|Program]，取得明显成效。", set()),
    "head of the phrase": ("建立[护林员|Group]微信群。", set()),
    "names hide their verbs": ("落实[《书屋建设管理办法》|Policy]。", {("implements", "书屋建设管理办法")}),
    "modifier closed by 的": ("建设符合[护林员|Group]需要的[休息驿站|Group]。", {("builds", "休息驿站")}),
    "place is no object": ("推广在[清泉工程|Program]中形成的经验。", set()),
    "facility is extended": ("健全[水文数据库|Program]。", {("builds", "水文数据库")}),
    "scheme is carried on": ("健全[水权制度|Program]。", {("implements", "水权制度")}),
    "helped people benefit": ("帮助[困难学生|Group]完成学业。", {("benefits", "困难学生")}),
    "partners after 与": (
        "鼓励[水厂|Group]与[高校|Group]、[研究院|Group]建立实验室。",
        {("guides", "水厂"), ("cooperates_with", "高校"), ("cooperates_with", "研究院")},
    ),
    "both are moved alike": ("推动[书屋|Group]与[学校|Group]有效对接。", {("guides", "书屋"), ("guides", "学校")}),
    "conditions before whom it is about": (
        "对受灾严重，经乡镇认定的[养殖户|Group]，可免交租金。",
        {("benefits", "养殖户")},
    ),
    "a verb in a modifier": ("新增的[护林员|Group]须登记。", set()),
    "counted list": (
        "培育5家以上[合作社|Group]、10家以上[家庭农场|Group]。",
        {("benefits", "合作社"), ("benefits", "家庭农场")},
    ),
    "kind of the list": (
        "支持[水质实验室|Group]、[监测站|Group]等平台建设。",
        {("builds", "水质实验室"), ("builds", "监测站")},
    ),
    "action in a later clause": ("引导[合作社|Group]，通过联营，扩大规模。", {("guides", "合作社")}),
    "not the building itself": ("把[监测中心|Program]建设及运维经费列入预算。", set()),
    "thing before its maker": ("[《收费办法》|Policy]由[水利局|Institution]另行制定。", {("formulates", "收费办法")}),
    "ties between two": (
        "加强[水利局|Institution]与[气象局|Institution]联动合作。",
        {("cooperates_with", "水利局"), ("cooperates_with", "气象局")},
    ),
    "ties between listed actors": (
        "强化[水利部门|Group]和[乡镇政府|Group]的协调联动。",
        {("cooperates_with", "水利部门"), ("cooperates_with", "乡镇政府")},
    ),
    "a place says where": ("联合[青山流域|Region]相关单位巡河。", set()),
    "a place before a body": ("加强与[青山流域|Region][研究院|Group]的联动。", {("cooperates_with", "研究院")}),
    "purpose after 为": ("为建设[示范园区|Region]提供支撑。", {("builds", "示范园区")}),
    "means after 通过": ("推进通过[政府购买服务|Program]方式供水。", set()),
    "topic after a condition": ("对开展巡河服务的[合作社|Group]给予奖励。", {("benefits", "合作社")}),
    "topic that lacks something": ("对不具备设置水库条件的[村庄|Region]统一供水。", set()),
    "staff is bettered": ("打造一支专业[护林队伍|Group]。", {("benefits", "护林队伍")}),
    "building of staff": ("加强[护林队伍|Group]建设。", {("benefits", "护林队伍")}),
    "staff is mustered": ("组建[护林队伍|Group]。", {("builds", "护林队伍")}),
    "support for a building": ("支持[监测中心|Institution]建设。", {("builds", "监测中心")}),
    "support for the growth of a field": ("扶持[山区|Region]职业教育的发展。", {("benefits", "山区")}),
    "responsibility of an actor": ("压实[供水企业|Group]主体责任。", {("guides", "供水企业")}),
    "officers are not the body": ("选拔[水利局|Institution]局长。", set()),
    "selected for a list": ("遴选发布[《示范项目清单》|Policy]。", {("formulates", "示范项目清单")}),
    "kind of facility after a list": ("提升[“青山云”|Program]等服务平台能级。", {("builds", "青山云")}),
    "level of a facility": ("提升[监测平台|Program]应用水平。", set()),
    "another acts": ("鼓励平台开放[护林员|Group]持股通道。", set()),
    "what the work is about": ("围绕打好[清水攻坚战|Program]，做好宣传。", set()),
    "with something related": ("落实与[监测中心|Program]建设有关的[水权制度|Program]。", {("implements", "水权制度")}),
    "a named payment": ("提高[护林津贴|Program]标准。", {("implements", "护林津贴")}),
    "given to a body": ("给予[合作社|Group]最高10万元奖励。", {("benefits", "合作社")}),
    "by a document": ("严格按[《巡河办法》|Policy]执行。", {("cites", "巡河办法")}),
    "by the rules, not by a document": ("按规定制定[《巡河办法》|Policy]。", {("formulates", "巡河办法")}),
    "carried out after 的": ("抓好[《节水条例》|Policy]的贯彻落实。", {("implements", "节水条例")}),
    "something of a programme": ("加强[清泉工程|Program]的生态保护。", set()),
    "supervised": ("加强对[供水企业|Group]的监管。", {("guides", "供水企业")}),
    "longer word says what its ending says": ("组织开展[清泉行动|Program]。", {("implements", "清泉行动")}),
    "helped place": ("帮助[山区|Region]培训人才。", {("benefits", "山区")}),
    "forbidden by an adverb": ("不得强行要求[护林员|Group]打卡。", set()),
    "noun between verbs": ("坚持教师帮助与[学生|Group]自学相结合。", set()),
    "state of two, not an act": ("促进[小农户|Group]与现代农业衔接。", set()),
    "role told with its fields": (
        "发挥[供水协会|Group]在水价协商、管网巡查、节水宣传等方面的作用。",
        {("guides", "供水协会")},
    ),
    "set up in a place": ("建立在[山区|Region]的合作机制。", set()),
    "assessment of how it is carried out": ("开展[《节水条例》|Policy]实施情况评估。", {("evaluates", "节水条例")}),
    "widened to": ("将[护林保险|Program]试点扩大到全县。", {("implements", "护林保险")}),
    "studied": ("组织学习[《节水条例》|Policy]。", {("implements", "节水条例")}),
    "experts assess": ("组织[专家|Group]对[清泉项目|Program]进行评审。", {("guides", "专家"), ("evaluates", "清泉项目")}),
    "core told first": ("成立以村干部为骨干，护林员参加的[巡山队伍|Group]。", {("builds", "巡山队伍")}),
    "role of listed actors": (
        "发挥[妇女|Group]、[民兵|Group]等群众在护林巡山、纠纷劝解、防火值守等方面的优势。",
        {("guides", "妇女"), ("guides", "民兵")},
    ),
    "first in line": ("优先满足[军人子女|Group]的入园需求。", {("benefits", "军人子女")}),
    "told to somebody": ("向[养殖户|Group]发布防疫信息。", {("benefits", "养殖户")}),
    "taking part in a campaign": ("积极参与灭鼠、消毒等[爱国卫生运动|Program]。", {("implements", "爱国卫生运动")}),
    "inside a place": ("保护[村庄|Group]内合法经营。", set()),
    "kind of housing": ("完善保障性[住宅小区|Group]管理。", set()),
    "parents of children": ("对[幼儿|Group]的[家长|Group]进行指导。", {("guides", "家长")}),
    "helped bodies act": ("帮助[合作社|Group]拓展销路。", {("guides", "合作社")}),
}


@pytest.mark.parametrize("sentence, expected", CASES.values(), ids=CASES.keys())
def test_construction(sentence: str, expected: set[tuple[str, str]]) -> None:
    record = find_statements(record_of(f"# 工作\n{sentence}"))
    assert said(record) == {("1.1", predicate, name) for predicate, name in expected}


def test_members_told_before_what_is_set_up() -> None:
    marked = "# 工作\n建立由[水利局|Institution]召集，[林业局|Institution]参与的[节水联席会议|Institution]。"
    assert ("1.1", "builds", "节水联席会议") in said(find_statements(record_of(marked)))


def test_issuers_before_a_name() -> None:
    marked = "# 工作\n落实[《节水规划》|Policy]和[水利局|Institution]等三部门[《巡河办法》|Policy]要求。"
    said_of = said(find_statements(record_of(marked)))
    assert said_of >= {("1.1", "implements", "节水规划"), ("1.1", "implements", "巡河办法")}


def test_titles_and_goals_count_too() -> None:
    record = find_statements(record_of("# 办好[节水周|Event]\n目标任务：实施[清泉工程|Program]。"))
    assert said(record) == {("1.1", "organizes", "节水周"), ("1.1", "implements", "清泉工程")}


def test_heading_that_is_a_programme() -> None:
    record = find_statements(record_of("# [清泉工程|Program]\n按计划推进。"))
    assert said(record) == {("1.1", "implements", "清泉工程")}


def test_heading_of_a_part_with_points_says_nothing() -> None:
    record = find_statements(record_of("## 支持[合作社|Group]\n# 销路\n指导[合作社|Group]开店。"))
    assert said(record) == {("1.1", "guides", "合作社")}


def test_part_that_looks_back_gives_nothing() -> None:
    record = find_statements(
        record_of("## 上年工作回顾\n# 书屋\n建设[示范书屋|Group]。\n## 今年任务\n# 书屋\n建设[示范书屋|Group]。")
    )
    assert said(record) == {("2.1", "builds", "示范书屋")}


def test_evidence_is_the_clause_and_the_rule_is_named() -> None:
    record = find_statements(record_of("# 工作\n聚焦重点，指导[地方|Group]建设[示范书屋|Group]，提升水平。"))
    evidence = {s.predicate: (record.quote(s.start, s.end), s.rule) for s in record.statements}
    assert evidence == {
        "guides": ("指导地方建设示范书屋", "guides/urge"),
        "builds": ("指导地方建设示范书屋", "builds/set-up"),
    }


def test_one_record_for_each_predicate_and_object() -> None:
    record = find_statements(record_of("# 工作\n支持[书屋|Group]开放。鼓励[书屋|Group]延时。"))
    assert len(record.statements) == 1


def test_conditional_statements_are_marked() -> None:
    record = find_statements(record_of("# 工作\n探索建立[水权制度|Program]。落实[《节水规划》|Policy]。"))
    assert {s.predicate: s.modality for s in record.statements} == {"builds": "conditional", "implements": "planned"}


def test_shared_head_gives_both_names() -> None:
    record = record_of("# 工作\n完善[县级、乡级书屋标准|Policy=县级书屋标准]。")
    second = record_of("# 工作\n[乡级书屋标准|Policy]").entities[0]
    mention = record.mentions[0]
    inner = type(mention)(second.id, mention.start + 3, mention.end, mention.node, mention.path, "test")
    record = type(record)(
        **{f: getattr(record, f) for f in record.__slots__ if f not in ("entities", "mentions")},
        entities=(*record.entities, second),
        mentions=(*record.mentions, inner),
    )
    assert said(find_statements(record)) == {("1.1", "revises", "县级书屋标准"), ("1.1", "revises", "乡级书屋标准")}


def test_same_record_same_statements() -> None:
    marked = "# 工作\n指导[地方|Group]建设[示范书屋|Group]、[驿站|Group]。（[水利局|Institution]牵头）"
    assert find_statements(record_of(marked)).statements == find_statements(record_of(marked)).statements


def test_bare_head_means_the_programme_of_the_heading() -> None:
    record = find_statements(record_of("# 实施[清泉行动计划|Program]\n按季督办，开展项目年度绩效评价。"))
    assert ("1.1", "evaluates", "清泉行动计划") in said(record)


def test_bare_head_of_a_heading_with_two_programmes_means_none() -> None:
    record = find_statements(record_of("# 实施[清泉计划|Program]、[绿廊计划|Program]\n开展项目年度绩效评价。"))
    assert not any(predicate == "evaluates" for _, predicate, _ in said(record))
