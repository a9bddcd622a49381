"""Run, part: the extractors from outside that there are, and those that the settings choose, built from their options.

A module of `factcheck/extract/extractors/` and an entry point of the group `factcheck.extractors` offer the same:
`build(options) -> Extractor`, and `Options`, a pydantic model of the table of options; without it `build` takes the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from factcheck import discover
from factcheck.errors import Problem, UsageError
from factcheck.extract import extractors as built_in
from factcheck.frozen import dataclass, replace
from factcheck.model.extractor import Extractor
from factcheck.settings import ExtractorSettings, Settings
from factcheck.settings.source import KeyPath, suggestion

GROUP = "factcheck.extractors"
_METHODS = ("name", "mentions", "claims")


@dataclass(frozen=True, slots=True)
class Offer:
    """An extractor that could be used: its name, who brings it, and how it is loaded."""

    name: str
    origin: str
    load: Callable[[], Any]


def offers() -> tuple[Offer, ...]:
    """All extractors that are installed, sorted by name; those of factcheck itself own their names."""
    own = _built_in()
    return tuple(sorted((*own.values(), *_installed(except_for=own)), key=lambda o: (o.name, o.origin)))


def _built_in() -> dict[str, Offer]:
    return {
        name: Offer(name, "factcheck", lambda name=name: discover.load(built_in, name, "Options", "build"))  # type: ignore[misc]
        for name in discover.names(built_in)
    }


def _installed(except_for: Iterable[str]) -> list[Offer]:
    taken = set(except_for)
    return [Offer(p.name, _origin(p), p.load) for p in entry_points(group=GROUP) if p.name not in taken]


def _origin(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value


def build_extractors(settings: Settings) -> tuple[tuple[Extractor, ...], tuple[Problem, ...]]:
    """The extractors that the settings use, in their order, and everything that is wrong with them and their options."""
    built: list[Extractor] = []
    problems: list[Problem] = []
    own = _built_in()
    installed: list[Offer] | None = None  # looking through all installed packages takes its time
    for wanted in settings.extractors:
        if wanted.name not in own and installed is None:
            installed = _installed(except_for=own)
        known = [*own.values(), *(installed or ())]
        try:
            offer = _offer_of(settings, wanted, known)
            if wanted.used:
                built.append(_built(settings, wanted, offer))
        except UsageError as error:
            problems += error.problems
    return tuple(built), tuple(problems)


def _offer_of(settings: Settings, wanted: ExtractorSettings, known: list[Offer]) -> Offer:
    found = [offer for offer in known if offer.name == wanted.name]
    if len(found) == 1:
        return found[0]
    if found:
        origins = " and ".join(sorted(offer.origin for offer in found))
        raise UsageError(
            _problem(settings, f"{origins} both offer an extractor `{wanted.name}`", wanted.at, "uninstall one of them")
        )
    names = sorted({offer.name for offer in known})
    remedy = (
        f"{suggestion(wanted.name, names)}there are {', '.join(names) or 'none'}; to add one, "
        "`python -m pip install PACKAGE` with the package that offers it, beside factcheck"
    )
    raise UsageError(_problem(settings, f"no extractor `{wanted.name}` is installed", wanted.at, remedy))


def _built(settings: Settings, wanted: ExtractorSettings, offer: Offer) -> Extractor:
    """The extractor of an offer; whatever goes wrong on the way becomes a UsageError that names it."""
    try:
        module = offer.load()
        build = getattr(module, "build", None)
        if not callable(build):
            raise _unfit(settings, wanted, offer, "offers no `build(options)`")
        made = build(_options(settings, wanted, module))
        if missing := [m for m in _METHODS if not hasattr(made, m)]:
            raise _unfit(settings, wanted, offer, f"built something without `{'`, `'.join(missing)}`")
    except UsageError as error:
        raise UsageError(*(_placed(settings, p, wanted.at) for p in error.problems)) from error
    except Exception as error:
        raise _unfit(settings, wanted, offer, f"could not be started: {type(error).__name__}: {error}") from error
    extractor: Extractor = made
    return extractor


def _options(settings: Settings, wanted: ExtractorSettings, module: Any) -> Any:
    """The table of options as an object of the extractor's `Options`; as it stands where it has none."""
    from factcheck.settings.validation import validated

    model = getattr(module, "Options", None)
    if model is None:
        return dict(wanted.options)
    if settings.source is None:
        return model.model_validate(dict(wanted.options))
    return validated(model, wanted.options, settings.source, ("extractors", wanted.name))


def _unfit(settings: Settings, wanted: ExtractorSettings, offer: Offer, what: str) -> UsageError:
    remedy = "take its name out of `use`, or report it to its author; docs/extractors.md says what is wanted"
    return UsageError(_problem(settings, f"the extractor `{wanted.name}` of {offer.origin} {what}", wanted.at, remedy))


def _problem(settings: Settings, message: str, at: KeyPath, remedy: str) -> Problem:
    if settings.source is None:
        return Problem(message=message, remedy=remedy)
    return settings.source.problem(message, at, remedy)


def _placed(settings: Settings, problem: Problem, at: KeyPath) -> Problem:
    """A problem without a place of its own, at the extractor's place in the settings."""
    if problem.path or settings.source is None:
        return problem
    return replace(settings.source.problem(problem.message, at, problem.remedy), fatal=problem.fatal)
