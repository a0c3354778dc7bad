"""Another application on the server that the service runs on, with the same settings, for limits to compare with."""

import argparse
import sys

from survey_app.server import serve


def main() -> int:
    """Serve an application factory, `module:name`, on 127.0.0.1 with one worker until interrupted; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve")
    parser.add_argument("target")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    return serve(asked.target, asked.port)


if __name__ == "__main__":
    sys.exit(main())
