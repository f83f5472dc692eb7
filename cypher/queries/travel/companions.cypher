// name: companions
// title: Who travelled with whom
// question:
//   en: Who took part in the same trips, visits and meetings as somebody?
//   de: Wer war bei denselben Reisen, Besuchen und Treffen dabei wie jemand?
// purpose: Find travelling companions, who can tell about a contact or make it.
// see_also: [delegation, common]
// parameters:
//   of: {type: any, help: "Body, person or place.", example: Klaus Weichel}
// columns:
//   companion: who was there too
//   kind: Company, Agency, Institution, City, Region, Country or Person
//   represents: whom a person represents
//   event: the trip, visit, fair or meeting
MATCH (one:Entity {key: $of})-[e:PARTICIPATED_IN]->(event:Event)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
MATCH (event)<-[f:PARTICIPATED_IN]-(who:Entity)
WHERE who <> one AND ($planned OR NOT f.planned)
WITH one, event, who, e, f
ORDER BY coalesce(e.last_date, e.published, '') DESC, event.name, who.name, f.source
LIMIT $limit
OPTIONAL MATCH (who)-[:REPRESENTS]->(body:Entity)
WITH one, event, who, e, f, body
ORDER BY body.name
WITH one, event, who, e, f, collect(body.name) AS represents
RETURN
  who.name AS companion,
  [l IN labels(who) WHERE l <> 'Entity'][0] AS kind,
  represents,
  event.name AS event,
  [one, event, who] AS nodes,
  [f, e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, event, companion, f.source
