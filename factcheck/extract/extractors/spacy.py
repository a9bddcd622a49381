"""Extract, an extractor from outside: the entities and dependency arcs of a spaCy pipeline that the user has installed.

Sharpens names by entities (`_entities`), and subjects by dependency arcs (`_arcs`); works with what the pipeline has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationInfo, field_validator

from factcheck.errors import Problem, UsageError
from factcheck.extract.extractors import _arcs
from factcheck.extract.extractors._entities import Entity, trimmed, with_entities
from factcheck.extract.languages import language_of
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind

KINDS = {
    "PERSON": NameKind.PERSON, "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE, "LOC": NameKind.PLACE,
    "FAC": NameKind.THING, "PRODUCT": NameKind.THING, "EVENT": NameKind.THING,
    "WORK_OF_ART": NameKind.THING, "LAW": NameKind.THING,
}  # fmt: skip
"""What the usual labels stand for. Nationalities, languages and the catch-all MISC name no thing that a claim is about."""

_SENTENCES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION})
_NAMED = ("doc.ents", "token.ent_iob", "token.ent_type")
_PARSED = ("token.dep", "token.head", "token.pos", "token.tag", "token.lemma", "token.morph", "token.is_sent_start", "doc.sents")  # fmt: skip
_NO_NAME = frozenset({"DET", "ADV", "ADP", "AUX", "VERB", "SCONJ", "CCONJ", "PRON", "INTJ", "PUNCT", "PART"})


class Options(BaseModel):
    """The table `[extractors.spacy]` of the settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str = Field(
        default="en_core_web_sm",
        description="The name of an installed pipeline, or the path of its folder, counted from the settings file.",
    )
    kinds: dict[str, NameKind] = Field(
        default_factory=dict, description="What further entity labels stand for, or the usual ones for something else."
    )
    labels: list[str] | None = Field(
        default=None, description="The entity labels that are taken; by default all whose kind is known."
    )
    names: StrictBool = Field(default=True, description="Sharpen and add names by entities.")
    small_letters: StrictBool = Field(default=False, description="Add entities without a capital letter, too.")
    subjects: StrictBool = Field(
        default=True, description="Say by dependency arcs what a claim without a subject is about."
    )
    doers: StrictBool = Field(default=True, description="Add claims of who did an act, by dependency arcs.")
    batch_size: StrictInt = Field(default=64, ge=1, description="How many blocks spaCy takes at a time.")

    @field_validator("model")
    @classmethod
    def _from_folder(cls, model: str, info: ValidationInfo) -> str:
        folder = (info.context or {}).get("folder")
        return (Path(folder) / model).as_posix() if folder is not None and _is_path(model) else model

    @field_validator("labels")
    @classmethod
    def _of_known_kind(cls, labels: list[str] | None, info: ValidationInfo) -> list[str] | None:
        unknown = [label for label in labels or () if label not in KINDS and label not in info.data.get("kinds", {})]
        if unknown:
            raise ValueError(f"it is not known what {', '.join(unknown)} stands for; say so in `kinds`")
        return labels

    @property
    def kind_of(self) -> dict[str, NameKind]:
        """The labels that are taken, and what each stands for."""
        every = {**KINDS, **self.kinds}
        return every if self.labels is None else {label: every[label] for label in self.labels}


def _is_path(model: str) -> bool:
    return "/" in model or "\\" in model or model.startswith(".")


def build(options: Options) -> Extractor:
    """The extractor; raises UsageError that says what to install where spaCy or the pipeline is missing."""
    nlp = _load(options.model)
    _leave_needed(nlp, options)
    return Extractor(options, nlp)


def _load(model: str) -> Any:
    try:
        import spacy
    except ImportError as error:
        raise UsageError(
            Problem(
                message="the extractor `spacy` needs spaCy, which is not installed",
                remedy="python -m pip install 'factcheck[spacy]', beside factcheck",
            )
        ) from error
    try:
        return spacy.load(model)
    except OSError as error:
        remedy = "give the folder that `nlp.to_disk` wrote, with its config.cfg"
        if re.fullmatch(r"[a-z]{2,3}(?:_\w+)+", model):
            remedy = f"python -m spacy download {model}, beside factcheck; or give the path of a pipeline as `model`"
        raise UsageError(Problem(message=f"there is no spaCy pipeline `{model}`", remedy=remedy)) from error
    except Exception as error:  # whatever the components of the user's pipeline raise
        told = " ".join(str(error).split())[:200]
        remedy = f"`python -c 'import spacy; spacy.load(\"{model}\")'` must work first"
        raise UsageError(
            Problem(message=f"the spaCy pipeline `{model}` does not load: {told}", remedy=remedy)
        ) from error


def _leave_needed(nlp: Any, options: Options) -> None:
    """Switches off the components that tell nothing that is asked for; those that do not say what they tell stay on."""
    wanted = {*(_NAMED if options.names else ()), *(_PARSED if options.subjects or options.doers else ())}
    idle = []
    for name in nlp.pipe_names:
        tells = nlp.get_pipe_meta(name).assigns
        feeds = any(t == "doc.tensor" or t.startswith("doc._.") for t in tells)
        if tells and not feeds and wanted.isdisjoint(tells):
            idle.append(name)
    if len(idle) == len(nlp.pipe_names):
        raise UsageError(
            Problem(
                message="the spaCy pipeline has no component that finds entities or dependencies",
                remedy="give another pipeline as `model`",
            )
        )
    nlp.select_pipes(disable=idle)


@dataclass(slots=True)
class Extractor:
    """Calls the pipeline once a document, and looks at what it found twice: for mentions, and for claims."""

    options: Options
    nlp: Any
    name: str = "spacy"
    _last: tuple[Document, dict[int, Any]] | None = field(default=None, repr=False)

    def mentions(self, found: Extraction) -> Extraction:
        """The extraction with its names sharpened, and the names of free entities added."""
        parsed = self._parsed(found)
        if not parsed or not self.options.names:
            return found
        names = dict(found.names)
        for index, doc in parsed.items():
            names[index] = with_entities(
                found,
                index,
                self._entities(doc),
                kinds_only=found.document.blocks[index].kind not in _SENTENCES,
                small_letters=self.options.small_letters,
                plain=[(t.idx, t.idx + len(t)) for t in doc if t.pos_ in _NO_NAME],
            )
        return replace(found, names=names)

    def sharpened(self, found: Extraction) -> Sequence[DraftClaim]:
        """The drafts, those without a subject or with a pronoun sharpened by what governs their value."""
        parsed = self._parsed(found)
        if not self.options.subjects:
            return found.drafts
        return tuple(
            _arcs.with_subject(found, parsed[draft.block], draft) if draft.block in parsed else draft
            for draft in found.drafts
        )

    def claims(self, found: Extraction) -> Iterator[DraftClaim]:
        """Who did an act, where arcs lead from a verb to a doer that the built-in reading did not see."""
        parsed = self._parsed(found)
        if not self.options.doers or self.nlp.lang != "en":
            return
        for index, doc in parsed.items():
            if found.document.blocks[index].kind in _SENTENCES:
                yield from _arcs.doers(found, doc, index)

    def _parsed(self, found: Extraction) -> dict[int, Any]:
        """The blocks of a document that spaCy has something to say of, each as a `Doc`; made once a document.

        A pipeline of another language than the document's says nothing.
        """
        if self._last is not None and self._last[0] is found.document:
            return self._last[1]
        parsed: dict[int, Any] = {}
        if self.nlp.lang in ("xx", language_of(found.document)):
            blocks = [block for block in found.document.blocks if self._is_read(found, block)]
            docs = self.nlp.pipe([block.text for block in blocks], batch_size=self.options.batch_size)
            parsed = {block.index: doc for block, doc in zip(blocks, docs, strict=True)}
        self._last = (found.document, parsed)
        return parsed

    def _is_read(self, found: Extraction, block: Block) -> bool:
        if block.struck or not block.text.strip() or len(block.text) > self.nlp.max_length:
            return False
        if block.kind in _SENTENCES:
            return True
        return self.options.names and any(n.kind is NameKind.UNKNOWN for n in found.names[block.index])

    def _entities(self, doc: Any) -> Iterator[Entity]:
        kinds = self.options.kind_of
        for entity in doc.ents:
            if entity.label_ in kinds and (stretch := trimmed(doc.text, entity.start_char, entity.end_char)):
                yield Entity(*stretch, kinds[entity.label_])
