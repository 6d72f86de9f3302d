"""What counts as a mention, case by case, in sentences of our own."""

import pytest

from tests.ingest.mentions.reading import named, read

NOTICE = """云溪市教育局关于印发《云溪市2022年匠心教育工作要点》的通知

各区教育局：

现将《云溪市2022年匠心教育工作要点》印发给你们。

云溪市2022年匠心教育工作要点

一、总的要求

1.抓好有关事项。{body}
"""


def inside(body: str, kind: str) -> list[str]:
    """Printed forms of one type in a point of a notice."""
    record = read(NOTICE.format(body=body))
    types = {entity.id: entity.type for entity in record.entities}
    return [record.quote(m.start, m.end) for m in record.mentions if types[m.entity] == kind and m.path == (1, 1)]


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("落实《匠人培养规划》《匠人评价办法（试行）》。", "Policy", ["匠人培养规划", "匠人评价办法（试行）"]),
        ("印发《关于贯彻〈匠人法〉的实施意见》。", "Policy", ["关于贯彻〈匠人法〉的实施意见"]),
        ("研制关于推动匠人成长的意见。", "Policy", ["关于推动匠人成长的意见"]),
        ("修订匠人等级评定管理办法。", "Policy", ["匠人等级评定管理办法"]),
        ("制定匠人振兴行动计划。", "Policy", ["匠人振兴行动计划"]),
        ("实施匠人振兴行动计划。", "Program", ["匠人振兴行动计划"]),
        ("参与匠人事业“十四五”规划编制。", "Policy", ["匠人事业“十四五”规划"]),
        ("深化“三匠合一”综合改革。", "Program", ["“三匠合一”综合改革"]),
        ("完善救灾和物资保障制度。", "Program", ["救灾和物资保障制度"]),
        ("开展燃气安全专项整治。", "Program", ["燃气安全专项整治"]),
        ("实施好“匠人生活技能”等项目。", "Program", ["匠人生活技能"]),
        ("开展“匠心进校园”“匠人进社区”等活动。", "Event", ["匠心进校园", "匠人进社区"]),
        ("办好2022年全国匠人技能大赛。", "Event", ["全国匠人技能大赛"]),
        ("举办匠人制度建立40周年纪念活动。", "Event", ["匠人制度建立40周年纪念活动"]),
        ("贯彻党的十九届二中、三中全会精神。", "Event", ["党的十九届二中、三中全会"]),
        ("支持受影响较大的外贸企业发展。", "Group", ["外贸企业"]),
        ("面向退役军人和返乡农民工开展培训。", "Group", ["退役军人", "返乡农民工"]),
        ("加强民办学校书记、校长培训。", "Group", ["民办学校书记、校长"]),
        ("指导各地办好学校。", "Group", ["各地"]),
        ("组建省匠人教育指导委员会。", "Institution", ["省匠人教育指导委员会"]),
        ("会同国家发改委、人社部开展工作。", "Institution", ["国家发改委", "人社部"]),
        ("建设匠人产业集聚区。", "Region", ["匠人产业集聚区"]),
        ("支持企业在沪设立机构。", "Region", ["沪"]),
        ("打造匠艺产业发展集聚区。", "Region", ["匠艺产业发展集聚区"]),
        ("打造匠艺成果转化示范区。", "Region", ["匠艺成果转化示范区"]),
        ("支持自主创新企业发展。", "Group", ["自主创新企业"]),
        ("帮助失明患者康复。", "Group", ["失明患者"]),
        ("支持快递企业下乡。", "Group", ["快递企业"]),
        ("发挥行业协会、商会等社会组织作用。", "Group", ["行业协会", "商会"]),
        ("打造一批高质量孵化器。", "Program", ["高质量孵化器"]),
        ("实行匠人证书、学徒证书和匠师证书制度。", "Program", ["匠人证书、学徒证书和匠师证书制度"]),
        ("实施匠艺全程传承推进行动。", "Program", ["匠艺全程传承推进行动"]),
        ("优化12345匠艺咨询热线。", "Program", ["12345匠艺咨询热线"]),
        ("用好“匠艺云”网站和匠艺通APP。", "Program", ["“匠艺云”网站", "匠艺通APP"]),
        ("推进“互联网+匠艺培训”。", "Program", ["互联网+匠艺培训"]),
        ("开展匠艺标准化、规范化试点。", "Program", ["匠艺标准化、规范化试点"]),
        ("培养创新型、应用型匠艺人才。", "Group", ["创新型、应用型匠艺人才"]),
        ("指导市、县级人民政府落实责任。", "Group", ["市、县级人民政府"]),
        ("加强匠艺科研推广人员培训。", "Group", ["匠艺科研推广人员"]),
        ("列席市委五届三次全会。", "Event", ["市委五届三次全会"]),
        ("制定匠艺改革试点实施方案。", "Policy", ["匠艺改革试点实施方案"]),
        ("落实匠艺薪酬制度改革政策。", "Program", ["匠艺薪酬制度改革"]),
        ("引导公众参与，委托学校培训。", "Group", ["公众", "学校"]),
        ("保障外来匠人子女入学。", "Group", ["外来匠人子女"]),
        ("在湖北武汉等地试点。", "Region", ["湖北", "武汉"]),
        ("会同教育部办公厅开展工作。", "Institution", ["教育部办公厅"]),
        ("报市安全生产委员会办公室。", "Institution", ["市安全生产委员会办公室"]),
        ("请省防汛抗旱指挥部办公室牵头。", "Institution", ["省防汛抗旱指挥部办公室"]),
        ("支持青岛市匠艺保护中心建设。", "Institution", ["青岛市匠艺保护中心"]),
        ("贯彻省第十二次党代会和党的十九届历次全会精神。", "Event", ["省第十二次党代会", "党的十九届历次全会"]),
        ("开展“匠心向党”主题教育活动。", "Event", ["“匠心向党”主题教育活动"]),
        ("研制推进匠艺教育多样化的指导意见。", "Policy", ["推进匠艺教育多样化的指导意见"]),
        ("修订匠艺课程方案（实验）。", "Policy", ["匠艺课程方案（实验）"]),
        ("创建匠艺示范县（市、区）。", "Region", ["匠艺示范县（市、区）"]),
        (
            "深化匠人评价改革、匠艺集团化改革、匠师聘任改革等三项改革。",
            "Program",
            ["匠人评价改革", "匠艺集团化改革", "匠师聘任改革"],
        ),
        ("开展学习、宣传、贯彻党的二十大精神专项行动。", "Program", ["学习、宣传、贯彻党的二十大精神专项行动"]),
        ("统筹职业学校教育和培训。", "Group", []),
        ("共建美丽中国。", "Region", []),
        ("居民健康素养水平达到30%。", "Group", []),
        ("贯彻全省匠艺部长会议和匠师思想政治工作会议精神。", "Event", ["全省匠艺部长会议", "匠师思想政治工作会议"]),
        ("筹备庆祝匠人节设立40周年大会。", "Event", ["庆祝匠人节设立40周年大会"]),
        ("落实省政府工作报告。", "Policy", ["省政府工作报告"]),
        ("用好“云溪匠艺讲坛”等有效载体。", "Program", ["云溪匠艺讲坛"]),
        ("推动匠艺地方标准研制。", "Group", []),
        ("推动儿童福利发展。", "Group", []),
        ("发挥示范带头作用。", "Region", []),
        ("配合市委办公室市政府办公室做好工作。", "Institution", ["市委办公室", "市政府办公室"]),
        ("贯彻全省两会和省、市匠艺工作会议精神。", "Event", ["全省两会", "省、市匠艺工作会议"]),
        ("落实中共青海省委办公厅青海省人民政府办公厅要求。", "Institution", ["中共青海省委办公厅", "青海省人民政府办公厅"]),
        ("打造匠艺文化旅游带和匠艺旅游圈。", "Region", ["匠艺文化旅游带", "匠艺旅游圈"]),
        ("扶持全县匠艺型企业。", "Group", ["匠艺型企业"]),
        ("贯彻青海省第十四次党代会精神。", "Event", ["青海省第十四次党代会"]),
        ("实施高水平匠艺院校和专业建设计划。", "Program", ["高水平匠艺院校和专业建设计划"]),
        ("实施两项行动（匠人培育壮大行动、匠艺驱动提升行动）。", "Program", ["匠人培育壮大行动", "匠艺驱动提升行动"]),
        ("建设平安青岛。", "Region", []),
        ("配合有关部门加强执法。", "Group", ["有关部门"]),
        ("建设企业“走匠路”综合服务平台。", "Program", ["企业“走匠路”综合服务平台"]),
        ("建立定期匠艺会商制度。", "Program", ["定期匠艺会商制度"]),
        ("划定水源保护区划分范围。", "Region", ["水源保护区"]),
        ("在江西省南昌市开展。", "Region", ["江西省南昌市"]),
        ("加强黄河、鄱阳湖治理。", "Region", ["黄河", "鄱阳湖"]),
        ("发布重点匠艺产品名录。", "Policy", ["重点匠艺产品名录"]),
        ("扶持孵化器发展。", "Group", ["孵化器"]),
        ("推行“一坊两师三评”制度。", "Program", ["“一坊两师三评”制度"]),
        ("实施“两坊共育”，提高水平。", "Program", ["两坊共育"]),
        ("优化“两坊联动”产业空间布局。", "Program", ["“两坊联动”产业空间布局"]),
        ("构建高质量匠艺数据集。", "Program", ["高质量匠艺数据集"]),
        ("制定匠师自主聘任外来匠人的办法。", "Policy", ["匠师自主聘任外来匠人的办法"]),
        ("推动匠艺材料基础标准、工艺方法标准制定。", "Policy", ["匠艺材料基础标准", "工艺方法标准"]),
        ("按照政府采购法规定办理。", "Policy", ["政府采购法"]),
    ],
)
def test_named(sentence: str, kind: str, expected: list[str]) -> None:
    assert inside(sentence, kind) == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("完善相关政策和配套文件。", "Policy"),
        ("指导学校制订人才培养方案。", "Policy"),
        ("健全工作制度和管理制度。", "Program"),
        ("坚持立德树人，推动高质量发展。", "Program"),
        ("召开座谈会，听取意见。", "Event"),
        ("完善中国特色的匠人体系。", "Region"),
        ("认真学习习近平总书记重要论述。", "Group"),
        ("深化地方机构改革。", "Group"),
        ("推进林场网点健康有序发展。", "Policy"),
        ("对接国家标准和国际标准。", "Policy"),
        ("建设国际航运中心。", "Institution"),
        ("做好生态功能区划工作。", "Region"),
        ("并在服务城市转型中发挥作用。", "Region"),
        ("每半年至少组织1次检查。", "Group"),
        ("环境保护法制不够健全。", "Policy"),
        ("经局长办公会议审议。", "Event"),
        ("制定维修计划和用工计划。", "Policy"),
        ("会同有关部门研究。", "Group"),
        ("公众参与不够，学校条件较差。", "Group"),
        ("消毒办公场所和隔离场所。", "Group"),
        ("按规定规范填写首页。", "Policy"),
        ("清理规范各类乱收费项目。", "Program"),
    ],
)
def test_not_named(sentence: str, kind: str) -> None:
    assert inside(sentence, kind) == []


def test_the_body_in_a_title_is_named_too() -> None:
    found = named(NOTICE.format(body="贯彻《教育部办公厅关于做好匠人评价工作的通知》。"))
    assert ("Policy", "教育部办公厅关于做好匠人评价工作的通知") in found
    assert ("Institution", "教育部办公厅") in found


def test_every_body_in_a_title_is_named_too() -> None:
    found = inside("按照《教育部 财政部关于匠人培养的意见》办理。", "Institution")
    assert found == ["教育部", "财政部"]


def test_the_end_of_a_longer_name_is_the_same_thing() -> None:
    record = read(NOTICE.format(body="建设匠艺云端学习平台。完善云端学习平台。"))
    programmes = [entity for entity in record.entities if entity.type == "Program"]
    assert [(entity.name, entity.aliases) for entity in programmes] == [("匠艺云端学习平台", ("云端学习平台",))]


def test_a_news_agency_s_dateline_names_nothing() -> None:
    assert named("新华社北京3月1日电\n\n云溪市匠心工作要点\n\n一、要求\n\n抓好有关事项。\n", "Region") == []


def test_names_inside_a_longer_name_are_no_mentions() -> None:
    assert inside("印发《职业院校教师培训办法》。", "Group") == []


@pytest.mark.parametrize(
    "line",
    [
        "（责任单位：市教育局、市财政局，各县（市、区）人民政府）",
        "（市教育局牵头，市财政局、各县（市、区）人民政府配合）",
        "（市教育局、市财政局、各县（市、区）人民政府）",
    ],
)
def test_the_bodies_of_a_responsibility_line(line: str) -> None:
    assert inside(f"加强管理。{line}", "Institution") == ["市教育局", "市财政局", "各县（市、区）人民政府"]


def test_an_office_is_the_issuer_s_region_s_own() -> None:
    record = read(NOTICE.replace("云溪市", "遂宁市").format(body="加强管理。（责任单位：市财政局、省财政厅）"))
    scopes = {entity.name: entity.scope for entity in record.entities if entity.type == "Institution"}
    assert scopes["遂宁市财政局"] == "遂宁市"
    assert scopes["四川省财政厅"] == "四川省"


def test_a_defined_short_name_is_the_same_thing() -> None:
    record = read(NOTICE.format(body="实施匠人素质提升工程（以下简称“匠升工程”）。各地推进匠升工程。"))
    programme = next(entity for entity in record.entities if entity.type == "Program")
    assert programme.name == "匠人素质提升工程"
    assert "匠升工程" in programme.aliases
    assert len([m for m in record.mentions if m.entity == programme.id]) >= 2


@pytest.mark.parametrize("name", ["匠艺工作联席会议", "“双元”工程建设联席会议"])
def test_the_short_name_of_a_body_defined_with_its_system(name: str) -> None:
    record = read(NOTICE.format(body=f"建立{name}制度（以下简称联席会议）。由联席会议统筹推进。"))
    body = next(entity for entity in record.entities if entity.type == "Institution" and entity.name == name)
    last = max(record.mentions, key=lambda mention: mention.start)
    assert (record.quote(last.start, last.end), last.entity) == ("联席会议", body.id)


def test_a_title_without_its_years_is_the_same_document() -> None:
    record = read(NOTICE.format(body="落实《匠人振兴行动计划（2020—2023年）》。总结《匠人振兴行动计划》经验。"))
    policies = [entity for entity in record.entities if entity.name.startswith("匠人振兴")]
    assert [policy.name for policy in policies] == ["匠人振兴行动计划（2020—2023年）"]
    assert policies[0].aliases == ("匠人振兴行动计划",)


def test_short_and_long_forms_share_an_id_across_documents() -> None:
    forms = ("人社部", "人力资源和社会保障部")
    records = [read(NOTICE.format(body=f"会同{form}开展培训。")) for form in forms]
    ids = {entity.id for record in records for entity in record.entities if entity.name == forms[1]}
    assert len(ids) == 1


def test_the_same_bytes_give_the_same_record() -> None:
    text = NOTICE.format(body="实施匠人振兴行动计划。（责任单位：市教育局）")
    assert read(text) == read(text)


def test_the_document_s_own_title_issuer_and_addressees() -> None:
    record = read(NOTICE.format(body="加强管理。"))
    front = [record.quote(m.start, m.end) for m in record.mentions if m.path == (0,)]
    assert "云溪市2022年匠心教育工作要点" in front
    assert "各区教育局" in front


def test_every_mention_lies_in_its_node_and_names_a_known_entity() -> None:
    record = read(NOTICE.format(body="会同人社部实施匠人振兴行动计划。"))
    nodes = {node.id: node for node in record.nodes}
    entities = {entity.id for entity in record.entities}
    assert record.mentions
    for mention in record.mentions:
        node = nodes[mention.node]
        assert node.start <= mention.start < mention.end <= node.end
        assert mention.entity in entities


@pytest.mark.parametrize("text", ["", "。", "《", "“”（）", "  \n \n", "《》《《》", "各（", "（责任单位：）"])
def test_odd_text_gives_no_error(text: str) -> None:
    from ingest.lexicon import load_lexicon
    from ingest.mentions.recognise import recognisers

    made = recognisers(load_lexicon(), None)
    for line in made.cutter.lines(text):
        list(made.find(line))


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("云南省元阳县建好梯田。", "Region", ["云南省元阳县"]),
        ("熟悉匠艺竞赛规则。", "Event", []),
        ("帮助匠具企业进军海外市场。", "Group", ["匠具企业"]),
        ("邀请外国匠具公司参加。", "Institution", []),
        ("完善有关办法。（财政部会同有关部门负责）", "Institution", ["财政部"]),
        ("由工业和信息化部负责制定统一文本。", "Program", []),
        ("各级政府性基金优先安排。", "Group", []),
        ("召开2022年社区教育与老年教育年度工作会议。", "Event", ["社区教育与老年教育年度工作会议"]),
        ("召开工作会议。", "Event", []),
        ("发布并实施匠人振兴行动计划。", "Policy", ["匠人振兴行动计划"]),
        ("修订匠具标签通则。", "Policy", ["匠具标签通则"]),
        ("设立匠艺振兴行动推进委员会。", "Institution", ["匠艺振兴行动推进委员会"]),
        ("推动匠人教育改革发展。", "Program", []),
        ("在山东省烟台市试点新的做法。", "Program", []),
        ("建好黄山国家文化公园。", "Program", ["黄山国家文化公园"]),
        ("请各部门负责同志参加。", "Group", []),
    ],
)
def test_what_stands_next_to_a_name_is_no_part_of_it(sentence: str, kind: str, expected: list[str]) -> None:
    assert inside(sentence, kind) == expected
