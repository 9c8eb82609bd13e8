"""What donors see and decide: receipt, consents, erasure, wall."""
