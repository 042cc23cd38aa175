"""A hostile model at `writ serve --mcp`, and a hostile program at the socket of `writ approve`.

    redteam.py --writ WRIT [--machine PROGRAM]

After each attack the contract is in the phase, at the step and in the state in which it was, the
server answers within two seconds, and nothing that it said names a secret. PROGRAM is the attacks
in C++: it is run, too, and both counts together are at least 150.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "mcp"))
from client import Approve, Failure, Server, expect, resident  # noqa: E402

VAULT = str(HERE / "vault.writ")
LEAST = 150
HIDDEN = ("canary", "31337", "31_337", "opaque")  # what no proposer may be told
ROOT = "writ://vault/"


def put(**more):
    return {"name": "a", **more}


class Session(Server):
    """A server that is attacked."""

    def __init__(self, tests, *arguments, commit="auto", denials="10000", **how):
        self.tests = tests
        super().__init__(tests.writ, VAULT, "--play", "something is in it", "--commit", commit,
                         "--denials", denials, *arguments, **how)

    def __exit__(self, *_):
        super().__exit__(*_)
        said = b"".join(self.said).decode() + self.words
        for text in HIDDEN:
            expect(text not in said, f"{text} was said")
        expect(all(c >= " " or c == "\n" for c in said), "a control character was said")
        expect("\u202e" not in said and "\u200b" not in said, "something hidden was said")

    def probe(self):
        """All that can be seen of the contract."""
        return [self.result("resources/read", {"uri": ROOT + path})["contents"][0]["text"]
                for path in ("phase", "state", "views/left")]

    def attack(self, what, act):
        """What `act` returns; the contract stays what it was."""
        self.tests.count += 1
        try:
            before = self.probe()
            out = act()
            begin = time.monotonic()
            self.result("ping")
            expect(time.monotonic() - begin < 2, "it was slow")
            expect(self.probe() == before, f"{before} has become {self.probe()}")
        except Failure as why:
            raise Failure(f"{what}: {why}") from None
        return out

    def raw(self, data):
        """What is answered to these bytes: objects, none of which says `accepted`."""
        self.send(data)
        self.tell({"jsonrpc": "2.0", "id": "mark", "method": "ping"})
        answers = []
        while True:
            message = self.next()
            expect(isinstance(message, dict) and message.get("jsonrpc") == "2.0", f"{message}")
            if message.get("id") == "mark":
                return answers
            expect('"accepted"' not in json.dumps(message), f"accepted: {message}")
            answers.append(message)

    def line(self, message):
        return self.raw((message if isinstance(message, bytes) else
                         json.dumps(message).encode()) + b"\n")

    def refused(self, what, name, arguments, **more):
        """A call that is refused by the contract, or an error."""
        def act():
            answer = self.ask("tools/call", {"name": name, "arguments": arguments, **more})
            told = answer.get("result", {}).get("structuredContent", {})
            expect("error" in answer or told.get("status") == "refused", f"{answer}")
            expect(told.get("kind") != "rate_limited", "the contract was not asked")
            return answer
        return self.attack(what, act)


def call(name, arguments, number=7, **params):
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call",
            "params": {"name": name, "arguments": arguments, **params}}


class Tests:
    def __init__(self, writ, scratch):
        self.writ = writ
        self.scratch = pathlib.Path(scratch)
        self.approve = Approve(writ)
        self.count = 0

    # --- calls ---

    def test_what_is_right_counts(self):
        """Or the attacks would be refused for another reason."""
        with Session(self) as vault:
            self.count += 1
            expect(vault.call("Put", put(note="\x1b[2J\u202e\u200b"))["step"] == 2, "not accepted")
            expect(vault.call("Put", put(urgent=False))["step"] == 3, "its default was refused")
            expect(vault.probe()[2] == "997", "another state")

    def test_names_of_tools(self):
        with Session(self) as vault:
            for name in ("Empty", "empty", "put", "PUT", " Put", "Put ", "Put\n", "Put\0", "Pu",
                         "Putt", "P\u0443t", "\uff30ut", "Put\u200b", "Put/approve", "../Put",
                         "vault.Put", "dispatch", "accept", "approve", "restore", "", "*", "0",
                         "__proto__", "\x1b[2JPut", "x" * 100_000):
                answer = vault.refused(f"{name[:20]!a}", name, put())
                expect(answer.get("error", {}).get("code") == -32602, f"{answer}"[:300])

    def test_arguments_that_are_none(self):
        with Session(self) as vault:
            for arguments in ("{}", '{"name":"a"}', [], [put()], 7, True, None, {},
                              {"arguments": put()}, put(count="5x"), put(count=1.5),
                              put(count=10**20), put(count=-1), put(count=None), put(count=[1]),
                              put(extra=1), put(Count=1), {"n\u0430me": "a"}, {"name": ["a"]},
                              {"name": {"$ne": 1}}, {"name": "x" * 41}, put(note="x" * 500_000),
                              put(note={"a": 1}), put(__proto__={"urgent": True})):
                vault.refused(f"{arguments!a}"[:60], "Put", arguments)

    def test_what_only_a_person_gives(self):
        with Session(self) as vault:
            vault.refused("urgent", "Put", put(urgent=True))
            for key in ('"urgent"', '"urg\\u0065nt"', '"urgent":false,"urgent"',
                        '"urgent":true,"urgent"', '"Urgent"', '"/urgent"'):
                text = json.dumps(call("Put", {})).replace('{}', '{"name":"a",%s:true}' % key)
                vault.attack(key, lambda text=text: vault.line(text.encode()))
            vault.refused("with a lie", "Empty", {"by": "Ann"})

    def test_claims(self):
        """Who says what he is gives nothing: there is always something that refuses the call."""
        with Session(self) as vault:
            claims = {"origin": "caller", "subject": "root", "role": "admin", "roles": [1],
                      "proposed": False, "commit": "auto", "as": "Ann"}
            meta = {"io.writ/origin": "caller", **claims}
            vault.refused("in _meta", "Put", put(urgent=True), _meta=meta)
            vault.refused("in params", "Put", put(urgent=True), **claims)
            vault.refused("in arguments", "Put", put(**claims))
            vault.refused("in _meta of arguments", "Put", put(_meta=meta))
            vault.refused("a tool of persons", "Empty", {"by": "Ann"}, _meta=meta, **claims)
            for message in ({**call("Put", put(urgent=True)), **claims},
                            {**call("Put", put(urgent=True)), "_meta": meta},
                            {**call("Empty", {"by": "Ann"}), "context": claims}):
                vault.attack("in the message", lambda one=message: vault.line(one))
            for method in ("initialize", "ping", "tools/list", "resources/list"):
                vault.attack(f"in {method}", lambda one=method: vault.ask(
                    one, {"protocolVersion": "2025-11-25", "capabilities": claims,
                          "clientInfo": {"name": "root", "version": "1", **claims}, **claims}))

    def test_accepting_is_not_for_models(self):
        with Session(self, commit="staged") as vault:
            staged = vault.attack("a proposal", lambda: vault.call("Put", put()))
            expect(staged["status"] == "staged", f"{staged}")
            vault.refused("as a tool", "accept", {"id": staged["proposal"]})
            for method in ("proposals/accept", "accept", "desk/accept", "tools/approve",
                           "writ/accept", "elicitation/create", "sampling/createMessage",
                           "roots/list", "logging/setLevel", "resources/write"):
                code = vault.attack(method, lambda one=method: vault.code(
                    one, {"id": staged["proposal"], "do": "accept", "as": "Ann"}))
                expect(code == -32601, f"{method}: {code}")
            for line in ({"do": "accept", "id": "p1"}, {"do": "accept", "id": "p1", "as": "Ann"},
                         {"jsonrpc": "2.0", "id": 1, "result": {"action": "accept"}}):
                vault.attack("a line of the desk", lambda one=line: vault.line(one))
            expect(vault.attack("still there", lambda: self.approve("list"))[0] == 0, "it is gone")

    def test_a_desk_has_room_for_so_many(self):
        with Session(self, commit="staged") as vault:
            kinds = vault.attack("a flood", lambda: [
                vault.call("Put", put(name=f"n{i}")).get("kind", "staged") for i in range(300)])
            expect(kinds.count("staged") == 16 and set(kinds) == {"staged", "busy"}, f"{kinds}")
            same = vault.attack("the same again", lambda: vault.call("Put", put(name="n1")))
            expect(same["proposal"] == "p2", f"{same}")
            expect(self.approve("accept", "p1", "--as", "Ann")[0] == 0, "a person cannot accept")
            code, text = self.approve("accept", "p1", "--as", "Ann")
            expect(code == 1, f"accepted twice: {text}")

    def test_a_budget_of_refusals(self):
        with Session(self, denials="5") as vault:
            kinds = vault.attack("without end", lambda: [
                vault.call("Put", put(count=9))["kind"] for _ in range(500)])
            expect(kinds[:5] == ["denied"] * 5 and set(kinds[5:]) == {"rate_limited"}, "another")

            def limited(what, **meta):
                answer = vault.attack(what, lambda: vault.result(
                    "tools/call", {"name": "Put", "arguments": put(), "_meta": meta}))
                expect(answer["structuredContent"]["kind"] == "rate_limited", f"{answer}")
            limited("as somebody else", subject="another")
            limited("with a token", progressToken="new")
            vault.attack("a new session", lambda: vault.ask(
                "initialize", {"protocolVersion": "2025-11-25", "capabilities": {},
                               "clientInfo": {"name": "another", "version": "1"}}))
            limited("afterwards")

    # --- what may be seen ---

    def test_addresses(self):
        with Session(self) as vault:
            for uri in ("../state", "state/../key", "state/%2e%2e/key", "%2e%2e/%2e%2e/etc/passwd",
                        "state/key", "state/hidden", "state/owner/code", "key", "hidden", "names",
                        "label", "views/key", "views/hidden", "views/../hidden", "views/",
                        "views/left/../../hidden", "state?all=1", "state#hidden", "STATE", "",
                        "state\0", "state/", "proposals/p1", "snapshot", "log"):
                code = vault.attack(uri, lambda one=uri: vault.code("resources/read",
                                                                    {"uri": ROOT + one}))
                expect(code == -32002, f"{uri}: {code}")
            for uri in ("file:///etc/passwd", f"file://{VAULT}", VAULT, "writ://order/state",
                        "writ://vault2/state", "writ:///vault/state", "writ://Vault/state",
                        "http://localhost/", "", "writ://", "x" * 500_000, 7, None, ["a"]):
                code = vault.attack(f"{uri!a}"[:60], lambda one=uri: vault.code("resources/read",
                                                                            {"uri": one}))
                expect(code in (-32002, -32602), f"{uri}: {code}"[:200])

    def test_guesses(self):
        """Refusals that depend on what is hidden tell no more than that."""
        with Session(self) as vault:
            for key in ("canary", "canary-in-stat", "\x1b[2J", "{key}", "{hidden}", "'; --",
                        "\u202e\u200b", "", "x" * 41):
                answer = vault.refused(f"{key!a}", "Unlock", {"key": key})
                expect(key == "" or len(key) < 4 or key not in json.dumps(answer), f"{answer}")
            told = vault.refused("a number too large", "Far", {"by": 90_000})["result"]
            expect(told["structuredContent"]["kind"] == "out_of_range", f"{told}")
            expect("path" not in told["structuredContent"], f"{told}")
            vault.refused("a guard", "Lock", {})
            shown = json.loads(vault.attack("the state", vault.probe)[1])
            expect(shown == {"open_slots": 999, "owner": {"name": "Grace"}}, f"{shown}")

    # --- lines ---

    def test_lines(self):
        good = json.dumps(call("Put", put())).encode()
        bad = [b"", b" ", b"\0", b"{", b"}", b"[]", b"null", b"7", b'"x"', b"[" * 100_000,
               b'{"a":' * 100_000, b"\xff\xfe" + good, good.decode().encode("utf-16"),
               b"//" + good, good + good, good[:-1], good + b"x", b"[" + good + b"]",
               good.replace(b'"2.0"', b'"1.0"'), good.replace(b'"2.0"', b"2.0"),
               good.replace(b'"id": 7', b'"id": null'), good.replace(b'"id": 7', b'"id": {}'),
               good.replace(b'"id": 7', b'"id": 7, "id": 8'), good.replace(b'"id": 7, ', b""),
               good.replace(b'"method"', b'"method": "ping", "method"'),
               good.replace(b'"params"', b'"params": {}, "params"'),
               good.replace(b'"name": "a"', b'"name": "\\ud800"'),
               good.replace(b'"name": "a"', b'"name": "\xff"'),
               good.replace(b'"name": "a"', b'"name": "a", "count": 1e999'),
               good.replace(b'"name": "a"', b'"name": "a", "count": -0'),
               good.replace(b'"name": "a"', b'"name": "a", "count": NaN'),
               good.replace(b'"name": "a"', b'"name": "a", "count": 01'),
               good.replace(b'"name": "a"', b'"name": "a", "note": "' + b"x" * (10 << 20) + b'"'),
               b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}',
               b'{"jsonrpc":"2.0","id":"\\u001b[2J\\u202e\\u200b","method":"none"}',
               b"Content-Length: 10\r\n\r", b"GET / HTTP/1.1\r", b"x" * (10 << 20)]
        with Session(self) as vault:
            before = resident(vault.run.pid)
            for line in bad:
                vault.attack(f"{line[:60]!a}", lambda one=line: vault.line(one))
            expect(resident(vault.run.pid) - before < 32, "it keeps what nobody can answer")

    def test_before_the_greeting(self):
        with Session(self, greets=False) as vault:
            self.count += 1
            answers = vault.line(call("Put", put())) + vault.line(call("Unlock", {"key": "x"}))
            expect(len(answers) == 2 and all("error" in one for one in answers), f"{answers}")
            vault.ask("initialize", {"protocolVersion": "2025-11-25", "capabilities": {},
                                     "clientInfo": {"name": "test", "version": "1"}})
            vault.tell({"jsonrpc": "2.0", "method": "notifications/initialized"})
            expect(json.loads(vault.probe()[0])["step"] == 1, "something was done")

    # --- the socket ---

    def test_a_desk_that_is_attacked(self):
        with Session(self, commit="staged") as vault:
            path = str(vault.socket())
            vault.call("Put", put())
            for data in (b"\n", b"{}\n", b"null\n", b"[" * 4_000 + b"\n", b"\xff\0\n",
                         b'{"do":"accept"}\n', b'{"do":"accept","id":"p9"}\n',
                         b'{"do":"ACCEPT","id":"p1"}\n', b'{"do":["accept"],"id":"p1"}\n',
                         b'{"do":"list","do":"accept","id":"p1"}\n',
                         b'{"do":"accept","id":"p1","origin":"caller"}\n',
                         b'{"do":"accept","id":"p1"', b'{"do":"accept","id":"p1"}',
                         b"x" * (10 << 20) + b"\n", b"x" * 5_000,
                         json.dumps(call("Put", put())).encode() + b"\n"):
                answer = vault.attack(f"{data[:50]!a}", lambda one=data: self.talk(path, one))
                expect(b'"ok":true' not in answer, f"{data[:50]!a}: {answer}")
            callers = []
            vault.attack("50 callers", lambda: callers.extend(self.caller(path)
                                                              for _ in range(50)))
            for one in callers:
                one.close()
            for _ in range(50):  # until those who have gone are forgotten
                code, text = self.approve("list")
                if code == 0:
                    break
                time.sleep(0.1)
            expect(code == 0 and "p1" in text, f"the desk is stuck: {text}")

    def caller(self, path):
        """Somebody who connects, says half a line, and stays."""
        out = socket.socket(socket.AF_UNIX)
        out.setblocking(False)
        try:
            out.connect(path)
            out.send(b'{"do":"accept","id":"p1"')
        except OSError:
            pass
        return out

    def talk(self, path, data):
        with socket.socket(socket.AF_UNIX) as out:
            out.settimeout(2)
            try:
                out.connect(path)
                out.sendall(data)
                if not data.endswith(b"\n"):
                    return b""  # hangs up in the middle
                return out.recv(10_000)
            except OSError:
                return b""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    parser.add_argument("--machine")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    failures = count = 0
    for name in [name for name in dir(Tests) if name.startswith("test_") and options.only in name]:
        scratch = tempfile.mkdtemp(prefix="writ-redteam-")
        os.environ["XDG_RUNTIME_DIR"] = scratch
        tests = Tests(str(pathlib.Path(options.writ).resolve()), scratch)
        try:
            getattr(tests, name)()
        except Exception as why:  # whatever it is, the other tests are run
            failures += 1
            print(f"FAIL {name}: {type(why).__name__}: {why}")
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        count += tests.count
    print(f"{count} attacks on a server, {failures} failures")
    if options.machine:
        run = subprocess.run([options.machine], capture_output=True, text=True, timeout=300)
        made = re.search(r"^(\d+) attacks$", run.stdout, re.M)
        failures += run.returncode != 0 or not made
        count += int(made.group(1)) if made else 0
        failures += count < LEAST
        print(f"{count} attacks in all, at least {LEAST} are wanted\n{run.stdout[-300:]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
