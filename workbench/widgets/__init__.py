"""Widgets of our own: virtual lists, Vietnamese-safe text entries, the bar of keys."""
