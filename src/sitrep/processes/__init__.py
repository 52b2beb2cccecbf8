"""WHAT BELONGS TO ONE PEACE EFFORT: its meetings in order, its proposals with their versions, the sides' positions."""
