"""The plugin for MkDocs: checks the pages of a site when it is built, and warns or stops the build."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from factcheck.sites import LEVELS, check_site, shown

log = get_plugin_logger("factcheck")


class PluginConfig(Config):  # type: ignore[misc]  # the library is an extra
    """What stands in `mkdocs.yml` below the plugin."""

    enabled = options.Type(bool, default=True)
    fail_on = options.Choice(LEVELS, default="never")
    """Which findings stop the build; the others are warnings, which `mkdocs build --strict` counts."""
    settings = options.Optional(options.File(exists=True))
    """The settings file; by default the nearest one, from the folder of the pages upwards."""


class FactcheckPlugin(BasePlugin[PluginConfig]):  # type: ignore[misc]
    """Checks the pages of a site against each other."""

    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Somebody who writes is warned, never stopped."""
        self.serving = command == "serve"

    @event_priority(-100)  # type: ignore[untyped-decorator]  # after the plugins that add and take away pages
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files | None:
        """Checks all pages as they are written, those that other plugins make among them."""
        if not self.config.enabled:
            return None
        pages = {_path(file.abs_src_path, file.src_uri): file.content_bytes for file in files.documentation_pages()}
        found = check_site(
            pages, Path(config.docs_dir), settings=self.config.settings, fail_on=self.config.fail_on or "never"
        )
        for problem in found.problems:
            log.warning("%s", problem)
        for notice in found.notices:
            place = f"{notice.path}:{notice.line}: " if notice.path else ""
            tell = log.info if notice.severity == "note" and not notice.stops else log.warning
            tell("%s%s: %s", place, notice.severity, notice.message)
        if found.stops and not self.serving:
            raise PluginError(found.stops)
        return None


def _path(source: str | None, uri: str) -> str:
    """The path of a page: that of its file, or its own where it was made by another plugin."""
    return shown(source) if source is not None else uri
