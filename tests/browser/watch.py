"""A watch over a page: whatever a visitor's browser would complain about, and every request that leaves the site."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, Route, WebError


@dataclass
class Watch:
    """Collect console errors, page errors, failed loads and requests outside the site. Outside requests are stopped."""

    site: str
    found: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a browser context."""
        context.route(re.compile(f"^(?!data:|blob:|{re.escape(self.site)})"), self._outside)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _outside(self, route: Route) -> None:
        self.found.append(f"request outside the site: {route.request.url}")
        route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.found.append(f"console {message.type} on {_where(message.page)}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.found.append(f"uncaught error on {_where(error.page)}: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.found.append(f"status {response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left while it still loads gives up its requests: nothing is wrong with the site then.
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"not loaded: {request.url} ({request.failure})")


def _where(page: Page | None) -> str:
    return page.url if page else "no page"
