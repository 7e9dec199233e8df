"""The scoreboard: who has numbers of migrants themselves, and who is silent."""
