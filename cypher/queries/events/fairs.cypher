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
MATCH (a:Entity {key: $one})
MATCH (b:Entity {key: $other})
WITH a, b, a.inside < b.inside AS turned
WITH turned, CASE WHEN turned THEN a ELSE b END AS near, CASE WHEN turned THEN $other ELSE $one END AS far
MATCH (near)<-[:LOCATED_IN*0..4]-(:Entity)<-[:REPRESENTS*0..1]-(y:Entity)
WITH DISTINCT turned, far, y
MATCH (y)-[f:PARTICIPATED_IN|ORGANISED_BY]-(event:Event)
WHERE ($planned OR NOT f.planned)
  AND (turned OR $since IS NULL AND $until IS NULL OR any(d IN f.dates + f.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH turned, far, event, collect(y) AS ys, collect(f) AS fs
MATCH (event)-[e:PARTICIPATED_IN|ORGANISED_BY]-(x:Entity)
WHERE far IN x.within AND ($planned OR NOT e.planned)
  AND (NOT turned OR $since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH turned, event, ys, fs, collect(x) AS xs, collect(e) AS es
UNWIND range(0, size(fs) - 1) AS i
WITH turned, event, xs, es, ys[i] AS y, fs[i] AS f
ORDER BY y.name, type(f) DESC
WITH turned, event, xs, es, collect(DISTINCT y.name) AS others, collect(f) AS fs
UNWIND range(0, size(es) - 1) AS i
WITH turned, event, others, fs, xs[i] AS x, es[i] AS e
ORDER BY x.name, type(e) DESC
WITH turned, event, others, fs, collect(DISTINCT x.name) AS ones, collect(e) AS es
WITH event, CASE WHEN turned THEN others ELSE ones END AS ones, CASE WHEN turned THEN ones ELSE others END AS others,
  CASE WHEN turned THEN fs[0] ELSE es[0] END AS e, CASE WHEN turned THEN es[0] ELSE fs[0] END AS f
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
