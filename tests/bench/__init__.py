"""Timings: printed, never asserted. ``make bench`` runs them all."""
