"""What learners say is wrong, and what becomes of it."""
