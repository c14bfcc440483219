"""The benchmark's arithmetic and tables; nothing is measured here."""

from bench import report
from bench.counting import Count
from bench.measures import Run
from bench.served import question, subjects
from bench.table import markdown, middle, ratio, seconds, size

UPGRADE = b"GET /wire HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n\r\n"


def test_the_middle_of_an_even_number_lies_between_two():
    assert middle([4.0, 1.0, 2.0, 100.0]) == 3.0


def test_a_ratio_says_how_many_times_ours_the_other_is():
    assert ratio(0.5, 2.0) == "4.0"
    assert ratio(0.0, 2.0) == "–"


def test_sizes_and_times_are_in_units_that_people_read():
    assert [size(512), size(350_000), size(5_300_000)] == ["0 KiB", "342 KiB", "5.1 MiB"]
    assert [seconds(0.456), seconds(103.2)] == ["0.46 s", "103 s"]


def test_a_table_lines_up():
    lines = markdown(("page", "time"), [("ours", "1 s"), ("a longer name", "10 s")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[2] == "| ours          | 1 s  |"


def test_what_a_websocket_carries_is_counted_apart_and_its_opening_is_no_request():
    count = Count()
    count.ask(b"GET /page HTTP/1.1\r\n\r\n")
    assert count.add(b"HTTP/1.1 200 OK\r\n\r\nwords", is_wire=False) is False
    count.ask(UPGRADE)
    assert count.add(b"HTTP/1.1 101 Switching Protocols\r\n\r\n", is_wire=False) is True
    count.add(b"frame", is_wire=True)
    count.ask(b"a frame from the browser")
    assert (count.requests, count.pages) == (1, 24)
    assert count.wire == len(b"HTTP/1.1 101 Switching Protocols\r\n\r\n") + 5


def test_every_page_asks_something_and_every_name_is_its_own():
    names = [subject.name for subject in subjects()]
    assert len(names) == len(set(names)) == 9
    assert names[:2] == ["Alongside, story", "Alongside, plot"]
    assert len(question()["choices"]) > 1


def finished(tmp_path):
    run = Run(tmp_path, 4, 2, 40)
    for name, value in (("Alongside, story", 0.5), ("Voilà, story", 2.5), ("Shiny, question", 0.6)):
        run.note("first", name, value)
        run.note("first", name, value)
    return run


def test_a_target_is_met_or_not_and_never_met_by_what_was_not_measured(tmp_path):
    run = finished(tmp_path)
    run.note("first pages", "Alongside, story", 400_000)
    lines = {line.split(" | ")[0].strip("| "): line for line in report.targets(run).splitlines() if line.startswith("| ")}
    assert "| yes " in lines["first visit to first answered click"]
    assert "| **no** " in lines["first visit, bytes"]
    assert "| not measured " in lines["told after a killed kernel"]


def test_a_number_that_could_not_be_measured_says_why(tmp_path):
    run = finished(tmp_path)
    run.give_reason("first", "Panel, question", "no answer within 60 s")
    rows = {line.split(" | ")[0].strip("| "): line for line in report.times(run, subjects()).splitlines()[2:]}
    assert "no answer within 60 s" in rows["Panel, question"]
    assert "not measured in this run" in rows["Streamlit, question"]
    assert "| 2.50 s " in rows["Voilà, story"]
    assert "| 5.0 " in rows["Voilà, story"], "five times ours"


def test_a_row_says_why_its_own_number_is_missing_and_not_another_ones(tmp_path):
    run = finished(tmp_path)
    run.give_reason("memory", "Voilà, story", "too large")
    assert report.value_of(run, "memory at 10", "Voilà, story") == "too large"
    assert report.value_of(run, "told", "Voilà, story") == "not measured in this run"
    run.note("time at 10", "Alongside, story", 0.2)
    run.note("memory at 10", "Alongside, story", 17.0)
    ours, *_ = [line for line in report.one_by_one(run, subjects()).splitlines() if "Alongside, story" in line]
    assert [cell.strip() for cell in ours.split("|")[2:4]] == ["0.20 s, 17.0 MiB", "left out for time"]
