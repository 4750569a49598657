"""How many tests run beside each other, and how property tests look for examples on a machine that may be busy."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# How fast examples are made tells of the machine and not of the program. A test that suppresses further checks names
# this one beside them, since its list takes the place of this one.
settings.register_profile("busy", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return two workers a processor: the tests of screens and of other programs wait more than they compute."""
    return 2 * (os.cpu_count() or 1)
