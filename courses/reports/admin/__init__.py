"""Reports as those see them who mend courses."""
