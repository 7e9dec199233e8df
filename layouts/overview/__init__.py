"""Front page: what was consulted on, how it fares, when it happened."""
