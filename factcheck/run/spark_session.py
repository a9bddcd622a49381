"""Run, part: which engine a run is to use, and the start of Spark, with a plain word where it or its Java is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass

LEAST_JAVA = 17
"""What Spark 4 asks for."""
_DOCS = "docs/spark.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """That a run is to be spread by Spark, and how."""

    master: str | None = None
    """Where Spark runs; by default what `spark-submit` says, else all cores of this machine."""
    checkpoint: str | None = None
    """A folder that keeps what was extracted, so that an interrupted run goes on from there."""


@contextmanager
def spark_session(engine: Engine) -> Iterator[Any]:
    """A session of Spark, which ends with the block unless it was there before; raises UsageError where there can be none."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError(
            Problem(
                message="--engine spark needs the library pyspark, which is not installed",
                remedy="pip install 'factcheck[spark]', or leave --engine away: one machine then does the work",
            )
        ) from error
    master = _master(engine, os.environ)
    require_java(os.environ)
    name_python(master, os.environ)
    before = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("factcheck")
    for key, value in _settings(master).items():
        builder = builder.config(key, value)
    try:
        session = (builder.master(master) if master else builder).getOrCreate()
    except Exception as error:
        raise UsageError(failure("Spark could not be started", error)) from error
    # what goes wrong is told in a line of our own; the traces are in the logs of the executors
    session.sparkContext.setLogLevel("ERROR" if os.environ.get("FACTCHECK_DEBUG") else "OFF")
    try:
        yield session
    finally:
        if before is None:
            session.stop()


def errors_of_spark() -> tuple[type[Exception], ...]:
    """What Spark raises when a run fails, on an executor or between the machines."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError)


def kept(rdd: Any) -> Any:
    """The RDD, which is held in memory and on disk once it is worked out."""
    from pyspark import StorageLevel

    return rdd.persist(StorageLevel.MEMORY_AND_DISK)


def name_python(master: str | None, environment: Any) -> None:
    """Says which Python the workers are: on this machine the one that runs, on a cluster the one that is told there."""
    if master is not None and master.startswith("local"):
        environment["PYSPARK_PYTHON"] = environment["PYSPARK_DRIVER_PYTHON"] = sys.executable
    else:
        environment.setdefault("PYSPARK_PYTHON", sys.executable)


def _is_submitted(environment: Mapping[str, str]) -> bool:
    """Whether `spark-submit` has started this process: Java runs already, and the master is told."""
    return "PYSPARK_GATEWAY_PORT" in environment


def _master(engine: Engine, environment: Mapping[str, str]) -> str | None:
    master = engine.master or environment.get("SPARK_MASTER") or (None if _is_submitted(environment) else "local[*]")
    if (master or "").startswith("sc:") or "SPARK_REMOTE" in environment:
        raise UsageError(
            Problem(
                message=f"Spark Connect ({master or environment['SPARK_REMOTE']}) cannot run it: it knows no RDDs",
                remedy=f"name the master itself (local[2], spark://HOST:7077, yarn), or use spark-submit; see {_DOCS}",
            )
        )
    return master


def _settings(master: str | None) -> dict[str, str]:
    """What Spark is told; a cluster's own settings and those of `spark-submit` go before, where they say it."""
    told = {
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.maxResultSize": "0",
        "spark.rdd.compress": "true",
        # sets and mappings of strings are sent to one place wherever they are hashed
        "spark.executorEnv.PYTHONHASHSEED": "0",
        "spark.python.daemon.module": "factcheck.run.spark_daemon",
    }
    if master is not None and master.startswith("local"):
        told |= {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    return told


# --- Java ---------------------------------------------------------------------------------------------------------------


def require_java(environment: Mapping[str, str]) -> None:
    """Raises UsageError where there is no Java that Spark could run in."""
    if _is_submitted(environment):
        return
    java = _java(environment)
    if java is None:
        home = environment.get("JAVA_HOME")
        where = f"JAVA_HOME ({home}) holds none" if home else "neither on the PATH nor under JAVA_HOME"
        raise UsageError(_no_java(f"Spark runs in Java, which was not found: {where}"))
    version = _version_of(java)
    if version is not None and version < LEAST_JAVA:
        raise UsageError(_no_java(f"Spark needs Java {LEAST_JAVA} or newer; {java} is Java {version}"))


def _no_java(message: str) -> Problem:
    remedy = (
        f"install a Java runtime ({LEAST_JAVA} or 21; on Debian `apt-get install openjdk-17-jre-headless`) or let JAVA_HOME name "
        "one; without --engine spark no Java is needed"
    )
    return Problem(message=message, remedy=remedy)


def _java(environment: Mapping[str, str]) -> str | None:
    if home := environment.get("JAVA_HOME"):
        name = "java.exe" if sys.platform == "win32" else "java"
        file = Path(home) / "bin" / name
        return str(file) if os.access(file, os.X_OK) else None
    return shutil.which("java", path=environment.get("PATH", ""))


def _version_of(java: str) -> int | None:
    """The major version of a Java; none where it does not tell."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(match[1]) if match else None


def failure(what: str, error: BaseException) -> Problem:
    """What Spark says of something that it could not do, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in reversed(lines) if re.match(r"(?:[\w.]+\.)?\w*(?:Error|Exception)\b", line)), "")
    first = told or (lines[0] if lines else type(error).__name__)
    return Problem(message=f"{what}: {first[:300]}", remedy=f"{_DOCS} tells what it needs", fatal=True)
