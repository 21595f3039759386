"""Verbs of shape: boundaries, measures, projections, labels.

Law: never guess a CRS, never repair in silence.
"""
