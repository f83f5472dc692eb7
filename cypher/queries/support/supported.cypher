// name: supported
// title: Whom an agency supported
// question:
//   en: Whom did an agency, a ministry or somebody else support?
//   de: Wen hat eine Förderstelle, ein Ministerium oder jemand anders unterstützt?
// purpose: List those an agency has helped, with their homes.
// see_also: [supporters]
// parameters:
//   by: {type: any, help: "The agency, body, person or place.", example: Wirtschaftsförderung Brandenburg}
// columns:
//   supported: who was supported
//   kind: Company, Agency, Institution, City, Region, Country, Person or Event
//   home: where it is
MATCH (supporter:Entity {key: $by})<-[e:SUPPORTED_BY]-(supported:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH supporter, supported, e
ORDER BY supported.name, e.source
LIMIT $limit
OPTIONAL MATCH (supported)-[:LOCATED_IN]->(home:Entity)
WHERE supported.regions IS NULL OR NOT home.key IN supported.regions
WITH supporter, supported, e, home
ORDER BY home.name
WITH supporter, supported, e, collect(home.name) AS homes
RETURN
  supported.name AS supported,
  [l IN labels(supported) WHERE l <> 'Entity'][0] AS kind,
  homes AS home,
  [supported, supporter] AS nodes,
  [e] AS edges
ORDER BY supported, e.source
