"""Only the addresses that our pages need are open: the whole routing table is walked, and everything else is knocked at."""

import json
import re
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from run import ROOT

pytestmark = pytest.mark.slow
KERNEL = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
OURS = {
    "": "Start",
    "healthz": "Health",
    "exit": "Exit",
    "static/([^/]+)": "HashedFile",
    "voila/render/([^/]+)": "WorkbookPage",
    r"waiting/([A-Za-z0-9][\w-]{0,100}\.ipynb)": "Waiting",
    f"api/kernels/(?P<kernel_id>{KERNEL})": "Kernel",
    f"api/kernels/(?P<kernel_id>{KERNEL})/channels": "Wire",
    f"voila/api/shutdown/(?P<kernel_id>{KERNEL})": "Goodbye",
}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"]
OPEN_TO_GET = {"/", "/healthz", "/exit", "/voila/render/start.ipynb"}
UP = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..\\", "..%5c", "%2e%2e%5c", "..;/", ".%00./", "%c0%ae%c0%ae/"]
UP += ["%c0%ae%c0%ae%c0%af", "%e0%80%ae%e0%80%ae/", "..%c1%9c", "..%ef%bc%8f", "....//", "..%00/", "%uff0e%uff0e/", "\u2025/"]
SECRETS = [
    "pyproject.toml",
    "widgets/alongside/places.py",
    "workbooks/start.ipynb",
    "etc/passwd",
    "proc/self/environ",
    ".git/config",
]
ALONE = ["//etc/passwd", "/etc/passwd", "file:///etc/passwd", "%2fetc%2fpasswd", "C:\\Windows\\win.ini", "start.ipynb%00.html"]
ALONE += [
    "start.ipynb%00",
    "%00",
    ".",
    "..",
    "...",
    "%2e",
    "%2e%2e",
    "~root/.ssh/id_rsa",
    "con",
    "nul.ipynb",
    ".ipynb",
    "start.IPYNB",
]
TELLING = re.compile(rb"root:|\[project\]|nbformat|\"cells\"|def workbooks|\[core\]|PATH=|Traceback|site-packages")


@pytest.fixture(scope="module")
def routing(tmp_path_factory):
    """Our routing table, and examples of what Voilà and Jupyter would answer."""
    words = [sys.executable, "-m", "tests.serve.routing", str(tmp_path_factory.mktemp("routing"))]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def knock(server):
    """Ask in bytes that no library tidies up; gives the status and the whole answer."""
    place = urlsplit(server)

    def ask(address, method="GET", host=place.netloc):
        with socket.create_connection((place.hostname, place.port), timeout=20) as line:
            line.sendall(f"{method} {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        found = re.match(rb"HTTP/1.1 (\d{3})", answer)
        return int(found[1]) if found else 0, answer

    return ask


def test_every_rule_of_the_routing_table_is_one_that_a_page_needs(routing):
    below = re.escape("/below/")
    named = [(f"{below}{path}$", handler) for path, handler in OURS.items()]
    for_nobody = [(f"{below}.*$", "NotFound"), (".*$", "NotFound")]
    for_other_names = [(f"{below}static/([^/]+)$", "HashedFile"), (".*$", "WrongHost")]
    assert [tuple(rule) for rule in routing["ours"]] == [*named, *for_nobody, *for_other_names]


def test_what_voila_and_jupyter_would_answer_is_closed_by_every_method(routing, knock):
    foreign = [address.replace("/below/", "/") or "/" for address in routing["foreign"]]
    assert len(foreign) > 30
    assert "/api/contents" in " ".join(foreign)
    ours = [re.compile(f"/{path}") for path in OURS if "kernel_id" not in path]
    open_ones = []
    for address in foreign:
        if any(rule.fullmatch(address) for rule in ours):
            continue
        statuses = {method: knock(address, method)[0] for method in METHODS}
        open_ones += [(method, address, status) for method, status in statuses.items() if status not in (400, 403, 404, 405)]
    assert not open_ones


@pytest.mark.parametrize("method", METHODS[2:])
def test_our_own_addresses_are_for_looking_only(knock, method):
    for address in OPEN_TO_GET:
        status, answer = knock(address, method)
        assert status in (400, 403, 405), (method, address)
        assert not TELLING.search(answer)


@pytest.mark.parametrize(
    "before", ["/voila/render/", "/static/", "/", "/voila/files/", "/voila/static/", "/waiting/", "/api/kernels/"]
)
def test_no_spelling_leads_out_of_a_folder(knock, before):
    told = []
    for path in [up * depth + secret for up in UP for depth in (1, 3) for secret in SECRETS] + ALONE:
        status, answer = knock(before + path.replace(" ", "%20"))
        if status not in (0, 400, 403, 404, 405) or TELLING.search(answer):
            told.append((path, status))
    assert not told


def test_addresses_that_are_no_paths_are_refused(knock):
    for address in ["http://evil.example/", "*", "//evil.example/voila/render/start.ipynb", "/\\evil.example", "http://[::1"]:
        status, answer = knock(address)
        assert status in (0, 400, 403, 404), address
        assert b"Location" not in answer


def test_a_redirect_never_leads_elsewhere(knock):
    for address in ["/", "/?next=//evil.example", "//"]:
        _, answer = knock(address)
        assert b"evil.example" not in answer
        for place in re.findall(rb"\r\nLocation: ([^\r]*)", answer):
            assert place == b"voila/render/start.ipynb"
