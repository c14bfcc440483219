"""Certificates for servers in tests, made by the openssl program."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Certificate:
    """A certificate for this machine, its key, and a context that trusts it."""

    file: Path
    key: Path
    trust: ssl.SSLContext


def make_certificate(folder: Path) -> Certificate:
    """Make one that vouches for itself; skips the test where there is no openssl."""
    program = shutil.which("openssl")
    if not program:
        pytest.skip("there is no openssl program to make a certificate with")
    file, key = folder / "cert.pem", folder / "key.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost".split()
    words += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(file)]
    subprocess.run([program, *words], check=True, capture_output=True)
    return Certificate(file, key, ssl.create_default_context(cafile=file))
