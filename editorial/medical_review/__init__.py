"""Is it right: reviews by clinicians, the links they read drafts by, reminders and corrections."""
