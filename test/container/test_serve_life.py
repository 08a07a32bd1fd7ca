"""How `serve.py` starts, works on one request at a time, and ends."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import REQUEST, Server


@pytest.fixture
def start() -> Iterator[type[Server]]:
    servers: list[Server] = []

    def start(*arguments: str, **options) -> Server:
        servers.append(Server(*arguments, **options))
        return servers[-1]

    yield start
    for server in servers:
        if server.process.poll() is None:
            server.process.kill()
        server.process.communicate()


def test_a_token_is_asked_for_where_there_is_one(start) -> None:
    server = start("--family", "stub", POLYGLOT_TOKEN="sesame")
    assert server.get("/ping")[0] == 200
    for given in ({}, {"authorization": "Bearer sesam"}, {"authorization": "sesame"}):
        status, reply, headers = server.post(**given)
        assert (status, reply["error"]["code"]) == (401, "UNAUTHORIZED")
        assert headers["www-authenticate"] == "Bearer"
    assert server.post(authorization="Bearer sesame")[0] == 200
    assert "sesame" not in server.stop()[1]


def test_listening_for_other_machines_warns(start) -> None:
    server = start("--family", "stub", "--host", "0.0.0.0")
    assert "WITHOUT a token: set --token" in server.stop()[1]


def at_once(server: Server, count: int) -> tuple[list, float]:
    answers: list = []
    threads = [threading.Thread(target=lambda: answers.append(server.post())) for _ in range(count)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, time.monotonic() - began


def test_requests_at_once_are_worked_on_one_after_the_other(start) -> None:
    server = start("--family", "stub", POLYGLOT_STUB_SLEEP="0.4")
    answers, took = at_once(server, 3)
    assert [status for status, _, _ in answers] == [200] * 3
    assert took >= 1.2


def test_a_client_that_gave_up_waiting_costs_no_inference(start) -> None:
    server = start("--family", "stub", POLYGLOT_STUB_SLEEP="1")
    first = threading.Thread(target=server.post)
    first.start()
    time.sleep(0.3)
    body = json.dumps(REQUEST).encode()
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        head = f"POST /invocations HTTP/1.1\r\ncontent-length: {len(body)}\r\n\r\n"
        line.sendall(head.encode() + body)
        time.sleep(0.2)
    first.join()
    code, log = server.stop()
    assert code == 0
    assert log.count("answered in") == 1
    assert "a client left before its turn" in log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_after_the_request_in_hand(start, number: int) -> None:
    server = start("--family", "stub", POLYGLOT_STUB_SLEEP="1")
    answers: list = []
    asking = threading.Thread(target=lambda: answers.append(server.post()))
    asking.start()
    time.sleep(0.4)
    code, log = server.stop(number)
    asking.join()
    assert answers[0][0] == 200
    assert answers[0][2]["connection"] == "close"
    assert code == 0
    assert "Stopping after the request in hand" in log
    assert log.rstrip().endswith("Stopped")


def test_a_second_signal_ends_it_at_once(start) -> None:
    server = start("--family", "stub", POLYGLOT_STUB_SLEEP="3")
    with contextlib.suppress(OSError):
        line = socket.create_connection(("127.0.0.1", server.port))
        body = json.dumps(REQUEST).encode()
        head = f"POST /invocations HTTP/1.1\r\ncontent-length: {len(body)}\r\n\r\n"
        line.sendall(head.encode() + body)
    time.sleep(0.3)
    server.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert server.process.poll() is None
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=10) == 130


def test_being_killed_in_mid_request_breaks_the_connection(start) -> None:
    server = start("--family", "stub", POLYGLOT_STUB_SLEEP="3")
    threading.Timer(0.4, server.process.kill).start()
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        server.post()


def test_it_is_not_ready_before_the_model_is(start, seamless_folder: Path) -> None:
    server = start("--model-dir", str(seamless_folder), ready=False)
    assert server.get("/ping")[0] == 503
    status, reply, headers = server.post()
    assert (status, reply["error"]["code"]) == (503, "UNAVAILABLE")
    assert headers["retry-after"] == "5"
    server.wait()
    status, reply, _ = server.post()
    assert status == 200
    assert reply["results"][0]["srcTokens"] > 3
    assert "Ready: tiny-seamless (seamless/transformers), 9 languages" in server.stop()[1]


def test_a_model_that_cannot_be_loaded_ends_it_with_the_reason(start, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    server = start("--model-dir", str(tmp_path), ready=False)
    _, errors = server.process.communicate(timeout=60)
    assert server.process.returncode == 1
    assert "the model cannot be loaded: ValueError" in errors
    assert "is of a model of type 'bert'" in errors
