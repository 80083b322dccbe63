"""Run a MediaWiki and a DokuWiki on this machine for a person to try: ``make wikis``.

They hold nothing at first, and what they held is gone when they end. Nobody else can reach them.
"""

import json
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from wikis import mediawiki_server
from wikis.dokuwiki_server import dokuwiki, write_accounts
from wikis.mediawiki_server import mediawiki
from wikis.servers import CACHE, FailedError, MissingError

ROOT = Path(__file__).parents[2]
PROJECT = CACHE / "trial"
"""A folder with a configuration that publishes this project's own book."""
SOURCE = ROOT / "source_tables" / "tas-routing.txt"
Target = Mapping[str, str]


def main() -> None:
    """Start both, say how to publish to them, and end them when the person has had enough."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
            print("Starting a MediaWiki and a DokuWiki ...", flush=True)
            password = secrets.token_urlsafe(12)
            targets = {
                "mediawiki": _mediawiki(running, Path(folder, "mediawiki"), password),
                "dokuwiki": _dokuwiki(running, Path(folder, "dokuwiki"), password),
            }
            print(_said(targets, password), flush=True)
            signal.pause()
    except KeyboardInterrupt:
        print("\nBoth are ended, and what they held is gone.")
    except (MissingError, FailedError) as error:
        sys.exit(str(error))


def _mediawiki(running: ExitStack, folder: Path, password: str) -> Target:
    folder.mkdir()
    server = running.enter_context(mediawiki(folder))
    server.configure("$wgJobRunRate = 20; $wgRunJobsAsync = false;")  # so that links to new pages turn blue
    for user, *rights in ((mediawiki_server.ADMIN[0],), ("Publisher", "--bot"), ("Ann",)):
        server.run("createAndPromote", "--force", *rights, user, password)
    return {"kind": "mediawiki", "url": server.url, "user": "Publisher", "under": "Network paths"}


def _dokuwiki(running: ExitStack, folder: Path, password: str) -> Target:
    folder.mkdir()
    server = running.enter_context(dokuwiki(folder))
    accounts = (("press", "publishers"), ("ann", "people"), ("admin", "admin"))
    write_accounts(server.home, [(name, password, group) for name, group in accounts])
    return {"kind": "dokuwiki", "url": server.url, "user": "press", "under": "network_paths"}


def _said(targets: Mapping[str, Target], password: str) -> str:
    options = {"sources": [f"{SOURCE.parent.name}/{SOURCE.name}"], "targets": targets}
    (PROJECT / SOURCE.parent.name).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOURCE, PROJECT / SOURCE.parent.name / SOURCE.name)
    configuration = {"site_name": "Trial", "plugins": [{"portbook": options}]}
    (PROJECT / "mkdocs.yml").write_text(json.dumps(configuration, indent=2), "utf-8")  # which is YAML too
    portbook = Path(sys.executable).with_name("portbook")
    lines = [
        "",
        *(f"  {target['kind']:<10} {target['url']}  publishes as {target['user']}" for target in targets.values()),
        "",
        "  Log in as Admin or Ann (MediaWiki), as admin or ann (DokuWiki), or as who publishes.",
        f"  The password of all of them, until this ends: {password}",
        "",
        "As options of the plugin `portbook` in mkdocs.yml:",
        "",
        "  targets:",
        *(line for name, target in targets.items() for line in _piece(name, target)),
        "",
        "To publish this project's own book, in another terminal:",
        "",
        f"  cd {PROJECT}",
        *(f"  PORTBOOK_{name.upper()}_PASSWORD={password} {portbook} publish {name}" for name in targets),
        "",
        "Ctrl-C ends both.",
    ]
    return "\n".join(lines)


def _piece(name: str, target: Target) -> list[str]:
    return [f"    {name}:", *(f"      {option}: {value}" for option, value in target.items())]


if __name__ == "__main__":
    main()
