"""Measurements. `make bench` prints each as a ratio to a yardstick taken in the same run."""
