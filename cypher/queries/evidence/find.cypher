// name: find
// title: What the graph knows by a name
// question:
//   en: Which entities have a name with these letters in it, and what are their keys?
//   de: Welche Beteiligten tragen einen Namen, in dem diese Buchstaben vorkommen, und wie lautet ihr Schlüssel?
// purpose: Find the key of an entity, which every parameter that names something accepts.
// scope: whole-graph
// see_also: [names]
// parameters:
//   text: {type: text, help: "A part of a name, in any case.", example: Kammer}
// columns:
//   name: its name
//   kind: Company, Agency, Institution, City, Region, Country, Person or Event
//   place: where it is
//   aliases: its other names
//   articles: how many articles name it
//   key: its key, which every parameter that names something accepts
MATCH (e:Entity)
WHERE toLower(e.name) CONTAINS toLower($text)
   OR any(alias IN e.aliases WHERE toLower(alias) CONTAINS toLower($text))
WITH e
ORDER BY e.articles DESC, e.name, e.key
LIMIT $limit
OPTIONAL MATCH (e)-[:LOCATED_IN]->(p:Entity)
WHERE e.regions IS NULL OR NOT p.key IN e.regions
WITH e, p
ORDER BY p.name
WITH e, collect(p.name) AS places
RETURN
  e.name AS name,
  [l IN labels(e) WHERE l <> 'Entity'][0] AS kind,
  places AS place,
  e.aliases AS aliases,
  e.articles AS articles,
  e.key AS key
ORDER BY articles DESC, name, key
