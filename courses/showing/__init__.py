"""What a course, its card and its paper say: facts, reuse, sizes, neighbours."""
