"""A session of `writ sim` on a terminal: prompts, TAB, history, ^C, ^D; nothing is left behind.

    terminal.py --writ WRIT --contract CONTRACT [--edits]

With --edits it was built with line editing.
"""

import argparse
import os
import pty
import select
import signal
import sys
import termios
import time

SECONDS = 20


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, *command):
        self.text = ""
        self.typed = 0
        self.parent, self.child = pty.openpty()
        self.before = termios.tcgetattr(self.child)
        self.process = os.fork()
        if self.process == 0:
            os.login_tty(self.child) if hasattr(os, "login_tty") else self.become()
            os.environ["TERM"] = "vt100"
            os.execv(command[0], command)

    def become(self):
        import fcntl
        os.setsid()
        fcntl.ioctl(self.child, termios.TIOCSCTTY, 0)
        for fd in range(3):
            os.dup2(self.child, fd)

    def type(self, keys):
        os.write(self.parent, keys.encode())

    def type_again(self, keys):
        """Twice a second: between its prompt and its first look at the keys, line editing takes a
        ^D for a character of the line."""
        if keys and time.monotonic() > self.typed + 0.5:
            self.type("\x15" + keys)  # in an empty line
            self.typed = time.monotonic()

    def wait_for(self, text, keys=""):
        """Reads up to `text`, and returns what stands before it."""
        end = time.monotonic() + SECONDS
        while text not in self.text:
            self.type_again(keys)
            if time.monotonic() > end:
                raise SystemExit(f"no {text!r} within {SECONDS} s, but {self.text[-500:]!r}")
            if select.select([self.parent], [], [], 0.05)[0]:
                self.text += os.read(self.parent, 4096).decode("utf-8", "replace")
        before, _, self.text = self.text.partition(text)
        return before

    def end(self, expected, keys=""):
        """The exit code; the terminal must be as it was."""
        end = time.monotonic() + SECONDS
        while True:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                break
            self.type_again(keys)
            if time.monotonic() > end:
                os.kill(self.process, signal.SIGKILL)
                raise SystemExit(f"it does not end: {self.text[-500:]!r}")
            if select.select([self.parent], [], [], 0.05)[0]:
                self.text += os.read(self.parent, 4096).decode("utf-8", "replace")
        code = os.waitstatus_to_exitcode(status)
        if code != expected:
            raise SystemExit(f"exit code {code} instead of {expected}: {self.text!r}")
        if termios.tcgetattr(self.child) != self.before:
            raise SystemExit("the terminal is not as it was")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    parser.add_argument("--contract", required=True)
    parser.add_argument("--edits", action="store_true")
    options = parser.parse_args()
    start = lambda: Terminal(options.writ, "sim", options.contract)  # noqa: E731

    session = start()
    session.wait_for("quit` leaves.")
    session.wait_for("Draft> ")
    session.type("Restock\r" if not options.edits else "Rest\t\r")
    session.wait_for("sku: string matching")
    session.type("mug\r")
    session.wait_for("expected string matching")
    session.type("MUG-0001\r")
    session.wait_for("quantity: int in 1..1000 = ")
    session.type("5\r")
    session.wait_for('stock["MUG-0001"]: ')
    session.wait_for("Draft> ")
    session.type("fop\r")
    session.wait_for("neither a command nor an intent")
    session.wait_for("Draft> ")
    if options.edits:
        session.type("now\r")
        session.wait_for("2000-01-01")
        session.wait_for("Draft> ")
        session.type("\x1b[A\x01\x0b" + "seed\r")  # the line before, and all of it gone
        session.wait_for("\n2")
        session.wait_for("Draft> ")
    session.end(0, keys="\x04")

    session = start()  # ^C at a prompt, and in the middle of a question
    session.wait_for("Draft> ")
    session.type("Rename\r")
    session.wait_for("name: string")
    session.type("Ad\x03")
    session.end(130)

    session = start()  # the end in the middle of a question
    session.wait_for("Draft> ")
    session.type("Rename\r")
    session.wait_for("name: string")
    session.wait_for("given up", keys="\x04")
    session.end(0, keys="\x04")
    print("a session on a terminal, " + ("with" if options.edits else "without") + " line editing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
