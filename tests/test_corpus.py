"""Several documents beside one another: the rules of KRP, and how they come together."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from iki_lint import readers, run
from iki_lint.analysis import Analysis
from iki_lint.corpus.digest import Digest, digest, packed
from iki_lint.corpus.findings import suspicions
from iki_lint.corpus.model import Corpus, Spot, Suspicion
from iki_lint.findings import Finding
from iki_lint.language.compare import gist
from iki_lint.language.near import Index
from iki_lint.limits import Limits
from iki_lint.packs import built_in
from iki_lint.plan import Plan
from iki_lint.readers import structured
from iki_lint.report import Report
from tests import layouts, test_cli
from tests.conftest import FIXTURES

KRP = tuple(rule for rule in built_in() if rule.across)
REAL = sorted([*(FIXTURES / "dokumen").glob("*.iki.yaml"), *(FIXTURES / "bersih").glob("*.iki.yaml")])
Data = dict[str, Any]


def _data(path: Path) -> Data:
    loaded: Data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _text(data: Data) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def _written(folder: Path, **documents: Data) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in documents.items():
        (folder / f"{name}.iki.yaml").write_text(_text(data), encoding="utf-8")
    return folder


def _digest(data: Data, path: str) -> Digest:
    return digest(Analysis(structured(_text(data), Path("a.yaml")).document), path)


def _check(*paths: Path, references: Iterable[Path] = (), **changes: Any) -> Report:
    return _checked(paths, replace(Plan(KRP), **changes), references)


def _checked(paths: Iterable[Path], plan: Plan, references: Iterable[Path] = ()) -> Report:
    report = run.check(paths, lambda: plan, references=references)
    return replace(report, findings=tuple(report.findings), suppressed=tuple(report.suppressed))


def _said(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(Path(f.path).name.partition(".")[0], f.rule, f.pointer) for f in findings]


def _pohon(data: Data) -> Data:
    """The pohon kinerja that an IKI came down from."""
    kept = ("nama", "atasan", "kinerja")
    jabatan = [{key: each[key] for key in kept if key in each} for each in data["jabatan"]]
    return {key: data[key] for key in ("skema", "instansi", "tahun")} | {"jenis": "pohon-kinerja", "jabatan": jabatan}


def _iki(nama: str, daerah: str, *jabatan: Data) -> Data:
    instansi = {"nama": nama, "daerah": daerah}
    return {"skema": "iki/1", "jenis": "iki", "instansi": instansi, "tahun": 2026, "jabatan": list(jabatan)}


def _post(nama: str, *indikator: str, tugas: str = "Melaksanakan tugas seksi") -> Data:
    kinerja = [{"sasaran": "Meningkatnya pelayanan", "indikator": [{"nama": each} for each in indikator]}]
    return {"nama": nama, "tugas": [tugas], "kinerja": kinerja}


ROADS = "Persentase panjang jalan kabupaten dalam kondisi mantap"
BINA_MARGA = _iki(
    "Dinas Bina Marga", "Kabupaten Arjasari", _post("Kepala Seksi Jalan", ROADS, tugas="Memelihara jalan")
)
DINKES = _iki("Dinas Kesehatan", "Kabupaten Arjasari", _post("Kepala Seksi Gizi", ROADS, tugas="Membina kader gizi"))


# -- real documents ----------------------------------------------------------------------------------------------------


def test_real_documents_together_raise_no_alarm() -> None:
    report = _check(*REAL)

    assert (len(report.documents), report.findings, report.errors, report.crashes) == (len(REAL), (), (), ())


def test_real_documents_beside_their_own_pohon_and_next_year_raise_no_alarm(tmp_path: Path) -> None:
    documents = {path.name.partition(".")[0].replace("-", "_"): _data(path) for path in REAL}
    dated = {name: data for name, data in documents.items() if "tahun" in data}
    later = {f"{name}_kelak": data | {"tahun": data["tahun"] + 1} for name, data in dated.items()}
    trees = {f"{name}_pohon": _pohon(data) for name, data in dated.items()}

    report = _check(_written(tmp_path / "d", **documents, **later, **trees))

    assert len(trees) >= 15
    assert (report.findings, report.errors, report.crashes) == ((), (), ())


@pytest.mark.parametrize("name", ["dishub", "pupr", "dinkes-cacat", "rsud"])
def test_a_decree_of_another_region_under_a_new_name_is_found(tmp_path: Path, name: str) -> None:
    source = next(path for path in REAL if path.name.startswith(name))
    text = source.read_text(encoding="utf-8")
    region = _data(source)["instansi"]["daerah"]
    _written(tmp_path, a=yaml.safe_load(text), b=yaml.safe_load(text.replace(region, "Kabupaten Rawajaya")))

    report = _check(tmp_path)

    assert _said(report.findings) == [("b", "KRP001", "/instansi")]
    assert report.findings[0].message.startswith("100 %")


@pytest.mark.parametrize(("share", "found"), [(0.85, True), (0.7, False)])
def test_how_much_of_a_document_is_another_s(tmp_path: Path, share: float, found: bool) -> None:
    data = _data(FIXTURES / "bersih" / "dishub.iki.yaml")
    other = json.loads(json.dumps(data)) | {"instansi": {"nama": "Dinas Perhubungan", "daerah": "Kabupaten Rawajaya"}}
    duties = [
        (post, key, i)
        for post in other["jabatan"]
        for key in ("tugas", "fungsi")
        for i in range(len(post.get(key, ())))
    ]
    texts = len(_digest(data, "a").texts) // 8
    for post, key, i in duties[: round(texts * (1 - share))]:
        post[key][i] = f"Menata urusan nomor {i} menurut cara {key} {post['nama']} sendiri"

    report = _check(_written(tmp_path, a=data, b=other))

    assert bool(report.findings) is found


def test_what_was_renamed_or_added_after_the_pohon_is_found(tmp_path: Path) -> None:
    data = _data(FIXTURES / "bersih" / "dishub.iki.yaml")
    tree = _pohon(json.loads(json.dumps(data)))
    at = next(i for i, post in enumerate(data["jabatan"]) if post["nama"].startswith("Kepala Seksi"))
    post = data["jabatan"][at]
    post["nama"] = f"{post['nama']} Perkotaan"
    post["kinerja"].append({"sasaran": "x", "indikator": [{"nama": "Jumlah simpang yang bermarka kotak kuning"}]})

    report = _check(_written(tmp_path, iki=data, pohon=tree))

    assert _said(report.findings) == [
        ("iki", "KRP002", f"/jabatan/{at}/nama"),
        ("iki", "KRP003", f"/jabatan/{at}/kinerja/{len(post['kinerja']) - 1}/indikator/0"),
    ]


# -- each rule is silent where a person would be -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "indikator",
    [
        "Nilai SAKIP",
        "Nilai SAKIP Dinas Bina Marga",
        "Persentase penyerapan anggaran",
        "Indeks kepuasan masyarakat",
        "Persentase pegawai yang mengikuti pelatihan",
        "Persentase tingkat kehadiran pegawai",
        "Jumlah surat masuk yang diagendakan",
        "Persentase tindak lanjut LHP yang diselesaikan tepat waktu",
        "Jumlah dokumen perencanaan dan pelaporan yang disusun tepat waktu",
        "Persentase sarana dan prasarana kantor dalam kondisi baik",
        "Persentase pengaduan masyarakat yang ditindaklanjuti",
        "Persentase barang milik daerah yang diinventarisasi",
        "Persentase kendaraan dinas yang dipelihara",
        "Jumlah perjalanan dinas luar daerah",
        "Persentase kebutuhan air, listrik, dan telepon yang terpenuhi",
        "Persentase pelaporan LHKPN tepat waktu",
    ],
)
def test_what_every_office_has_is_nobody_s(tmp_path: Path, indikator: str) -> None:
    one = _iki("Dinas Bina Marga", "Kabupaten Arjasari", _post("Kepala Seksi Jalan", indikator, tugas=indikator))
    other = _iki("Dinas Kesehatan", "Kabupaten Arjasari", _post("Kepala Seksi Gizi", indikator, tugas="Membina gizi"))

    assert _check(_written(tmp_path, a=one, b=other)).findings == ()


def test_an_instansi_has_an_uptd_in_each_of_its_kecamatan(tmp_path: Path) -> None:
    one, other = (_data(FIXTURES / "bersih" / "dishub.iki.yaml") for _ in range(2))
    for data, place in ((one, "Sukamaju"), (other, "Wringin")):
        data["jabatan"].append({"nama": f"Kepala UPTD Pengujian Kendaraan {place}"})

    assert _check(_written(tmp_path, a=one, b=other)).findings == ()


@pytest.mark.parametrize(
    "instansi",
    [
        ("Dinas Kesehatan", "Kabupaten Rawajaya"),
        ("Rumah Sakit Umum Daerah Wirasaba", "Kabupaten Arjasari"),
        ("Dinas Pekerjaan Umum, Jalan dan Jembatan", "Kabupaten Arjasari"),
    ],
)
def test_an_office_of_a_like_task_lends_its_indicators(tmp_path: Path, instansi: tuple[str, str]) -> None:
    """Where an office of this one's sector has the indicator too, it is no stranger here."""
    title = "Kepala Seksi Jalan Desa"
    own = _iki(*instansi, _post(title, ROADS, tugas="Memelihara jalan"))
    here = DINKES if "Jalan" not in instansi[0] else DINKES | {"jabatan": [_post("Kepala Seksi Jalan", ROADS)]}

    assert _check(_written(tmp_path, a=BINA_MARGA, b=here, c=own)).findings == ()


def test_an_indicator_at_home_in_three_sectors_belongs_to_none(tmp_path: Path) -> None:
    homes = {
        name: _iki(f"Dinas {name}", "Kabupaten Arjasari", _post(f"Kepala Seksi Jalan {name}", ROADS))
        for name in ("Pariwisata", "Kehutanan", "Perkebunan")
    }
    two = _check(_written(tmp_path / "dua", a=DINKES, b=homes["Kehutanan"]))

    assert _said(two.findings) == [("a", "KRP004", "/jabatan/0/kinerja/0/indikator/0")]
    assert _said(_check(_written(tmp_path / "banyak", a=DINKES, **homes)).findings) == _said(two.findings)


def test_nothing_is_compared_without_region_or_year(tmp_path: Path) -> None:
    tree = _pohon(_iki("Dinas Perhubungan", "Kota Sekarwangi", _post("Kepala Seksi Terminal Bus", "Jumlah bus masuk")))
    iki = _iki("Dinas Perhubungan", "Kota Sekarwangi", _post("Kepala Seksi Terminal", "Jumlah terminal tipe C"))
    del iki["tahun"]
    bare = _iki("Dinas Perhubungan", "", _post("Kepala Seksi Terminal", "Jumlah terminal tipe C"))
    del bare["instansi"]["daerah"]

    assert _check(_written(tmp_path, a=tree, b=iki, c=bare)).findings == ()


# -- together ----------------------------------------------------------------------------------------------------------


def _digests() -> Iterator[Digest]:
    """Real documents, and enough like them that every rule finds something."""
    for path in REAL:
        data = _data(path)
        yield _digest(data, path.name)
        yield _digest(data | {"instansi": {"nama": "Badan Lain", "daerah": "Kota Lain"}}, f"kembar-{path.name}")
        if "tahun" in data:
            tree = _pohon(json.loads(json.dumps(data)))
            tree["jabatan"][-1]["kinerja"] = []
            for post in tree["jabatan"]:
                post["nama"] = post["nama"].replace("Keuangan", "Keuangan Daerah")
            yield _digest(tree, f"pohon-{path.name}")
    yield _digest(BINA_MARGA, "jalan.yaml")
    yield _digest(DINKES, "gizi.yaml")


def _suspected(corpus: Corpus) -> list[Suspicion]:
    return [each for rule in KRP for each in suspicions(rule, corpus)]


def test_the_order_of_coming_tells_nothing() -> None:
    made = list(_digests())
    asked = {each.path for each in made if not each.path.startswith("kembar-b")}
    digests = [packed(each) for each in made]
    expected = _suspected(Corpus.of(digests, asked))
    order = random.Random(7)

    for _ in range(5):
        order.shuffle(digests)
        corpus = Corpus.of((*digests, *digests[:9]), asked)

        assert [each.path for each in corpus] == sorted(each.path for each in made)
        assert _suspected(corpus) == expected
    assert {suspicion.spot.part for suspicion in expected} >= {"instansi", "nama", "indikator"}
    assert {suspicion.spot.path for suspicion in expected} <= asked


def _plain(value: object) -> bool:
    return all(map(_plain, value)) if isinstance(value, tuple) else type(value) in (str, int, bool, bytes)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_digest_is_small_plain_and_the_same_again(path: Path) -> None:
    made = _digest(_data(path), "a")

    assert all(map(_plain, astuple(made)))
    assert len(pickle.dumps(made)) < 11_000
    assert made == _digest(_data(path), "a")


def test_what_is_near_is_found_among_others_as_one_by_one() -> None:
    names = [
        each["nama"]
        for path in REAL
        for p in _data(path)["jabatan"]
        for r in p.get("kinerja", ())
        for each in r.get("indikator", ())
    ]
    gists = [gist(name) for name in (*names, *(name.replace("rs", "r", 1) for name in names[::7]))]
    index: Index[int] = Index()
    for number, each in enumerate(gists):
        index.add(each, number)
    distinct = list(dict.fromkeys(each for each in gists if each.keys))

    for each in gists[::20]:
        assert set(index.near(each)) == {other for other in distinct if other.near(each)}


# -- as a run ----------------------------------------------------------------------------------------------------------


def test_documents_to_compare_with_are_not_reported_on(tmp_path: Path) -> None:
    folder = _written(tmp_path / "lain", jalan=BINA_MARGA, kedua=DINKES | {"tahun": 2025})
    mine = _written(tmp_path / "sk", gizi=DINKES) / "gizi.iki.yaml"

    report = _check(mine, references=[folder, mine])

    assert _said(report.findings) == [("gizi", "KRP004", "/jabatan/0/kinerja/0/indikator/0")]
    assert [Path(document.path).name for document in report.documents] == ["gizi.iki.yaml"]
    (related,) = report.findings[0].related
    assert (related.path, related.excerpt) == (str(folder / "jalan.iki.yaml"), ROADS)
    assert (related.line, related.column) == (14, 13)


def test_one_document_alone_is_compared_with_nothing(tmp_path: Path) -> None:
    report = _check(_written(tmp_path, gizi=DINKES))

    assert (report.findings, tuple(report.rules)) == ((), ())


def test_findings_stand_among_the_others_of_their_file(tmp_path: Path) -> None:
    report = _checked([_written(tmp_path, gizi=DINKES, jalan=BINA_MARGA)], Plan(built_in()))
    mine = [f for f in report.findings if Path(f.path).name.startswith("gizi")]

    assert {"KRP004", "SBR001"} <= {f.rule for f in mine}
    assert [f.path for f in report.findings] == sorted(f.path for f in report.findings)
    places = [(f.span.line, f.span.column, f.rule) for f in mine if f.span]
    assert places == sorted(places)


def test_a_comment_lets_a_finding_stand_and_is_never_called_unused(tmp_path: Path) -> None:
    _written(tmp_path, gizi=DINKES, jalan=BINA_MARGA)
    file = tmp_path / "gizi.iki.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(ROADS, f"{ROADS}  # iki-lint: abaikan KRP004, KRP001 -- titipan bupati"))

    together, alone = (_checked([path], Plan(built_in())) for path in (tmp_path, file))

    assert [(s.finding.rule, s.kind, s.reason) for s in together.suppressed] == [
        ("KRP004", "inSource", "titipan bupati")
    ]
    for report in (together, alone):
        assert not [f for f in report.findings if f.rule.startswith(("KRP", "LNT"))]


def test_a_broken_file_stops_no_comparison(tmp_path: Path) -> None:
    folder = _written(tmp_path, gizi=DINKES, jalan=BINA_MARGA)
    (folder / "rusak.iki.yaml").write_text("skema: [\n")

    report = _check(folder)
    referred = _check(folder / "gizi.iki.yaml", references=[folder])

    for each in (report, referred):
        assert [finding.rule for finding in each.findings] == ["KRP004"]
        assert [Path(error.path).name for error in each.errors] == ["rusak.iki.yaml"]


def test_a_file_that_is_gone_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _written(tmp_path, gizi=DINKES, jalan=BINA_MARGA)
    reading = readers.read

    def once(path: Path, limits: Limits) -> object:
        loaded = reading(path, limits)
        path.unlink()
        return loaded

    monkeypatch.setattr(readers, "read", once)
    report = _check(folder)

    assert (report.findings, report.crashes) == ((), ())
    assert [(Path(error.path).name, error.kind) for error in report.errors] == [("gizi.iki.yaml", "absent")]


def test_a_crashing_rule_stops_no_other(tmp_path: Path) -> None:
    def crash(corpus: Corpus, _: object) -> Iterator[Suspicion]:
        yield Suspicion(Spot("gizi", "instansi"), Spot(str(1 / (len(corpus) - 2)), "instansi"))

    crash.across = True  # type: ignore[attr-defined]
    rules = tuple(replace(rule, check=crash) if rule.code == "KRP001" else rule for rule in KRP)

    report = _check(_written(tmp_path, gizi=DINKES, jalan=BINA_MARGA), rules=rules)

    assert "KRP004" in {finding.rule for finding in report.findings}
    assert [crash.rule for crash in report.crashes] == ["KRP001"]


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    tree = _pohon(_iki("Dinas Kesehatan", "Kabupaten Arjasari", _post("Kepala Seksi Gizi Keluarga", ROADS)))
    _written(tmp_path / "sk", gizi=DINKES)
    _written(tmp_path / "lain", jalan=BINA_MARGA, pohon=tree)
    return tmp_path


def _rules(project: Path, *args: str) -> list[str]:
    return [f["rule"] for f in test_cli.report(*args, cwd=project)["findings"] if f["rule"].startswith("KRP")]


def test_corpus_select_and_configuration(project: Path) -> None:
    corpus = ("--corpus", "lain")

    assert _rules(project, "sk") == []
    assert _rules(project, "sk", *corpus) == ["KRP002", "KRP004"]
    assert _rules(project, "sk", "--corpus", "lain/pohon.iki.yaml", "--corpus", "lain/jalan.iki.yaml") == [
        "KRP002",
        "KRP004",
    ]
    assert _rules(project, "sk", *corpus, "--select", "KRP002") == ["KRP002"]
    assert _rules(project, "sk", *corpus, "--ignore", "indikator-antar-sektor") == ["KRP002"]
    (project / "iki-lint.yaml").write_text(
        "per-path: [{berkas: sk/, ignore: [KRP002]}]\nseverity: {KRP004: error}\n"
        "abaikan: [{aturan: KRP004, berkas: lain.yaml, tempat: /jabatan/0, alasan: x}]\n"
    )
    found = test_cli.report("sk", *corpus, "--select", "KRP,LNT", cwd=project)["findings"]
    assert [(f["rule"], f["severity"]) for f in found] == [("KRP004", "error")]


def test_the_text_report_names_the_other_file(project: Path) -> None:
    done = test_cli.run("check", "sk", "--corpus", "lain", "--select", "KRP002", cwd=project)

    assert done.returncode == 1
    assert "= terkait: lain/pohon.iki.yaml:8:9: Kepala Seksi Gizi Keluarga" in done.stdout


def test_a_reference_that_cannot_be_read_is_an_error(project: Path) -> None:
    done = test_cli.run("check", "sk", "--corpus", "tidak-ada", "--select", "KRP", cwd=project)

    assert done.returncode == 2
    assert "tidak-ada" in done.stderr


def test_a_word_document_is_placed_on_paper(project: Path) -> None:
    document = _data(FIXTURES / "dokumen" / "kelurahan.iki.yaml")
    document["jabatan"][1]["kinerja"][0]["indikator"][0]["nama"] = ROADS
    layouts.write(layouts.printed(document), project / "sk" / "SK.docx", layouts.LAYOUTS["typed"])
    layouts.write(layouts.printed(BINA_MARGA), project / "lain" / "jalan.docx", layouts.LAYOUTS["typed"])
    (project / "lain" / "jalan.iki.yaml").unlink()

    done = test_cli.run("check", "sk/SK.docx", "--corpus", "lain", "--select", "KRP004", cwd=project)

    assert "sk/SK.docx: " in done.stdout
    assert "= terkait: lain/jalan.docx: tabel" in done.stdout


@pytest.mark.parametrize("form", ["html", "sarif", "markdown", "csv", "junit", "gitlab", "github"])
def test_every_report_takes_a_place_in_another_file(project: Path, form: str) -> None:
    done = test_cli.run("check", "sk", "--corpus", "lain", "--select", "KRP", "--format", form, cwd=project)

    assert (done.returncode, done.stderr) == (1, "")
    assert "KRP002" in done.stdout
