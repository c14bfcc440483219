"""How a server may be reached: what a host may ask for, what it means, and what a proxy is believed."""

import argparse
from types import SimpleNamespace

import pytest
from tornado.httputil import HTTPHeaders

from alongside.serve.addresses import believe
from alongside.serve.headers import policy
from alongside.serve.reach import CannotBeReached, reach_of


def asked(**words):
    usual = {"host": "127.0.0.1", "allow_host": [], "trust_proxy": [], "frame_ancestors": [], "certfile": None, "keyfile": None}
    return argparse.Namespace(**usual | words)


def test_nobody_is_trusted_and_nobody_frames_us_unless_a_host_says_so():
    reach = reach_of(asked())
    assert (reach.proxies, reach.framing, reach.secure) == ([], (), None)


@pytest.mark.parametrize(
    "site",
    ["example.org", "https://example.org/page", "https://a b", "https://a; script-src *", "'none'", "*", "javascript:x", ""],
)
def test_what_is_no_site_may_not_frame_us(site):
    with pytest.raises(CannotBeReached, match="--frame-ancestors"):
        reach_of(asked(frame_ancestors=[site]))


def test_a_named_site_may_frame_us():
    framing = reach_of(asked(frame_ancestors=["https://intranet.example.org", "http://*.example.org:8080"])).framing
    assert policy("", framing).endswith("frame-ancestors 'self' https://intranet.example.org http://*.example.org:8080")


def test_a_proxy_that_is_no_address_is_refused():
    with pytest.raises(CannotBeReached, match="--trust-proxy"):
        reach_of(asked(trust_proxy=["proxy.example.org"]))


def test_a_key_without_its_certificate_is_refused(tmp_path):
    with pytest.raises(CannotBeReached, match="--certfile"):
        reach_of(asked(keyfile=tmp_path / "key.pem"))


def test_a_certificate_that_is_not_there_or_is_none_is_refused_by_name(tmp_path):
    with pytest.raises(CannotBeReached, match=r"There is no file .*nosuch"):
        reach_of(asked(certfile=tmp_path / "nosuch.pem"))
    (tmp_path / "odd.pem").write_text("not a certificate")
    with pytest.raises(CannotBeReached, match=r"odd\.pem and the key in it do not belong together"):
        reach_of(asked(certfile=tmp_path / "odd.pem"))


def request(**headers):
    told = HTTPHeaders({"Host": "127.0.0.1:8866"})
    told.update({name.replace("_", "-"): value for name, value in headers.items()})
    return SimpleNamespace(headers=told, host="127.0.0.1:8866", host_name="127.0.0.1", protocol="http")


def test_a_proxy_says_what_the_browser_used():
    believed = request(X_Forwarded_Proto="https, http", X_Forwarded_Host="Learn.example.org:8443, inner")
    believe(believed)
    assert (believed.protocol, believed.host, believed.host_name) == ("https", "learn.example.org:8443", "learn.example.org")
    assert believed.headers["Host"] == "learn.example.org:8443"


@pytest.mark.parametrize("odd", ["", "ftp", "https://x", "a b", "a/b", "[::1", "x:y"])
def test_what_is_no_scheme_and_no_host_changes_nothing(odd):
    believed = request(X_Forwarded_Proto=odd, X_Forwarded_Host=odd if odd != "ftp" else "")
    believe(believed)
    assert (believed.protocol, believed.host, believed.headers["Host"]) == ("http", "127.0.0.1:8866", "127.0.0.1:8866")
