"""Who is told what only this machine may know."""

from types import SimpleNamespace

import pytest
from tornado.httputil import HTTPHeaders

from alongside.serve.addresses import is_from_here


def request(remote, host, **headers):
    return SimpleNamespace(remote_ip=remote, host=host, headers=HTTPHeaders(headers))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8866", "localhost", "localhost:8866", "[::1]", "[::1]:8866"])
@pytest.mark.parametrize("remote", ["127.0.0.1", "::1"])
def test_a_request_of_this_machine_is_known(remote, host):
    assert is_from_here(request(remote, host))


@pytest.mark.parametrize(
    ("remote", "host", "headers"),
    [
        ("203.0.113.5", "127.0.0.1", {}),
        ("127.0.0.1", "alongside.example.org", {}),
        ("127.0.0.1", "127.0.0.1.example.org", {}),
        ("127.0.0.1", "localhost.example.org:80", {}),
        ("127.0.0.1", "127.0.0.1", {"X-Forwarded-For": "203.0.113.5"}),
        ("127.0.0.1", "127.0.0.1", {"Forwarded": "for=203.0.113.5"}),
        ("127.0.0.1", "", {}),
        ("", "127.0.0.1", {}),
    ],
)
def test_a_request_from_elsewhere_is_not_taken_for_one_of_this_machine(remote, host, headers):
    assert not is_from_here(request(remote, host, **headers))
