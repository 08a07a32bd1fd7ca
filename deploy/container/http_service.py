"""The server around the handler, with the standard library only."""

from __future__ import annotations

import socket
import sys
import threading
from http.server import ThreadingHTTPServer
from types import ModuleType
from typing import Any

from http_handler import Handler


class Service(ThreadingHTTPServer):
    """`GET /ping` (503 until `model` is set, then 200), `POST /invocations` and, for the client of
    AWS, `POST /endpoints/<name>/invocations`. One inference at a time.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], inference: ModuleType, token: str | None = None):
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, Handler)
        self.inference, self.token = inference, token
        self.model: Any = None
        self.stopping = False
        self.one_at_a_time = threading.Lock()
        self.change = threading.Condition()
        self.answering = 0

    def finish(self) -> None:
        """Waits until every request that has come is answered; new work is refused meanwhile."""
        self.stopping = True
        with self.change:
            self.change.wait_for(lambda: self.answering == 0)

    def handle_error(self, request: object, client_address: object) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)
