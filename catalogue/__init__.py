"""The bottom floor: what the law says, as records, and how records are read, stored and searched."""
