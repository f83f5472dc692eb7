"""`python -m handelsgraph`."""

from handelsgraph.cli import main

if __name__ == "__main__":
    main()
