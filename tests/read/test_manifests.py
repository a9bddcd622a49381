"""Manifests of packages: a template that is no valid JSON is passed over, other data files tell their fault."""

from factcheck.read import read_text


def test_a_template_of_a_manifest_is_passed_over() -> None:
    template = '{"name": "{{name}}", {{#if private}} }'

    assert () == read_text("template/package.json", template).problems
    assert 1 == len(read_text("template/data.json", template).problems)


def test_a_manifest_is_read() -> None:
    blocks = read_text("package.json", '{"name": "orme", "engines": {"node": ">=20"}}').blocks

    assert [">=20"] == [block.text for block in blocks if "node" in block.key]
