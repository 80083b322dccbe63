"""From the engine's picture to an SVG that is fit for a page: safe, linked, described, light and dark."""
