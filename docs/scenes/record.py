"""Plays one scene on the wire and prints what happened as JSON. Used by scenes.ts, in a network of its own.

    unshare --user --map-root-user --net python3 record.py conversa [--ss]

With --ss each note of the states holds what `ss -tan` shows at that moment as well.
"""

import json
import sys

from play import Play
from scenes import SCENES
from wire import Wire

_, scene, *options = sys.argv
play = Play(Wire(), shows_ss="--ss" in options)
try:
    SCENES[scene](play)
finally:
    play.close()
json.dump(play.events, sys.stdout)
