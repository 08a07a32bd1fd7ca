"""`serve.py` as a process."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time

from conftest import CONTAINER

REQUEST = {"source": "eng", "target": "spa", "texts": ["Hello."]}


class Server:
    """A running `serve.py`, ready unless told otherwise."""

    def __init__(self, *arguments: str, ready: bool = True, **variables: str):
        environment = {**os.environ, **variables}
        self.process = subprocess.Popen(
            [sys.executable, str(CONTAINER / "serve.py"), "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self.address = self.process.stdout.readline().strip()
        self.port = int(self.address.rpartition(":")[2])
        if ready:
            self.wait()

    def wait(self, seconds: float = 180) -> None:
        end = time.monotonic() + seconds
        while self.get("/ping")[0] != 200:
            assert time.monotonic() < end, "the model was never ready"
            time.sleep(0.05)

    def get(self, path: str) -> tuple[int, dict]:
        return self.send("GET", path)[:2]

    def post(self, request: object = REQUEST, path: str = "/invocations", **headers: str):
        body = request if isinstance(request, bytes) else json.dumps(request).encode()
        kind = {"content-type": "application/json"}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", path, body, kind | given)

    def send(self, method: str, path: str, body: bytes | None = None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, json.loads(response.read()), dict(response.headers)
        finally:
            connection.close()

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, errors
