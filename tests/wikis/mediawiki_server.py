"""A real MediaWiki: installed once from Debian's packages, and a fresh copy of its data for each run of the tests."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from wikis.kept import kept
from wikis.servers import CACHE, HERE, free_port, php, run, serving, state_of, unpacked

ADMIN = ("Admin", "orchard-admin-6")
PUBLISHER = ("Publisher", "orchard-press-9")
"""Who publishes: an account of the group ``bot`` that may move, upload and delete files."""
PERSON = ("Ann", "orchard-apple-3")
EXTENSIONS = "AbuseFilter,Cite,ParserFunctions"
SETTINGS = """
$wgServer = 'http://{here}:{port}';
$wgUploadDirectory = '{data}/images';
$wgEnableUploads = true;
$wgFileExtensions = {extensions};
$wgJobRunRate = 0;
$wgMainCacheType = CACHE_NONE;
$wgSVGConverter = 'rsvg';
$wgEnableMagicLinks = ['ISBN' => true, 'PMID' => true, 'RFC' => true];
$wgGroupPermissions['user']['edit'] = true;
$wgGroupPermissions['bot']['delete'] = true;
$wgGroupPermissions['bot']['noratelimit'] = true;
eval((string) @file_get_contents('{data}/More.php'));
"""
QUICKLY = """
$wgPasswordConfig['pbkdf2']['cost'] = '1';
$wgSessionPbkdf2Iterations = 1;
$wgDBservers = [['type' => 'sqlite', 'dbname' => $wgDBname, 'dbDirectory' => $wgSQLiteDataDir, 'tablePrefix' => '',
    'variables' => ['synchronous' => 'OFF'], 'trxMode' => 'IMMEDIATE', 'flags' => 0, 'load' => 1]];
$wgObjectCaches[CACHE_DB]['server']['variables']['synchronous'] = 'OFF';
$wgJobTypeConf['default']['server']['variables']['synchronous'] = 'OFF';
$wgCacheDirectory = $wgSQLiteDataDir . '/cache';
$wgLocalisationCacheConf['manualRecache'] = true;
$wgDisableSearchUpdate = true;
"""
"""What protects passwords and survives a power cut takes most of MediaWiki's time here, where neither is needed."""
PLACE = str(CACHE / "mediawiki" / "preparing" / "data")
"""The folder of data when MediaWiki was installed, which its settings name."""
ROUTER = """<?php // what a web server's configuration would say
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (preg_match('#^/images/([\\\\w./%-]+)$#', $path, $found)) {{
    $file = '{data}/images/' . urldecode($found[1]);
    header('Content-Type: ' . mime_content_type($file));
    readfile($file);
    return true;
}}
return false;
"""


class Server(NamedTuple):
    """Hold where a MediaWiki is: its address, its program, and what belongs to this copy of it."""

    url: str
    program: Path
    data: Path

    def run(self, script: str, *arguments: str) -> None:
        """Run a maintenance script."""
        maintain(self.program, self.data / "LocalSettings.php", script, *arguments)

    def keep(self) -> Callable[[], None]:
        """Remember the databases and the files, and return what brings them back; what is computed of them goes too."""
        return kept(self.data, but=("cache",))

    def configure(self, php_code: str) -> None:
        """Set options of this copy from now on; none where the text is empty."""
        (self.data / "More.php").write_text(php_code, "utf-8")


@contextmanager
def mediawiki(folder: Path, extensions: tuple[str, ...] = ("png", "svg", "csv", "json")) -> Iterator[Server]:
    """Run a MediaWiki that holds nothing until the block ends."""
    program, prepared = _prepared()
    data, port = folder / "data", free_port()
    shutil.copytree(prepared / "data", data)
    values = {"here": HERE, "port": port, "data": data, "extensions": list(extensions)}
    installed = (prepared / "LocalSettings.php").read_text("utf-8").replace(PLACE, str(data))
    (data / "LocalSettings.php").write_text(installed + SETTINGS.format(**values), "utf-8")
    (data / "router.php").write_text(ROUTER.format(**values), "utf-8")
    environment = {"MW_CONFIG_FILE": str(data / "LocalSettings.php")}
    with serving(program, port, folder / "log.txt", router=data / "router.php", environment=environment) as url:
        yield Server(f"{url}/", program, data)


def maintain(program: Path, settings: Path, script: str, *arguments: str) -> None:
    """Run a maintenance script of MediaWiki with the settings of one copy."""
    run([php(), str(program / "maintenance" / f"{script}.php"), "--conf", str(settings), *arguments], program)


def _prepared() -> tuple[Path, Path]:
    """Return MediaWiki's program, and an installation of it with its accounts, made where there is none yet."""
    program = unpacked("mediawiki", "mediawiki-classes") / "usr" / "share" / "mediawiki"
    prepared = CACHE / "mediawiki" / f"prepared-{state_of(Path(__file__))}"
    if not prepared.is_dir():
        _place(program)
        new = CACHE / "mediawiki" / "preparing"
        shutil.rmtree(new, ignore_errors=True)
        _install(program, new)
        new.rename(prepared)  # the settings go on naming the old folder, so that nothing writes into this one
    return program, prepared


def _place(program: Path) -> None:
    """Put into their places what Debian keeps elsewhere."""
    for link in ("LocalSettings.php", "config", "extensions", "images"):
        if (program / link).is_symlink():
            (program / link).unlink()
    if not (program / "extensions").exists():
        (program / "extensions-core").rename(program / "extensions")


def _install(program: Path, folder: Path) -> None:
    data = folder / "data"
    for name in ("images", "cache"):
        (data / name).mkdir(parents=True)
    options = {
        "dbtype": "sqlite", "dbpath": data, "confpath": folder, "server": f"http://{HERE}", "scriptpath": "",
        "pass": ADMIN[1], "skins": "Vector", "extensions": EXTENSIONS,
    }  # fmt: skip
    arguments = [f"--{name}={value}" for name, value in options.items()]
    run([php(), str(program / "maintenance" / "install.php"), *arguments, "Orchard", ADMIN[0]], program)
    settings = folder / "LocalSettings.php"
    with settings.open("a", encoding="utf-8") as file:
        file.write(QUICKLY)
    maintain(program, settings, "rebuildLocalisationCache", "--lang", "en")
    maintain(program, settings, "createAndPromote", "--force", *ADMIN)
    maintain(program, settings, "createAndPromote", "--bot", *PUBLISHER)
    maintain(program, settings, "createAndPromote", *PERSON)
