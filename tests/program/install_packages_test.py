"""Runs tools/install_packages with an apt-get of its own, which says what the real one would.

usage: install_packages_test.py INSTALL_PACKAGES
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

INSTALL_PACKAGES = Path(sys.argv[1])
LOCK = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"

# Fails as often as `failures` says, with the words in `words`, and notes down what it was asked.
APT_GET = """#!/bin/bash
echo "$@" >> "$0.calls"
left=$(cat "$0.failures")
[ "$left" -eq 0 ] && exit 0
echo $((left - 1)) > "$0.failures"
cat "$0.words" >&2
exit 100
"""


class InstallPackages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name, text in (("apt-get", APT_GET), ("id", "#!/bin/bash\necho 0\n"),
                           ("dpkg-query", "#!/bin/bash\nexit 1\n")):
            (self.folder / name).write_text(text)
            (self.folder / name).chmod(0o755)

    def install(self, failures, words, wait_s=30, groups=("build",)):
        (self.folder / "apt-get.failures").write_text(str(failures))
        (self.folder / "apt-get.words").write_text(words + "\n")
        environment = {**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}",
                       "PEERWATT_PACKAGE_LOCK_WAIT_S": str(wait_s)}
        return subprocess.run(["bash", INSTALL_PACKAGES, *groups], env=environment, text=True,
                              capture_output=True, timeout=60)

    def calls(self):
        return [line.split() for line in (self.folder / "apt-get.calls").read_text().splitlines()]

    def test_updates_and_installs(self):
        done = self.install(0, "")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(["update" in call for call in self.calls()], [True, False])
        self.assertIn("libfmt-dev", self.calls()[1])
        self.assertNotIn("waiting", done.stdout)

    def test_what_the_gates_run_is_installed_with_the_tests(self):
        self.install(0, "", groups=("test",))
        self.assertIn("clang-format", self.calls()[1])
        self.assertNotIn("clang-tidy", self.calls()[1])
        self.install(0, "", groups=("test", "check"))
        self.assertIn("clang-tidy", self.calls()[3])

    def test_waits_for_the_lock_and_says_so_once(self):
        done = self.install(2, LOCK)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout.count("waiting for another program"), 1)
        self.assertEqual(len(self.calls()), 4)

    def test_gives_up_in_the_end(self):
        done = self.install(1000, LOCK, wait_s=1)
        self.assertEqual(done.returncode, 1)
        self.assertIn(LOCK, done.stderr)
        self.assertIn("still holds the package lock after 1 s", done.stderr)

    def test_other_failures_are_told_at_once(self):
        done = self.install(1, "E: Unable to locate package libnothing-dev")
        self.assertEqual(done.returncode, 1)
        self.assertIn("libnothing-dev", done.stderr)
        self.assertEqual(len(self.calls()), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
