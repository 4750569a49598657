"""Readers of the layouts that offices have: one file a layout, each turning a source into `ReadRecord` values."""
