"""For how many days requests may be kept."""

LEAST_DAYS = 30  # a number typed wrong must not empty the inbox within the hour
MOST_DAYS = 36_500  # a hundred years; a calendar does not reach back for ever
SIX_YEARS = 6 * 365 + 2
