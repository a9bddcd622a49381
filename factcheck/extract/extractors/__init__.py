"""Extract, part: the extractors from outside that come with factcheck, one module each, with `Options` and `build(options)`."""
