"""Starting points: a new course of each format with what belongs into it."""
