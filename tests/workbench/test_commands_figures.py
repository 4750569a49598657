"""Documents with figures, from the command line: flows before and after, the leader's page, two editions compared."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from catalogue.editions import entry_ids, find_edition, load_entries
from catalogue.elements import find_element
from reviews.actions import MarkAction
from reviews.judgements import JudgementBook
from reviews.mark_book import MarkBook
from reviews.marks import Judgement
from reviews.volume_book import keep_volumes
from reviews.volumes import Volume
from reviews.workspace import open_workspace
from tests.workbench.carried_records import MARRIAGE, RECORDS, changed, mark
from tests.workbench.conftest import CommandLine

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
# 257 mm of text on a page.
TEXT_HEIGHT = 257.0
EMU_A_MM = 36_000

Import = Callable[..., CommandLine]


def written(workbench: CommandLine, kind: str, folder: Path, *words: str) -> dict[str, bytes]:
    """Write a document in every format that it has, and return the files' content by their endings."""
    command = [kind] if kind in ("brief", "flows") else ["document", kind]
    files = workbench.json(*command, *words, "--format", "docx,html,md", "--out", str(folder))["files"]
    return {Path(name).suffix[1:]: Path(name).read_bytes() for name in files}


def body(docx: bytes) -> etree._Element:
    """The main part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def shape_texts(docx: bytes) -> list[tuple[str, bool]]:
    """The texts of drawn shapes, each with whether it is struck through."""
    return [
        ("".join(text.text or "" for text in box.iter(f"{W}t")), next(box.iter(f"{W}strike"), None) is not None)
        for box in body(docx).iter(f"{WPS}txbx")
    ]


def pages(docx: bytes, folder: Path) -> int:
    """How many pages LibreOffice makes of a document; where there is none, as many as its drawings fill."""
    program = shutil.which("soffice")
    if program is None:
        heights = [int(size.get("cy", "0")) for size in body(docx).iter("{*}extent")]
        return 1 + int(sum(heights) / EMU_A_MM / TEXT_HEIGHT)
    path = folder / "trang.docx"
    path.write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return len(re.findall(rb"/Type\s*/Page\b", path.with_suffix(".pdf").read_bytes()))


def three_steps() -> dict[str, Any]:
    """The registration of marriage with a step in the middle that can go."""
    return MARRIAGE | {
        "steps": [
            {
                "text": "Bước 1: Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa.\n"
                "Bước 2: Công chức tiếp nhận chuyển hồ sơ.\n"
                "Bước 3: Chủ tịch UBND cấp xã ký Giấy chứng nhận kết hôn."
            }
        ]
    }


def test_flows_are_drawn_before_and_after_with_what_goes_struck(dated_edition: Import, tmp_path: Path) -> None:
    workbench = dated_edition("2025", [three_steps()])
    mark(workbench, "step:2", "remove")
    mark(workbench, "time:1", "reduce", "--to", "10 ngày làm việc")
    files = written(workbench, "flows", tmp_path / "ra")
    texts = shape_texts(files["docx"])
    step = "Công chức tiếp nhận chuyển hồ sơ."
    assert [struck for text, struck in texts if text == step] == [True]
    assert ("Thời hạn giải quyết (trực tiếp): 15 ngày làm việc", True) in texts or (
        "Thời hạn giải quyết: 15 ngày làm việc",
        True,
    ) in texts
    assert ("Thời hạn giải quyết: 10 ngày làm việc", False) in texts
    assert len(list(body(files["docx"]).iter(f"{WPG}wgp"))) == 2
    told = files["md"].decode()
    for words in (
        "1.1. Kết quả rà soát",
        "1.2. Lý do",
        "1.3. Kiến nghị thực thi",
        "1.4. Sơ đồ quy trình trước khi đơn giản hóa",
        "1.5. Sơ đồ quy trình sau khi đơn giản hóa",
        "| Số bước thực hiện | 03 | 02 | giảm 01 |",
        "| Thời hạn giải quyết | 15 ngày làm việc | 10 ngày làm việc | thay đổi |",
        f"| 3 | Bộ phận Một cửa | {step} | bỏ |",
        "Hình 2. Quy trình sau khi đơn giản hóa: Thủ tục đăng ký kết hôn",
    ):
        assert words in told, words
    assert "::: figure" not in told
    assert files["html"].decode().count("<svg") == 2


def test_an_abolished_procedure_has_no_flow_after(dated_edition: Import, tmp_path: Path) -> None:
    workbench = dated_edition("2025", [three_steps()])
    mark(workbench, "procedure", "remove")
    told = written(workbench, "flows", tmp_path / "ra")["md"].decode()
    assert "Không còn quy trình, do thủ tục hành chính được bãi bỏ" in told
    assert "| Số bước thực hiện | 03 | không còn | bỏ |" in told
    assert told.count("Hình ") == 1


def test_the_page_for_the_leader_has_figures_charts_savings_and_who_decides(
    dated_edition: Import, tmp_path: Path
) -> None:
    workbench = dated_edition("2025", RECORDS)
    article = ("--article", "Điều 10 Nghị định số 123/2015/NĐ-CP")
    mark(workbench, "paper:1.2", "remove", *article)
    mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc", *article)
    mark(workbench, "paper:1.1", "remove", code="2.000635")
    workbench.done("volumes", "--code", "1.000894", "--year", "2025", "--cases", "12000")
    cost = workbench.json("cost", "1.000894", "--edition", "2025")
    told = written(workbench, "brief", tmp_path / "ra")["md"].decode()
    assert re.search(r"\| \*\*02\*\* \| \*\*[\d,]+ (tỷ|triệu)\*\*.*\*\*02\*\* \| \*\*10\*\* \|", told), told
    assert "- Chính phủ: 01 thủ tục (123/2015/NĐ-CP)." in told
    assert "- Chưa xác định cơ quan quyết định: 01 thủ tục, cần nêu rõ điều khoản phải sửa đổi." in told
    assert "chi phí là số tạm tính" in told
    assert "chưa tính chi phí của 01 thủ tục" in told
    assert "căn cứ chưa kiểm chứng: mức thu nhập bình quân đầu người" in told
    assert "| 1.000894 Thủ tục đăng ký kết hôn | " in told
    # 15 and 1 working days before, 5 and 1 after.
    assert "| Thời hạn giải quyết | 62,5 % | đạt | đạt |" in told
    saved = f"{cost['saving']['year']['total']:,}".replace(",", ".")
    assert saved != "0" and f"| 1.000894 Thủ tục đăng ký kết hôn | {saved} | 100,0 % |" in told


def test_the_papers_of_a_merged_procedure_are_not_saved_by_that(dated_edition: Import, tmp_path: Path) -> None:
    workbench = dated_edition("2025", RECORDS)
    mark(workbench, "procedure", "merge", "--to", "2.000635")
    mark(workbench, "paper:1.2", "remove")
    told = written(workbench, "brief", tmp_path / "ra")["md"].decode()
    # One paper of three; of the time limit nobody knows what becomes of it.
    assert "| **01** | **0** |" in told and "| Thành phần hồ sơ | 33,3 % | đạt | chưa đạt |" in told
    workbench.done("targets", "--freeze", "2024")
    rows = workbench.json("targets", "--after-marks")["progress"]
    papers = next(row for row in rows if row["field"] is None and row["measure"] == "papers")
    assert (papers["before"], papers["now"]) == (5, 4)


def test_a_time_limit_that_is_shortened_beside_a_longer_one_is_told(dated_edition: Import, tmp_path: Path) -> None:
    online = {"kind": "online", "processing_time": {"quantity": 15, "unit": "working_day"}}
    records = [{**MARRIAGE, "channels": [*MARRIAGE["channels"], online]}]
    workbench = dated_edition("2025", records)
    mark(workbench, "time:2", "reduce", "--to", "5 ngày làm việc")
    unseen = "thời hạn rút ngắn ở 01 thủ tục không tính vào số ngày giảm"
    assert unseen in written(workbench, "brief", tmp_path / "một")["md"].decode()
    mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc")
    told = written(workbench, "brief", tmp_path / "hai")["md"].decode()
    assert unseen not in told and "| **00** | **10** |" in told


LONG = "Thủ tục cấp, cấp lại, điều chỉnh Giấy chứng nhận đủ điều kiện kinh doanh dịch vụ đối với tổ chức, cá nhân "


def many(count: int) -> list[dict[str, Any]]:
    """So many procedures with names as long as the longest of the catalogue, of many fields and agencies."""
    return [
        {
            "code": f"1.{at:06d}",
            "name": f"{LONG * 2}trong lĩnh vực thứ {at}",
            "field": f"Quản lý nhà nước về hoạt động chuyên ngành thuộc lĩnh vực số {at % 17}",
            "agencies": {"implementing": [f"Sở Nông nghiệp và Môi trường khu vực {at % 9}"]},
            "channels": [{"kind": "direct", "processing_time": {"quantity": 20, "unit": "working_day"}}],
            "dossiers": [{"papers": [{"text": "Đơn đề nghị theo mẫu", "originals": 1, "copies": 2}]}],
        }
        for at in range(1, count + 1)
    ]


ARTICLES = (
    "Điều 10 Nghị định số 123/2015/NĐ-CP và Điều 3 Nghị định số 15/2021/NĐ-CP",
    "Điều 5 Thông tư số 04/2020/TT-BTP",
    "Điều 7 Thông tư số 12/2022/TT-BNNPTNT",
    "Điều 2 Thông tư số 01/2021/TT-BKHĐT",
    "Điều 9 Quyết định số 11/2023/QĐ-UBND",
    "Điều 4 Thông tư số 30/2019/TT-BLĐTBXH",
    "",
)


@pytest.mark.parametrize("count", [1, 200])
def test_the_page_for_the_leader_is_one_page(count: int, dated_edition: Import, tmp_path: Path) -> None:
    workbench = dated_edition("2025", many(count))
    store = open_workspace(workbench.workspace)
    edition = find_edition(store)
    book, judgements = MarkBook(store, "Lan"), JudgementBook(store, "Lan")
    volumes = []
    for at, entry in enumerate(load_entries(store, entry_ids(store, edition))):
        article = ARTICLES[at % len(ARTICLES)]
        judgement = Judgement(MarkAction.REMOVE, "", "", "Thông tin đã có trong cơ sở dữ liệu quốc gia", article)
        book.propose(entry, find_element(entry.procedure, "paper:1.1", entry.address), judgement)
        cases = 1000 + 37 * at
        if at % 10 != 9:
            volumes.append(Volume(entry.address, 2025, cases, cases, cases, 1, None, "Báo cáo năm 2025"))
    keep_volumes(judgements, volumes)
    store.close()
    workbench.done(
        "office",
        "--agency",
        "Sở Nông nghiệp và Môi trường thành phố Hồ Chí Minh, Văn phòng Đăng ký đất đai",
        "--parent-agency",
        "Ủy ban nhân dân thành phố Hồ Chí Minh và các cơ quan trực thuộc",
        "--area",
        "thành phố Hồ Chí Minh",
    )
    files = written(workbench, "brief", tmp_path / "ra", "--date", "2026-07-05")
    assert pages(files["docx"], tmp_path) == 1
    assert len(list(body(files["docx"]).iter(f"{WPG}wgp"))) == 1
    told = files["md"].decode()
    assert f"**{count:02d}**" in told
    assert told.count("100,0 %") >= 1
    if count == 200:
        assert "cơ quan khác: xem phương án đơn giản hóa." in told
        assert "Các mục còn lại (15)" in told


def test_two_editions_compared_are_a_report_with_the_red_list_and_promises(
    dated_edition: Import, tmp_path: Path
) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 5
    records[2]["channels"][0]["processing_time"]["quantity"] = 20
    records[2]["dossiers"][0]["papers"].append({"text": "Giấy chứng nhận quyền sử dụng đất", "copies": 1})
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc")
    workbench.done("state", str(number), "decided", "--date", "2025-09-01", "--reason", "Quyết định số 12/QĐ-UBND")
    files = written(workbench, "comparison", tmp_path / "ra", "--against", "2025")
    told = files["md"].decode()
    for words in (
        "**Đối chiếu danh mục thủ tục hành chính kỳ 2025 và kỳ 2026**",
        "| Thủ tục đối chiếu được | 3 |",
        "Có 02 điểm làm tăng gánh nặng cho người dân, doanh nghiệp (Phụ lục I).",
        "| Đất đai | 1 | 1 | 1 | 0 | 2 | 0 | 0 |",
        "| 1.012345 | Đăng ký biến động đất đai | Thời hạn giải quyết | thời hạn dài hơn | 10 ngày làm việc |",
        "| Ủy ban nhân dân cấp xã | 1 | 1 | 0 | 0 | 0 | 0 |",
        "| Thời hạn giải quyết | sửa đổi, nhẹ hơn (thời hạn ngắn hơn) | 15 ngày làm việc | 5 ngày làm việc |",
    ):
        assert words in told, (words, told)
    for heading in ("### 1. Theo lĩnh vực", "### 2. Theo cơ quan"):
        rows = re.findall(r"^\| (.+?) \| (\d+) \|", told.partition(heading)[2].partition("#")[0], re.M)
        *parts, (name, whole) = rows
        assert name == "Tổng cộng" and sum(int(part) for _, part in parts) == int(whole) == 3
    sections = [size.get(f"{W}orient") for size in body(files["docx"]).iter(f"{W}pgSz")]
    assert "landscape" in sections
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in files["html"].decode()


def test_procedures_that_got_another_code_are_listed_also_where_nothing_else_changed(
    dated_edition: Import, tmp_path: Path
) -> None:
    records = changed()
    records[0]["code"] = "1.300894"
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    told = written(workbench, "comparison", tmp_path / "ra", "--against", "2025")["md"].decode()
    assert "| Đổi mã | 1 |" in told and "#### Thủ tục đổi mã: 01" in told
    assert "| 1.000894 | 1.300894 | Thủ tục đăng ký kết hôn |" in told


def test_without_an_older_edition_it_is_the_one_before_and_only_of_the_procedures_named(
    dated_edition: Import, tmp_path: Path
) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 5
    records[2]["channels"][0]["processing_time"]["quantity"] = 20
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    told = written(workbench, "comparison", tmp_path / "ra", "1.000894")["md"].decode()
    assert "kỳ 2025 và kỳ 2026" in told
    assert "Không có điểm nào nặng hơn." in told
    assert "Đăng ký biến động đất đai" not in told


def test_a_comparison_with_nothing_to_compare_with_is_refused(dated_edition: Import, tmp_path: Path) -> None:
    workbench = dated_edition("2025", RECORDS)
    folder = tmp_path / "ra"
    assert "“2025”" in workbench.refused("document", "comparison", "--out", str(folder))
    assert "“2025”" in workbench.refused("document", "comparison", "--out", str(folder), "--against", "2025")
    assert "“2019”" in workbench.refused("document", "comparison", "--out", str(folder), "--against", "2019")
    assert not folder.exists()


@pytest.mark.parametrize("kind", ["flows", "brief"])
def test_hostile_names_and_steps_stay_text_in_figures(kind: str, dated_edition: Import, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> *đậm* | [x](javascript:alert(1)) ::: figure bieudo"
    record = three_steps() | {"name": hostile, "steps": [{"text": f"Bước 1: {hostile}\nBước 2: Trả kết quả."}]}
    workbench = dated_edition("2025", [record])
    mark(workbench, "step:1", "remove")
    workbench.done("volumes", "--code", "1.000894", "--year", "2025", "--cases", "100")
    files = written(workbench, kind, tmp_path / "ra")
    page = files["html"].decode()
    assert "<script" not in page and "&lt;script&gt;" in page
    assert any("<script>alert(1)</script>" in text for text, _ in shape_texts(files["docx"]))
