"""The MkDocs plugin: a leaf that hands options in, and pages, files and findings out. It runs under ProperDocs too."""

import logging
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage

from portbook.adapters.mkdocs.additions import add_assets, add_fence
from portbook.adapters.mkdocs.embedding import Catalogue, Embedder
from portbook.adapters.mkdocs.settings import PortbookSettings, Settings
from portbook.adapters.mkdocs.site import HostedSite
from portbook.adapters.project.find import Project
from portbook.adapters.project.inputs import compile_project, gather, waiver_path, watched_folders
from portbook.adapters.site.compose import compose, prove
from portbook.compiler import Readings
from portbook.diagnostics import Diagnostic, Level

log = get_plugin_logger("portbook")

LOG_LEVELS = {Level.WARNING: logging.WARNING, Level.INFO: logging.INFO}


class PortbookPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call] # MkDocs leaves a hook untyped
    """Add the pages of a book to a site, and tables and diagrams to its hand-written pages."""

    config_class = PortbookSettings
    hosted: HostedSite
    embedder: Embedder
    """These two belong to one build; ``on_config`` makes them afresh."""

    def __init__(self) -> None:
        self._server: LiveReloadServer | None = None
        self._readings: Readings = {}

    def on_startup(self, **_: Any) -> None:
        """Exist, which tells MkDocs to keep this object while it serves, so that it knows the server."""

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> None:
        self._server = server
        self._watch(self._project(config))

    @event_priority(100)  # before the offline plugin, which would fetch what this site brings along
    def on_config(self, config: MkDocsConfig) -> None:
        project = self._project(config)
        self._watch(project)
        compilation = compile_project(project, gather(project), self._readings)
        certificate = prove(compilation)
        site = compose(compilation, certificate, project)
        report(compilation.report.diagnostics)
        self.hosted = HostedSite(site, project.options)
        self.embedder = Embedder(Catalogue.of(compilation.book, site.pages), compilation.report)
        add_assets(config)
        add_fence(config, self.embedder.format)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> None:
        self.hosted.add_files(files, config)
        self.hosted.add_navigation(files, config)

    def on_page_markdown(self, markdown: str, /, *, page: HostPage, config: MkDocsConfig, **_: Any) -> str:
        if self.hosted.owns(page):
            self.hosted.describe(page)
            return ""
        self.embedder.enter(_shown(page, config), markdown and page.file.content_string)
        return markdown

    def on_page_content(self, html: str, /, *, page: HostPage, **_: Any) -> str:
        if self.hosted.owns(page):
            return self.hosted.write(page)
        return self.embedder.fill(html, partial(self.hosted.write_blocks, page))

    @event_priority(100)  # before plugins that rewrite the page
    def on_post_page(self, output: str, /, *, page: HostPage, **_: Any) -> str:
        return self.hosted.finish(page, output) if self.hosted.owns(page) else output

    def on_env(self, env: Any, /, **_: Any) -> None:  # noqa: ARG002 - the first hook after all pages are read
        report(d for d in self.embedder.report.diagnostics if d.code == "embed-unknown")

    def _project(self, config: MkDocsConfig) -> Project:
        project = Project(_root(config), self.config.options(), configured=True)
        folder = project.options.diagram_cache
        if folder and (project.root / folder).is_relative_to(config.docs_dir):
            raise PluginError(f"portbook: diagram_cache: {folder} is published with the docs; try .cache/portbook")
        return project

    def _watch(self, project: Project) -> None:
        if self._server:
            for folder, deep in watched_folders(project):
                self._server.watch(str(folder), recursive=deep)
            if (path := waiver_path(project)) and path.exists():
                self._server.watch(str(path))


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Log findings; errors stop the build by themselves, since strict mode hears nothing under ``-q``."""
    found = tuple(diagnostics)
    for diagnostic in found:
        if diagnostic.level in LOG_LEVELS and not diagnostic.quiet:
            log.log(LOG_LEVELS[diagnostic.level], printed(diagnostic))
    errors = [diagnostic.as_text() for diagnostic in found if diagnostic.level is Level.ERROR and diagnostic.counts]
    if errors:
        raise PluginError("\n".join(["portbook found what must be mended first:", *errors]))


def printed(diagnostic: Diagnostic) -> str:
    """Write a finding for the log of a build; what is no more than information needs no remedy there."""
    text = diagnostic.as_text()
    return text.partition("\n")[0] if diagnostic.level is Level.INFO else text


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()


def _shown(page: HostPage, config: MkDocsConfig) -> str:
    """Return the path of a hand-written page as findings show it: relative to the project."""
    path = page.file.abs_src_path
    return Path(os.path.relpath(path, _root(config))).as_posix() if path else page.file.src_uri
