"""`python -m sitrep` is the command `sitrep`."""

from sitrep.cli.main import main

if __name__ == "__main__":
    main()
