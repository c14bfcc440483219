"""What a notebook says becomes HTML that can do nothing but be read."""

import pytest

from alongside.serve.markup import TROUBLE, anchor, markdown_html, output_html

WIDGET = "application/vnd.jupyter.widget-view+json"


def shown(kind: str, content, **metadata) -> str:
    return output_html({"output_type": "display_data", "data": {kind: content}, "metadata": metadata})


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "<iframe src='https://example.org'></iframe>",
        "<form action=x><input></form>",
        "<p style='background:url(https://example.org)'>x</p>",
    ],
)
def test_markdown_and_html_run_and_fetch_nothing(source):
    for html in (markdown_html(source), shown("text/html", source)):
        for word in ("<script", "onerror=", 'href="javascript', "<iframe", "<form", "<input", "style="):
            assert word not in html


def test_the_words_of_a_markdown_cell_are_kept():
    html = markdown_html("# Getting help\n\n- **[Stories](allyship_stories.ipynb)** and `code`")
    assert '<h1 id="getting-help">Getting help</h1>' in html
    assert '<strong><a href="allyship_stories.ipynb">Stories</a></strong>' in html


def test_an_anchor_is_words_and_hyphens():
    assert anchor("What happens to what <em>I</em> write?") == "what-happens-to-what-i-write"


def test_classes_and_descriptions_survive():
    html = shown("text/html", '<ul class="tiles" aria-label="Who"><li class="tile">a</li></ul>')
    assert html == '<ul class="tiles" aria-label="Who"><li class="tile">a</li></ul>'


def test_a_widget_becomes_a_place_for_it():
    html = shown(WIDGET, {"model_id": 'ab"><script>'})
    assert html.startswith('<div class="widget" data-model="ab&quot;')
    assert "<script>" not in html


def test_a_picture_by_svg_can_run_nothing():
    html = shown("image/svg+xml", "<svg onload='alert(1)'></svg>", alt='a "map"')
    assert html.startswith('<img src="data:image/svg+xml;base64,')
    assert 'alt="a &quot;map&quot;"' in html


def test_an_error_is_one_calm_sentence():
    html = output_html({"output_type": "error", "ename": "E", "evalue": "secret", "traceback": ["secret"]})
    assert TROUBLE in html
    assert "secret" not in html


def test_what_a_program_prints_is_text_and_its_warnings_are_not_shown():
    assert output_html({"output_type": "stream", "name": "stdout", "text": "<b>"}) == "<pre>&lt;b&gt;</pre>"
    assert output_html({"output_type": "stream", "name": "stderr", "text": "warning"}) == ""


def test_a_value_that_nobody_displays_is_not_shown():
    result = {"output_type": "execute_result", "data": {"text/plain": "<Thing at 0x7f>"}, "metadata": {}}
    assert output_html(result) == ""
    assert shown("text/plain", "1 < 2") == "<pre>1 &lt; 2</pre>"
