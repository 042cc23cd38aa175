"""`writ log` on audit files: what it shows, what it finds, and what it follows.

    log.py --writ WRIT
"""

import argparse
import hashlib
import json
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

ZEROS = "0" * 64


def entry(number, **members):
    return {"entry": number, "at": "2026-11-22T09:00:00Z", "action": "dispatch", "intent": "Pay",
            "subject": "ann", "outcome": "accepted", **members}


class Chain:
    """Lines as an audit file has them."""

    def __init__(self):
        self.head = ZEROS

    def line(self, members):
        text = json.dumps(members, separators=(",", ":"))
        digest = hashlib.sha256(f"{self.head}\n{text}".encode()).hexdigest()
        line = f'{{"prev":"{self.head}","hash":"{digest}","entry":{text}}}\n'
        self.head = digest
        return line


class Log(unittest.TestCase):
    writ = ""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.file = self.folder / "log"
        self.chain = Chain()

    def write(self, *entries):
        lines = [self.chain.line(one) for one in entries]
        with self.file.open("a", encoding="utf-8") as out:
            out.writelines(lines)
        return lines

    def log(self, *arguments, code=0):
        run = subprocess.run([self.writ, "log", *arguments], capture_output=True, text=True,
                             timeout=60)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        return run.stdout + run.stderr

    def test_what_is_looked_for(self):
        self.write(entry(1), entry(2, subject="bob", outcome="refused",
                                   guards={"Room": "denied", "Paid": "passed"},
                                   refusal={"refused": "denied", "message": "full"}),
                   entry(3, changes=[{"path": "/a/b", "before": 1, "after": 2}]))
        path = str(self.file)
        self.assertIn("full", self.log(path, "--filter", "guard=Room"))
        self.assertEqual(self.log(path, "--filter", "guard=Paid"), "")
        self.assertIn("/a/b: 1 -> 2", self.log(path, "--filter", "path=a"))
        self.assertEqual(self.log(path, "--filter", "path=/a/"), "")
        self.assertIn("by bob", self.log(path, "--filter", "kind=denied", "--filter",
                                         "outcome=refused"))
        self.assertEqual(json.loads(self.log(path, "--json", "--last", "1"))["entry"], 3)
        for wrong in (["--filter", "x=1"], ["--filter", "outcome=refusd"], ["--last", "0"],
                      ["--anchor", "abc", "--verify"], ["--follow", "--verify"]):
            self.log(path, *wrong, code=64)
        self.log(str(self.folder / "none"), code=66)

    def test_what_is_not_as_it_was(self):
        lines = self.write(*(entry(i) for i in range(5)))
        path = str(self.file)
        whole = self.file.read_text()
        self.assertIn("5 entries, 0 faults", self.log("--verify", path))
        self.file.write_text(whole.replace('"entry":2', '"entry":9'))
        self.assertIn("log:3: this line was changed", self.log("--verify", path, code=1))
        self.file.write_text("".join(lines[:2] + lines[3:]))
        self.assertIn("log:3: this line does not follow", self.log("--verify", path, code=1))
        self.file.write_text(lines[0] + lines[1][:70] + "#torn\n" + lines[1] + lines[2])
        self.assertIn("1 torn", self.log("--verify", path))
        self.file.write_text(lines[0] + lines[1][:-2] + "#torn\n" + lines[2])
        self.assertIn("does not follow", self.log("--verify", path, code=1))
        self.file.write_bytes(bytes(range(256)) * 100)
        self.assertIn("lines more", self.log("--verify", path, code=1))

    def test_a_hash_kept_elsewhere(self):
        lines = self.write(*(entry(i) for i in range(3)))
        path = str(self.file)
        anchor = self.chain.head
        self.write(entry(3))
        self.assertIn("the anchor is in it", self.log("--verify", path, "--anchor",
                                                      anchor.upper()))
        self.file.write_text("".join(lines[:2]))
        self.assertIn("NOT in it", self.log("--verify", path, "--anchor", anchor, code=1))
        # Written anew, with a last line that only says that it has this hash.
        other = Chain()
        forged = [other.line(entry(i, subject="eve")) for i in range(3)]
        forged[2] = forged[2].replace(other.head, anchor)
        self.file.write_text("".join(forged))
        self.assertIn("NOT in it", self.log("--verify", path, "--anchor", anchor, code=1))

    def test_follows_a_file_that_is_put_away(self):
        self.write(entry(0))
        run = subprocess.Popen([self.writ, "log", "-f", "--json", str(self.file)],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for i in range(1, 60):
            if i % 15 == 0:
                self.file.rename(self.folder / f"log.{i}")
            self.write(entry(i))
            time.sleep(0.04)
        time.sleep(1)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)
        self.assertEqual(run.returncode, 130)
        self.assertEqual([json.loads(line)["entry"] for line in out.splitlines()],
                         list(range(60)))
        self.assertEqual(err, "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    Log.writ = parser.parse_args().writ
    unittest.main(argv=["log.py"])
