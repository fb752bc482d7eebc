"""Engines: each proves goals of one kind; the judge decides which to ask."""
