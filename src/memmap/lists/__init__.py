"""A list that somebody brings becomes a reviewed layer and files, nothing guessed in silence."""
