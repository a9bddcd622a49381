"""Drives a real Chromium over its DevTools protocol, on a pair of pipes: no driver to install, no port to open."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--hide-scrollbars", "--mute-audio",
    "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--font-render-hinting=none", "--no-default-browser-check",
)  # fmt: skip
_LAUNCH = "import os,sys; r,w=map(int,sys.argv[1:3]); os.dup2(r,3); os.dup2(w,4); os.execvp(sys.argv[3],sys.argv[3:])"
"""The browser reads commands from descriptor 3 and answers on 4, whatever numbers our ends of the pipes have."""

_STILL = """(async () => {
  globalThis.clicked = false;
  globalThis.target = document.querySelector(SELECTOR);
  document.addEventListener("click", (event) => { clicked = target.contains(event.target) || event.target.control === target; },
    { capture: true, once: true });
  const frame = () => new Promise(requestAnimationFrame);
  const box = () => target.getBoundingClientRect();
  for (let last = null, now = null, n = 0; n < 60 && !(last && last.x === now.x && last.y === now.y); n += 1) {
    target.scrollIntoView({ block: "center" });
    await frame();
    last = box();
    await frame();
    await frame();
    now = box();
  }
  const { x, y, width, height } = box();
  return { x: x + width / 2, y: y + height / 2 };
})()"""
"""Brings the element to the middle of the window and waits until it keeps its place for two frames."""

Json = dict[str, Any]


class Refused(Exception):
    """The browser, or the script that it was told to run, says no."""


def find_browser() -> str | None:
    """The command of a Chromium on this machine: `CHROMIUM`, or the first of the usual names."""
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """One running Chromium; `tab` opens a page of its own, without cookies or storage of the others."""

    def __init__(self, command: str, profile: Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_read, to_write)]
        flags = [*_FLAGS, f"--user-data-dir={profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, *map(str, ends), command, *flags, "about:blank"],
            pass_fds=ends, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for end in (to_read, to_write, *ends):
            os.close(end)
        self._buffer = b""
        self._number = 0
        self.events: list[Json] = []
        self.call("Browser.getVersion", timeout=60)

    def call(self, method: str, *, session: str = "", timeout: float = 60, **parameters: Any) -> Json:
        """Sends a command and waits for its answer; events that come meanwhile are kept."""
        self._number += 1
        number = self._number
        message: Json = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + timeout
        while True:
            answer = self._next(until)
            if answer is None:
                raise Refused(f"no answer to {method} in {timeout:g} s")
            if answer.get("id") == number:
                if "error" in answer:
                    raise Refused(f"{method}: {answer['error']['message']}")
                found: Json = answer["result"]
                return found
            self.events.append(answer)

    def drain(self, seconds: float) -> None:
        """Keeps the events that come within that time."""
        until = time.monotonic() + seconds
        while (event := self._next(until)) is not None:
            self.events.append(event)

    def _next(self, until: float) -> Json | None:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0, until - time.monotonic()))
            if not ready:
                return None
            block = os.read(self._read, 1 << 20)
            if not block:
                raise Refused("the browser has ended")
            self._buffer += block
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: Json = json.loads(message)
        return found

    def tab(self, **how: Any) -> Tab:
        """A new tab; see Tab for how."""
        return Tab(self, **how)

    def close(self) -> None:
        """Ends the browser."""
        try:
            self.call("Browser.close", timeout=5)
        except (Refused, OSError):
            self._process.terminate()
        self._process.wait(timeout=20)
        os.close(self._write)
        os.close(self._read)


class Tab:
    """One page: of a width and height, light or dark, with script or without."""

    def __init__(
        self, browser: Browser, *, width: int = 1280, height: int = 900, dark: bool = False, script: bool = True,
        touch: bool = False,
    ) -> None:  # fmt: skip
        self._browser = browser
        self._context = browser.call("Target.createBrowserContext")["browserContextId"]
        self._target = browser.call("Target.createTarget", url="about:blank", browserContextId=self._context)[
            "targetId"
        ]
        attached = browser.call("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Page.setLifecycleEventsEnabled", enabled=True)
        self.resize(width, height, touch=touch)
        self.emulate(dark=dark)
        if not script:
            self.call("Emulation.setScriptExecutionDisabled", value=True)

    def call(self, method: str, **parameters: Any) -> Json:
        """A command to this tab."""
        return self._browser.call(method, session=self._session, **parameters)

    def resize(self, width: int, height: int, *, touch: bool = False, scale: float = 1) -> None:
        """The size of the window in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=touch
        )

    def emulate(
        self, *, dark: bool = False, media: str = "screen", reduced: bool = False, forced: bool = False
    ) -> None:
        """The colour scheme, and whether the page is on a screen or printed."""
        features = {
            "prefers-color-scheme": "dark" if dark else "light",
            "prefers-reduced-motion": "reduce" if reduced else "no-preference",
            "forced-colors": "active" if forced else "none",
        }
        listed = [{"name": name, "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=media, features=listed)

    def open(self, address: str | Path, timeout: float = 60) -> float:
        """Goes there, waits for the load event, and gives the seconds until then."""
        url = address.resolve().as_uri() if isinstance(address, Path) else address
        begun = time.monotonic()
        loader = self.call("Page.navigate", url=url).get("loaderId")
        while loader and not any(
            event["name"] == "load" and event["loaderId"] == loader for event in self.seen("Page.lifecycleEvent")
        ):
            if time.monotonic() > begun + timeout:
                raise Refused(f"{url} did not load in {timeout:g} s")
            self._browser.drain(0.02)
        return time.monotonic() - begun

    def _is(self, method: str, event: Mapping[str, Any]) -> bool:
        return event.get("method") == method and event.get("sessionId") == self._session

    def seen(self, method: str) -> list[Json]:
        """The events of that name since the tab was opened."""
        self._browser.drain(0)
        return [event["params"] for event in self._browser.events if self._is(method, event)]

    def run(self, script: str) -> Any:
        """The value of an expression of JavaScript, awaited if it is a promise."""
        found = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in found:
            details = found["exceptionDetails"]
            raise Refused(details.get("exception", {}).get("description") or details["text"])
        return found["result"].get("value")

    def wait(self, condition: str, timeout: float = 60) -> Any:
        """The value of the expression as soon as it is true; what it is at last, if it does not become so."""
        until = time.monotonic() + timeout
        while not (value := self.run(condition)) and time.monotonic() < until:
            self._browser.drain(0.03)
        if not value:
            raise Refused(f"never true: {condition}")
        return value

    def press(self, *keys: str) -> None:
        """Presses keys as a user does: signs, or names such as `Escape`, `Enter`, `Tab`, `Shift+Tab`."""
        for key in keys:
            name = key.removeprefix("Shift+")
            text = {"Enter": "\r"}.get(name, name if len(name) == 1 else "")
            code = {"Enter": 13, "Escape": 27, "Tab": 9, " ": 32}.get(name, ord(name.upper()) if len(name) == 1 else 0)
            parts = {"key": name, "windowsVirtualKeyCode": code, "modifiers": 8 if key != name else 0}
            self.call("Input.dispatchKeyEvent", type="keyDown", **parts, **({"text": text} if text else {}))
            self.call("Input.dispatchKeyEvent", type="keyUp", **parts)

    def write(self, text: str) -> None:
        """Puts text where the focus is, as if it were typed."""
        self.call("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Clicks the middle of the first element that the selector finds, as soon as there is one and it stands still.

        A page that moves under the pointer is clicked again, as a user would.
        """
        name = json.dumps(selector)
        self.wait(f"document.querySelector({name}) !== null")
        for _ in range(20):
            spot = self.run(_STILL.replace("SELECTOR", name))
            for kind in ("mousePressed", "mouseReleased"):
                self.call("Input.dispatchMouseEvent", type=kind, x=spot["x"], y=spot["y"], button="left", clickCount=1)
            if self.run("globalThis.clicked !== false || !target.isConnected"):
                return  # it was reached, or the page is another one now
        raise Refused(f"{selector} is out of reach: something else stands where it is")

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """A screenshot, of the window or of the whole page."""
        found = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(found["data"]))

    def print(self) -> bytes:
        """The page as PDF."""
        found = self.call("Page.printToPDF", generateTaggedPDF=False, timeout=120)
        return base64.b64decode(found["data"])

    def requests(self) -> list[str]:
        """The addresses that the page asked for, its own among them."""
        return [event["request"]["url"] for event in self.seen("Network.requestWillBeSent")]

    def complaints(self) -> list[str]:
        """Errors of scripts, what they wrote to the console, dialogs, and what the browser logged."""
        return [
            *(str(event["exceptionDetails"]) for event in self.seen("Runtime.exceptionThrown")),
            *(f"console: {event['args']}" for event in self.seen("Runtime.consoleAPICalled")),
            *(f"dialog: {event['message']}" for event in self.seen("Page.javascriptDialogOpening")),
            *(f"log: {event['entry']['text']}" for event in self.seen("Log.entryAdded")),
        ]

    def close(self) -> None:
        """Closes the tab and forgets its events."""
        self._browser.call("Target.closeTarget", targetId=self._target)
        self._browser.call("Target.disposeBrowserContext", browserContextId=self._context)
        self._browser.events = [e for e in self._browser.events if e.get("sessionId") != self._session]


Open = Callable[..., Tab]
"""Opens a page by its file, what follows it in the address, and how its tab is."""
