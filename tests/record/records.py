"""Records for tests: made as learners make them, by hand or by hypothesis."""

from hypothesis import strategies as st

from alongside.record.record import FORMAT, VERSION

NOW = "2026-11-21T10:00:00.000Z"
MARKER = "Zebrafink"  # stands for a learner's words wherever none may turn up


def field(name="happened", value="I knocked twice.", label="What happened?", kind="text", **more):
    return {"name": name, "kind": kind, "label": label, "value": value, **more}


def entry(entry_id="visit", title="A visit", now=NOW, kind="reflection", workbook="supervision", **more):
    made = {"id": entry_id, "workbook": workbook, "kind": kind, "title": title, "created": now, "changed": now}
    parts = {"revision": {"w1": 1}, "fields": [] if kind == "path" else [field()], "standards": [], "links": []}
    return made | parts | more


def forget_entry(kept, entry_id):
    """Give the record without an entry's words, and without links to it."""
    gone = {"id": entry_id, "changed": NOW, "revision": {"w1": 2}, "forgotten": True}
    others = [one | {"links": [link for link in one["links"] if link != entry_id]} for one in kept["entries"]]
    return kept | {"entries": [gone if one["id"] == entry_id else one for one in others]}


def path(entry_id="walk", **more):
    moves = [{"scene": "gate"}, {"scene": "office", "choice": "keep"}, {"scene": "yard", "skipped": True}]
    walk = {"scenario": "first_supervision", "eyes": "nqsw", "moves": moves}
    return entry(entry_id, "A story", kind="path", workbook="stories", path=walk, **more)


def record(*entries, name="Sam", **programme):
    programme = {"role": "nqsw", "track": "child_and_family", "started": "2026-09-01"} | programme
    kept = {one["id"]: one for one in entries}
    return {"format": FORMAT, "version": VERSION, "name": name, "programme": programme, "entries": [*kept.values()], "forms": []}


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
