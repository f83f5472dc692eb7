"""Places: a gazetteer of German and foreign towns, regions and countries with their hierarchy.

>>> gazetteer = Gazetteer.load()
>>> [place.name for place in gazetteer.parents(gazetteer.find("Luckau")[0].key)]
['Landkreis Dahme-Spreewald', 'Brandenburg', 'Deutschland']
"""

from handelsgraph.places.gazetteer import Gazetteer
from handelsgraph.places.place import Place

__all__ = ["Gazetteer", "Place"]
