"""`writ serve --mcp` and `writ approve`, driven over pipes and sockets.

    serve.py --writ WRIT [--seed N] [--lines N] [--only PART]

What a model may do, what it gets to see, what a person decides, and what neither should send.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from client import Approve, Server, expect, resident

HERE = pathlib.Path(__file__).resolve().parent
SEVEN = "seven are aboard"
TOOLS = ["Board", "Count", "Unlock", "Cast", "Sink", "Wave"]
CHANGED = "notifications/tools/list_changed"
UNSEEN = ("tell-", "31337", "trips")  # what no proposer may see


def party(seats, name="Bob"):
    return {"party": {"name": name, "seats": seats}}


def merged(arguments, patch):
    """A JSON Merge Patch, applied."""
    if not isinstance(patch, dict):
        return patch
    out = dict(arguments)
    for key, value in patch.items():
        out[key] = merged(out.get(key, {}), value)
    return out


class Tests:
    def __init__(self, options, scratch):
        self.options = options
        self.scratch = pathlib.Path(scratch)
        self.writ = options.writ
        self.boat = str(HERE / "boat.writ")
        self.approve = Approve(options.writ)

    def server(self, *arguments, **how):
        return Server(self.writ, self.boat, *arguments, **how)

    def auto(self, *arguments, **how):
        return self.server("--commit", "auto", *arguments, **how)

    # --- what a model does ---

    def test_a_suggestion_is_followed_until_it_is_accepted(self):
        with self.auto("--play", SEVEN) as server:
            expect(server.tools() == TOOLS, "other tools")
            arguments = {**party(4), "fee": 0.10}
            refused = server.call("Board", arguments)
            expect(refused["next"] == "fixable" and refused["guard"] == "Room", f"{refused}")
            expect(refused["suggest"] == {"party": {"seats": 3}}, f"{refused}")
            arguments = merged(arguments, refused["suggest"])
            accepted = server.call("Board", arguments)
            expect(accepted["step"] == 4, f"{accepted}")
            expect(b'"fee":0.10}' in server.said[-1], "a decimal became something else")
            full = server.call("Board", party(1))
            expect(full["next"] == "final" and full["denials"][0]["final"], f"{full}")
            expect(not server.notices, "a notice of nothing")
            expect(server.call("Cast")["answer"] == 0, "another answer")
            expect(server.notice() == CHANGED, "no notice")
            expect(server.tools() == ["Land"], "other tools")
            late = server.call("Board", {"party": 7})
            expect((late["kind"], late["next"]) == ("no_transition", "final"), f"{late}")
            expect(server.notice() == CHANGED, "a timer is no news")  # after three seconds
            expect(server.read("phase")["phase"] == "Ashore", "another phase")

    def test_all_problems_are_told_at_once(self):
        with self.auto() as server:
            refused = server.call("Board", {"party": {"name": "", "seats": 0.5}, "sea": 1})
            codes = [problem["code"] for problem in refused["problems"]]
            expect(codes == ["length", "type", "unknown"], f"{refused}")
            expect(refused["next"] == "fixable", f"{refused}")

    def test_another_payload_may_find_a_transition(self):
        with self.auto() as server:
            refused = server.call("Wave", {"times": 1})
            expect((refused["kind"], refused["next"]) == ("no_transition", "fixable"), f"{refused}")
            expect(server.call("Wave", {"times": 4})["status"] == "accepted", "not accepted")

    def test_what_only_a_caller_may_give_is_refused(self):
        with self.auto() as server:
            code = server.code("tools/call", {"name": "Empty", "arguments": {"by": "me"}})
            expect(code == -32602, "an intent that is no tool was called")
            refused = server.call("Board", {**party(1), "by": "me"})
            expect((refused["kind"], refused["next"]) == ("not_permitted", "final"), f"{refused}")

    def test_nothing_of_the_state_is_seen_but_what_is_visible(self):
        with self.auto("--play", SEVEN) as server:
            expect(server.read("state") == {
                "free": 3, "harbour": {"name": "Brest", "code": "***"},
                "crew": {"captain": "Grace", "key": "***"}}, "another state")
            expect(server.read("views/left") == 3, "another view")
            uris = [one["uri"] for one in server.result("resources/list")["resources"]]
            expect(uris == [f"writ://boat/{name}"
                            for name in ("phase", "state", "views/left", "proposals")], f"{uris}")
            for path in ("views/pin", "views/", "trips", "state/trips", "STATE", "../state"):
                expect(server.code("resources/read", {"uri": f"writ://boat/{path}"}) == -32002,
                       f"{path} was read")
            # Each of these is refused because of something that is not seen.
            whole = server.call("Count", {"who": "tell-nobody"})
            expect(whole["kind"] == "out_of_range" and "path" not in whole, f"{whole}")
            expect(server.call("Unlock", {"pin": "guess"})["kind"] == "denied", "it was unlocked")
            expect(server.call("Sink")["kind"] == "invariant_violated", "it sank")
            said = b"".join(server.said).decode()
            for text in UNSEEN:
                expect(text not in said, f"{text} was seen")

    def test_many_refusals_cost_time(self):
        with self.auto("--denials", "3", "--play", SEVEN) as server:
            for _ in range(3):
                expect(server.call("Board", party(9))["kind"] == "denied", "not refused")
            wait = server.call("Board", party(1))
            expect(wait["kind"] == "rate_limited" and 0 < wait["wait_seconds"] <= 60, f"{wait}")
            expect(server.read("phase")["step"] == 3, "the contract was asked")

    # --- what a person decides ---

    def test_a_person_accepts(self):
        with self.server("--play", SEVEN) as server:
            staged = server.call("Board", party(3))
            expect((staged["status"], staged["proposal"]) == ("staged", "p1"), f"{staged}")
            expect(server.call("Board", {"party": {"seats": 3, "name": "Bob"}})["proposal"] == "p1",
                   "the same is another one")
            expect(server.call("Board", party(2))["proposal"] == "p2", "another one is the same")
            expect(server.call("Cast")["proposal"] == "p3", "no proposal")
            expect(server.call("Board", party(4))["kind"] == "denied", "it was staged")
            code, text = self.approve("list")
            expect(code == 0 and text.count("Board") == 2 and "Cast" in text, text)
            code, text = self.approve(self.boat, "accept", "p1", "--as", "Ann")
            expect(code == 0 and "step 4" in text, text)
            code, text = self.approve("boat", "show", "p2")
            expect(code == 0 and "refused denied: the boat is full" in text, text)
            code, text = self.approve(server.socket(), "accept", "p2")
            expect(code == 1 and "boat.writ:" in text, text)
            told = {one["proposal"]: one for one in server.read("proposals")}
            expect(told["p1"]["status"] == "accepted" and told["p1"]["step"] == 4, f"{told}")
            expect(told["p2"]["refused"] == "the boat is full", f"{told}")
            expect(self.approve("discard", "p2")[0] == 0, "not discarded")
            expect(self.approve("discard", "p2")[0] == 1, "discarded twice")
            expect(self.approve("accept", "p3")[0] == 0, "not accepted")
            expect(server.notice() == CHANGED, "no notice of what a person did")
            code, text = self.approve()
            expect(code == 1 and "no proposal is waiting" in text, text)

    def test_what_is_shown_to_a_person_hides_secrets_and_controls_no_terminal(self):
        with self.server() as server:
            server.call("Unlock", {"pin": "tell-me"})
            server.call("Board", party(1, "\x1b[31m\u202e\u200b\x9b"))
            code, text = self.approve("list")
            expect(code == 0 and "tell-" not in text and '"pin":"***"' in text, text)
            for odd in "\x1b\u202e\u200b\x9b":
                expect(odd not in text, f"{odd!a} is shown")
            expect(self.approve("accept", "p1")[0] == 0, "the secret was lost")

    def test_as_many_wait_as_may(self):
        with self.server() as server:
            for i in range(16):
                expect(server.call("Count", {"who": f"n{i}"})["status"] == "staged", "not staged")
            full = server.call("Count", {"who": "n16"})
            expect((full["kind"], full["next"]) == ("busy", "fixable"), f"{full}")

    def test_on_a_terminal_each_is_asked_for(self):
        import pty
        with self.server() as server:
            for i in range(3):
                server.call("Count", {"who": f"n{i}"})
            here, there = pty.openpty()
            run = subprocess.Popen([self.writ, "approve"], stdin=there, stdout=there, stderr=there)
            os.close(there)
            os.write(here, b"what\ny\nn\ns\n")
            expect(run.wait(10) == 0, "it failed")
            os.close(here)
            states = [one["status"] for one in server.read("proposals")]
            expect(states == ["accepted", "discarded", "waiting"], f"{states}")

    # --- sockets ---

    def test_only_its_user_reaches_a_socket(self):
        with self.server() as server:
            path = server.socket()
            expect(path.stat().st_mode & 0o777 == 0o600, "the socket is open to others")
            expect(path.parent.stat().st_mode & 0o777 == 0o700, "its folder is open to others")
            if os.geteuid() == 0:  # root may open all, and is asked who it is
                self.open_to_all(path)
                script = ("import os,socket,sys;os.setgid(65534);os.setuid(65534);"
                          "s=socket.socket(socket.AF_UNIX);s.connect(sys.argv[1]);"
                          "s.sendall(b'{\"do\":\"list\"}\\n');sys.exit(len(s.recv(100)))")
                run = subprocess.run([sys.executable, "-c", script, str(path)], timeout=10,
                                     capture_output=True)
                refused = run.returncode == 0 or b"BrokenPipe" in run.stderr \
                    or b"ConnectionReset" in run.stderr
                expect(refused, f"another user got an answer: {run}")
                expect(server.call("Cast")["kind"] == "denied", "the server is gone")

    def open_to_all(self, path):
        os.chmod(path, 0o666)
        os.chmod(path.parent, 0o755)
        os.chmod(self.scratch, 0o755)

    def test_a_folder_that_others_can_open_is_not_trusted(self):
        folder = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / "writ"
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o755)
        run = subprocess.run([self.writ, "serve", "--mcp", self.boat], capture_output=True,
                             stdin=subprocess.DEVNULL, timeout=10, text=True)
        folder.chmod(0o700)
        expect(run.returncode == 73 and "other users" in run.stderr, f"{run}")

    def test_what_was_left_is_removed_and_what_is_no_socket_stays(self):
        with self.server() as server:
            left = server.socket()
            server.run.kill()
            server.run.wait()
        expect(left.exists(), "a killed server removed its socket")
        expect(self.approve()[0] == 66, "a dead server answers")
        expect(not left.exists(), "it was left")
        for how in (None, signal.SIGTERM, signal.SIGINT):
            with self.server() as server:
                path = server.socket()
                expect(path.exists(), "no socket")
                expect(server.end(how) == 0, f"another exit code after {how}")
                expect(not path.exists(), f"the socket stays after {how}")
        desk = self.scratch / "desk"
        desk.write_text("mine")
        run = subprocess.run([self.writ, "serve", "--mcp", self.boat, "--desk", desk],
                             capture_output=True, stdin=subprocess.DEVNULL, timeout=10, text=True)
        expect(run.returncode == 73 and desk.read_text() == "mine", f"{run}")
        desk.unlink()
        with self.server("--desk", str(desk)) as server:
            server.socket()
            expect(self.approve(desk, "list")[0] == 1, "no answer at --desk")
            run = subprocess.run([self.writ, "serve", "--mcp", self.boat, "--desk", desk],
                                 capture_output=True, stdin=subprocess.DEVNULL, timeout=10)
            expect(run.returncode == 73, "two servers at one socket")

    def test_several_servers_have_to_be_told_apart(self):
        with self.server() as one, self.server() as other:
            one.socket(), other.socket()
            code, text = self.approve("list")
            expect(code == 64 and str(one.socket()) in text, text)
            expect(self.approve(one.socket(), "list")[0] == 1, "not the one that was named")

    def test_slow_callers_hold_nobody_up(self):
        with self.server() as server:
            path = str(server.socket())
            for i in range(3):
                server.call("Board", party(1, "n" * 40))
            callers = []
            for i in range(20):
                caller = socket.socket(socket.AF_UNIX)
                caller.settimeout(2)
                caller.setblocking(i < 8)
                try:
                    caller.connect(path)
                    caller.send((b'{"do"', b'{"do":"list"}\n', b"\0" * 9_000)[i % 3])
                except OSError:
                    pass
                callers.append(caller)
            begin = time.monotonic()
            for _ in range(20):
                server.result("ping")
            expect(time.monotonic() - begin < 2, "the model had to wait")
            for caller in callers:
                caller.close()
            expect(self.approve("list")[0] == 0, "the desk is stuck")

    # --- how it begins and ends ---

    def test_a_scenario_that_fails_or_is_not_there(self):
        copy = self.scratch / "failing.writ"
        copy.write_text(pathlib.Path(self.boat).read_text() +
                        'scenario "it fails" { send Cast accepted }\n')
        for name, code in (("it fails", 1), ("it fail", 64)):
            run = subprocess.run([self.writ, "serve", "--mcp", copy, "--play", name],
                                 capture_output=True, stdin=subprocess.DEVNULL, timeout=10)
            expect(run.returncode == code and not run.stdout and run.stderr, f"{run}")

    def test_a_last_line_without_an_end_is_answered(self):
        with self.auto(greets=False) as server:
            server.send(b'{"jsonrpc":"2.0","id":7,"method":"ping"}')
            expect(server.end() == 0, "another exit code")
            expect(server.next()["id"] == 7, "no answer")

    def test_an_output_that_nobody_reads_ends_it(self):
        with open("/dev/full", "wb") as full:
            run = subprocess.run([self.writ, "serve", "--mcp", self.boat], stdout=full, timeout=10,
                                 input=b'{"jsonrpc":"2.0","id":7,"method":"ping"}\n',
                                 stderr=subprocess.PIPE)
        expect(run.returncode == 74, f"{run}")

    # --- what nobody should send ---

    def test_a_line_without_end_takes_no_memory(self):
        with self.auto() as server:
            before = resident(server.run.pid)
            for _ in range(64):
                server.send(b"x" * 2**20)
            server.send(b"\n")
            answer = server.next()
            expect(answer["id"] is None and answer["error"]["code"] == -32600, f"{answer}")
            server.result("ping")
            expect(resident(server.run.pid) - before < 16, "it keeps what nobody can answer")

    def test_odd_lines(self):
        rolls = random.Random(self.options.seed)
        good = [json.dumps({"jsonrpc": "2.0", "id": i, "method": method, "params": params}).encode()
                for i, (method, params) in enumerate((
                    ("tools/call", {"name": "Board", "arguments": {**party(3), "fee": 1.25}}),
                    ("tools/call", {"name": "Count", "arguments": {"who": "\u202e\u200b"}}),
                    ("tools/list", {}), ("resources/read", {"uri": "writ://boat/state"}),
                    ("initialize", {"protocolVersion": "2025-11-25"}), ("ping", {})))]
        with self.auto("--denials", "10000") as server:
            for i in range(self.options.lines):
                line = bytearray(rolls.choice(good))
                for _ in range(rolls.randrange(4)):
                    at = rolls.randrange(len(line))
                    kind = rolls.randrange(4)
                    if kind == 0:
                        line[at] = rolls.randrange(256)
                    elif kind == 1:
                        del line[at:at + rolls.randrange(1, 9)]
                    elif kind == 2:
                        line[at:at] = rolls.choice((b'"', b"{", b"[" * 70, b"\xff", b"null", b"\\u",
                                                    b"\x00", b'"id":1,', b"1e999999", b"-0"))
                    else:
                        line[at:at] = line[at // 2:at]
                    line = line or bytearray(b"x")
                server.send(bytes(line).replace(b"\n", b" ") + b"\n")
                if i % 50 == 49:
                    server.tell({"jsonrpc": "2.0", "id": "mark", "method": "ping"})
                    while server.next().get("id") != "mark":
                        pass
            for line in server.said:
                text = line.decode()
                expect(not any(c < " " or c in "\x7f\u202e\u200b" for c in text[:-1]),
                       f"{text!a}")
            expect(server.end() == 0, "another exit code")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--lines", type=int, default=3_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    options.writ = str(pathlib.Path(options.writ).resolve())
    failures = count = 0
    for name in [name for name in dir(Tests) if name.startswith("test_") and options.only in name]:
        scratch = tempfile.mkdtemp(prefix="writ-mcp-")
        os.environ["XDG_RUNTIME_DIR"] = scratch
        count += 1
        try:
            getattr(Tests(options, scratch), name)()
        except Exception as why:  # whatever it is, the other tests are run
            failures += 1
            print(f"FAIL {name} (seed {options.seed}): {type(why).__name__}: {why}")
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    print(f"{count} tests, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
