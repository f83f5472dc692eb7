// name: visits
// title: Who visited a place
// question:
//   en: Who visited a place or a body, and where did they come from?
//   de: Wer hat einen Ort oder ein Unternehmen besucht, und woher kamen die Besucher?
// purpose: List the visitors of a country, a town or a firm, those who were there last first.
// see_also: [guests, delegations, events]
// parameters:
//   to: {type: any, help: "The place or body visited; a place stands for all that lies in it.", example: China}
//   from: {type: region, required: false, help: "Only visitors from there.", example: Kaiserslautern}
// columns:
//   visitor: who came
//   represents: whom a person represents
//   home: where the visitor, or whom the visitor represents, is located
//   visited: the place or body visited
MATCH (:Entity {key: $to})<-[:LOCATED_IN*0..4]-(host:Entity)
WITH DISTINCT host
MATCH (visitor:Entity)-[e:VISITED]->(host)
WHERE ($planned OR NOT e.planned)
  AND ($from IS NULL OR $from IN visitor.within)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH visitor, host, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, visitor.name, host.name, e.source
LIMIT $limit
OPTIONAL MATCH (visitor)-[:REPRESENTS]->(body:Entity)
WITH visitor, host, e, body
ORDER BY body.name
WITH visitor, host, e, collect(body.name) AS represents
OPTIONAL MATCH (visitor)-[:REPRESENTS*0..1]->(at:Entity)-[:LOCATED_IN]->(home:Entity)
WHERE at.regions IS NULL OR NOT home.key IN at.regions
WITH DISTINCT visitor, host, e, represents, home
ORDER BY home.name
WITH visitor, host, e, represents, collect(home.name) AS homes
RETURN
  visitor.name AS visitor,
  represents,
  homes AS home,
  host.name AS visited,
  [visitor, host] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, visitor, visited, e.source
