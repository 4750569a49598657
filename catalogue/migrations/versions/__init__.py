"""One revision of the schema a file, named after the version to which it leads."""
