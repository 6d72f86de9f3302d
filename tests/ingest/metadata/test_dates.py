from __future__ import annotations

import pytest

from ingest.metadata.dates import find_date, find_effective, read_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2021年3月5日", "2021-03-05"),
        ("2021 年 3 月 5 日", "2021-03-05"),
        ("二〇二一年三月五日", "2021-03-05"),
        ("二○○五年十二月三日", "2005-12-03"),
        ("二零一九年十月二十一日", "2019-10-21"),
        ("二Ο一一年十月十七日", "2011-10-17"),
        ("2021-3-5", "2021-03-05"),
        ("2021/03/05", "2021-03-05"),
        ("2021.3.5", "2021-03-05"),
    ],
)
def test_dates_in_all_forms(printed, iso):
    assert read_date(printed) == iso


@pytest.mark.parametrize("printed", ["2020年2月30日", "2020年13月1日", "0021年1月1日", "2021年3月", "今日"])
def test_what_is_no_day_of_the_calendar(printed):
    assert read_date(printed) is None


@pytest.mark.parametrize(
    ("head", "tail", "date"),
    [
        ("通知\n某市教育局\n2021年3月5日\n（此件公开发布）\n方案\n", "", "2021-03-05"),
        ("请于2021年12月15日前报送。 某市教育局 2021年3月5日方案 为了…", "", "2021-03-05"),
        ("意见\n", "抓好落实。\n某市教育局\n二〇二一年三月五日\n", "2021-03-05"),
        ("意见\n", "抓好落实。\n某市教育局2021年3月5日\n", "2021-03-05"),
        ("中共中央 国务院关于乡村振兴的意见\n（2021年1月4日）\n正文", "", "2021-01-04"),
        ("某法\n1996年5月15日第八届会议通过 2022年4月20日第十三届会议修订\n", "", "2022-04-20"),
        ("方案\n发布时间：2021-03-05 来源：某市教育局\n", "", "2021-03-05"),
        ("发文机关： | 某市 | 成文日期： | 2021-03-05 |\n通知\n", "", "2021-03-05"),
        ("[ 成文日期 ] | 2021-03-05 | [ 发布日期 ] | 2021-03-09 |\n通知\n", "", "2021-03-05"),
        ("报告\n——2021年2月3日在某市第五届人民代表大会第一次会议上\n", "", "2021-02-03"),
        ("某市2021年工作要点\n", "2022年1月1日起实施。", None),
        ("自2021年3月5日起，各地要加强管理。\n", "", None),
    ],
)
def test_the_date_of_a_document(head, tail, date):
    assert find_date(head, tail) == date


def test_entering_into_force():
    assert find_effective("第九条 本办法自2022年5月1日起施行。", None) == "2022-05-01"
    assert find_effective("本方案自印发之日起施行，有效期五年。", "2021-03-05") == "2021-03-05"
    assert find_effective("对企业自2020年2月1日起施行减免。\n各地要抓好落实。", "2021-03-05") is None
