"""``python -m memmap``: the ``memmap`` command."""

from memmap.cli import main

main()
