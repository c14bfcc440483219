"""The proxies of docs/hosting.md, tried as they stand there: https, compression, the wire, the goodbye."""

import re
import shutil
import socket
import subprocess
import urllib.request
from urllib.parse import urlsplit

import pytest

from run import ROOT
from tests.certificates import make_certificate
from tests.loops import run_apart
from tests.servers import can_connect, wait_until
from tests.visitors import answered, visit

pytestmark = pytest.mark.slow
DOCS = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
OURS, NAME = "127.0.0.1:8866", "learn.example.org"


def block(kind):
    """The file that the docs show."""
    found = re.findall(rf"```{kind}\n(.*?)```", DOCS, re.DOTALL)
    assert len(found) == 1
    assert OURS in found[0]
    assert NAME in found[0]
    return found[0]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def behind(start_server):
    """Our server, started as the docs say."""
    return start_server("--trust-proxy", "127.0.0.1", "--allow-host", NAME)


def caddy(folder, port, ours, certificate):
    own = f"https://localhost:{port} {{\n\ttls {certificate.file} {certificate.key}\n\tbind 127.0.0.1"
    site = block("caddyfile").replace(OURS, ours).replace(f"{NAME} {{", own)
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n" + site)
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def nginx(folder, port, ours, certificate):
    site = block("nginx").replace(OURS, ours).replace("443 ssl", f"127.0.0.1:{port} ssl").replace(f"{NAME};", "localhost;")
    site = re.sub(r"/etc/\S+fullchain.pem", str(certificate.file), site)
    site = re.sub(r"/etc/\S+privkey.pem", str(certificate.key), site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    around = f"daemon off; pid {folder}/pid; error_log stderr; events {{}}\nhttp {{\n{temporary}{site}\n}}\n"
    (folder / "nginx.conf").write_text(around)
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


@pytest.fixture(scope="module", params=[caddy, nginx], ids=["caddy", "nginx"])
def proxied(request, behind, certificate, tmp_path_factory):
    """Our server's address behind a proxy."""
    name = request.param.__name__
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed on this machine")
    folder = tmp_path_factory.mktemp(name)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = request.param(folder, port, urlsplit(behind.url).netloc, certificate)
    homes = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PATH": "/usr/bin:/usr/sbin"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=homes, stdout=log, stderr=log)
        try:
            wait_until(lambda: can_connect(port) or process.poll() is not None, f"{name} listens")
            assert process.poll() is None, (folder / "log").read_text()
            yield f"https://localhost:{port}"
        finally:
            process.terminate()
            process.wait(20)


def test_a_page_its_wire_and_its_goodbye_work_by_https(proxied, certificate):
    visitor = visit(proxied, trust=certificate.trust)
    assert len(visitor.raw_cookies) == 2
    assert all("; Secure" in cookie for cookie in visitor.raw_cookies)

    async def work():
        async with visitor.wire(Origin=proxied, compression={}) as wire:
            await answered(wire, "kernel_info")
            return wire.headers.get("Sec-Websocket-Extensions", "")

    assert "permessage-deflate" in run_apart(work())
    assert visitor.ask("api/kernels/{}") == 200
    assert visitor.ask("api/kernels/{}", cookie="") == 404
    assert visitor.shut_down() == 204


def test_pages_and_files_come_compressed_and_strangers_are_told_no_numbers(proxied, certificate):
    def ask(path, coding):
        request = urllib.request.Request(f"{proxied}/{path}", headers={"Accept-Encoding": coding})
        with urllib.request.urlopen(request, timeout=60, context=certificate.trust) as answer:
            return answer.headers, answer.read()

    headers, _ = ask("voila/render/start.ipynb", "gzip")
    assert headers["Content-Encoding"] == "gzip"
    _, page = ask("voila/render/start.ipynb", "identity")
    headers, _ = ask(re.search(rb"static/main-\w{8}\.js", page)[0].decode(), "br")
    assert headers["Content-Encoding"] == "br"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask("healthz", "identity")[1] == b'{"status": "ok"}'
