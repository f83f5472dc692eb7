// name: meetings
// title: Whom a person met
// question:
//   en: Whom has a person met or visited, and with whom did it sign an agreement?
//   de: Wen hat eine Person getroffen oder besucht, und mit wem hat sie ein Abkommen geschlossen?
// purpose: Prepare a talk with somebody.
// see_also: [contacts, functions, companions]
// parameters:
//   of: {type: person, help: "The person.", example: Klaus Weichel}
// columns:
//   met: whom the person met or visited
//   kind: Company, Agency, Institution, City, Region, Country or Person
//   represents: whom the other person represents
//   relation: MET, VISITED or SIGNED_AGREEMENT_WITH
MATCH (person:Entity {key: $of})-[e:MET|VISITED|SIGNED_AGREEMENT_WITH]-(other:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH person, other, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, other.name, type(e), e.source
LIMIT $limit
OPTIONAL MATCH (other)-[:REPRESENTS]->(body:Entity)
WITH person, other, e, body
ORDER BY body.name
WITH person, other, e, collect(body.name) AS represents
RETURN
  other.name AS met,
  [l IN labels(other) WHERE l <> 'Entity'][0] AS kind,
  represents,
  type(e) AS relation,
  [person, other] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, met, relation, e.source
