"""Where the templates and static files are: beside the package, in the checkout that the service runs from."""

from pathlib import Path


def folder(name: str) -> Path:
    """A folder at the top of the checkout, wherever the package itself was installed.

    Raises FileNotFoundError when the service runs from somewhere else.
    """
    roots = (Path(__file__).resolve().parents[2], Path.cwd())
    for root in roots:
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"There is no folder {name} in {roots[1]}. Run the service from its checkout.")
