"""One connection of the server: paths, headers and bodies, with the standard library only."""

from __future__ import annotations

import hmac
import json
import select
import socket
import sys
import time
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http_service import Service

# What a real-time endpoint of SageMaker takes.
MOST_BYTES = 25_000_000
# What a page in a browser can send anywhere without being asked first (Fetch standard,
# "CORS-safelisted"). Refusing them, and whatever names a page (`Origin`), keeps foreign pages from
# a server on one's own machine.
_FOREIGN = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")


class Handler(BaseHTTPRequestHandler):
    """See `Service` for what is answered where."""

    server: Service
    protocol_version = "HTTP/1.1"
    server_version = "polyglot"
    timeout = 75

    def do_GET(self) -> None:
        if self.path != "/ping":
            is_post = self._is_invocation()
            headers = {"allow": "POST"} if is_post else {}
            return self._refuse(405 if is_post else 404, f"no GET {self.path} here", headers)
        if self.server.model is None:
            return self._refuse(503, "the model is being loaded", {"retry-after": "5"})
        self._send(200, b'{"ok":true}')

    def do_POST(self) -> None:
        with self.server.change:
            self.server.answering += 1
        try:
            self._invoke(time.monotonic())
        finally:
            with self.server.change:
                self.server.answering -= 1
                self.server.change.notify_all()

    def _invoke(self, arrived: float) -> None:
        if (body := self._body()) is None:
            return
        if not self._is_invocation():
            return self._refuse(404, f"no POST {self.path} here; /invocations is the path")
        if not self._has_token():
            words = "a token is expected: authorization: Bearer …"
            return self._refuse(401, words, {"www-authenticate": "Bearer"})
        if self.headers.get("origin") is not None:
            return self._refuse(403, "this comes from a web page; none may use this server")
        kind = (self.headers.get("content-type") or "").split(";")[0].strip().lower()
        if kind in _FOREIGN:
            words = f"the content type is {kind}; content-type: application/json is expected"
            return self._refuse(415, words)
        try:
            self.server.inference.read_body(body)
        except self.server.inference.BadRequest as error:
            return self._refuse(400, str(error))
        if self.server.model is None:
            return self._refuse(503, "the model is being loaded", {"retry-after": "5"})
        with self.server.one_at_a_time:
            if self.server.stopping:
                return self._refuse(503, "the server is being stopped")
            if self._is_gone():
                return self.log_message("a client left before its turn")
            context = SimpleNamespace(arrived=arrived)
            json_type = "application/json"
            answer = self.server.inference.transform_fn(
                self.server.model, body, json_type, json_type, context
            )
        self._send(200, answer)
        self.log_message("%s answered in %.1f s", self.path, time.monotonic() - arrived)

    def _body(self) -> bytes | None:
        """The whole body, or None after an answer that says why not."""
        length = self.headers.get("content-length") or ""
        if length.isdigit() and int(length) <= MOST_BYTES:
            body = self.rfile.read(int(length))
            if len(body) == int(length):
                return body
        self.close_connection = True
        if not length.isdigit():
            self._refuse(411, "the length of the body is expected (content-length)")
        elif int(length) > MOST_BYTES:
            words = f"the body has {length} bytes; {MOST_BYTES} at most are expected"
            self._refuse(413, f"{words}: send fewer texts at once")
            self._drain(int(length))
        return None

    def _drain(self, length: int) -> None:
        # A client that is still sending would see a broken connection instead of the answer.
        while length > 0 and (part := self.rfile.read(min(length, 1 << 16))):
            length -= len(part)

    def _is_invocation(self) -> bool:
        path = self.path.split("?")[0]
        parts = path.strip("/").split("/")
        is_aws = len(parts) == 3 and parts[0] == "endpoints" and parts[2] == "invocations"
        return path == "/invocations" or is_aws

    def _has_token(self) -> bool:
        if self.server.token is None:
            return True
        given = (self.headers.get("authorization") or "").encode("utf-8", "replace")
        return hmac.compare_digest(given, f"Bearer {self.server.token}".encode())

    def _is_gone(self) -> bool:
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def _refuse(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        code = "BAD_REQUEST" if status in (400, 411, 413, 415) else _CODES.get(status, "REFUSED")
        reply = {"v": 1, "error": {"code": code, "message": words}}
        self._send(status, json.dumps(reply).encode(), headers)
        self.log_message("%s %s: %d, %s", self.command, self.path, status, words)

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response_only(status)
        kind = {"content-type": "application/json; charset=utf-8"}
        for name, value in {**kind, "content-length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        if self.server.stopping:
            self.close_connection = True
        if self.close_connection:
            self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        print(f"{time.strftime('%H:%M:%S')} {format % values}", file=sys.stderr, flush=True)


_CODES = {401: "UNAUTHORIZED", 404: "NOT_FOUND", 405: "NOT_FOUND", 503: "UNAVAILABLE"}
