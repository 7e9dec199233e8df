"""Times the dashboard against its peers, on this machine, in one run. See bench/README.md."""
