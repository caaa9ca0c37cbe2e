"""The structured document: its form, its model, and the places of its values."""
