"""Records for tests: made as learners make them, by hand or by hypothesis."""

from hypothesis import strategies as st

from alongside.record.record import make_entry, new_record, put_entry

NOW = "2026-11-21T10:00:00.000Z"
MARKER = "Zebrafink"  # stands for a learner's words wherever none may turn up


def field(name="happened", value="I knocked twice.", label="What happened?", kind="text", **more):
    return {"name": name, "kind": kind, "label": label, "value": value, **more}


def entry(entry_id="visit", title="A visit", now=NOW, kind="reflection", workbook="supervision", **more):
    more = {"fields": [field()]} | more if kind != "path" else more
    return make_entry(workbook, kind, title, writer="w1", now=now, id=entry_id, **more)


def path(entry_id="walk", **more):
    moves = [{"scene": "gate"}, {"scene": "office", "choice": "keep"}, {"scene": "yard", "skipped": True}]
    walk = {"scenario": "first_supervision", "eyes": "nqsw", "moves": moves}
    return entry(entry_id, "A story", kind="path", workbook="stories", path=walk, **more)


def record(*entries, name="Sam", **programme):
    programme = {"role": "nqsw", "track": "child_and_family", "started": "2026-09-01"} | programme
    made = new_record(name, **programme)
    for one in entries:
        made = put_entry(made, one)
    return made


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
days = st.dates().map(str).filter(lambda day: day >= "1000")
fields = st.one_of(
    st.builds(field, name=names, value=texts, label=texts),
    st.builds(field, name=names, label=texts, kind=st.just("number"), value=st.integers(-1000, 1000) | st.floats(-1e6, 1e6)),
    st.builds(field, name=names, label=texts, kind=st.just("list"), value=st.lists(texts, max_size=3)),
)
entries = st.builds(
    entry,
    st.sampled_from(["one", "two", "three", "four"]),
    title=texts,
    fields=st.lists(fields, max_size=3),
    standards=st.lists(st.just("pcf/knowledge"), max_size=3),
    day=days,
    finished=st.booleans(),
)
records = st.builds(lambda entries, name: record(*entries, name=name), st.lists(entries | st.just(path()), max_size=4), texts)
