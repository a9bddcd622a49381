"""Extract, part: cues of plans, proposals, refusals, estimates, conditions and errors, and what each construction governs."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.closed_words import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS
from factcheck.extract.cue_line import (
    FINITE,
    Cue,
    Line,
    Reach,
    is_adverb,
    is_capital,
    leads_to_value,
    wordings,
    words_of,
)
from factcheck.extract.reported_speech import that_after
from factcheck.model.claim import Modality
from factcheck.values.words import stem


def _skip_adverbs(line: Line, k: int) -> int:
    while k < len(line.low) and (line.low[k] in ("not", "also", "now", "still", "only", "then") or is_adverb(line, k)):
        k += 1
    return k


def _infinitive_end(line: Line, first: int) -> int:
    """Where an infinitive with all that hangs on it ends: before the finite verb of the clause that it stands in."""
    last = line.end_of(first)
    for k in range(first + 1, last + 1):
        if line.low[k] in FINITE and line.low[k - 1] not in ("who", "which", "that", "to"):
            return k - 1
        if line.low[k] in _TURNS or (line.low[k] == "," and any(w.endswith("ing") for w in line.low[k + 1 : k + 4])):
            return k - 1  # `failed to break through, finally being defeated in October`
    return last


_DOCUMENTS = frozenset(stem(w) for w in ("plan", "programme", "program"))
_BE_TO = (["is", "to"], ["remains", "to"], ["are", "to"])
_TURNS = frozenset({"despite", "although", "though", "because", "when", "while", "whereas", "but"})


def infinitive(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    at = _skip_adverbs(line, end + 1)
    is_told = name == "planned" and k not in line.verbs and line.low[at : at + 2] in _BE_TO
    if is_told:
        if line.stems[k] in _DOCUMENTS and line.low[at + 2 : at + 3] == ["be"]:
            return  # `A safety plan is to be sent in`
        at += 1  # `The target is to cut losses`
    if at >= len(line.low) or line.low[at] != "to":
        # `called on the town to sell`, `asked the court to fine him 90 francs`: an object between the two
        if name != "proposed" or k not in line.verbs:
            return
        at = next((n for n in range(end + 1, min(end + 7, len(line.low))) if line.low[n] == "to"), -1)
        if at < 0 or any(line.low[n] in ",;:." or n in line.verbs or n in line.blocked for n in range(end + 1, at)):
            return
    first = _skip_adverbs(line, at + 1)
    if first >= len(line.low) or not _is_base_verb(line, first):
        return
    if line.stems[k] in ("ask", "request", "urge", "recommend") and k > 0 and line.low[k - 1] in ("is", "are", "be"):
        return  # `members are asked to pay by 31 January`: a rule
    if line.stems[k] == "mean" and k > 0 and line.low[k - 1] not in BE:
        return
    yield Cue(
        modality=Modality(name), reach=Reach.CONTENT, at=k, first=first, last=_infinitive_end(line, first),
        word=line.stems[k],
    )  # fmt: skip


def _is_base_verb(line: Line, k: int) -> bool:
    word = line.low[k]
    if word in ("be", "have", "do", "get"):
        return True
    if not word.isalpha() or word in DETERMINERS or word in PREPOSITIONS or not line.tokens[k].text[0].islower():
        return False
    if k in line.verbs:
        return True
    after = line.low[k + 1] if k + 1 < len(line.low) else "."
    return after in DETERMINERS or after in PREPOSITIONS or not after[0].isalpha() or k + 1 in line.blocked


def object(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if k not in line.verbs and not line.low[k].endswith(("ed", "ing")) and not _is_third_person(line, k):
        return  # `clear demands in their response`
    if k and k not in line.verbs and line.low[k - 1] in DETERMINERS | PREPOSITIONS:
        return
    if any(line.low[n] in BE for n in range(max(0, k - 3), k)) and not line.low[k].endswith("ing"):
        return  # a passive has no object
    if end + 1 >= len(line.low):
        return
    money = name == "money" or (name == "planned" and line.stems[k] == "plan")
    yield Cue(
        modality=Modality.PROPOSED if name == "money" else Modality(name),
        reach=Reach.MONEY if money else Reach.OBJECT,
        at=k, first=end + 1, last=_before_verb(line, end + 1), word=line.stems[k],
    )  # fmt: skip


def _is_third_person(line: Line, k: int) -> bool:
    """`the bank expects growth`: no noun, since a noun follows."""
    after = line.low[k + 1] if k + 1 < len(line.low) else "."
    return line.low[k].endswith("s") and after not in PREPOSITIONS and after[0].isalnum()


def _before_verb(line: Line, first: int) -> int:
    """The last token before the next finite verb of the clause."""
    last = line.end_of(first)
    for n in range(first, last + 1):
        if n in line.verbs or line.low[n] in FINITE or line.low[n] in ("to", ";"):
            return n - 1
    return last


def gerund(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if end + 1 < len(line.low) and line.low[end + 1].endswith("ing") and len(line.low[end + 1]) > 4:
        yield Cue(
            modality=Modality(name), reach=Reach.CONTENT, at=k, first=end + 1, last=_infinitive_end(line, end + 1),
            word=line.stems[k],
        )  # fmt: skip


def participle(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if end + 1 < len(line.low) and (line.low[k].endswith(("ed", "en", "t", "e")) or line.stems[k] in ("put", "plan")):
        yield Cue(
            modality=Modality(name), reach=Reach.CLOSE, at=k, first=end + 1, last=min(end + 6, len(line.low) - 1),
            word=line.stems[k],
        )  # fmt: skip


def noun(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if k in line.verbs or end + 1 >= len(line.low):
        return
    follows = line.low[end + 1]
    if follows == "to" and end + 2 < len(line.low) and _is_base_verb(line, end + 2):
        yield Cue(
            modality=Modality(name), reach=Reach.CONTENT, at=k, first=end + 2, last=_infinitive_end(line, end + 2),
            word=line.stems[k],
        )  # fmt: skip
    elif follows in ("of", "for", ":") or follows in BE or follows == "that":
        yield _noun_phrase(line, k, end, name)
    elif name == "planned" and end + 1 not in line.verbs:
        yield _noun_phrase(line, k, end, name)  # `the target completion date is 30 June`


def _noun_phrase(line: Line, k: int, end: int, name: str) -> Cue:
    """From a noun or adjective to the first full verb: what the phrase holds, and what a copula says of it."""
    last = line.end_of(end + 1)
    for n in range(end + 1, last + 1):
        if n in line.verbs:
            last = n - 1
            break
    return Cue(
        modality=Modality(name), reach=Reach.CONTENT, at=k, first=end + 1, last=last, word=line.stems[k]
    )  # fmt: skip


def adjective(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if end + 1 >= len(line.low) or not line.low[end + 1][0].isalnum():
        return
    if line.low[k] not in wordings("adjective", name):
        return  # the stem alone is also that of a noun: `the plan`
    before = line.low[k - 1] if k else ""
    if before in BE or before in ("have", "has", "had", "to") or (k in line.verbs and before not in DETERMINERS):
        return
    if name == "estimated" and (
        line.low[k] == "forecast" and k + 1 < len(line.low) and line.low[k + 1] in PREPOSITIONS
    ):
        return
    if name == "superseded" and (stated := _stated_by(line, end + 1)) >= 0:
        yield Cue(
            modality=Modality.SUPERSEDED, reach=Reach.CONTENT, at=k, first=stated, last=line.segment_end(k),
            word=line.stems[k],
        )  # fmt: skip
        return
    if name == "superseded":
        head = next(
            (n for n in range(end + 1, min(end + 4, len(line.low))) if line.stems[n] in words_of("regulated")), -1
        )
        if head < 0 or any(not line.low[n][0].isalpha() or line.low[n] in PREPOSITIONS for n in range(end + 1, head)):
            return
    yield _noun_phrase(line, k, end, name)


def _stated_by(line: Line, k: int) -> int:
    """Where what an earlier text says begins: `an earlier version of this page gave a dose of 40 mg`."""
    if line.stems[k] not in _TEXTS:
        return -1
    telling = words_of("telling")
    return next((n for n in range(k + 1, min(k + 8, len(line.low))) if line.stems[n] in telling), -1)


_TEXTS = frozenset(stem(w) for w in ("version", "edition", "draft", "guide", "leaflet", "report", "entry", "account", "brochure", "notice"))  # fmt: skip


def adverb(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    modality = Modality.SUPERSEDED if name == "first" else Modality(name)
    word = " ".join(line.low[k : end + 1])
    follows = end + 1
    if follows >= len(line.low) or leads_to_value(line, follows):
        if follows < len(line.low):
            yield Cue(
                modality=modality, reach=Reach.CLOSE, at=k, first=follows, last=min(follows + 5, len(line.low) - 1),
                word=word,
            )  # fmt: skip
            return
    if word in wordings("beside"):
        return
    verb = _verb_after(line, follows)
    if verb >= 0:
        yield Cue(modality=modality, reach=Reach.VERB, at=k, first=verb, last=verb, word=word)
        if not (k == 0 or line.low[k - 1] in (",", ";")):
            return
    first, last = line.start_of(k), min(line.end_of(k), line.segment_end(k))
    if k == 0:
        last = line.segment_end(k)  # `At that time the fee was 9 euros`
    if follows < len(line.low) and line.low[follows] == "," and k == first:
        last = line.segment_end(follows)
    before = line.low[k - 1] if k else ""
    if before in (",", "("):
        closing = next((n for n in range(follows, last + 1) if line.low[n] in (",", ")")), -1)
        if closing >= 0 and k > 1:
            yield Cue(modality=modality, reach=Reach.CONTENT, at=k, first=k, last=closing, word=word)
            return
    yield Cue(modality=modality, reach=Reach.CONTENT, at=k, first=first, last=last, word=word)


def _verb_after(line: Line, k: int) -> int:
    while k < len(line.low) and (line.low[k] in AUXILIARIES or is_adverb(line, k)) and line.low[k] != "to":
        if k in line.verbs:
            return k
        k += 1
    return k if k in line.verbs else -1


def wrongly(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    telling = words_of("telling")
    near = [
        n for n in (*range(end + 1, min(end + 4, len(line.low))), *range(max(0, k - 3), k)) if line.stems[n] in telling
    ]
    if near:
        yield Cue(
            modality=Modality.REFUTED, reach=Reach.CONTENT, at=k, first=line.start_of(k), last=line.segment_end(k),
            word="wrongly",
        )  # fmt: skip


def undone(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    """What has the value in its subject: a passive of refusal, `is a myth`, `no longer applies`."""
    at = k - 1
    while at >= 0 and line.low[at] in ("a", "an", "the", "simply", "later", "then", "also", "finally", "eventually", "plainly", "only", "since"):  # fmt: skip
        at -= 1
    phrase = line.low[k] in ("no", "never") or line.stems[k] in ("fall",)
    if not phrase and (at < 0 or line.low[at] not in BE):
        return
    while at > 0 and (line.low[at] in AUXILIARIES):
        at -= 1
    if at < 0:
        return
    if line.low[at + 1] in ("not", "never") or (at + 2 < k and line.low[at + 2] in ("not", "never")):
        return
    forward = that_after(line, end + 1)
    if forward >= 0 and line.low[at] == "it":
        return  # `it is a myth that ...`: the clause is read as such
    first = line.segment_start(at)
    opens = next((n for n in range(at, first, -1) if line.low[n] in _OPENING), -1)
    if opens >= 0 and not any(n in line.verbs for n in range(opens + 1, at + 1)):
        first = opens + 1  # `stays shut until 3 May while its floor is relaid`
    yield Cue(modality=Modality(name), reach=Reach.SUBJECT, at=k, first=first, last=at, word=line.stems[k])


_OPENING = frozenset({"while", "because", "although", "so", "when", "where", "once", "whereas", "if", "unless"})
"""Words that open a clause of its own, whose passive undoes nothing before it: `is shut from 3 May so that its deck can be replaced`."""
_AS_LONG = frozenset({"exactly", "just", "twice", "half", "times", "nearly", "almost", "about", "roughly", "quite", "is", "are", "was", "were", "be", "not"})  # fmt: skip
_LASTING = frozenset(stem(w) for w in ("last", "take", "run", "live"))


def condition(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    if name == "should" and not (k == 0 and len(line.low) > 2 and (line.low[1] in DETERMINERS or is_capital(line, 1))):
        return
    if line.low[k].startswith("subject") and line.low[k] != "subject":
        return  # `subjected to eight raids`
    if line.low[k] in ("depend", "depends", "depended"):
        return  # `It depends on the season, but`
    if line.low[k] in ("as", "so") and k and (line.low[k - 1] in _AS_LONG or line.stems[k - 1] in _LASTING):
        return  # `lasts exactly as long as`: a length, and no condition
    if line.low[k] == "if" and end + 1 < len(line.low) and line.low[end + 1] in ("you", "your"):
        word = "if you"
    else:
        word = "provided" if line.low[k] in ("provided", "providing") else "if"
    comma = next((n for n in range(end + 1, len(line.low)) if line.low[n] == ","), -1)
    start = line.segment_start(k)
    fronted = k == start or (k == start + 1 and line.low[start] in ("and", "but", "so", "or"))
    close = comma if comma >= 0 and fronted else line.segment_end(k)
    first = k if fronted else max(line.segment_start(k), line.start_of(k - 1))
    if not fronted and (other := next((n for n in range(k - 1, max(first, k - 5), -1) if line.low[n] == "or"), -1)) > 0:
        first = other  # `on 3 May, or earlier if the hall is full`: only the alternative hangs on it
    yield Cue(modality=Modality.CONDITIONAL, reach=Reach.CONDITION, at=k, first=first, last=close, word=word)
