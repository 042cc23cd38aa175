"""A client of `writ serve --mcp`, as little of one as the tests need."""

import json
import os
import pathlib
import queue
import subprocess
import threading

SECONDS = 10
CALLER = {"protocolVersion": "2025-11-25", "capabilities": {},
          "clientInfo": {"name": "test", "version": "1"}}


class Failure(Exception):
    """Something did not come out as it must."""


def expect(condition, why):
    if not condition:
        raise Failure(why)


class Server:
    """A server on pipes. All that it says is kept, and must be lines of JSON."""

    def __init__(self, writ, contract, *arguments, greets=True):
        self.run = subprocess.Popen([writ, "serve", "--mcp", contract, *arguments],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE)
        self.lines = queue.Queue()
        self.said = []
        self.notices = []
        self.count = 0
        self.words = ""
        threading.Thread(target=self.hear, daemon=True).start()
        threading.Thread(target=self.hear_words, daemon=True).start()
        if greets:
            self.ask("initialize", CALLER)
            self.tell({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.run.kill()
        self.run.wait()

    def hear(self):
        for line in self.run.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def hear_words(self):
        for line in self.run.stderr:
            self.words += line.decode()

    def send(self, data):
        self.run.stdin.write(data)
        self.run.stdin.flush()

    def tell(self, message):
        self.send(json.dumps(message).encode() + b"\n")

    def next(self, seconds=SECONDS):
        """The next message that comes."""
        try:
            line = self.lines.get(timeout=seconds)
        except queue.Empty:
            raise Failure("the server says nothing") from None
        expect(line is not None, f"the server has ended: {self.words}")
        expect(line.endswith(b"\n"), "half a line")
        self.said.append(line)
        return json.loads(line)

    def answer(self, number):
        """The answer to a request; notices that come before it are kept."""
        while True:
            message = self.next()
            if "method" not in message:
                expect(message["id"] == number, f"an answer to something else: {message}")
                return message
            self.notices.append(message["method"])

    def notice(self):
        """The next notice; it may have come already."""
        if not self.notices:
            self.notices.append(self.next()["method"])
        return self.notices.pop(0)

    def ask(self, method, params=None):
        self.count += 1
        message = {"jsonrpc": "2.0", "id": self.count, "method": method}
        if params is not None:
            message["params"] = params
        self.tell(message)
        return self.answer(self.count)

    def result(self, method, params=None):
        answer = self.ask(method, params)
        expect("result" in answer, f"{method}: {answer}")
        return answer["result"]

    def code(self, method, params=None):
        """Of an error."""
        return self.ask(method, params).get("error", {}).get("code")

    def tools(self):
        return [tool["name"] for tool in self.result("tools/list")["tools"]]

    def call(self, name, arguments=None):
        """What comes of a call, as an object; whether it is an error is looked at."""
        params = {"name": name}
        if arguments is not None:
            params["arguments"] = arguments
        result = self.result("tools/call", params)
        content = result["structuredContent"]
        expect(result["isError"] == (content["status"] == "refused"), f"an error or not: {result}")
        expect(result["content"][0]["text"], "no words")
        return content

    def read(self, path):
        result = self.result("resources/read", {"uri": f"writ://boat/{path}"})
        return json.loads(result["contents"][0]["text"])

    def socket(self):
        """Where it listens; waits until it says so."""
        for _ in range(SECONDS * 100):
            if "`" in self.words and self.words.endswith("\n"):
                return pathlib.Path(self.words.split("writ approve ")[1].split("`")[0])
            threading.Event().wait(0.01)
        raise Failure("the server does not say where it listens")

    def end(self, how=None):
        """Ends it, by a signal or the end of its input; its exit code."""
        if how:
            self.run.send_signal(how)
        else:
            self.run.stdin.close()
        return self.run.wait(SECONDS)


class Approve:
    """`writ approve`."""

    def __init__(self, writ):
        self.writ = writ

    def __call__(self, *arguments):
        run = subprocess.run([self.writ, "approve", *map(str, arguments)], capture_output=True,
                             text=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
        return run.returncode, run.stdout + run.stderr


def resident(pid):
    """How much memory a process has, in MiB."""
    pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
