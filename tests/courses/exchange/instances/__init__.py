"""Whole sites in processes of their own, of which one takes over from another."""

MIRRORING = ("--into=kursus", "--publish", "--allow-private")
