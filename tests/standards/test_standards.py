"""Which standards hold on a day, and which a record touches."""

import json
from datetime import date

import pytest

from alongside import places
from alongside.content import packs
from alongside.content.check import compile_packs
from alongside.content.packs import read_standards
from alongside.record.opening import validated
from alongside.standards.standards import WARNING, counts, in_force, title_of
from tests.content.examples import write_standards
from tests.record.records import entry, record

TODAY, AFTER = date(2026, 11, 21), date(2027, 4, 1)


@pytest.fixture(autouse=True, scope="module")
def compiled(tmp_path_factory):
    """The shipped standards, compiled from what their authors wrote."""
    out = tmp_path_factory.mktemp("packs")
    data = tmp_path_factory.mktemp("data")
    (data / "standards").symlink_to(places.data() / "standards")
    assert compile_packs([data], out, reuse=places.built() / "packs") == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALONGSIDE_PACKS", str(out))
        yield out


def names(day, *where):
    return [pack["name"] for pack in in_force(day, *where)]


def test_the_standards_of_a_track_and_role_on_a_day():
    assert names(TODAY, "child_and_family", "nqsw") == ["pcf", "swe", "kss_child_and_family"]
    assert names(AFTER, "child_and_family", "nqsw") == ["pcf", "swe", "early_career"]
    assert names(TODAY, "adults", "nqsw") == ["pcf", "swe", "kss_adults"]
    assert names(TODAY, "adults", "assessor") == ["pcf", "swe", "kss_adults", "supervisors_adults"]
    assert len(names(TODAY)) == 6


def test_the_last_day_is_one_of_its_days():
    assert "kss_child_and_family" in names(date(2027, 3, 31))
    assert "kss_child_and_family" not in names(AFTER)
    assert "early_career" not in names(date(2027, 3, 31))


def test_a_year_alone_holds_for_all_of_it():
    assert "pcf" in names(date(2018, 1, 1))
    assert names(date(2017, 12, 31)) == ["kss_child_and_family", "kss_adults", "supervisors_child_and_family"]


def test_a_title_that_was_not_checked_is_not_shown():
    shown = {one["tag"] for day in (TODAY, AFTER) for pack in in_force(day) for one in pack["standards"]}
    hidden = {f"{pack['name']}/{one['id']}" for pack in read_standards() for one in pack["standards"] if not one["checked"]}
    assert {"swe/concerns", "kss_adults/mental_capacity", "early_career/anti_discriminatory_practice"} <= hidden
    assert not shown & hidden
    assert title_of("swe/concerns") == "swe/concerns"


def test_every_pack_has_its_source_and_says_what_is_missing():
    for pack in read_standards():
        assert pack["source"]["url"].startswith("https://")
        assert pack["valid_from"]
        assert all(one["checked"] for one in pack["standards"]) or pack["note"]
    assert {pack["name"]: len(pack["standards"]) for pack in read_standards()}["pcf"] == 9


def test_a_title_outlives_its_standard():
    assert title_of("kss_child_and_family/communication") == "Communication (Child and family KSS)"
    assert title_of("nowhere/nothing") == "nowhere/nothing"


def test_counts_over_a_year():
    kept = record(
        entry("one", standards=["pcf/knowledge", "swe/trust"], day="2026-10-01"),
        entry("two", standards=["pcf/knowledge", "kss_adults/safeguarding"], day="2026-11-01"),
        entry("before", standards=["pcf/professionalism"], day="2025-08-31"),
    )
    rows = {row["tag"]: row["number"] for row in counts(kept, date(2025, 9, 1), TODAY)}
    assert (rows["pcf/knowledge"], rows["swe/trust"], rows["pcf/professionalism"]) == (2, 1, 0)
    assert list(rows)[-1] == "kss_adults/safeguarding"  # of another track, but tagged
    assert "ticking boxes" in WARNING


def test_a_host_may_bring_another_pack_and_a_broken_one_is_left_out(tmp_path, monkeypatch):
    write_standards(tmp_path, {"title": "Ours"}, name="ours")
    write_standards(tmp_path, {"valid_to": "2001"}, name="broken")
    findings = compile_packs([tmp_path], tmp_path / "out")
    monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path / "out"))
    assert [finding.code for finding in findings] == ["AL072"]
    assert [pack["title"] for pack in in_force(TODAY)] == ["Ours"]
    assert [left["file"] for left in packs.left_out("standards")] == ["broken.yaml"]
    assert packs.left_out() == []


def test_a_tag_of_any_pack_fits_into_a_record(tmp_path, monkeypatch):
    write_standards(tmp_path, name="Our own (2026)")
    compile_packs([tmp_path], tmp_path / "out")
    monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path / "out"))
    tag = in_force(TODAY)[0]["standards"][0]["tag"]
    assert validated(record(entry(standards=[tag])))["entries"][0]["standards"] == [tag]
    assert title_of(tag) == "People (River)"


def test_packs_that_were_compiled_before_there_were_standards_have_none(tmp_path, monkeypatch):
    (tmp_path / "index.json").write_text(json.dumps({"scenarios": []}), encoding="utf-8")
    monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path))
    assert in_force(TODAY) == []
