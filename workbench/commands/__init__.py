"""The commands, one a module: light to load, with what is heavy imported inside their bodies."""
