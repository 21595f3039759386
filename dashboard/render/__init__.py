"""The one road: Dataset and ViewState become one answer, and the figures that show it."""
