"""The workshop: where models are trained; the product never imports it."""
