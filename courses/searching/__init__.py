"""Finding courses by words: what people type, put against what courses say."""
