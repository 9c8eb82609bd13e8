"""The donor's page while a gift waits for money that we have to look for ourselves."""
