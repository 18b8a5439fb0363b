"""Certificates for the profiles ``tls`` and ``mtls``, made at start by the ``openssl`` program, valid for a week.

No Python package of the course makes certificates, and every system that runs the server has openssl.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from grader.backends.base import Absent
from grader.errors import LaunchFailed

if TYPE_CHECKING:
    from pathlib import Path

DAYS = "7"
_SERVER_EXTENSIONS = (
    "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n"
)
_CLIENT_EXTENSIONS = "extendedKeyUsage=clientAuth\nbasicConstraints=CA:FALSE\n"


def absent() -> Absent | None:
    """None when certificates can be made here."""
    if shutil.which("openssl"):
        return None
    return Absent("TLS needs the program openssl, which is not here", "apt-get install openssl")


def make(folder: Path) -> dict[str, str]:
    """Two authorities and what they sign; names to paths, as exercises hand them out.

    ``ca`` signed ``server_cert`` and ``client_cert``; ``wrong_ca`` signed ``other_client_cert`` and nothing that the
    server shows. Every ``*_cert`` has its ``*_key``. The authorities' own keys are deleted.

    Raises:
        LaunchFailed: openssl is missing or refused.
    """
    missing = absent()
    if missing:
        raise LaunchFailed("Certificates are made by openssl", missing.why, f"`{missing.command}`")
    folder.mkdir(parents=True, exist_ok=True)
    for authority, title in (("ca", "Course CA"), ("wrong_ca", "Another CA")):
        _openssl(
            folder,
            "req",
            "-x509",
            "-subj",
            f"/CN={title}",
            "-days",
            DAYS,
            *_new_key(authority),
            "-out",
            f"{authority}.pem",
        )
    _sign(folder, "server", "ca", "localhost", _SERVER_EXTENSIONS)
    _sign(folder, "client", "ca", "client", _CLIENT_EXTENSIONS)
    _sign(folder, "other_client", "wrong_ca", "client", _CLIENT_EXTENSIONS)
    for left in (*folder.glob("*.csr"), *folder.glob("*.ext"), folder / "ca.key", folder / "wrong_ca.key"):
        left.unlink(missing_ok=True)
    files = {"ca": "ca.pem", "wrong_ca": "wrong_ca.pem"}
    for name in ("server", "client", "other_client"):
        files |= {f"{name}_cert": f"{name}.pem", f"{name}_key": f"{name}.key"}
    return {name: str(folder / file) for name, file in files.items()}


def _sign(folder: Path, name: str, authority: str, common_name: str, extensions: str) -> None:
    (folder / f"{name}.ext").write_text(extensions)
    _openssl(folder, "req", "-subj", f"/CN={common_name}", *_new_key(name), "-out", f"{name}.csr")
    _openssl(
        folder, "x509", "-req", "-in", f"{name}.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key",
        "-set_serial", str(len(name)), "-days", DAYS, "-extfile", f"{name}.ext", "-out", f"{name}.pem",
    )  # fmt: skip


def _new_key(name: str) -> list[str]:
    """Elliptic curves: made in a millisecond, where RSA takes half a second each."""
    return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{name}.key"]


def _openssl(folder: Path, *arguments: str) -> None:
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, timeout=30, check=False)
    if done.returncode:
        raise LaunchFailed("openssl makes a certificate", done.stderr.strip()[-300:], "`openssl version`")
