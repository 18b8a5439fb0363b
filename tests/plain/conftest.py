"""The peer: plain pytest with the submission imported into its own process, as most courses grade.

`SUBMISSION` names the file. Used by ``benchmarks/`` and by the golden tests that show what each layer is for.
"""

import importlib.util
import os
import sys
import tempfile
import zlib

import numpy as np
import pytest


class _Module:
    def __init__(self, module):
        self._module = module

    def __getattr__(self, name):
        return getattr(self._module, name)

    def names(self):
        return [n for n in vars(self._module) if not n.startswith("_")]


@pytest.fixture(scope="session")
def submission():
    spec = importlib.util.spec_from_file_location("submission", os.environ["SUBMISSION"])
    module = importlib.util.module_from_spec(spec)
    sys.modules["submission"] = module
    spec.loader.exec_module(module)
    return _Module(module)


@pytest.fixture(scope="session")
def client():
    from pymilvus import MilvusClient

    with tempfile.TemporaryDirectory(prefix="plain-") as folder:
        client = MilvusClient(f"{folder}/m.db")
        yield client
        client.close()


@pytest.fixture
def fresh(request):
    made = iter(range(1000))
    return lambda prefix="c": f"{prefix}_{zlib.crc32(f'{request.node.name}/{next(made)}'.encode()):08x}"


@pytest.fixture
def seed():
    return int(os.environ.get("SEED", "20250715"))


@pytest.fixture
def rng(request, seed):
    return np.random.default_rng([seed, zlib.crc32(request.node.name.encode())])


def pytest_configure(config):
    config.addinivalue_line("markers", "check(points, after, hidden): a graded check")
