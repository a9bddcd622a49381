"""The extractor that asks an endpoint: what it sends and keeps, what it believes, and what a bad server can do to it."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import endpoint_server as says
import pytest
import yaml
from endpoint_server import Server
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from factcheck import discover
from factcheck.errors import UsageError
from factcheck.extract import extract, extractors
from factcheck.extract.extractors import _endpoint_answer as answers
from factcheck.extract.extractors import _endpoint_http as http
from factcheck.extract.extractors._endpoint_claims import Drafter
from factcheck.extract.extractors._endpoint_passages import passages_of
from factcheck.extract.extractors.endpoint import Endpoint, Options, build
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.pipeline import check, claims_of
from factcheck.read import read_text
from factcheck.resolve import Resolution

CASES = yaml.safe_load((Path(__file__).parent / "endpoint.yaml").read_text(encoding="utf-8"))
NOTE = "# Mill\n\nThe race of the mill was dug for Oda Lunde beside Vrang.\n"
CLAIM = {"passage": 1, "quote": "dug for Oda Lunde beside Vrang", "before": "was ", "value": "Oda Lunde", "type": "role",
         "subject": "The race of the mill", "predicate": "dug", "modality": "asserted"}  # fmt: skip
GOOD = says.telling(CLAIM)


class Time:
    """A clock that stands still but for the waits, which it records instead of waiting."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def serve() -> Iterator[Any]:
    opened: list[Server] = []

    def start(*replies: says.Reply) -> Server:
        server = Server(list(replies)).__enter__()
        opened.append(server)
        return server

    yield start
    for server in opened:
        server.__exit__()


@pytest.fixture
def made(tmp_path: Path, time: Time) -> Any:
    """An extractor for a server, with a cache of its own and no real waits."""

    def make(server: Server | str, **given: Any) -> Endpoint:
        url = server if isinstance(server, str) else server.url
        options = {"base_url": url, "model": "tiny", "cache": str(tmp_path / "kept"), **given}
        return build(Options(**options), wait=time.wait, clock=time.clock)

    return make


def run(extractor: Endpoint, *texts: str, suffix: str = "md") -> Resolution:
    documents = [read_text(f"{n:03}.{suffix}", text) for n, text in enumerate(texts)]
    return claims_of(documents, extractors=[extractor])


def told(resolution: Resolution) -> list[Claim]:
    return [c for c in resolution.claims if c.extractor.startswith("endpoint/")]


def messages(resolution: Resolution) -> list[str]:
    return [p.message for p in resolution.problems]


def many(count: int) -> list[str]:
    return [f"Keeper {n} of Vrang was Oda Lunde.\n" for n in range(count)]


# --- what is believed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_what_is_believed(case: dict[str, Any], serve: Any, made: Any) -> None:
    found = run(made(serve(says.telling(*case["told"]))), case["text"])

    shown = [f"{c.type.value} {c.text_value} | {c.entity} | {c.predicate} | {c.modality.value} | {c.quote}" for c in told(found)]  # fmt: skip
    assert case["is"] == shown
    dropped = case.get("dropped")
    if not dropped:
        assert [] == messages(found)
        return
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()))
    assert [
        f"dropped {sum(dropped.values())} of {len(case['told'])} claim{'s' * (len(case['told']) > 1)} from the endpoint: {reasons}"
    ] == messages(found)
    assert "000.md" == found.problems[0].path


@pytest.mark.parametrize(
    ("suffix", "source", "words"),
    [
        ("md", "# Mill\n\nThe *race* of the [mill](m.md) was **dug** for Oda&nbsp;Lunde\nbeside Vrang.\n", "dug** for Oda&nbsp;Lunde\nbeside Vrang"),
        ("html", "<h1>Mill</h1>\n<p>The <i>race</i> of the mill was <b>dug</b> for Oda&#32;Lunde\n  beside Vrang.</p>", "dug</b> for Oda&#32;Lunde\n  beside Vrang"),
    ],
)  # fmt: skip
def test_offsets_are_of_the_raw_source(suffix: str, source: str, words: str, serve: Any, made: Any) -> None:
    document: Document = read_text(f"a.{suffix}", source)
    text = next(b.text for b in document.blocks if "Lunde" in b.text)
    person = "Oda\u00a0Lunde" if "\u00a0" in text else "Oda Lunde"
    claim = {**CLAIM, "quote": f"dug for {person} beside Vrang", "value": person}

    found = claims_of([document], extractors=[made(serve(says.telling(claim)))])

    assert 1 == len(told(found)), (messages(found), text)
    only = told(found)[0]
    assert only.quote == source[only.span.start : only.span.end]
    assert words == only.quote
    assert words.split(" for ")[1].split("\n")[0] == source[only.value_span.start : only.value_span.end]


def test_claims_come_in_the_order_of_their_places(serve: Any, made: Any) -> None:
    text = "Ana Blom paints for Rolf Tve. Later, Rolf Tve prints for Ana Blom.\n"
    first = {"passage": 1, "quote": "paints for Rolf Tve", "value": "Rolf Tve", "type": "name"}
    second = {"passage": 1, "quote": "prints for Ana Blom", "value": "Ana Blom", "type": "name"}

    a = run(made(serve(says.telling(first, second)), model="a"), text)
    b = run(made(serve(says.telling(second, first, second)), model="b"), text)

    assert ["Rolf Tve", "Ana Blom"] == [c.text_value for c in told(a)]
    assert a.claims == b.claims


TOWN = read_text(
    "town.md",
    "# Town of Orre\n\n## Walls\n\nThe wall of Orre, 4 m high, was raised from 3 to 5 May 1650 by Mayor Siri Falk, who may not have "
    "paid 300 masons. It fell on 9 July 1651; was it 9 July 1651?\n\n- Siri Falk died in Orre after two weeks.\n- By 1 June 1652, all left.\n",
)
TOWN_FOUND = extract(TOWN)
(TOWN_PASSAGE,) = passages_of(TOWN_FOUND, 6000)
TEXTS = [TOWN.blocks[part.block].text for part in TOWN_PASSAGE.parts]
TYPES = ["date", "deadline", "quantity", "duration", "place", "role", "unique", "name", "text"]


@st.composite
def told_of_the_town(draw: st.DrawFn) -> Any:
    """A claim of words that stand in the text, with one field spoilt now and then."""
    words = draw(st.sampled_from(TEXTS)).split(" ")
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first + 1, len(words)))
    inner = draw(st.integers(first, last - 1))
    outer = draw(st.integers(inner + 1, last))
    subject, predicate = (draw(st.sampled_from([*words, "Orre", "Siri Falk", "Town of Orre", ""])) for _ in range(2))
    claim: dict[str, Any] = {
        "passage": draw(st.integers(0, 4)),
        "quote": " ".join(words[first:last]),
        "before": " ".join(words[max(0, first - 2) : first]),
        "value": draw(
            st.sampled_from([" ".join(words[inner:outer]).strip(".,;?"), "9 July 1651", "300 masons", "two weeks"])
        ),
        "type": draw(st.sampled_from(TYPES)),
        "subject": subject,
        "predicate": predicate,
        "modality": draw(st.sampled_from(["asserted", "denied", "planned"])),
    }
    if draw(st.integers(0, 3)) == 0:
        claim[draw(st.sampled_from(sorted(claim)))] = draw(st.one_of(st.text(max_size=6), st.none(), st.integers()))
    return claim


@settings(max_examples=60, deadline=None)
@given(st.lists(told_of_the_town(), max_size=12))
def test_whatever_is_told_each_draft_is_the_words_of_the_document(listed: list[Any]) -> None:
    drafter = Drafter(TOWN_FOUND)

    drafter.take(TOWN_PASSAGE, *answers.told_in(json.dumps(listed)))

    assert len(listed) == drafter.told
    for draft in drafter.drafts():
        text = TOWN.blocks[draft.block].text
        assert 0 <= draft.start <= draft.value_start < draft.value_end <= draft.end <= len(text)
        assert draft.words in text
        assert any(draft.subject in block.text for block in TOWN.blocks)
        assert draft.predicate_words in text
        assert (draft.type.value in TYPES[4:]) == (draft.timex is None and draft.quantity is None) == bool(draft.words)
    assert drafter.drafts() == tuple(sorted(drafter.drafts(), key=lambda d: (d.block, d.value_start)))


# --- what is sent -----------------------------------------------------------------------------------------------------


def test_the_request(serve: Any, made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILL_KEY", "s3cret-key-of-the-mill\n")
    server = serve(GOOD)
    table = "| a | b |\n|---|---|\n| Oda Lunde | 4 May 1990 |\n"

    found = run(made(server, api_key_env="MILL_KEY"), "---\nauthor: Private Person\n---\n" + NOTE + "\n" + table)

    assert 1 == len(told(found))
    (request,) = server.requests
    assert "/v1/chat/completions" == request.path
    assert "Bearer s3cret-key-of-the-mill" == request.headers["Authorization"]
    assert "application/json" == request.headers["Content-Type"]
    assert {"model", "messages", "temperature", "seed", "max_tokens", "response_format"} == set(request.body)
    assert (0, 0, "tiny") == (request.body["temperature"], request.body["seed"], request.body["model"])
    assert "json_schema" == request.body["response_format"]["type"]
    assert ["system", "user"] == [m["role"] for m in request.body["messages"]]
    lines = request.text.split("\n")
    assert lines[0] == lines[-1]
    assert lines[0].startswith("===== ")
    assert ["Title: Mill", "Heading: Mill", "[1] The race of the mill was dug for Oda Lunde beside Vrang."] == lines[
        1:-1
    ]
    assert "Private" not in json.dumps(request.body)
    assert "000.md" not in json.dumps(request.body)


def test_without_a_key_no_authorization_is_sent(serve: Any, made: Any) -> None:
    server = serve(GOOD)

    run(made(server), NOTE)

    assert "Authorization" not in server.requests[0].headers


def test_a_text_without_anything_to_claim_is_not_sent(serve: Any, made: Any) -> None:
    server = serve(GOOD)

    run(made(server), "nothing of note was said.\n", "", "| a |\n|---|\n| 4 May 1990 |\n")

    assert [] == server.requests


def test_long_texts_are_cut_at_headings_and_sentences(serve: Any, made: Any) -> None:
    server = serve(says.telling())
    sentence = "Oda Lunde of Vrang kept the books of the mill. "
    letters = "".join(chr(ord("a") + n % 26) * (n % 7 + 1) for n in range(130))
    text = f"# Mill\n\n## One\n\n{sentence}\n\n## Two\n\n{sentence * 9}\n\n## Three\n\n{letters} Vrang.\n"

    run(made(server, passage_characters=200), text)

    bodies = ["\n".join(r.text.split("\n")[1:-1]) for r in server.requests]
    sent = "".join(line.split("] ", 1)[1] for body in bodies for line in body.split("\n") if line.startswith("["))
    assert all(len(body) < 200 + 60 for body in bodies)
    assert (sentence + sentence * 9).replace(" ", "") + letters + "Vrang." == sent.replace(" ", "")
    assert "Heading: Mill > One" in bodies[0]
    assert "Two" not in bodies[0]


def test_nothing_is_sent_by_building(serve: Any, made: Any) -> None:
    server = serve(GOOD)

    made(server, api_key_env="NO_SUCH_VARIABLE_HERE")
    claims_of([read_text("a.md", NOTE)])

    assert [] == server.requests


# --- the cache --------------------------------------------------------------------------------------------------------


def test_a_second_run_sends_nothing_and_gives_the_same(serve: Any, made: Any) -> None:
    server = serve(GOOD)

    first = run(made(server), NOTE)
    second = run(made(server), NOTE)
    other = run(made(server, model="other"), NOTE)

    assert first.claims == second.claims == other.claims
    assert 2 == len(server.requests)


def test_equal_texts_of_two_documents_are_asked_once(serve: Any, made: Any) -> None:
    server = serve(GOOD)

    assert 2 == len(told(run(made(server), NOTE, NOTE)))
    assert 1 == len(server.requests)


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"form":1}', "\x00" * 40, "[" * 100_000])
def test_a_damaged_entry_is_written_anew(damage: str, serve: Any, made: Any, tmp_path: Path) -> None:
    server = serve(GOOD)
    run(made(server), NOTE)
    (entry,) = (tmp_path / "kept").rglob("*.json")
    whole = entry.read_bytes()
    entry.write_text(damage, encoding="utf-8")

    again = run(made(server), NOTE)

    assert 1 == len(told(again))
    assert 2 == len(server.requests)
    assert whole == entry.read_bytes()
    assert [entry] == [p for p in (tmp_path / "kept").rglob("*") if p.is_file()]


def test_an_entry_that_was_tampered_with_is_not_used(serve: Any, made: Any, tmp_path: Path) -> None:
    server = serve(GOOD)
    run(made(server), NOTE)
    (entry,) = (tmp_path / "kept").rglob("*.json")
    entry.write_text(entry.read_text(encoding="utf-8").replace("role", "name"), encoding="utf-8")

    assert ["role"] == [c.type.value for c in told(run(made(server), NOTE))]
    assert 2 == len(server.requests)


def test_offline_uses_the_cache_alone(serve: Any, made: Any) -> None:
    server = serve(GOOD)
    run(made(server), NOTE)

    found = run(made(server, offline=True, api_key_env="NO_SUCH_VARIABLE_HERE"), NOTE, *many(2))

    assert 1 == len(told(found))
    assert ["offline: no kept answer of the endpoint for 2 passages of 2 documents"] == messages(found)
    assert 1 == len(server.requests)


def test_a_cache_that_cannot_be_written_is_one_problem(serve: Any, made: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    found = run(made(serve(GOOD), cache=str(tmp_path / "file")), NOTE, *many(2))

    assert 1 == len([m for m in messages(found) if m.startswith("answers of the endpoint could not be kept")])
    assert 1 == len(told(found))


# --- retries and budget -----------------------------------------------------------------------------------------------


def test_what_may_pass_is_tried_again(serve: Any, made: Any, time: Time) -> None:
    server = serve(says.answering(500), says.answering(503), GOOD)

    assert 1 == len(told(run(made(server), NOTE)))
    assert 3 == len(server.requests)
    assert [0.5, 1.0] == time.waits


@pytest.mark.parametrize(
    ("header", "waited"),
    [("3", 3.0), ("7200", 30.0), ("soon", 0.5), ("-4", 0.5), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.5)],
)
def test_a_busy_server_says_how_long_to_wait(header: str, waited: float, serve: Any, made: Any, time: Time) -> None:
    server = serve(says.answering(429, Retry_After=header), GOOD)

    assert 1 == len(told(run(made(server), NOTE)))
    assert [waited] == time.waits


@pytest.mark.parametrize("status", [401, 403, 404, 301, 302, 307, 308])
def test_what_will_not_pass_is_not_tried_again(status: int, serve: Any, made: Any, time: Time) -> None:
    elsewhere = serve(GOOD)
    server = serve(says.answering(status, Location=f"{elsewhere.url}/chat/completions"))

    found = run(made(server), *many(4))

    assert 1 == len(server.requests)
    assert [] == elsewhere.requests
    assert [] == time.waits
    assert 1 == len(found.problems)
    assert "it was not asked about 3 passages of 3 documents more" in messages(found)[0]
    assert not found.problems[0].fatal


def test_the_form_of_the_answer_is_asked_for_as_the_server_can(serve: Any, made: Any) -> None:
    server = serve(says.answering(400), says.answering(422), says.writing("Here:\n```json\n" + json.dumps({"claims": [CLAIM]}) + "\n```\nDone."), says.telling())  # fmt: skip

    found = run(made(server), NOTE, *many(1))

    assert 1 == len(told(found))
    assert ["json_schema", "json_object", None, None] == [
        r.body.get("response_format", {}).get("type") for r in server.requests
    ]
    assert [] == messages(found)


@pytest.mark.parametrize(
    "text", ["%s", "\n%s\n", "```\n%s\n```", "Sure: %s", "<think>{a} or {b}?</think>\n%s", "[%s]"], ids=repr
)
def test_the_list_is_found_in_what_a_model_writes(text: str, serve: Any, made: Any) -> None:
    listed = json.dumps(CLAIM) if text.startswith("[") else json.dumps({"claims": [CLAIM]})

    assert 1 == len(told(run(made(serve(says.writing(text.replace("%s", listed)))), NOTE)))


def test_a_model_that_refuses_settings_is_asked_without_them(serve: Any, made: Any) -> None:
    server = serve(*[says.answering(400)] * 3, GOOD)

    assert 1 == len(told(run(made(server), NOTE)))
    assert {"model", "messages", "max_completion_tokens"} == set(server.requests[-1].body)


def test_a_request_that_is_refused_in_every_form_is_given_up(serve: Any, made: Any) -> None:
    body = json.dumps({"error": {"message": "the context is\u001b[31m too\nlong"}}).encode()
    server = serve(*[says.answering(400, body)] * 4, GOOD)

    found = run(made(server), many(1)[0], NOTE)

    assert 1 == len(told(found))
    assert 5 == len(server.requests)
    assert 1 == len(found.problems)
    assert messages(found)[0].endswith('for 1 passage of 1 document: status 400: "the context is [31m too long"')  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "sent"),
    [({"max_requests": 2}, 2), ({"max_requests": 0}, 0), ({"max_input_characters": 1}, 0)],
)
def test_the_budget(limit: dict[str, int], sent: int, serve: Any, made: Any) -> None:
    server = serve(says.telling())

    found = run(made(server, **limit), *many(5))

    ((name, value),) = limit.items()
    rest = 5 - sent
    assert sent == len(server.requests)
    assert [f"the budget of the endpoint is spent ({name} = {value}): it was not asked about {rest} passages of {rest} documents"] == messages(found)  # fmt: skip


def test_retries_count(serve: Any, made: Any) -> None:
    server = serve(says.answering(500))

    found = run(made(server, max_requests=2, retries=5), *many(2))

    assert 2 == len(server.requests)
    assert 1 == len(found.problems)
    assert "max_requests = 2" in messages(found)[0]


def test_no_wait_goes_beyond_the_time_of_a_run(serve: Any, made: Any, time: Time) -> None:
    server = serve(says.answering(429, Retry_After="20"), GOOD)

    found = run(made(server, max_seconds=10), NOTE)

    assert [] == time.waits
    assert "max_seconds = 10" in messages(found)[0]


def test_each_run_has_its_own_budget(serve: Any, made: Any) -> None:
    server = serve(says.telling())
    extractor = made(server, max_requests=1)

    assert 1 == len(run(extractor, *many(2)).problems)
    assert [] == messages(run(extractor, *many(2)))


# --- bad servers ------------------------------------------------------------------------------------------------------

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DEEP = "[" * 200_000
BAD = {
    "wrong JSON": (says.answering(200, b'{"choices": ['), "no JSON"),
    "HTML": (says.answering(200, b"<html>Login</html>", "text/html; charset=utf-8"), "no JSON by its own account"),
    "JSON that calls itself text": (says.answering(200, says.completion("{}"), "text/plain"), "no JSON by its own account"),
    "no type at all": (says.raw(b"HTTP/1.1 200 OK\r\n\r\n{}"), "no JSON by its own account"),
    "duplicate keys": (says.answering(200, b'{"choices": [], "choices": [{"message": {"content": "{}"}}]}'), "no JSON"),
    "duplicate keys inside": (says.writing('{"claims": [], "claims": []}'), "the model wrote no JSON"),
    "NaN": (says.answering(200, b'{"choices": NaN}'), "no JSON"),
    "NaN inside": (says.writing('{"claims": [NaN]}'), "the model wrote no JSON"),
    "deep nesting": (says.answering(200, DEEP.encode()), "no JSON"),
    "deep nesting inside": (says.writing(DEEP), "the model wrote no JSON"),
    "huge number": (says.writing('{"claims": ' + "9" * 9000 + "}"), "the model wrote no JSON"),
    "null content": (says.writing(None), "no chat completion with a text"),
    "content in parts": (says.writing([{"type": "text", "text": "{}"}]), "no chat completion with a text"),
    "no choices": (says.answering(200, b'{"choices": []}'), "no chat completion with a text"),
    "a list": (says.answering(200, b"[1, 2]"), "no chat completion with a text"),
    "nothing": (says.answering(200, b""), "no JSON"),
    "no UTF-8": (says.answering(200, b'{"choices": "\xff\xfe"}'), "no UTF-8"),
    "prose": (says.writing("I am sorry, but I cannot do that."), "the model wrote no JSON"),
    "empty text": (says.writing(""), "the model wrote no JSON"),
    "claims that are no list": (says.writing('{"claims": {"a": 1}}'), "the model wrote no list of claims"),
    "cut short": (says.writing('{"claims": [', "length"), "cut short at max_tokens"),
    "truncated body": (says.raw(HEAD + b"Content-Length: 5000\r\n\r\n{"), "broke off"),
    "truncated chunk": (says.raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{"), "broke off"),
    "truncated head": (says.raw(b"HTTP/1.1 2"), "broke off"),
    "no HTTP": (says.raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "broke off"),
    "closed at once": (says.raw(b""), "broke off"),
    "endless head": (says.flooding(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"), "broke off"),
    "endless line": (says.flooding(b"HTTP/1.1 200 OK\r\nA: ", b"x" * 4096), "broke off"),
    "announced as huge": (says.raw(HEAD + b"Content-Length: 99999999999\r\n\r\n"), "too long"),
    "huge": (says.flooding(HEAD + b"\r\n", b" " * 65536), "too long"),
    "huge in chunks": (says.flooding(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b" " * 65536 + b"\r\n"), "too long"),
    "500 for ever": (says.answering(500), "status 500"),
    "201": (says.answering(201, says.completion("{}")), "status 201"),
    "compressed": (says.answering(200, b"\x1f\x8b\x08\x00", Content_Encoding="gzip"), "no UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_server_costs_its_own_claims_alone(name: str, serve: Any, made: Any, tmp_path: Path) -> None:
    reply, reason = BAD[name]
    built_in = run(made(serve(GOOD), offline=True), NOTE, "The kiln was lit on 3 May 1911.\n").claims

    found = run(made(serve(reply), retries=1), NOTE, "The kiln was lit on 3 May 1911.\n")

    assert built_in == found.claims
    assert built_in
    assert 1 == len(found.problems)
    assert reason in messages(found)[0]
    assert not found.problems[0].fatal
    assert found.problems[0].remedy
    assert [] == list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize(
    "reply",
    [
        says.dripping(HEAD + b"\r\n", b" "),
        says.dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        says.dripping(b"HTTP/1.1 200 OK\r\nA: ", b"x"),
        says.dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        says.dripping(b"", b""),
    ],
    ids=["body", "chunks", "head", "continue", "silence"],
)
def test_an_answer_that_never_ends_is_cut_off(reply: says.Reply, serve: Any, tmp_path: Path) -> None:
    options = Options(
        base_url=serve(reply).url, model="tiny", cache=str(tmp_path), timeout_seconds=0.12, read_seconds=0.1, retries=0
    )

    found = run(build(options), NOTE)

    assert 1 == len(found.problems)
    assert "timed out" in messages(found)[0]


def test_a_model_that_never_makes_sense_is_not_asked_for_ever(serve: Any, made: Any) -> None:
    server = serve(says.writing("no"))

    found = run(made(server), *many(9))

    assert 3 == len(server.requests)
    assert 1 == len(found.problems)
    assert "for 3 passages of 3 documents: the model wrote no JSON; it was not asked about 6 passages of 6 documents more" in messages(found)[0]  # fmt: skip


def test_an_unreachable_endpoint_is_one_problem(made: Any, time: Time) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    documents = [read_text(f"{n}.md", text) for n, text in enumerate(many(6))]

    report = check(documents, [], extractors=[made(f"http://127.0.0.1:{port}/v1")])

    assert 1 == len(report.problems)
    problem = report.problems[0]
    assert "no connection" in problem.message
    assert f"127.0.0.1:{port}" in problem.message
    assert not problem.fatal
    assert [0.5, 1.0] == time.waits
    assert report.claims == claims_of(documents).claims


def test_a_report_that_fails_is_a_problem_itself(serve: Any, made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    extractor = made(serve(GOOD))
    monkeypatch.setattr(extractor, "report", lambda: 1 / 0)

    found = run(extractor, NOTE)

    assert 1 == len(told(found))
    assert ["the extractor endpoint failed at its report: ZeroDivisionError: division by zero"] == messages(found)


def test_a_flood_of_claims_is_cut(serve: Any, made: Any) -> None:
    found = run(made(serve(says.telling(*[CLAIM] * 5000))), NOTE)

    assert 1 == len(told(found))
    assert ["dropped 4600 of 5000 claims from the endpoint: 4600 of another form than asked for"] == messages(found)


@pytest.mark.parametrize("words", ["\ud800", "a" * 100_000, "\x00", "%s{}", "é" * 3])
def test_odd_words_find_no_place(words: str, serve: Any, made: Any) -> None:
    claims = [{**CLAIM, field: words} for field in ("quote", "value", "subject", "predicate", "before")]

    found = run(made(serve(says.telling(*claims))), NOTE)

    assert {"Oda Lunde"} == {c.text_value for c in told(found)}
    assert all(c.predicate_words in NOTE and c.quote in NOTE for c in told(found))


# --- the key and the address --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["sk-abcdefghijklmnop", "sk abc def", "sk-ab\r\nX-Evil: 1", "sk-schlüssel", ""])
@pytest.mark.parametrize("status", [200, 400, 401, 500])
def test_the_key_is_told_to_nobody(
    key: str, status: int, serve: Any, made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setenv("MILL_KEY", key)
    body = json.dumps({"error": {"message": f"bad key {key[:8]}** of Bearer {key}"}}).encode()
    server = serve(GOOD if status == 200 else says.answering(status, body))

    found = run(made(server, api_key_env="MILL_KEY"), NOTE)

    output = "".join(capfd.readouterr()) + "".join(map(str, found.problems))
    kept = "".join(p.read_text(encoding="utf-8") for p in tmp_path.rglob("*.json"))
    parts = [key[k : k + 8] for k in range(max(1, len(key) - 7))] if key else []
    assert not any(part in output + kept + repr(found.claims) for part in parts)
    assert (key == "sk-abcdefghijklmnop") == bool(server.requests)
    assert (0 if status == 200 and server.requests else 1) == len(found.problems)


@pytest.mark.parametrize(
    "options",
    [
        {"base_url": "http://api.example.org/v1"},
        {"base_url": "http://192.168.1.4:8000/v1"},
        {"base_url": "http://127.0.0.1.example.org/v1"},
        {"base_url": "http://localhost@example.org/v1"},
        {"base_url": "https://user:hidden@example.org/v1"},
        {"base_url": "https://example.org/v1?key=hidden"},
        {"base_url": "https://example.org/v1\r\nX: hidden"},
        {"base_url": "https://example.org:notaport/v1"},
        {"base_url": "https:///v1"},
        {"base_url": "file:///etc/passwd"},
        {"base_url": "ftp://example.org"},
        {"base_url": "example.org/v1"},
        {"base_url": ""},
        {"api_key_env": "sk-hidden"},
        {"api_key_env": "HOME\n"},
        {"api_key": "hidden"},
        {"api_key": ["hidden"]},
        {"key": "hidden"},
        {"model": ""},
        {"timeout_seconds": 0},
        {"timeout_seconds": float("inf")},
        {"max_seconds": float("nan")},
        {"retries": -1},
    ],
    ids=str,
)
def test_unfit_options_are_refused_and_not_repeated(options: dict[str, Any]) -> None:
    with pytest.raises((ValidationError, UsageError)) as caught:
        build(Options(**{"base_url": "https://example.org/v1", "model": "tiny", **options}))

    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {"base_url": "https://api.example.org/v1/"},
        {"base_url": "http://localhost:11434/v1"},
        {"base_url": "http://[::1]:8080/v1"},
        {"base_url": "http://127.3.2.1/v1"},
        {"base_url": "http://10.0.0.4/v1", "allow_insecure": True},
    ],
    ids=str,
)
def test_fit_options(options: dict[str, Any]) -> None:
    assert "endpoint" == build(Options(model="tiny", **options)).name


def test_a_server_that_speaks_no_tls_gets_nothing(serve: Any, made: Any) -> None:
    server = serve(GOOD)

    found = run(made(server.url.replace("http:", "https:"), retries=0), NOTE)

    assert [] == server.requests
    assert 1 == len(found.problems)
    assert "no connection" in messages(found)[0]


def test_a_proxy_of_the_environment_is_used_for_https(serve: Any, made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = serve(says.answering(407))
    monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("http://", "http://ada:pw@").removesuffix("/v1"))
    monkeypatch.setenv("MILL_KEY", "s3cret-key-of-the-mill")

    found = run(made("https://api.example.org/v1", api_key_env="MILL_KEY", retries=0), NOTE)

    (request,) = proxy.requests
    assert "api.example.org:443" == request.path
    assert "Basic YWRhOnB3" == request.headers["Proxy-Authorization"]
    assert "s3cret" not in str(request)
    assert "no connection" in messages(found)[0]


def test_no_proxy_stands_between_two_programs_of_one_machine(
    serve: Any, made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, server = serve(GOOD), serve(GOOD)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)

    assert 1 == len(told(run(made(server), NOTE)))
    assert [] == proxy.requests


def test_the_cache_lies_where_the_settings_say(tmp_path: Path) -> None:
    def cache(value: str) -> str:
        return Options.model_validate(
            {"base_url": "https://example.org", "model": "tiny", "cache": value}, context={"folder": tmp_path}
        ).cache

    assert str(tmp_path / "kept") == cache("kept")
    assert "/elsewhere" == cache("/elsewhere")
    assert "" == cache("")


def test_every_option_is_explained() -> None:
    assert [] == [name for name, field in Options.model_fields.items() if not field.description]


def test_it_is_found_as_an_extractor() -> None:
    assert "endpoint" in discover.names(extractors)
    assert not [n for n in discover.names(extractors) if n.startswith("_")]


# --- the parts ----------------------------------------------------------------------------------------------------------


def test_the_schema_names_the_fields_and_types_that_are_read(root: Path) -> None:
    schema = json.loads((root / "claims" / "endpoint" / "answer.json").read_text(encoding="utf-8"))
    claim = schema["properties"]["claims"]["items"]
    prompt = (root / "claims" / "endpoint" / "prompt.md").read_text(encoding="utf-8")

    assert set(answers.Told.model_fields) == set(claim["properties"]) == set(claim["required"])
    assert all(f"`{name}`" in prompt for name in (*claim["properties"], *claim["properties"]["type"]["enum"]))
    assert {m.value for m in answers.Modality} == set(claim["properties"]["modality"]["enum"])


@pytest.mark.parametrize(("host", "here"), [("localhost", True), ("::1", True), ("127.9.9.9", True), ("0.0.0.0", False), ("localhost.example.org", False)])  # fmt: skip
def test_this_machine(host: str, here: bool) -> None:
    assert here == http.is_loopback(host)
