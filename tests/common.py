"""What several of the Python tests need."""

import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def subcommands(writ):
    """The names in the block `Subcommands:` of `writ --help`, in its order."""
    run = subprocess.run([writ, "--help"], capture_output=True, text=True, timeout=10, check=True)
    block = re.search(r"^Subcommands:\n((?:[ \t]+\S.*\n|\n)+)", run.stdout, re.M)
    if not block:
        raise SystemExit("`writ --help` has no block `Subcommands:`")
    return re.findall(r"^  (\w[\w-]*)(?: |$)", block.group(1), re.M)


def repository_files(root=ROOT):
    """All files of the tree that are not ignored, relative to it: what a commit would have."""
    try:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        # A copy of the tree inside of another repository is not that repository.
        environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(pathlib.Path(root).parent)}
        run = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)
        names = [name for name in run.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive, or no git here
        names = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
        skipped = (".git/", "build/")
        names = [name for name in names
                 if not name.startswith(skipped) and "__pycache__" not in name]
    return sorted(path for path in map(pathlib.Path, names) if (root / path).is_file())
