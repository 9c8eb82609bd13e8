"""Learning paths: courses in an order, with a reason for each next step."""
