"""The extension for Sphinx: checks the sources of a documentation when it is built, and warns or stops the build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import ENUM
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from factcheck import __version__
from factcheck.sites import LEVELS, check_site, shown

log = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Adds the settings to `conf.py` and the check to the build."""
    app.add_config_value("factcheck_enabled", True, "env", bool)
    app.add_config_value("factcheck_fail_on", "never", "env", ENUM(*LEVELS))
    app.add_config_value("factcheck_settings", None, "env", (str, type(None)))
    app.connect("env-check-consistency", check_sources)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def check_sources(app: Sphinx, env: BuildEnvironment) -> None:
    """Checks all sources, once they are read; only when one of them has changed, since Sphinx looks for nothing else.

    Each finding is a warning of the type `factcheck` and of its rule, so that `suppress_warnings` and `-W` know it.
    """
    if not app.config.factcheck_enabled:
        return
    names = {shown(env.doc2path(name)): name for name in sorted(env.found_docs)}
    pages = {path: Path(path).read_bytes() for path in names}
    given = app.config.factcheck_settings
    settings = shown(Path(app.confdir) / given) if given is not None else None
    found = check_site(pages, Path(app.srcdir), settings=settings, fail_on=app.config.factcheck_fail_on)
    for problem in found.problems:
        log.warning("%s", problem, type="factcheck", subtype="problem")
    for notice in found.notices:
        name = names.get(notice.path)
        where = (name, notice.line) if name is not None else None
        if notice.severity == "note" and not notice.stops:
            log.info("%s: %s", notice.severity, notice.message, location=where)
        else:
            log.warning(
                "%s: %s", notice.severity, notice.message, location=where, type="factcheck", subtype=notice.rule
            )
    if found.stops:
        raise ExtensionError(found.stops)
