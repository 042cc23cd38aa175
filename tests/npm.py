"""What some tests need of npm, as a package-lock.json has it."""

import shutil
import subprocess
import sys

NOT_RUN = 77


def not_run(why):
    """Ends the test: what it needs is not here."""
    print(f"not run: {why}")
    sys.exit(NOT_RUN)


def install(npm, here, work, what):
    """What the two files in the folder `here` say, into the folder `work`; only once."""
    locks = [here / name for name in ("package.json", "package-lock.json")]
    key = b"".join(lock.read_bytes() for lock in locks)
    stamp = work / "node_modules" / ".writ-lock"
    if stamp.exists() and stamp.read_bytes() == key:
        return
    if not npm:
        not_run(f"there is no npm to install {what} with")
    for lock in locks:
        shutil.copy(lock, work)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline",
               "--fetch-retries=0", "--fetch-timeout=10000"]
    try:
        run = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        not_run(f"npm could not install {what}: {error}")
    if run.returncode != 0:
        words = run.stderr.strip().splitlines() or ["it does not say why"]
        not_run(f"npm could not install {what}: " + words[-1][:200])
    stamp.write_bytes(key)
