import logging

import pytest

from alongside.form import Field, File, Form, FormError, Page
from alongside.form.docs import PAGE, docs_page, read_examples

MARKER = "what the learner wrote"


@pytest.fixture
def form():
    fields = [Field("said", "text", "What was said?"), Field("record", "file", "Your record", accept=[".json"])]
    return Form(fields, submit="Keep")


def send(form, **state):
    """What a browser's change is to ipywidgets."""
    form._handle_msg({"content": {"data": {"method": "update", "state": state}}})


def message(form, content, *buffers):
    data = {"method": "custom", "content": content}
    form._handle_msg({"content": {"data": data}, "buffers": [memoryview(one) for one in buffers]})


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example["name"])
def test_every_example_is_a_form(example):
    form = Form(**example["form"])
    names = [field.name for field in form.fields]
    assert set(example["answers"]) <= set(names)
    assert set(example["empty"]) <= set(names)
    assert form.values == example["form"].get("values", {})
    send(form, values=example["answers"])
    assert form.values == example["answers"]


def test_the_docs_are_made_from_the_examples():
    assert PAGE.read_text(encoding="utf-8") == docs_page(), "run: python -m alongside.form.docs"


@pytest.mark.slow
@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example["name"])
def test_the_code_in_the_docs_makes_the_example(example):
    section = docs_page().split(f"\n## {example['title']}\n", 1)[1]
    code = section.split("```python\n", 1)[1].split("```", 1)[0]
    made = eval(code, {"Form": Form, "Field": Field, "Page": Page})
    assert made.spec == Form(**example["form"]).spec
    assert made.values == Form(**example["form"]).values


def test_state_goes_in_and_out_as_a_dict(form):
    form.values = {"said": "Hello"}
    assert form.values == {"said": "Hello"}
    assert Form(form.fields, values=form.values).values == form.values


def test_a_program_is_told_of_a_wrong_value_and_the_old_one_stays(form):
    form.values = {"said": "Hello"}
    with pytest.raises(FormError, match="field 'said'"):
        form.values = {"said": 7}
    assert form.values == {"said": "Hello"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"sumbit": "Go"}, "form: there is no keyword 'sumbit'. Did you mean 'submit'?"),
        ({"submit": 7}, "'submit' must be text"),
        ({}, "at least one field"),
        ({"fields": [Field("a", "text", "?")], "pages": [{"title": "One", "fields": []}]}, "not both"),
        ({"pages": [{"title": "One", "fields": []}]}, "at least one field"),
        ({"fields": [Field("a", "text", "?"), Field("a", "text", "!")]}, "two fields are called 'a'"),
        ({"fields": [Field("a", "text", "?")], "values": {"b": 1}}, "no field 'b'"),
        ({"fields": [Field("a", "text", "?")], "entry": "reflexion", "title": "A"}, "'reflexion'. Did you mean 'reflection'?"),
        ({"fields": [Field("a", "text", "?")], "entry": "path", "title": "A"}, "no kind of entry 'path'"),
        ({"fields": [Field("a", "text", "?")], "entry": {"kind": "plan", "titel": "A"}}, "no keyword 'titel'"),
        ({"fields": [Field("a", "text", "?")], "entry": "plan"}, "needs a 'title'"),
        ({"fields": [Field("a", "text", "?")], "entry": {"kind": "plan", "id": "a b"}, "title": "A"}, "'id' is of letters"),
    ],
)
def test_a_mistake_in_a_form_is_named(words, message):
    with pytest.raises(FormError, match=message.replace("?", r"\?")):
        Form(**words)


def test_its_name_is_given_or_comes_from_the_title_or_the_first_field():
    fields = [Field("said", "text", "?")]
    assert Form(fields).spec["name"] == "said"
    assert Form(fields, title="Before you meet!").spec["name"] == "before_you_meet"
    assert Form(fields, title="Before", name="mine").spec["name"] == "mine"


def test_a_browser_sets_values_and_nothing_it_may_not(form):
    spec = form.spec
    send(form, values={"said": MARKER}, spec={}, answer={"to": 1}, trouble={"count": 9}, _esm="steal()")
    assert form.values == {"said": MARKER}
    assert (form.spec, form.answer, form.trouble, form._esm) == (spec, {}, {}, "")


@pytest.mark.parametrize("values", ["words", 7, None, {"said": [MARKER]}, {"other": MARKER}])
def test_values_of_wrong_types_are_refused_calmly(form, caplog, capsys, values):
    send(form, values=values, submitted="often")
    assert (form.values, form.submitted, form.trouble) == ({}, 0, {})
    assert caplog.text + "".join(capsys.readouterr()) == ""


def test_a_callback_answers_a_submission_with_words(form):
    @form.on_submit
    def answer(form):
        form.say(f"{len(form.values['said'])} letters")

    assert form.spec["waits"]
    send(form, values={"said": "abc"}, submitted=1)
    assert form.answer == {"to": 1, "said": "3 letters", "errors": {}, "failed": False}


def test_a_callback_refuses_a_field_and_the_next_submission_starts_anew(form):
    form.on_submit(lambda form: form.refuse(said="Say more") if form.submitted == 1 else None)
    send(form, submitted=1)
    assert form.answer["errors"] == {"said": "Say more"}
    send(form, submitted=2)
    assert form.answer == {"to": 2, "said": "", "errors": {}, "failed": False}


def test_refusing_a_field_that_is_not_there_is_a_mistake(form):
    with pytest.raises(FormError, match=r"no field 'siad'\. Did you mean 'said'"):
        form.refuse(siad="…")


def test_a_failing_callback_is_one_sentence_here_and_lines_of_code_in_the_log(form, caplog, capsys):
    def fail(form):
        raise ValueError(form.values["said"])

    later = []
    form.on_submit(fail)
    form.on_submit(later.append)
    with caplog.at_level(logging.DEBUG):
        send(form, values={"said": MARKER}, submitted=1)
    assert form.trouble["sentence"].startswith("Something went wrong")
    assert form.answer["failed"]
    assert later == [form]
    assert "ValueError at test_form.py:" in caplog.text
    assert MARKER not in caplog.text + "".join(capsys.readouterr()) + str(form.trouble) + str(form.answer)


def test_a_file_arrives_as_bytes_and_goes_with_its_answer(form):
    message(form, {"file": "record", "name": "../mine.JSON", "type": "application/json"}, b"{}")
    assert form.files == {}
    send(form, values={"record": {"name": "mine.JSON", "type": "application/json", "size": 2}}, submitted=1)
    assert form.files == {"record": File("mine.JSON", "application/json", b"{}")}
    assert "mine" not in repr(form.files)
    send(form, values={})
    assert form.files == {}


@pytest.mark.parametrize(
    ("content", "buffers"),
    [
        ({"file": "said", "name": "a.json", "type": ""}, [b"x"]),
        ({"file": "record", "name": "a.exe", "type": ""}, [b"x"]),
        ({"file": "record", "name": "a.json", "type": ""}, []),
        ({"file": "record", "name": "a.json", "type": ""}, [bytes(8_000_001)]),
        ({"file": ["record"], "name": 7, "type": None}, [b"x"]),
        ("record", [b"x"]),
        (None, []),
    ],
)
def test_a_file_that_does_not_fit_is_let_go(form, content, buffers, caplog):
    message(form, content, *buffers)
    assert form._files == {}
    assert form.trouble == {}


def test_its_repr_has_no_answers():
    assert repr(Form([Field("said", "text", "?")], values={"said": MARKER})) == "Form('said')"


def test_without_a_front_end_it_says_what_to_run(front_end):
    (front_end / "widgets" / "form.js").unlink()
    with pytest.raises(FileNotFoundError, match=r"run `python3 run\.py install`"):
        Form([Field("said", "text", "?")])
