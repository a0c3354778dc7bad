"""Another application on the server that the service runs on, with the same settings, for limits to compare with."""

import argparse

from survey_app.server import serve


def main() -> None:
    """Serve an application factory, `module:name`, on 127.0.0.1 with one worker until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve")
    parser.add_argument("target")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    serve(asked.target, asked.port, workers=1)


if __name__ == "__main__":
    main()
