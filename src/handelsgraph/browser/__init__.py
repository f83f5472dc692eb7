"""Neo4j Browser on this graph: the pinned jar, a loopback server for its pages, style sheet, favourites and guide.

The Browser is GPLv3 and never part of this package: a user fetches it by an explicit word, or names a copy.
"""
