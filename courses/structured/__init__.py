"""What pages say to machines in schema.org's words (JSON-LD); only what is known."""
