import pytest

from alongside.form import fields
from alongside.form.fields import Field, Page
from alongside.form.values import check_values, tidy_values

SCALE = {"low": "Not at all", "high": "Very"}
ONE_OF_EACH = [
    Field("text", "text", "?"),
    Field("long_text", "long_text", "?"),
    Field("radios", "radios", "?", options=["a", "b"]),
    Field("checkboxes", "checkboxes", "?", options=["a", "b"]),
    Field("select", "select", "?", options=["a", "b"]),
    Field("date", "date", "?"),
    Field("scale", "scale", "?", **SCALE, points=7),
    Field("file", "file", "?", accept=[".json"]),
]


def test_there_is_one_of_each_kind():
    assert [field.kind for field in ONE_OF_EACH] == list(fields.KEYWORDS)


def test_an_option_that_is_a_text_is_its_own_value():
    assert ONE_OF_EACH[2].spec()["options"] == [{"value": "a", "label": "a"}, {"value": "b", "label": "b"}]


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        ({"kind": "radio"}, fields.UnknownKind, "field 'x': there is no kind 'radio'. Did you mean 'radios'?"),
        ({"kind": "text", "hnit": "?"}, fields.UnknownKeyword, "no keyword 'hnit'. Did you mean 'hint'?"),
        ({"kind": "text", "options": ["a"]}, fields.UnknownKeyword, "text takes no 'options'; it is for radios, checkb"),
        ({"kind": "text", "optional": "yes"}, fields.WrongKeyword, "'optional' must be True or False"),
        ({"kind": "text", "heading": 7}, fields.WrongKeyword, "'heading' must be a whole number from 1 to 6"),
        ({"kind": "text", "heading": True}, fields.WrongKeyword, "'heading' must be a whole number"),
        ({"kind": "text", "label": " "}, fields.WrongKeyword, "'label' must be text"),
        ({"kind": "text", "name": "What Was"}, fields.WrongKeyword, "lower_snake_case"),
        ({"kind": "text", "name": None}, fields.WrongKeyword, "lower_snake_case"),
        ({"kind": "radios"}, fields.WrongKeyword, "radios needs 'options'"),
        ({"kind": "radios", "options": "ab"}, fields.WrongKeyword, "must be a list"),
        ({"kind": "radios", "options": []}, fields.WrongKeyword, "needs options"),
        ({"kind": "radios", "options": ["a", "a"]}, fields.WrongKeyword, "a value of its own"),
        ({"kind": "radios", "options": [{"value": "a"}]}, fields.WrongKeyword, "option 1: 'label' must be text"),
        ({"kind": "radios", "options": [7]}, fields.WrongKeyword, "option 1: an option is a text or a dict"),
        (
            {"kind": "radios", "options": [{"value": "a", "lable": "A"}]},
            fields.UnknownKeyword,
            "option 1: there is no keyword 'lable'. Did you mean 'label'?",
        ),
        ({"kind": "scale", "low": "Never"}, fields.WrongKeyword, "scale needs 'high'"),
        ({"kind": "file", "accept": ["pdf"]}, fields.WrongKeyword, "endings such as '.pdf'"),
        ({"kind": "file", "max_bytes": 20_000_000}, fields.WrongKeyword, "from 1 to 8000000"),
    ],
)
def test_a_mistake_in_a_field_is_named_with_what_to_do(words, error, message):
    with pytest.raises(error, match=message.replace("?", r"\?")):
        Field.of({"name": "x", "label": "Why?", **words})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "x", "kind": "text"}, "field 'x': a field needs 'label'"),
        ({"name": "x", "kind": "text", "lable": "Why?"}, "Did you mean 'label'"),
        ("x", "a field is a Field or a dict"),
    ],
)
def test_a_mistake_in_a_fields_dict_is_named(given, message):
    with pytest.raises(fields.FormError, match=message):
        Field.of(given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"fields": []}, "needs 'title'"),
        ({"title": "One", "feilds": []}, "Did you mean 'fields'"),
        ({"title": 1, "fields": []}, "'title' must be text"),
        (["x"], "a page is a Page or a dict"),
    ],
)
def test_a_mistake_in_a_page_is_named(given, message):
    with pytest.raises(fields.FormError, match=message):
        Page.of(given)


FITTING = {
    "text": "Moira",
    "long_text": "- one\n- two",
    "radios": "a",
    "checkboxes": ["b", "a"],
    "select": "b",
    "date": "2026-nov-",
    "scale": 7,
    "file": {"name": "a.json", "type": "", "size": 3},
}
MISFITS = {
    "text": [7, ["a"], True, {"a": 1}],
    "long_text": [7, b"a"],
    "radios": ["c", 1, ["a"]],
    "checkboxes": ["a", ["c"], ["a", "a"], [["a"]], {"a": True}],
    "select": ["", "c", 0],
    "date": ["yesterday", 20260327, "2026-03-27-1"],
    "scale": [0, 8, True, "3", 2.5, [1]],
    "file": ["a.json", {"name": "a.json"}, {"name": 1, "type": "", "size": 1}, {"name": "a", "type": "", "size": -1}],
}


def test_what_fits_passes_both_ways():
    assert check_values(ONE_OF_EACH, FITTING) == FITTING
    assert tidy_values(ONE_OF_EACH, FITTING) == FITTING


def test_none_is_no_answer():
    nothing = dict.fromkeys(FITTING)
    assert check_values(ONE_OF_EACH, nothing) == tidy_values(ONE_OF_EACH, nothing) == {}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in MISFITS.items() for value in values])
def test_what_does_not_fit_is_refused_without_repeating_it(name, value):
    with pytest.raises(fields.WrongValue, match=f"field '{name}'") as caught:
        check_values(ONE_OF_EACH, {name: value})
    if isinstance(value, str) and len(value) > 2:
        assert value not in str(caught.value)
    assert tidy_values(ONE_OF_EACH, {**FITTING, name: value}) == {k: v for k, v in FITTING.items() if k != name}


def test_a_value_for_no_field_is_named_with_the_nearest():
    with pytest.raises(fields.UnknownField, match=r"no field 'selct'\. Did you mean 'select'"):
        check_values(ONE_OF_EACH, {"selct": "a"})
    assert tidy_values(ONE_OF_EACH, {"selct": "a"}) == {}


@pytest.mark.parametrize("sent", [None, "words", 7, [["text", "a"]], {1: 2}])
def test_a_browser_that_sends_nonsense_is_given_nothing(sent):
    assert tidy_values(ONE_OF_EACH, sent) == {}
