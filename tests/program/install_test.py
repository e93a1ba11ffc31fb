"""What `cmake --install` puts where the documents say.

usage: install_test.py CMAKE BUILD_DIR
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CMAKE, BUILD = sys.argv[1:3]


class InstallTest(unittest.TestCase):
    def test_program_and_plugin_lie_below_the_prefix(self):
        with tempfile.TemporaryDirectory() as prefix:
            done = subprocess.run([CMAKE, "--install", BUILD, "--prefix", prefix], check=True,
                                  capture_output=True, text=True)
            files = sorted(str(file.relative_to(prefix)) for file in Path(prefix).rglob("*")
                           if file.is_file())
            self.assertEqual(files, ["bin/peerwatt", "lib/peerwatt/hdf5_plugins/libh5zstd.so"])
            for line in done.stdout.splitlines():
                if line.startswith("-- Installing:"):
                    self.assertIn(prefix, line)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
