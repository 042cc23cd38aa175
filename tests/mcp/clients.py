"""Clients of the Model Context Protocol that are not ours talk to `writ serve --mcp`.

    clients.py --writ WRIT --node NODE --npm NPM --work FOLDER

The client library `@modelcontextprotocol/sdk`, and the Inspector's command line. Ends with 77, "not
run", where there is no node, or no packages and no way to get them.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from npm import install, not_run  # noqa: E402

SECONDS = 60


def inspect(options, *arguments):
    """What the Inspector prints of one request."""
    inspector = options.work / "node_modules/@modelcontextprotocol/inspector-cli/build/cli.js"
    command = [options.node, inspector, "--cli", options.writ, "serve", "--mcp",
               HERE / "boat.writ", *arguments]
    run = subprocess.run(list(map(str, command)), cwd=options.work, capture_output=True, text=True,
                         timeout=SECONDS)
    if run.returncode != 0:
        sys.exit(f"the Inspector fails with {' '.join(arguments)}: {run.stdout}{run.stderr}")
    return json.loads(run.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    parser.add_argument("--node", required=True)
    parser.add_argument("--npm", required=True)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    options = parser.parse_args()
    options.writ = str(pathlib.Path(options.writ).resolve())
    options.work = options.work.resolve()
    if options.node.endswith("-NOTFOUND"):
        not_run("there is no node")
    npm = None if options.npm.endswith("-NOTFOUND") else options.npm
    options.work.mkdir(parents=True, exist_ok=True)
    install(npm, HERE, options.work, "clients")

    with tempfile.TemporaryDirectory(prefix="writ-mcp-") as servers:
        os.environ["XDG_RUNTIME_DIR"] = servers
        subprocess.run([options.node, HERE / "client.mjs", options.writ, HERE / "boat.writ"],
                       cwd=options.work, check=True, timeout=SECONDS)
        tools = [tool["name"] for tool in inspect(options, "--method", "tools/list")["tools"]]
        assert tools == ["Board", "Count", "Unlock", "Cast", "Sink", "Wave"], tools
        called = inspect(options, "--method", "tools/call", "--tool-name", "Count",
                         "--tool-arg", "who=Ada")
        assert called["structuredContent"]["status"] == "staged", called
        refused = inspect(options, "--method", "tools/call", "--tool-name", "Cast")
        assert refused["isError"], refused
        state = inspect(options, "--method", "resources/read", "--uri", "writ://boat/state")
        assert json.loads(state["contents"][0]["text"])["free"] == 10, state
        print("the Inspector agrees")


if __name__ == "__main__":
    main()
