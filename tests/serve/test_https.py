"""https by ourselves and behind a proxy: cookies travel by https only, and only a trusted proxy is believed."""

import http.client
import socket
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from tests.certificates import make_certificate
from tests.loops import run_apart
from tests.visitors import answered, visit

pytestmark = pytest.mark.slow
NAME = "learn.example.org"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def secure(start_server, certificate):
    """A server with a certificate, on an address below which it is shown."""
    words = ["--certfile", str(certificate.file), "--keyfile", str(certificate.key)]
    return start_server(*words, "--frame-ancestors", "https://intranet.example.org")


@pytest.fixture(scope="module")
def behind(start_server):
    """A server that believes a proxy on this machine."""
    return start_server("--trust-proxy", "127.0.0.1", "--allow-host", NAME)


def ask(url, path, **headers):
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    connection.request("GET", f"/{path}", headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def cookies(answer):
    return answer.headers.get_all("Set-Cookie")


def test_over_https_pages_wires_and_goodbyes_work_and_cookies_are_secure(secure, certificate):
    assert secure.url.startswith("https://127.0.0.1:")
    visitor = visit(secure.url.rstrip("/"), trust=certificate.trust)

    async def work():
        async with visitor.wire() as wire:
            await answered(wire, "kernel_info")

    run_apart(work())
    assert len(visitor.raw_cookies) == 2
    assert all("; Secure" in cookie for cookie in visitor.raw_cookies)
    assert visitor.ask("api/kernels/{}") == 200
    assert visitor.shut_down() == 204


def test_whoever_speaks_no_https_is_left_alone_and_is_logged_nowhere(secure, certificate):
    place = urlsplit(secure.url)
    with socket.create_connection((place.hostname, place.port), timeout=20) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        with suppress(ConnectionError):
            assert b"200" not in plain.recv(100)
    assert visit(secure.url.rstrip("/"), "start", trust=certificate.trust).ask("healthz") == 200
    assert "Traceback" not in secure.log


def test_without_https_cookies_are_not_secure_since_they_would_never_come_back(behind):
    assert not any("Secure" in cookie for cookie in cookies(ask(behind.url, "voila/render/start.ipynb")))


def test_a_trusted_proxy_is_believed_about_scheme_and_host(behind):
    told = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": NAME, "X_Forwarded_For": "203.0.113.5"}
    answer = ask(behind.url, "voila/render/start.ipynb", **told)
    assert answer.status == 200
    assert all("; Secure" in cookie for cookie in cookies(answer))
    assert ask(behind.url, "voila/render/start.ipynb", X_Forwarded_Host="evil.example").status == 403


def test_nobody_else_is_believed(server):
    answer = ask(server, "voila/render/start.ipynb", X_Forwarded_Proto="https", X_Forwarded_Host="evil.example")
    assert answer.status == 200, "the header is not read at all"
    assert not any("Secure" in cookie for cookie in cookies(answer))
    answer = ask(server, "voila/render/start.ipynb", Host=NAME, X_Forwarded_Host="localhost")
    assert answer.status == 403


def test_a_wire_through_a_trusted_proxy_has_the_browsers_own_origin(behind):
    visitor = visit(behind.url.rstrip("/"), X_Forwarded_Host=f"{NAME}:8443")

    async def work():
        async with visitor.wire(Origin=f"https://{NAME}:8443", **{"X-Forwarded-Host": f"{NAME}:8443"}) as wire:
            await answered(wire, "kernel_info")

    run_apart(work())


def test_a_site_that_a_host_names_may_frame_us(secure, certificate):
    place = urlsplit(secure.url)
    connection = http.client.HTTPSConnection(place.hostname, place.port, timeout=60, context=certificate.trust)
    connection.request("GET", "/exit")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert "frame-ancestors 'self' https://intranet.example.org" in answer.headers["Content-Security-Policy"]
