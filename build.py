"""``python build.py`` is ``digest build``: seeds/ become content/, content/ becomes _site/."""

import sys


def main() -> None:
    """Run ``digest build`` with the arguments given."""
    try:
        from digest.cli import main as digest
    except ModuleNotFoundError as error:
        sys.exit(f"{error.name} is not installed: run `make site`, or `pip install -e .` and try again")
    digest(["build", *sys.argv[1:]], prog_name="build.py")


if __name__ == "__main__":
    main()
