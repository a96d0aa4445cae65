"""Wagtail's own form page, which stores what is sent; installed by the benchmark alone."""
