"""What the tests of the service share.

Strategy: two short documents in our own words, real rooms behind them, a workspace of its own for each test that changes
one and a shared one for tests that only read. Commands run in this process where that shows the same, else in a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from fastapi.testclient import TestClient

from service.api import create_app
from service.cli.app import run
from service.settings import Settings
from service.workspace import Workspace

YAODIAN = str(Path(sys.executable).parent / "yaodian")

FIRST = """云溪市教育局2023年工作要点

各区教育局：

一、推进职业教育改革
1.建设数字校园
目标任务：建成数字校园20所。
工作措施：落实《云溪市数字校园行动计划》，培训教师200人。（责任单位：云溪市教育局）
2.办好技能大赛
工作措施：举办云溪市职业院校技能大赛。支持中职学校试办社区学院。
二、加强队伍建设
3.培养双师型教师
工作措施：会同市人力资源社会保障局制定《双师型教师认定办法》。

云溪市教育局
2023年3月1日
"""
SECOND = """云溪市教育局2024年工作要点

各区教育局：

一、推进职业教育改革
1.建设数字校园
目标任务：建成数字校园35所。
工作措施：落实《云溪市数字校园行动计划》，培训教师300人。（责任单位：云溪市教育局）
2.发展老年教育
工作措施：建设老年大学5所，面向老年人开设课程。

云溪市教育局
2024年3月1日
"""
TOPICS = {
    "河道清淤": "清除淤泥、加固堤岸、疏通涵洞、种植芦苇、监测水位、打捞浮萍",
    "公交专线": "增开班次、调整站点、更换车辆、公布时刻、优惠票价、培训司机",
    "社区食堂": "核定菜价、检查后厨、配送午餐、招募厨师、登记老人、分类餐余",
    "图书流动": "购置书车、编排路线、整理书目、办理借阅、修补旧书、开办讲座",
    "林地巡护": "划分林班、安装瞭望、清理枯枝、救助鸟兽、查处盗伐、补种树苗",
    "夜间照明": "更换灯具、测量照度、埋设线缆、分时控制、维修灯杆、节约电量",
    "旧楼加梯": "征询意见、勘察地基、公示图纸、分摊费用、验收电梯、签订维保",
    "口袋公园": "收回荒地、铺设步道、摆放座椅、引种花木、安置滑梯、清扫落叶",
}
THIRD = "柳河市人民政府2024年工作要点\n\n" + "\n".join(
    f"{number}.推进{topic}\n"
    + "".join(f"{task}，{task[:2]}之前先看{task[2:]}的现状，{task}的结果由专班登记。" * 2 for task in tasks.split("、"))
    for number, (topic, tasks) in enumerate(TOPICS.items(), 1)
)
"""Long enough that its points are several passages."""


@dataclass(frozen=True)
class Ran:
    """What a command left: exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    def json(self) -> dict[str, object]:
        value = orjson.loads(self.out)
        assert isinstance(value, dict)
        return value


Command = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the two documents."""
    path = tmp_path / "documents"
    path.mkdir()
    (path / "yunxi-2023.txt").write_text(FIRST, encoding="utf-8")
    (path / "yunxi-2024.txt").write_text(SECOND, encoding="utf-8")
    return path


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Runs a command in this process on a workspace of the test's own."""
    for name in [name for name in os.environ if name.startswith("YAODIAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("YAODIAN_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Ran:
        capsysbinary.readouterr()
        status = run(list(arguments))
        captured = capsysbinary.readouterr()
        return Ran(status, captured.out.decode(), captured.err.decode())

    return command


@pytest.fixture
def process(tmp_path: Path) -> Command:
    """Runs a command as a process of its own on the same workspace as ``cli``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YAODIAN_")}

    def command(*arguments: str, env: dict[str, str] | None = None, **options: object) -> Ran:
        environment = {**clean, "YAODIAN_WORKSPACE": str(tmp_path / "workspace"), **(env or {})}
        line = [*getattr(command, "prefix", ()), YAODIAN, *arguments]
        done = subprocess.run(line, capture_output=True, env=environment, cwd=tmp_path, check=False, **options)  # type: ignore[call-overload]
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture
def server(process: Command, folder: Path, tmp_path: Path) -> Iterator[str]:
    """A real server over the two documents; gives its address."""
    assert process("ingest", str(folder)).status == 0
    log = (tmp_path / "log").open("wb")
    environment = {"YAODIAN_WORKSPACE": str(tmp_path / "workspace"), "PATH": "/usr/bin:/bin"}
    running = subprocess.Popen([YAODIAN, "serve", "--port", "0"], stdout=log, stderr=log, env=environment, cwd=tmp_path)
    announced = tmp_path / "workspace" / "server.json"
    until = time.monotonic() + 60
    while not announced.exists() and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    assert announced.exists(), (tmp_path / "log").read_text()
    yield orjson.loads(announced.read_bytes())["url"]
    running.terminate()
    assert running.wait(timeout=30) in (0, -15)
    log.close()
    assert not announced.exists()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """An open workspace with three documents, for tests that only read."""
    settings = Settings(workspace=tmp_path_factory.mktemp("shelf"))
    with Workspace.open(settings) as workspace:
        workspace.ingest_bytes(FIRST.encode(), "yunxi-2023.txt")
        workspace.ingest_bytes(SECOND.encode(), "yunxi-2024.txt")
        workspace.ingest_bytes(THIRD.encode(), "liuhe-2024.txt")
        yield workspace


@pytest.fixture(scope="module")
def client(shelf: Workspace) -> Iterator[TestClient]:
    """A client of the application over ``shelf``; an exception in the application is an answer with status 500."""
    with TestClient(create_app(shelf.settings, shelf), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """A client of an application with an empty workspace of the test's own."""
    with TestClient(
        create_app(Settings(workspace=tmp_path / "own", upload_limit=100_000)), raise_server_exceptions=False
    ) as client:
        yield client
