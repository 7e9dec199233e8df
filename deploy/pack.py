"""`python -m deploy.pack`: put the scripts of the grid compressed beside themselves.

They are what a first visit to the table page waits for: brotli at its most takes a tenth off them
and seconds to do, so `make` does it once, when it installs. WhiteNoise sends what lies there.
"""

from whitenoise.compress import Compressor

from layouts.table.grid import FILES


def main() -> None:
    """Write `<script>.br` beside each script."""
    packer = Compressor(use_gzip=False, quiet=True)
    for file in FILES.values():
        packer.compress(str(file))


if __name__ == "__main__":
    main()
