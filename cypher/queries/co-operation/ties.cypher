// name: ties
// title: Firms with ties to a country
// question:
//   en: Which firms and bodies of a region have ties to a country, and which?
//   de: Welche Unternehmen und Einrichtungen einer Region haben Beziehungen zu einem Land, und welche?
// purpose: Invite those who already deal with a country. Meetings, visits, co-operation, agreements and offices count, and events there in which they took part.
// see_also: [met, matrix, silent]
// parameters:
//   region: {type: region, help: "Land, Landkreis or city; all that lies in it counts.", example: Thüringen}
//   country: {type: region, help: "The country, region or city over there; all that lies in it counts.", example: China}
// columns:
//   body: the firm, agency or institution
//   kind: Company, Agency or Institution
//   town: where it is
//   relation: what it did
//   other: with whom, or where
MATCH (r:Entity {key: $region})
MATCH (:Entity {key: $country})<-[:LOCATED_IN*0..4]-(other:Entity)
WITH DISTINCT r, other
MATCH (other)-[f:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|OPENED_OFFICE_IN|EVENT_IN]-(n:Entity)
WHERE ($planned OR NOT f.planned) AND (n:Company OR n:Agency OR n:Institution OR n:Event)
OPTIONAL MATCH (n)<-[g:PARTICIPATED_IN]-(z:Entity)
WHERE n:Event AND (z:Company OR z:Agency OR z:Institution) AND ($planned OR NOT g.planned)
WITH r, other, f, n, g, CASE WHEN n:Event THEN z ELSE n END AS b, coalesce(g, f) AS e
WHERE b IS NOT NULL AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH r, b, collect({other: other, e: e, n: n, links: CASE WHEN g IS NULL THEN [e] ELSE [g, f] END}) AS found
WHERE EXISTS { (b)-[:LOCATED_IN*0..4]->(r) }
UNWIND found AS c
WITH b, c.other AS other, c.e AS e, c.n AS n, c.links AS links
WITH b, e, links, type(e) AS relation, CASE WHEN n:Event THEN n.name ELSE other.name END AS name, [b, n, other] AS ends
WITH b, relation, name, e, links, ends
ORDER BY b.name, relation, name, e.source, size(links)
WITH b, relation, name, collect(e) AS es, collect(links) AS links, collect(ends) AS ends
WITH b, relation, name, es[0] AS e, links[0] AS links, ends[0] AS ends
ORDER BY b.name, relation, name
LIMIT $limit
OPTIONAL MATCH (b)-[:LOCATED_IN]->(city:City)
WITH b, relation, name, links, ends, min(city.name) AS town
RETURN
  b.name AS body,
  [l IN labels(b) WHERE l <> 'Entity'][0] AS kind,
  town,
  relation,
  name AS other,
  ends AS nodes,
  links AS edges
ORDER BY body, relation, other
