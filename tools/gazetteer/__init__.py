"""Building blocks of tools/build_gazetteer.py."""
