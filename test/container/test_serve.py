"""What `serve.py` answers, and what it says to wrong arguments."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from conftest import CONTAINER
from serving import REQUEST, Server


@pytest.fixture(scope="module")
def stub() -> Iterator[Server]:
    server = Server("--family", "stub")
    yield server
    assert server.stop()[0] == 0


def test_the_first_line_is_the_address_on_this_machine_only(stub: Server) -> None:
    assert stub.address == f"http://127.0.0.1:{stub.port}"
    status, reply, headers = stub.post()
    assert (status, reply["results"][0]["text"]) == (200, "[spa] Hello.")
    assert headers["content-type"] == "application/json; charset=utf-8"


def test_the_path_of_the_aws_client_works_too(stub: Server) -> None:
    status, reply, _ = stub.post(path="/endpoints/polyglot-main/invocations")
    assert (status, reply["results"][0]["text"]) == (200, "[spa] Hello.")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/invocations", 405),
        ("POST", "/", 404),
        ("POST", "/endpoints/a/b/invocations", 404),
    ],
)
def test_other_paths_are_refused_in_json(stub: Server, method: str, path: str, status: int) -> None:
    given, reply, headers = stub.send(method, path, b"{}" if method == "POST" else None)
    assert given == status
    assert path in reply["error"]["message"]
    assert (headers.get("allow") == "POST") == (status == 405)


def test_what_is_not_json_is_refused(stub: Server) -> None:
    status, reply, _ = stub.post(b"{")
    assert (status, reply["error"]["code"]) == (400, "BAD_REQUEST")
    assert "not JSON" in reply["error"]["message"]


def test_what_a_foreign_page_could_send_unasked_is_refused(stub: Server) -> None:
    for kind in ("text/plain;charset=UTF-8", "application/x-www-form-urlencoded"):
        status, reply, _ = stub.post(content_type=kind)
        assert status == 415
        assert "content-type: application/json is expected" in reply["error"]["message"]


def test_pages_are_refused_whatever_they_send(stub: Server) -> None:
    # A browser names the page of every POST; a body without a type is sent without being asked
    # first, and after DNS rebinding so is JSON.
    for origin in ("https://example.org", "null", "http://127.0.0.1:8080"):
        for kind in ({}, {"content-type": "application/json"}):
            headers = {"origin": origin, **kind}
            status, reply, _ = stub.send("POST", "/invocations", b"{}", headers)
            assert (status, reply["error"]["code"]) == (403, "REFUSED")
            assert "web page" in reply["error"]["message"]


def test_a_body_that_is_too_large_gets_an_answer_and_not_a_broken_connection(stub: Server) -> None:
    status, reply, _ = stub.post(b" " * 25_000_001)
    assert status == 413
    assert "25000000 at most" in reply["error"]["message"]


def test_a_body_without_a_length_is_refused(stub: Server) -> None:
    with socket.create_connection(("127.0.0.1", stub.port), timeout=20) as line:
        line.sendall(b"POST /invocations HTTP/1.1\r\nhost: x\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 411")


def test_a_connection_is_used_again(stub: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", stub.port, timeout=20)
    headers = {"content-type": "application/json"}
    with contextlib.closing(connection):
        for _ in range(3):
            connection.request("POST", "/invocations", json.dumps(REQUEST), headers)
            assert connection.getresponse().read().startswith(b'{"v": 1, "results"')
            line = connection.sock
            assert line is not None


def test_a_client_that_leaves_in_the_middle_of_a_body_hurts_nobody(stub: Server) -> None:
    with socket.create_connection(("127.0.0.1", stub.port)) as line:
        line.sendall(b"POST /invocations HTTP/1.1\r\ncontent-length: 1000\r\n\r\n{")
    assert stub.post()[0] == 200


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (["--port", "x"], "'x' is no port; 0 to 65535 is expected", 2),
        (["--model-dir", "/nowhere"], "--model-dir /nowhere has no config.json", 1),
        (["--family", "gpt"], "invalid choice: 'gpt'", 2),
        (["--model-dir", ".", "--model", "x"], "not allowed with", 2),
    ],
)
def test_wrong_arguments_end_it_with_words(arguments: list[str], words: str, code: int) -> None:
    command = [sys.executable, str(CONTAINER / "serve.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert words in done.stderr


def test_a_port_that_is_taken_is_named(stub: Server) -> None:
    command = [sys.executable, str(CONTAINER / "serve.py"), "--family", "stub"]
    command += ["--port", str(stub.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{stub.port}" in done.stderr
    assert done.stderr.rstrip().endswith("try --port 0")
