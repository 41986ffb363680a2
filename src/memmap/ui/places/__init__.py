"""The parts of the page "Your places"."""
