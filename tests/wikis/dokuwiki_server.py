"""A real DokuWiki: prepared once from Debian's packages, and a fresh copy of its data for each run of the tests."""

import hashlib
import shutil
import xmlrpc.client
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import requests

from wikis.kept import kept
from wikis.servers import CACHE, FailedError, free_port, serving, state_of, unpacked

PACKAGES = ("dokuwiki", "libphp-simplepie", "php-geshi", "php-phpseclib", "php-random-compat",
            "libjs-jquery", "libjs-jquery-cookie", "libjs-jquery-ui", "libjs-jquery-ui-touch-punch")  # fmt: skip
PUBLISHER = ("press", "orchard-press-9")
"""Who publishes: an account that may edit, create, upload and delete."""
OTHER = ("cellar", "orchard-barrel-7")
"""Publishes too."""
PERSON = ("ann", "orchard-apple-3")
READER = ("ben", "orchard-pear-4")
"""May read, and nothing else."""
HOME = "PORTBOOK_DOKUWIKI"
"""The variable that says which copy a server is to serve."""
MORE = "more.php"
"""Holds the options of a copy that a test sets, which count at once."""
PRELOAD = f"<?php define('DOKU_CONF', getenv('{HOME}') . '/conf/');\n"
SETTINGS = """<?php
$conf['title'] = 'Orchard';
$conf['savedir'] = getenv('{home}') . '/data';
$conf['useacl'] = 1;
$conf['superuser'] = '@admin';
$conf['remote'] = 1;
$conf['remoteuser'] = '';
@include getenv('{home}') . '/{more}';
"""
PHP_SETTINGS = """
opcache.blacklist_filename={folder}/fresh.txt
session.save_path={folder}
"""
RIGHTS = "* @ALL 1\n* @people 16\n* @publishers 16\n"
"""Who may do what: 1 is to read, 16 to edit, create, upload and delete."""


class Server(NamedTuple):
    """Hold where a DokuWiki is: its address, and the folder of its pages and settings."""

    url: str
    home: Path

    def configure(self, php_code: str) -> None:
        """Set options from now on; none where the text is empty."""
        (self.home / MORE).write_text(f"<?php {php_code}", "utf-8")

    def keep(self) -> Callable[[], None]:
        """Remember pages and files and all that is known of them, and return what brings them back."""
        return kept(self.home / "data")

    def account(self, user: str, password: str) -> "Account":
        """Log in as a person does, with a client that is not ours."""
        return Account(self.url, user, password)


class Account:
    """Call the wiki as a person whose edits are not ours."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._url = f"{url}lib/exe/xmlrpc.php"
        self._session = requests.Session()
        self("dokuwiki.login", user, password)

    def __call__(self, method: str, *parameters: Any) -> Any:
        request = xmlrpc.client.dumps(parameters, method, encoding="utf-8").encode()
        answer = self._session.post(self._url, request, headers={"Content-Type": "text/xml"}, timeout=60)
        return xmlrpc.client.loads(answer.content)[0][0]

    def saves(self, page: str, text: str) -> bool:
        """Save a page, and say whether DokuWiki did."""
        return self("wiki.putPage", page, text, {"sum": "", "minor": False}) is True

    def save(self, page: str, text: str) -> None:
        if not self.saves(page, text):
            raise FailedError(f"{page} was not saved")


@contextmanager
def dokuwiki(folder: Path) -> Iterator[Server]:
    """Run a DokuWiki that holds nothing until the block ends."""
    program, prepared = _prepared()
    home = folder / "home"
    shutil.copytree(prepared, home)
    (home / "php").mkdir()
    (home / "php" / "fresh.txt").write_text(f"{home / MORE}\n", "utf-8")
    (home / "php" / "home.ini").write_text(PHP_SETTINGS.format(folder=home / "php"), "utf-8")
    environment = {HOME: str(home), "PHP_INI_SCAN_DIR": f":{home / 'php'}"}
    with serving(program, free_port(), folder / "log.txt", environment=environment) as url:
        yield Server(f"{url}/", home)


def _prepared() -> tuple[Path, Path]:
    """Return DokuWiki's program, and an installation of it with its accounts, made where there is none yet."""
    root = unpacked(*PACKAGES)
    program, prepared = root / "usr" / "share" / "dokuwiki", CACHE / "dokuwiki" / f"prepared-{state_of(Path(__file__))}"
    if not prepared.is_dir():
        _place(root, program)
        new = CACHE / "dokuwiki" / "preparing"
        shutil.rmtree(new, ignore_errors=True)
        _install(root, new)
        new.rename(prepared)
    return program, prepared


def _place(root: Path, program: Path) -> None:
    """Put into their places what Debian keeps elsewhere, and lead to libraries where they are unpacked."""
    for name in ("plugins", "tpl"):
        link = program / "lib" / name
        if link.is_symlink():
            link.unlink()
            shutil.copytree(root / "var" / "lib" / "dokuwiki" / "lib" / name, link)
    for file in program.rglob("*.php"):
        code = file.read_bytes()
        if b"'/usr/share/" in code:
            file.write_bytes(code.replace(b"'/usr/share/", f"'{root}/usr/share/".encode()))
    (program / "inc" / "preload.php").write_text(PRELOAD, "utf-8")


def _install(root: Path, home: Path) -> None:
    shutil.copytree(root / "var" / "lib" / "dokuwiki" / "data", home / "data")
    (home / "conf").mkdir()
    for file in (root / "etc" / "dokuwiki").iterdir():
        if not file.is_symlink():
            shutil.copy(file, home / "conf" / file.name)
    (home / "conf" / "local.php").write_text(SETTINGS.format(home=HOME, more=MORE), "utf-8")
    (home / "conf" / "acl.auth.php").write_text(RIGHTS, "utf-8")
    users = ((*PUBLISHER, "publishers"), (*OTHER, "publishers"), (*PERSON, "people"), (*READER, "readers"))
    write_accounts(home, users)


def write_accounts(home: Path, accounts: Iterable[tuple[str, str, str]]) -> None:
    """Let in who is named, by a password, as one of a group."""
    lines = (f"{name}:{hashlib.md5(word.encode()).hexdigest()}:{name}:{name}@orchard.example:{group}\n"  # noqa: S324
             for name, word, group in accounts)  # fmt: skip
    (home / "conf" / "users.auth.php").write_text("".join(lines), "utf-8")
