# region peer-states
"""Os estados de quem conversa: a mesma tabela de src/peer-states.ts."""

PEER_STATES = {
    "waiting": {"call": "calling", "reached": "together", "quit": "left"},
    "calling": {"reached": "together", "failed": "waiting", "quit": "left"},
    "together": {"lost": "waiting", "bye": "waiting", "silence": "silent", "quit": "left"},
    "silent": {"call": "calling", "reached": "together", "bye": "waiting", "quit": "left"},
    "left": {},
}
# endregion peer-states
