"""Live rooms: a presenter moves a scene, an audience follows it.

``scene`` is what the audience sees; ``room`` a room's record, its id and its key; ``rooms`` the
rules: who may move what, when a room ends, how many fit; ``audience`` wakes those who follow;
``wire`` and ``redis_wire`` carry rooms between processes.
"""
