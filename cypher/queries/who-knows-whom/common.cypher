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
UNWIND [$one, $other] AS key
MATCH (x:Entity {key: key})-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|PARTICIPATED_IN|ORGANISED_BY]-(c:Entity)
WHERE $one <> $other AND ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH c, collect(CASE WHEN key = $one THEN e END) AS es, collect(CASE WHEN key = $other THEN e END) AS fs
WHERE size(es) > 0 AND size(fs) > 0
WITH c, es, fs
ORDER BY c.articles DESC, c.name
LIMIT $limit
UNWIND [e IN es | {key: $one, e: e}] + [f IN fs | {key: $other, e: f}] AS link
WITH c, link.key AS key, link.e AS e
ORDER BY type(e)
WITH c, collect(CASE WHEN key = $one THEN e END) AS es, collect(CASE WHEN key = $other THEN e END) AS fs,
  collect(DISTINCT CASE WHEN key = $one THEN type(e) END) AS ones,
  collect(DISTINCT CASE WHEN key = $other THEN type(e) END) AS others
WITH c, ones, others, es[0] AS e, fs[0] AS f
MATCH (a:Entity {key: $one})
MATCH (b:Entity {key: $other})
RETURN
  c.name AS contact,
  [l IN labels(c) WHERE l <> 'Entity'][0] AS kind,
  ones AS with_one,
  others AS with_other,
  [a, c, b] AS nodes,
  [e, f] AS edges
ORDER BY c.articles DESC, contact
