"""A chat model server on loopback that speaks the real protocol and misbehaves on demand. Records every byte it is sent.

Headers and body leave in one packet (buffered, TCP_NODELAY): written apart, Nagle and delayed ACK add 40 ms to every call.
"""

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NUMBERED = re.compile(r"^\[(\d+)\] ", re.MULTILINE)
SECTION = re.compile(r"^## .*$", re.MULTILINE)
QUESTIONS = (
    "needs_source needs_participation role_owner role_partner plan_time joint_planning effort_amount target_reason use_owner use_partner "
    "partner_travel coordinator_reason sami_how sami_reason sami_mention continuation_status unfinished ai_instruction"
).split()


@dataclass
class Answer:
    """What the server does with one request. `text` is the model's answer; `body` replaces the whole response."""

    text: str | None = ""
    finish: str = "stop"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    delay: float = 0.0
    drip: float = 0.0
    refusal: str | None = None
    tool: bool = False
    hang_up: bool = False


def error(status, code="", message="nei", headers=None):
    return Answer(
        status=status, headers=headers or {}, body=json.dumps({"error": {"message": message, "code": code, "type": code}}).encode()
    )


def pointing(request):
    """A plausible answer: every unit under a lettered section bears on its criterion."""
    user = next(message["content"] for message in request["messages"] if message["role"] == "user")
    units, questions = [], {name: [] for name in QUESTIONS}
    for section in re.split(r"^(?=## )", user, flags=re.MULTILINE)[1:]:
        head = section.splitlines()[0]
        criterion = re.search(r"\(kriterium: (\w+)\)", head)
        numbers = [int(number) for number in NUMBERED.findall(section)]
        if criterion:
            units += [{"unit": number, "criteria": [criterion[1]], "roles": ["aktivitet"]} for number in numbers]
        elif head.startswith("## 1 "):
            questions["needs_source"] += numbers[:1]
    return json.dumps({"units": units, "vague": [], "questions": questions})


class ModelServer:
    """`plan(request, index)` gives an Answer, or None for the plausible one."""

    def __init__(self, plan: Callable | None = None, delay: float = 0.0):
        self.plan = plan or (lambda request, index: None)
        self.delay = delay
        self.requests, self.raw, self.paths, self.headers = [], [], [], []
        self.in_flight = self.most_in_flight = 0
        self.files, self.batches = {}, {}
        self._guard = threading.Lock()
        self._server = _Listening(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def port(self):
        return self._server.server_address[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def record(self, path, headers, raw):
        with self._guard:
            self.raw.append(raw)
            self.paths.append(path)
            self.headers.append(headers)
            request = json.loads(raw) if raw[:1] == b"{" else {}
            self.requests.append(request)
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            return request, len(self.requests) - 1

    def left(self):
        with self._guard:
            self.in_flight -= 1

    @property
    def sent(self):
        """Everything that ever came, as text: bodies and headers."""
        heads = "\n".join(f"{name}: {value}" for headers in self.headers for name, value in headers.items())
        bodies = "\n".join(json.dumps(request, ensure_ascii=False) for request in self.requests)
        return f"{heads}\n{bodies}\n" + b"\n".join(self.raw).decode("utf-8", "replace")


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """A client that gives up is part of the tests."""


def completion(answer: Answer, request, text):
    message = {"role": "assistant", "content": text, "refusal": answer.refusal}
    if answer.tool:
        call = {"id": "c1", "type": "function", "function": {"name": "peker", "arguments": text}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    written = sum(len(item["content"]) for item in request.get("messages", [])) // 3
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": request.get("model", "m"),
        "choices": [{"index": 0, "message": message, "finish_reason": answer.finish}],
        "usage": {
            "prompt_tokens": written,
            "completion_tokens": len(text or "") // 3,
            "total_tokens": 0,
            "prompt_tokens_details": {"cached_tokens": 10},
        },
    }


def _handler(server: ModelServer):
    return type("Handler", (_Handler,), {"server_of_tests": server})


class _Handler(BaseHTTPRequestHandler):
    server_of_tests: ModelServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server_of_tests.record(self.path, dict(self.headers), b"")
        self.server_of_tests.left()
        if "/batches/" in self.path:
            return self._give(200, {}, json.dumps(self.server_of_tests.batches[self.path.rsplit("/", 1)[1]]).encode())
        if self.path.endswith("/content"):
            return self._give(200, {}, self.server_of_tests.files[self.path.split("/")[-2]])
        return self._give(404, {}, b"{}")

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request, index = self.server_of_tests.record(self.path, dict(self.headers), raw)
        try:
            if self.path.startswith("/v1/files"):
                return self._file(raw)
            if self.path.startswith("/v1/batches"):
                return self._batch(request)
            return self._answer(request, index)
        finally:
            self.server_of_tests.left()

    def _answer(self, request, index):
        answer = self.server_of_tests.plan(request, index) or Answer(text=None)
        time.sleep(answer.delay or self.server_of_tests.delay)
        if answer.hang_up:
            self.close_connection = True
            return self.connection.close()
        text = pointing(request) if answer.text is None else answer.text
        body = answer.body if answer.body is not None else json.dumps(completion(answer, request, text)).encode()
        if answer.drip:
            return self._drip(body, answer.drip)
        return self._give(answer.status, answer.headers, body)

    def _give(self, status, headers, body):
        self.send_response(status)
        headers = {"Content-Type": "application/json", **headers, "Content-Length": str(len(body))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _drip(self, body, pause):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(pause)

    def _file(self, raw):
        found = raw.split(b"\r\n\r\n")
        part = next(piece for piece in found if b'"custom_id"' in piece)
        name = f"file-{len(self.server_of_tests.files)}"
        self.server_of_tests.files[name] = part.split(b"\r\n--")[0]
        self._give(
            200,
            {},
            json.dumps(
                {"id": name, "object": "file", "bytes": 1, "created_at": 1, "filename": "f", "purpose": "batch", "status": "processed"}
            ).encode(),
        )

    def _batch(self, request):
        name = f"batch-{len(self.server_of_tests.batches)}"
        batch = {"id": name, "object": "batch", "endpoint": "/v1/chat/completions", "input_file_id": request["input_file_id"]}
        batch |= {"completion_window": "24h", "created_at": 1, "status": "in_progress", "output_file_id": None}
        self.server_of_tests.batches[name] = batch
        self._give(200, {}, json.dumps(batch).encode())


def finish_batches(server, fails=()):
    """Do what OpenAI does overnight. `fails` are line numbers that get no answer."""
    for batch in server.batches.values():
        if batch["status"] != "in_progress":
            continue
        lines = [json.loads(line) for line in server.files[batch["input_file_id"]].decode().splitlines()]
        out = [
            {
                "custom_id": line["custom_id"],
                "response": {"status_code": 200, "body": completion(Answer(), line["body"], pointing(line["body"]))},
            }
            for number, line in enumerate(lines)
            if number not in fails
        ]
        name = f"file-{len(server.files)}"
        server.files[name] = "\n".join(json.dumps(line) for line in out).encode()
        batch |= {"status": "completed", "output_file_id": name}
