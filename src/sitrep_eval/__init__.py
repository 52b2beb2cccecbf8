"""The scales: gold, matching, measures, gate and speed."""
