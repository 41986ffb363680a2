"""memmap: a map of the shared memory of the Second World War."""
