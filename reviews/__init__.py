"""The middle floor: what reviewers say about the catalogue, from marks to official proposals."""
