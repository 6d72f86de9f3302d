"""Names as works points and plans of offices print them, in sentences of our own."""

from __future__ import annotations

import pytest

from tests.ingest.mentions.reading import named

_HEAD = "青岚市匠艺局2024年工作要点\n一、重点工作\n1.做好工作。"


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("引进100名市属企业高级匠艺人才。", "Group", "市属企业高级匠艺人才"),
        ("支持30名经营管理领军人才。", "Group", "经营管理领军人才"),
        ("组建地方资产管理公司。", "Group", "地方资产管理公司"),
        ("着力培养造就创新型匠艺人才。", "Group", "创新型匠艺人才"),
        ("培养一批优秀企业家。", "Group", "企业家"),
        ("认真贯彻落实县纪委全会精神。", "Event", "县纪委全会"),
        ("贯彻全市匠艺工作会议暨名匠表彰大会精神。", "Event", "全市匠艺工作会议暨名匠表彰大会"),
        ("贯彻全省打击仿冒器具电视电话会议精神。", "Event", "全省打击仿冒器具电视电话会议"),
        ("开展器具领域打击仿冒专项行动。", "Program", "器具领域打击仿冒专项行动"),
        ("开展器具质量标准化管理“回头看”。", "Program", "器具质量标准化管理“回头看”"),
        ("在“匠艺传承预报系统”基础上推进工作。", "Program", "匠艺传承预报系统"),
        ("扎实开展主题教育，抓好整改。", "Program", "主题教育"),
        ("打造幸福食堂，方便老人。", "Program", "幸福食堂"),
        ("建设云溪湿地公园。", "Region", "云溪湿地公园"),
        ("坚决打赢蓝天保卫战。", "Program", "蓝天保卫战"),
        ("办好匠艺交易会暨高端器具高峰论坛。", "Event", "匠艺交易会暨高端器具高峰论坛"),
        ("贯彻省委九届十次全会、十一次全会暨经济工作会议精神。", "Event", "省委九届十次全会、十一次全会暨经济工作会议"),
        ("开展风险隐患排查“百日行动”。", "Program", "风险隐患排查“百日行动”"),
        ("开展“匠心小镇”“匠艺乡村”等示范创建。", "Program", "匠艺乡村"),
        ("深化投融资制度改革。", "Program", "投融资制度改革"),
        ("实施匠艺传承建设项目16个。", "Program", "匠艺传承建设项目"),
        ("创建“枫桥式公安派出所”。", "Group", "枫桥式公安派出所"),
        ("表彰一批调解员和律师事务所。", "Group", "律师事务所"),
        ("推进延吉市改革。", "Region", "延吉市"),
        ("5年内培训新型农民达到400名。", "Group", "新型农民"),
        ("改造提升柏溪营敬老院。", "Institution", "柏溪营敬老院"),
    ],
)
def test_names_of_works_points(sentence: str, kind: str, expected: str) -> None:
    assert (kind, expected) in named(_HEAD + sentence)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("引进100名市管企业匠艺人才。", "名市管企业"),
        ("实施“匠心、匠艺、匠人”三大人才培养。", "三大人才"),
        ("指导匠艺企业建设省级新型算力中心集群。", "匠艺企业建设省级新型算力中心"),
        ("弘扬企业家精神，打造“国际人才港”。", "国际人才"),
        ("修订完善居民公约和村规民约。", "居民公约"),
        ("由本单位审核机构审核。", "单位审核机构"),
        ("用好用足APP平台。", "足APP平台"),
    ],
)
def test_what_is_no_name_of_that_span(sentence: str, wrong: str) -> None:
    assert wrong not in {printed for _, printed in named(_HEAD + sentence)}


def test_a_project_that_is_a_heading_by_itself_is_a_programme() -> None:
    text = "青岚市匠艺局2024年工作要点\n一、重点工作\n1.匠艺企业家素质提升项目。办好培训。（牵头单位：市匠艺局）"
    assert ("Program", "匠艺企业家素质提升项目") in named(text)


def test_a_body_in_a_list_keeps_the_conjunction_of_its_name_without_its_level() -> None:
    text = _HEAD + "（市教育局、发展和改革局、工业和信息化局牵头，公安局和财政局参与）"
    bodies = [printed for kind, printed in named(text) if kind == "Institution"]
    assert bodies[-5:] == ["市教育局", "发展和改革局", "工业和信息化局", "公安局", "财政局"]
