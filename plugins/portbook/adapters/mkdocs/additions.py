"""What the configuration of a MkDocs site gets besides pages: style sheets, scripts and a fence."""

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from portbook.adapters.mkdocs.embedding import FENCE
from portbook.adapters.site import assets

SUPERFENCES = "pymdownx.superfences"
FENCE_HOSTS = (SUPERFENCES, "pymdownx.extra")
"""The Markdown extensions that read custom fences; the second one holds the first."""


def add_assets(config: MkDocsConfig) -> None:
    """Add style sheets and scripts; with the offline plugin also what its search needs."""
    config.extra_css.extend(assets.addresses(assets.STYLES))
    config.extra_javascript.extend(assets.addresses(assets.SCRIPTS))
    polyfills = list(config.extra.get("polyfills") or ())
    if _offline(config) and not any("iframe-worker" in str(script) for script in polyfills):
        config.extra["polyfills"] = [*polyfills, *assets.addresses((assets.SEARCH_SHIM,))]


def add_fence(config: MkDocsConfig, formatter: Callable[..., str]) -> None:
    """Register our fence beside the author's own; fences in lists and admonitions work thereby."""
    host = next((name for name in FENCE_HOSTS if name in config.markdown_extensions), None)
    if host is None:
        host = SUPERFENCES
        config.markdown_extensions.append(host)
    settings: dict[str, Any] = config.mdx_configs.setdefault(host, {})
    if host != SUPERFENCES:
        settings = settings.setdefault(SUPERFENCES, {})
    others = [fence for fence in settings.get("custom_fences") or () if fence.get("name") != FENCE]
    settings["custom_fences"] = [*others, {"name": FENCE, "class": FENCE, "format": formatter}]


def _offline(config: MkDocsConfig) -> bool:
    plugin = config.plugins.get("material/offline") or config.plugins.get("offline")
    return plugin is not None and bool(plugin.config.get("enabled", True))
