"""What a worker process does: one call after the other, until whoever started it is done or gone."""

from __future__ import annotations

import importlib
import os
import pickle
import shutil
import signal
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from reportgen.build.worker import serve; serve(int(sys.argv[1]), sys.argv[3:])"
)
"""The program of a worker: its arguments are a socket, the caller's `sys.path` as JSON, and modules to begin with.

The caller's `__main__` is not imported: a script needs no guard.
"""
Answer = tuple[bool, object]
"""Whether the call returned, and what; else what it raised."""


def serve(socket: int, modules: Sequence[str]) -> None:
    """Answers calls that come through a socket, pickled, each a callable without arguments.

    Says when it is ready, with the modules imported. The standard input is a pipe that ends when the caller ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is interrupted ends the workers
    threading.Thread(target=_end_with_caller, daemon=True).start()
    for module in modules:
        with suppress(Exception):  # a call that needs it will say what is missing
            importlib.import_module(module)
    connection = Connection(socket)
    with suppress(EOFError, OSError):  # the caller has closed its end
        connection.send(None)
        while True:
            connection.send_bytes(_pickled(_answer(connection.recv_bytes())))


def _answer(call: bytes) -> Answer:
    try:
        return True, pickle.loads(call)()
    except Exception as error:  # noqa: BLE001 (it is the caller's)
        return False, error


def _pickled(answer: Answer) -> bytes:
    try:
        data = pickle.dumps(answer)
        pickle.loads(data)  # some exceptions cannot be read back
    except Exception as error:  # noqa: BLE001 (pickling runs code of the value)
        return pickle.dumps((False, RuntimeError(f"{answer[1]!r} cannot be passed on: {error!r}")))
    return data


def _end_with_caller() -> None:
    """Ends the process when the caller is gone, in the midst of a call too, and leaves no temporary file."""
    with suppress(OSError):
        while os.read(0, 1):
            pass
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)  # its own: see `Workers`
    os._exit(1)  # noqa: TID251 (nobody is left to be told)
