// name: fairs
// title: Where two regions meet
// question:
//   en: At which fairs, conferences, visits and trips were those of two regions together?
//   de: Auf welchen Messen, Konferenzen, Besuchen und Reisen waren Beteiligte zweier Regionen zusammen?
// purpose: Find the occasions at which two regions meet anyway.
// see_also: [events, met]
// parameters:
//   one: {type: region, help: "Land, Landkreis, city or country; all that lies in it counts.", example: Brandenburg}
//   other: {type: region, help: "The other region.", example: China}
// columns:
//   event: the fair, conference, visit or trip
//   places: where it was
//   of_one: who of the first region took part or organised it
//   of_other: who of the other region did
MATCH (b:Entity {key: $other})
MATCH (a:Entity {key: $one})
MATCH (b)<-[:LOCATED_IN*0..4]-(:Entity)<-[:REPRESENTS*0..1]-(y:Entity)
WITH DISTINCT a, b, y
MATCH (y)-[f:PARTICIPATED_IN|ORGANISED_BY]-(event:Event)
WHERE ($planned OR NOT f.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN f.dates + f.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH a, event, y, f
ORDER BY y.name, type(f) DESC
WITH a, event, collect(DISTINCT y.name) AS others, collect(f) AS fs
MATCH (event)-[e:PARTICIPATED_IN|ORGANISED_BY]-(x:Entity)
WHERE ($planned OR NOT e.planned)
  AND EXISTS { (x)-[:REPRESENTS*0..1]->(:Entity)-[:LOCATED_IN*0..4]->(a) }
WITH event, others, fs, x, e
ORDER BY x.name, type(e) DESC
WITH event, others, fs, collect(DISTINCT x.name) AS ones, collect(e) AS es
WITH event, ones, others, es[0] AS e, fs[0] AS f
ORDER BY coalesce(f.last_date, f.published, '') DESC, event.name
LIMIT $limit
OPTIONAL MATCH (event)-[i:EVENT_IN]->(place:Entity)
WHERE $planned OR NOT i.planned
WITH event, ones, others, e, f, place
ORDER BY place.name
WITH event, ones, others, e, f, collect(place.name) AS places
RETURN
  event.name AS event,
  places,
  ones AS of_one,
  others AS of_other,
  [startNode(e), endNode(e), startNode(f), endNode(f)] AS nodes,
  [e, f] AS edges
ORDER BY coalesce(f.last_date, f.published, '') DESC, event
