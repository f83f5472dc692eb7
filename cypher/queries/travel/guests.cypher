// name: guests
// title: Guests of a town
// question:
//   en: Who from elsewhere came to a town or a region, or to a body there?
//   de: Wer kam von auswärts in eine Stadt oder Region oder zu einer Einrichtung dort?
// purpose: List the incoming guests of a town. Visitors from the place itself are left out; those of whom no home is known are shown.
// see_also: [visits, events]
// parameters:
//   in: {type: region, help: "The town or region; all that lies in it counts.", example: Luckau}
// columns:
//   guest: who came
//   represents: whom a person represents
//   home: where the guest, or whom the guest represents, is located
//   visited: the place or body visited
MATCH (:Entity {key: $in})<-[:LOCATED_IN*0..4]-(host:Entity)
WITH DISTINCT host
MATCH (guest:Entity)-[e:VISITED]->(host)
WHERE ($planned OR NOT e.planned)
  AND NOT $in IN guest.within
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH guest, host, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, guest.name, host.name, e.source
LIMIT $limit
OPTIONAL MATCH (guest)-[:REPRESENTS]->(body:Entity)
WITH guest, host, e, body
ORDER BY body.name
WITH guest, host, e, collect(body.name) AS represents
OPTIONAL MATCH (guest)-[:REPRESENTS*0..1]->(at:Entity)-[:LOCATED_IN]->(home:Entity)
WHERE at.regions IS NULL OR NOT home.key IN at.regions
WITH DISTINCT guest, host, e, represents, home
ORDER BY home.name
WITH guest, host, e, represents, collect(home.name) AS homes
RETURN
  guest.name AS guest,
  represents,
  homes AS home,
  host.name AS visited,
  [guest, host] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, guest, visited, e.source
