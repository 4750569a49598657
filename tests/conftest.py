"""How many tests run beside each other."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return two workers a processor: the tests of screens and of other programs wait more than they compute."""
    return 2 * (os.cpu_count() or 1)
