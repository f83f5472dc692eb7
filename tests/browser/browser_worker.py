"""Run the command line with a jar that stands in for Neo4j Browser, whose own may not be shipped with the tests."""

from __future__ import annotations

import os

from handelsgraph.browser import jar
from handelsgraph.cli import main

if "HANDELSGRAPH_TEST_CHECKS" not in os.environ:
    jar.check = lambda path: None  # type: ignore[assignment]
main()
