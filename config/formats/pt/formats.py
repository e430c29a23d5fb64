DATE_FORMAT = r"j \d\e F \d\e Y"
DATETIME_FORMAT = "j b Y, H:i"
YEAR_MONTH_FORMAT = r"F \d\e Y"
