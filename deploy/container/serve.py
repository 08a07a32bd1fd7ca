"""Serves the container's own handler on a machine of one's own: see `python serve.py --help`."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import os
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "code"))

import inference
from http_service import Service
from models import ENGINES, FAMILIES
from weights import MODELS

HERE = Path(__file__).resolve().parent

HELP = """
The first line on standard output is the address, for --translator:

  polyglot translate --translator http:http://127.0.0.1:8080

GET /ping answers 503 until the model is loaded, then 200. One request is
worked on at a time. Ctrl-C lets it finish; a second one does not.

examples:
  python serve.py --family stub               without a model, to try things out
  python serve.py --model madlad400-3b-mt     from the Hugging Face hub, once
  python serve.py --model-dir ./model         from a folder, without a network

needs: torch, and what requirements.txt names (the stub needs neither)
"""


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line. Ends the process, with words, for what is wrong."""
    parser = argparse.ArgumentParser(
        prog="serve.py",
        description="Serves a translation model over HTTP, on this machine's GPU or CPU.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--model-dir", metavar="DIR", help="folder with config.json and weights")
    names = ", ".join(MODELS)
    which.add_argument(
        "--model",
        metavar="NAME",
        help=f"{names}, or a repository on the hub (default: {next(iter(MODELS))})",
    )
    parser.add_argument(
        "--family", choices=FAMILIES, help="kind of model (default: what the model's files say)"
    )
    parser.add_argument("--engine", choices=ENGINES, help="what runs it (default: auto)")
    parser.add_argument("--port", type=_port, default=8080, help="0 takes a free one (8080)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)"
    )
    parser.add_argument(
        "--token",
        default=os.environ.get("POLYGLOT_TOKEN") or None,
        help="expected as 'authorization: Bearer TOKEN' (or POLYGLOT_TOKEN)",
    )
    return parser.parse_args(arguments)


def main() -> int:
    given = read_arguments()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    if given.model_dir and not (Path(given.model_dir) / "config.json").is_file():
        return fail(f"--model-dir {given.model_dir} has no config.json; a model's folder has one")
    for name, value in (
        ("POLYGLOT_MODEL_ID", given.model),
        ("POLYGLOT_MODEL_FAMILY", given.family),
        ("POLYGLOT_ENGINE", given.engine),
    ):
        if value:
            os.environ[name] = value
    if not is_loopback(given.host):
        open_to = "with the token" if given.token else "WITHOUT a token: set --token"
        say(f"Listening on {given.host}: other machines can use this server, {open_to}")
    try:
        service = Service((given.host, given.port), inference, given.token)
    except OSError as error:
        return fail(f"cannot listen on {given.host}:{given.port}: {error.strerror}; try --port 0")
    # Shown before the model is there: whoever starts this can ask /ping.
    host = f"[{given.host}]" if ":" in given.host else given.host
    print(f"http://{host}:{service.server_port}", flush=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop(service))
    # Without a config.json, so that what the environment names is taken.
    model_dir = given.model_dir or str(HERE)
    threading.Thread(target=load, args=(service, model_dir), daemon=True).start()
    service.serve_forever(poll_interval=0.1)
    service.finish()
    service.server_close()
    say("Stopped")
    # Not by returning: a model that is still being loaded would be waited for.
    sys.stdout.flush()
    os._exit(0)


def load(service: Service, model_dir: str) -> None:
    say("Loading the model")
    try:
        service.model = inference.model_fn(model_dir)
    except Exception as error:
        fail(f"the model cannot be loaded: {type(error).__name__}: {error}")
        os._exit(1)
    model = service.model.model
    say(f"Ready: {service.model.label} ({model.name}), {len(model.languages)} languages")


def stop(service: Service) -> None:
    if service.stopping:
        os._exit(130)
    service.stopping = True
    say("Stopping after the request in hand; once more to stop at once")
    # From another thread: it waits for the loop that this signal interrupted.
    threading.Thread(target=service.shutdown, daemon=True).start()


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def fail(words: str) -> int:
    say(f"serve.py: {words}")
    return 1


def _port(given: str) -> int:
    if not given.isdigit() or int(given) > 65535:
        raise argparse.ArgumentTypeError(f"'{given}' is no port; 0 to 65535 is expected")
    return int(given)


if __name__ == "__main__":
    sys.exit(main())
