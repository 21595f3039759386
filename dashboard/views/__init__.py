"""The page and its parts: functions of an answer that return components. No callbacks live here."""
