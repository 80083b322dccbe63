"""The servers that the tests of wikis share, each started when the first test asks for it."""

from collections.abc import Iterator

import pytest

from wikis.mediawiki_server import Server, mediawiki


@pytest.fixture(scope="session")
def mediawiki_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a MediaWiki; every test publishes below a place of its own on it."""
    with mediawiki(tmp_path_factory.mktemp("mediawiki")) as server:
        yield server
