"""A password for the whole server: where it is read from, what it closes, and that nobody gets round it."""

import argparse
import http.client
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

import pytest
from tornado.httpclient import HTTPClientError

from alongside.serve import passwords
from alongside.serve.passwords import VARIABLE, password_of
from alongside.serve.reach import CannotBeReached
from tests.loops import run_apart
from tests.visitors import NOBODY, Visitor, answered

PASSWORD = "three calm words"
TICKET = "the-ticket-of-somebody-who-waits"
STORIES = "voila/render/allyship_stories.ipynb"


def words(**given):
    return argparse.Namespace(**{"password": False, "password_file": None} | given)


def test_no_password_is_wanted_unless_a_host_says_so(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert password_of(words()) == ""


def test_the_environment_is_read_and_holds_the_password_no_longer(monkeypatch):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    assert password_of(words()) == PASSWORD
    assert VARIABLE not in passwords.os.environ


def test_a_files_first_line_is_the_password(tmp_path):
    (tmp_path / "password").write_text(f"{PASSWORD}\r\nsecond line\n", encoding="utf-8")
    assert password_of(words(password_file=tmp_path / "password")) == PASSWORD


@pytest.mark.parametrize("written", ["", "short\n", "\nthree calm words"])
def test_a_short_password_is_refused_and_not_repeated(tmp_path, written):
    (tmp_path / "password").write_text(written, encoding="utf-8")
    with pytest.raises(CannotBeReached, match="too short") as refused:
        password_of(words(password_file=tmp_path / "password"))
    assert "short\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CannotBeReached, match="--password-file"):
        password_of(words(password_file=tmp_path / "nosuch"))


def test_without_a_terminal_nobody_is_asked(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))
    with pytest.raises(CannotBeReached, match="--password-file"):
        password_of(words(password=True))


@pytest.mark.parametrize(("typed", "found"), [([PASSWORD, PASSWORD], PASSWORD), ([PASSWORD, "other words"], None)])
def test_the_terminal_asks_twice(monkeypatch, typed, found):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    answers = iter(typed)
    monkeypatch.setattr(passwords.getpass, "getpass", lambda _prompt: next(answers))
    if found:
        assert password_of(words(password=True)) == found
    else:
        with pytest.raises(CannotBeReached, match="differ"):
            password_of(words(password=True))


@pytest.fixture(scope="module")
def locked(start_server):
    """A server with a password, below a path as behind a Jupyter server or a proxy."""
    return start_server("--base-url", "/user/a/alongside/", env={VARIABLE: PASSWORD})


def send(server, path, method="GET", body=None, **headers):
    place = urlsplit(server.url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    connection.request(
        method, f"{place.path}{path}", body=body, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    answer.cookies = {
        name: morsel.value for raw in answer.headers.get_all("Set-Cookie") or [] for name, morsel in SimpleCookie(raw).items()
    }
    return answer


def log_in(server, password=PASSWORD, wanted="allyship_stories.ipynb", cookies=None):
    """Answer the page that asks; gives its answer, and the cookies after it."""
    asked = send(server, f"login?next={wanted}")
    kept = asked.cookies if cookies is None else cookies
    form = urlencode({"_xsrf": re.search(r'name="_xsrf" value="([^"]+)"', asked.text)[1], "password": password})
    cookie = "; ".join(f"{name}={value}" for name, value in kept.items())
    kind = "application/x-www-form-urlencoded"
    answer = send(server, f"login?next={wanted}", "POST", form, Cookie=cookie, Content_Type=kind)
    return answer, kept | answer.cookies


@pytest.fixture(scope="module")
def reader(locked):
    """Somebody who has shown the password, with a page open."""
    _, cookies = log_in(locked)
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    page = send(locked, STORIES, Cookie=cookie)
    assert page.status == 200
    kernel = re.search(r'id="alongside-kernel">{"id": "([^"]+)"', page.text)[1]
    return Visitor(locked.url.rstrip("/"), kernel, cookies | page.cookies)


@pytest.mark.slow
def test_without_the_password_no_page_no_wire_and_no_kernel_is_open(locked, reader):
    answer = send(locked, STORIES)
    assert (answer.status, answer.headers["Location"]) == (302, "../../login?next=allyship_stories.ipynb")
    assert send(locked, "waiting/allyship_stories.ipynb").status == 403
    stranger = "; ".join(f"{name}={value}" for name, value in reader.cookies.items() if not name.startswith("username-"))
    assert "alongside-browser" in stranger
    for kernel, refused in {reader.kernel: 403, NOBODY: 404}.items():
        assert reader.ask("api/kernels/{}", cookie=stranger, kernel=kernel) == refused
        assert reader.shut_down(cookie=stranger, kernel=kernel) == refused

    async def knock():
        async with reader.wire(cookie=stranger):
            pass

    with pytest.raises(HTTPClientError, match="403"):
        run_apart(knock())


@pytest.mark.slow
def test_a_page_of_before_the_last_start_learns_that_its_kernel_is_gone(locked, reader):
    """Its cookies are signed by nobody who is still there; a refusal would have it try the same wire for ever."""
    before = "; ".join(f"{name}={value[:-1]}x" for name, value in reader.cookies.items())
    assert send(locked, STORIES, Cookie=before).status == 302
    assert reader.ask("api/kernels/{}", cookie=before) == 404


@pytest.mark.slow
def test_with_the_password_pages_wires_and_goodbyes_work(reader):
    async def work():
        async with reader.wire() as wire:
            await answered(wire, "kernel_info")

    run_apart(work())
    assert reader.ask("api/kernels/{}") == 200
    assert reader.shut_down() == 204


@pytest.mark.slow
def test_the_cookie_ends_with_the_browser_and_says_nothing_of_anybody(locked):
    answer, _ = log_in(locked)
    assert answer.status == 303
    raw = next(cookie for cookie in answer.headers.get_all("Set-Cookie") if cookie.startswith("username-"))
    assert "HttpOnly" in raw
    assert "Path=/user/a/alongside/" in raw
    assert "SameSite=Lax" in raw
    assert not re.search("expires|max-age|domain", raw, re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["", "three calm word", PASSWORD.upper(), PASSWORD + " ", "x" * 5000])
def test_a_wrong_answer_is_told_so_and_opens_nothing(locked, wrong):
    answer, cookies = log_in(locked, wrong)
    assert answer.status == 401
    assert "There is a problem" in answer.text
    assert not [name for name in cookies if name.startswith("username-")]
    if wrong:
        assert wrong not in answer.text


@pytest.mark.slow
def test_an_answer_from_elsewhere_is_refused(locked):
    answer, _ = log_in(locked, cookies={})
    assert answer.status == 403
    assert "not open to you" in answer.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "../exit", "", "%0d%0aX-Evil:%201", "start.ipynb%0a"]
)
def test_after_the_password_nobody_is_led_elsewhere(locked, wanted):
    answer, _ = log_in(locked, wanted=wanted)
    assert (answer.status, answer.headers["Location"]) == (303, "voila/render/start.ipynb")
    assert "X-Evil" not in answer.headers


@pytest.mark.slow
@pytest.mark.parametrize("odd", ["x%26a=b.ipynb", "%0d%0aX-Evil:%201", "x%3Fy", "%2e%2e%5cexit", "start.ipynb%23"])
def test_an_odd_address_is_not_repeated_where_the_password_is_asked_for(locked, odd):
    answer = send(locked, f"voila/render/{odd}")
    assert (answer.status, answer.headers["Location"]) == (302, "../../login?next=")


@pytest.mark.slow
def test_many_wrong_answers_at_once_hold_nobody_up(locked, reader):
    with ThreadPoolExecutor(30) as many:
        wrong = [many.submit(log_in, locked, "a wrong answer") for _ in range(30)]
        assert log_in(locked)[0].status == 303
        assert not all(one.done() for one in wrong)
        assert {reader.ask("healthz") for _ in range(5)} == {200}
        assert {one.result()[0].status for one in wrong} <= {401, 503}


@pytest.mark.slow
def test_what_needs_no_password_stays_open(locked):
    assert send(locked, "healthz").status == 200
    assert send(locked, "exit").status == 200
    page = send(locked, "login")
    assert send(locked, re.search(r'static/[^"]+\.css', page.text)[0]).status == 200


@pytest.mark.slow
def test_kernels_and_the_log_know_neither_password_nor_cookie_nor_address(locked, reader):
    send(
        locked, "nosuch?password=three+calm+words", Cookie=reader.cookie, X_Forwarded_For="203.0.113.77", Alongside_Ticket=TICKET
    )
    send(locked, STORIES, Cookie=reader.cookie + "; alongside-browser=forged", Alongside_Ticket=TICKET)
    log_in(locked, f"{PASSWORD} and more")
    assert locked.lines[-1].startswith("Alongside is running"), "nothing is said after that"
    for secret in [PASSWORD, TICKET, "203.0.113.77", "127.0.0.1 ", *reader.cookies.values(), reader.kernel]:
        assert secret not in locked.log
