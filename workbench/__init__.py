"""The top floor: the terminal program, its commands, screens, widgets and messages."""

__version__ = "0.1.0"
