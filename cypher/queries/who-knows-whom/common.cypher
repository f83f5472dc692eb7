// name: common
// title: Common contacts
// question:
//   en: Whom do two bodies or persons both know, and at which events were both?
//   de: Wen kennen zwei Unternehmen oder Personen beide, und bei welchen Veranstaltungen waren beide?
// purpose: Find what two parties share before bringing them together.
// see_also: [chain, contacts]
// parameters:
//   one: {type: any, help: "Body, person or place.", example: "LKT Lausitzer Klärtechnik GmbH"}
//   other: {type: any, help: "The other one.", example: CRRC Corporation Limited}
// columns:
//   contact: whom both know, or the event at which both were
//   kind: Company, Agency, Institution, City, Region, Country, Person or Event
//   with_one: what it has to do with the first
//   with_other: what it has to do with the second
MATCH (a:Entity {key: $one})-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|PARTICIPATED_IN|ORGANISED_BY]-(c:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
MATCH (c)-[f:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|PARTICIPATED_IN|ORGANISED_BY]-(b:Entity {key: $other})
WHERE a <> b AND ($planned OR NOT f.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN f.dates + f.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH a, b, c, e, f
ORDER BY type(e), type(f)
WITH a, b, c, collect(e) AS es, collect(f) AS fs, collect(DISTINCT type(e)) AS ones, collect(DISTINCT type(f)) AS others
ORDER BY c.articles DESC, c.name
LIMIT $limit
RETURN
  c.name AS contact,
  [l IN labels(c) WHERE l <> 'Entity'][0] AS kind,
  ones AS with_one,
  others AS with_other,
  [a, c, b] AS nodes,
  [es[0], fs[0]] AS edges
ORDER BY c.articles DESC, contact
