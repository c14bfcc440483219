"""From a notebook's Markdown, and from what its cells show, to HTML that is safe on the page."""

import re
from base64 import b64encode
from functools import lru_cache
from html import escape
from typing import Any

import bleach
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
TROUBLE = "This part of the page could not be made. Load the page again; if it happens again, tell whoever runs this for you."

_TAGS = frozenset(
    "a abbr address article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p pre q s samp section small span "
    "strong sub summary sup table tbody td tfoot th thead time tr u ul var".split()
)
_ANYWHERE = ["class", "id", "lang", "dir", "title", "hidden", "role", "tabindex"]
_ATTRIBUTES: dict[str, list[str]] = {
    "a": ["href", "rel", "download"],
    "img": ["src", "alt", "width", "height"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
    "ol": ["start", "type"],
    "time": ["datetime"],
    "details": ["open"],
}
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def _allowed(tag: str, name: str, _value: str) -> bool:
    return name in _ANYWHERE or name.startswith("aria-") or name in _ATTRIBUTES.get(tag, [])


_cleaner = bleach.Cleaner(tags=_TAGS, attributes=_allowed, protocols={"http", "https", "mailto", "tel", "data"}, strip=True)


def safe_html(html: str) -> str:
    """Leave only what a page of words needs: no script, no style, no handler, no frame, no form."""
    return str(_cleaner.clean(html))


def anchor(words: str) -> str:
    """Give the id of a heading: ``Getting help`` is at ``#getting-help``."""
    return re.sub(r"[^\w]+", "-", _TAG.sub("", words).lower()).strip("-")


@lru_cache(maxsize=256)
def markdown_html(source: str) -> str:
    """Turn a Markdown cell into safe HTML whose headings can be linked to."""
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    html = safe_html(MarkdownWithMath(renderer=renderer).render(source))
    return _HEADING.sub(lambda found: f'<h{found[1]} id="{anchor(found[2])}">{found[2]}</h{found[1]}>', html)


def trouble_html() -> str:
    """Say calmly that a cell has failed."""
    return f'<p class="notice trouble">{TROUBLE}</p>'


def output_html(output: dict[str, Any]) -> str:
    """Turn one output of a cell into safe HTML; a widget becomes the place where the front end puts it."""
    kind = output.get("output_type")
    if kind == "error":
        return trouble_html()
    if kind == "stream":
        return f"<pre>{escape(output['text'])}</pre>" if output.get("name") == "stdout" else ""
    return _data_html(output.get("data", {}), output.get("metadata", {}), is_result=kind == "execute_result")


def _data_html(data: dict[str, Any], metadata: dict[str, Any], *, is_result: bool) -> str:
    if WIDGET in data:
        return f'<div class="widget" data-model="{escape(str(data[WIDGET].get("model_id", "")))}"></div>'
    if "text/html" in data:
        return safe_html(_text(data["text/html"]))
    if "text/markdown" in data:
        return markdown_html(_text(data["text/markdown"]))
    for kind in ("image/svg+xml", "image/png", "image/jpeg"):
        if kind in data:
            return _image_html(kind, _text(data[kind]), str(metadata.get("alt", "")))
    # the value of a cell's last line is for its author; only what is shown on purpose is for the page
    return "" if is_result else f"<pre>{escape(_text(data.get('text/plain', '')))}</pre>"


def _image_html(kind: str, content: str, alt: str) -> str:
    # as an <img>, an SVG can run nothing
    coded = b64encode(content.encode()).decode() if kind == "image/svg+xml" else content.replace("\n", "")
    return f'<img src="data:{kind};base64,{coded}" alt="{escape(alt)}">'


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
