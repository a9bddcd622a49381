"""Run, part: what Spark starts on each machine and forks its Python workers from: they share modules and lexicons, and are ready at once.

Without it each worker would load them itself, which takes longer than a small corpus. It is named by `spark.python.daemon.module`.
"""

from __future__ import annotations

import gc


def serve() -> None:
    """Loads what workers need, then does what PySpark's own daemon does."""
    from pyspark import daemon

    from factcheck.run import spark_align, spark_resolve  # noqa: F401
    from factcheck.run.taking import warm_up

    warm_up()
    # a worker collects garbage after each task, and need not go through all of this again
    gc.collect()
    gc.freeze()
    daemon.manager()


if __name__ == "__main__":
    serve()
