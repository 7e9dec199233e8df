"""The contract of the tables. For the ETL: unlike the rest of data/, it imports pandas."""
