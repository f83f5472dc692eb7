// name: delegation
// title: Members of a delegation
// question:
//   en: Who took part in a trip, visit, fair or conference, and for whom?
//   de: Wer hat an einer Reise, einem Besuch, einer Messe oder Konferenz teilgenommen, und für wen?
// purpose: Get the list of those who took part, with their employers and homes.
// see_also: [companions, events]
// parameters:
//   event: {type: event, help: "Name of the event.", example: "Delegationsreise der Region Kaiserslautern nach China"}
// columns:
//   participant: who took part
//   kind: Company, Agency, Institution, City, Region, Country or Person
//   represents: whom a person represents
//   home: where the participant is
MATCH (event:Entity {key: $event})<-[e:PARTICIPATED_IN]-(who:Entity)
WHERE $planned OR NOT e.planned
WITH event, who, e
ORDER BY who.name, e.source
LIMIT $limit
OPTIONAL MATCH (who)-[:REPRESENTS]->(body:Entity)
WITH event, who, e, body
ORDER BY body.name
WITH event, who, e, collect(body.name) AS represents
OPTIONAL MATCH (who)-[:REPRESENTS*0..1]->(at:Entity)-[:LOCATED_IN]->(p:Entity)
WHERE at.regions IS NULL OR NOT p.key IN at.regions
WITH DISTINCT event, who, e, represents, p
ORDER BY p.name
WITH event, who, e, represents, collect(p.name) AS homes
RETURN
  who.name AS participant,
  [l IN labels(who) WHERE l <> 'Entity'][0] AS kind,
  represents,
  homes AS home,
  [who, event] AS nodes,
  [e] AS edges
ORDER BY CASE kind WHEN 'Person' THEN 1 ELSE 0 END, participant, e.source
