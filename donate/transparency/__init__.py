"""The books in public: by year and month, as files, and how to check them."""
