// name: offices
// title: Offices and plants abroad
// question:
//   en: Who of a region has an office, a plant or a representation elsewhere?
//   de: Wer aus einer Region unterhält anderswo ein Büro, ein Werk oder eine Repräsentanz?
// purpose: Find who of ours has people on the spot.
// see_also: [partners, ties]
// parameters:
//   of: {type: any, help: "Body or place; a place stands for all that lies in it.", example: Thüringen}
//   in: {type: region, required: false, help: "Only offices there.", example: China}
// columns:
//   body: whose office it is
//   home: where that body is
//   office_in: where the office is
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(b:Entity)
WITH DISTINCT b
MATCH (b)-[e:OPENED_OFFICE_IN]->(place:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($in IS NULL OR $in IN place.within)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH b, place, e
ORDER BY b.name, place.name, e.source
LIMIT $limit
OPTIONAL MATCH (b)-[:LOCATED_IN]->(home:Entity)
WHERE b.regions IS NULL OR NOT home.key IN b.regions
WITH b, place, e, home
ORDER BY home.name
WITH b, place, e, collect(home.name) AS homes
RETURN
  b.name AS body,
  homes AS home,
  place.name AS office_in,
  [b, place] AS nodes,
  [e] AS edges
ORDER BY body, office_in, e.source
