"""Which addresses answer, which are closed, and how files travel: asked over HTTP of the suite's own server."""

import gzip
import http.client
import json
import re
from urllib.parse import urlsplit

import pytest

from tests.visitors import visit

pytestmark = pytest.mark.slow
CLOSED = [
    "tree",
    "voila/tree",
    "voila/tree/",
    "voila/api/contents",
    "voila/api/themes/x",
    "voila/static/voila.js",
    "voila/files/start.ipynb",
    "voila/labextensions/anywidget/package.json",
    "voila/templates/lab/index.html.j2",
    "api/kernels",
    "api/contents",
    "api/sessions",
    "api/terminals",
    "login",
    "logout",
    "static/",
    "static/manifest.json",
    "static/../manifest.json",
    "static/%2e%2e%2fweights.json",
    "voila/render/",
    "voila/render/nosuch.ipynb",
    "voila/render/../pyproject.toml",
    "voila/render/%2e%2e%2fpyproject.toml",
    "voila/render/start.ipynb/",
]


@pytest.fixture(scope="module")
def ask(server):
    """Ask the server; gives the response, with its whole body in ``body``."""
    place = urlsplit(server)

    def send(path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, f"/{path}", body=body, headers=names)
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    return send


@pytest.fixture(scope="module")
def start_page(ask):
    # the first answer ends when the cells, which run once for everybody, have ended
    ask("voila/render/start.ipynb")
    return ask("voila/render/start.ipynb").body.decode()


@pytest.mark.parametrize("path", CLOSED)
def test_an_address_that_no_page_needs_is_closed(ask, path):
    answer = ask(path)
    assert answer.status == 404
    assert b"There is no page here" in answer.body
    assert b"Traceback" not in answer.body


def test_an_error_page_fetches_nothing_from_elsewhere_and_repeats_nothing(ask):
    body = ask("no<such>page?a=secret").body.decode()
    assert "secret" not in body
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", body)
    assert '<html lang="en-GB"' in body


@pytest.mark.parametrize(("method", "path"), [("DELETE", "api/kernels/"), ("POST", "voila/api/shutdown/")])
def test_without_its_token_a_page_stops_no_kernel(server, ask, method, path):
    visitor = visit(server)
    answer = ask(f"{path}{visitor.kernel}", method, cookie=visitor.cookie)
    assert answer.status in (403, 405)
    assert visitor.ask("api/kernels/{}") == 200
    visitor.shut_down()


def test_a_page_that_is_left_may_say_goodbye(server):
    assert visit(server).shut_down() == 204


def test_the_two_cookies_say_nothing_of_anybody_and_end_with_the_browser(ask):
    cookies = ask("voila/render/start.ipynb").headers.get_all("Set-Cookie")
    assert sorted(cookie.split("=")[0].rstrip("-0123456789") for cookie in cookies) == ["alongside-browser", "alongside-page"]
    for cookie in cookies:
        assert not re.search("expires|max-age|domain", cookie, re.IGNORECASE)
        assert "; Path=/" in cookie
    name = next(cookie for cookie in cookies if "browser" in cookie)
    assert "; HttpOnly" in name
    assert "; SameSite=Lax" in name
    assert "; SameSite=Strict" in next(cookie for cookie in cookies if "page" in cookie)


@pytest.mark.parametrize("query", ["?theme=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "?template=nosuch", "?template=lab"])
def test_a_visitor_changes_neither_theme_nor_template(ask, start_page, query):
    answer = ask(f"voila/render/start.ipynb{query}")
    assert answer.status == 200
    assert answer.body.decode() == start_page


def test_the_root_leads_to_the_start_workbook(ask):
    answer = ask("")
    assert answer.status == 302
    assert answer.headers["Location"] == "voila/render/start.ipynb"


def test_health_says_that_it_serves_and_to_this_machine_alone_how_many_kernels_there_are(ask):
    assert sorted(json.loads(ask("healthz").body)) == ["kernels", "most", "status", "waiting"]
    for from_elsewhere in ({"X_Forwarded_For": "203.0.113.5"}, {"Via": "1.1 proxy"}, {"X_Forwarded_Proto": "https"}):
        assert json.loads(ask("healthz", **from_elsewhere).body) == {"status": "ok"}


def test_the_exit_page_says_nothing_of_us(ask):
    body = ask("exit").body.decode()
    assert "Alongside" not in body
    assert "<title>New page</title>" in body


def test_pages_are_kept_by_nobody_and_run_only_our_scripts(ask):
    headers = ask("voila/render/start.ipynb").headers
    assert headers["Cache-Control"] == "no-store"
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["worker-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_what_a_page_asks_for_is_ours_and_is_there(ask, start_page):
    files = re.findall(r"\.\./\.\./(static/[^\"]+)", start_page)
    assert len(files) >= 4
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", start_page)
    for file in files:
        assert ask(file).status == 200, file


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_files_are_named_by_content_kept_for_a_year_and_sent_compressed(ask, start_page, coding):
    script = re.search(r"static/main-\w{8}\.js", start_page)[0]
    plain, packed = ask(script), ask(script, Accept_Encoding=coding)
    for answer in (plain, packed):
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Content-Encoding"] == coding
    assert len(packed.body) < len(plain.body) / 2
    if coding == "gzip":
        assert gzip.decompress(packed.body) == plain.body


def test_pages_are_compressed(ask, start_page):
    packed = ask("voila/render/start.ipynb", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body).decode() == start_page


def test_the_start_page_costs_no_kernel(ask, start_page):
    assert "alongside-kernel" not in start_page
    assert "newly qualified social worker" in start_page
    before = json.loads(ask("healthz").body)["kernels"]
    ask("voila/render/start.ipynb")
    assert json.loads(ask("healthz").body)["kernels"] <= before


def test_no_code_and_no_waiting_is_left_in_the_start_page(start_page):
    assert "import " not in start_page.split("</script>", 1)[1]
    assert "Getting this part ready" not in start_page


def test_under_a_base_path_pages_answer_there_only(start_server):
    place = urlsplit(start_server("--base-url", "/user/a/alongside").url)
    assert place.path == "/user/a/alongside/"
    answers = {}
    for path in (place.path, f"{place.path}voila/render/start.ipynb", "/voila/render/start.ipynb"):
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
        connection.request("GET", path)
        answers[path] = connection.getresponse().status
        connection.close()
    assert list(answers.values()) == [302, 200, 404]


def test_the_log_holds_no_request(running, ask):
    ask("voila/render/nosuch.ipynb?a=secret")
    ask("healthz")
    lines = [line for line in running.lines if not re.search(r"AL\d{3}|Alongside is running", line)]
    assert lines == []


@pytest.fixture(scope="module")
def hosted(start_server, tmp_path_factory):
    """A server with a host's own folder: a broken story, contacts, an exit page."""
    folder = tmp_path_factory.mktemp("packs")
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "broken_one.yaml").write_text("title: A <b>broken</b> one\nnosuchkey: 1\n", encoding="utf-8")
    (folder / "local.yaml").write_text(
        "contacts:\n  - name: Wellbeing line\n    what: Listens, and knows social work.\n    how: Ring 0000, day and night.\n"
        "    checked_on: 2026-11-01\nexit_page: https://www.example.org/weather\n",
        encoding="utf-8",
    )
    server = start_server("--packs", str(folder))
    place = urlsplit(server.url)

    def open_start():
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
        connection.request("GET", "/voila/render/start.ipynb")
        body = connection.getresponse().read().decode()
        connection.close()
        return body

    open_start()
    return server, open_start()


def test_a_broken_pack_is_told_of_in_the_terminal_and_on_the_start_page(hosted):
    server, page = hosted
    assert re.search(r"broken_one\.yaml:2: AL\d{3} error: .*nosuchkey", server.log)
    assert "One story is left out" in page
    assert "A &lt;b&gt;broken&lt;/b&gt; one (broken_one.yaml)" in page
    assert "newly qualified social worker" in page


def test_what_a_host_fills_in_is_on_the_page(hosted):
    _, page = hosted
    assert 'data-exit-to="https://www.example.org/weather"' in page
    assert page.count("Wellbeing line") == 2, "in Help, and under Getting help"
