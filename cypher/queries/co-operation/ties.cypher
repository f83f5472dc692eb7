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
MATCH (c:Entity {key: $country})
WITH r, c, r.inside < c.inside AS turned
WITH turned, CASE WHEN turned THEN r ELSE c END AS near, CASE WHEN turned THEN $country ELSE $region END AS far
MATCH (near)<-[:LOCATED_IN*0..4]-(s:Entity)
WITH DISTINCT turned, far, s
CALL (turned, far, s) {
  MATCH (s)-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|OPENED_OFFICE_IN]-(t:Entity)
  WHERE far IN t.within AND NOT t:Person AND ($planned OR NOT e.planned)
    AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
      ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
  WITH e, CASE WHEN turned THEN s ELSE t END AS b, CASE WHEN turned THEN t ELSE s END AS other
  WHERE b:Company OR b:Agency OR b:Institution
  RETURN b, e, other.name AS name, [e] AS links, [b, other] AS ends
  UNION ALL
  MATCH (s)-[f:EVENT_IN|PARTICIPATED_IN]-(event:Event)-[g:EVENT_IN|PARTICIPATED_IN]-(t:Entity)
  WHERE far IN t.within AND type(f) <> type(g) AND ($planned OR NOT (f.planned OR g.planned))
    AND type(f) = CASE WHEN turned THEN 'PARTICIPATED_IN' ELSE 'EVENT_IN' END
  WITH event, CASE WHEN turned THEN f ELSE g END AS e, CASE WHEN turned THEN [f, g] ELSE [g, f] END AS links,
    CASE WHEN turned THEN s ELSE t END AS b, CASE WHEN turned THEN t ELSE s END AS other
  WHERE (b:Company OR b:Agency OR b:Institution)
    AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
      ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
  RETURN b, e, event.name AS name, links, [b, event, other] AS ends
}
WITH b, type(e) AS relation, name, collect(e) AS es, collect(links) AS ways, collect(ends) AS stations
ORDER BY b.name, relation, name
LIMIT $limit
UNWIND range(0, size(es) - 1) AS i
WITH b, relation, name, es[i] AS e, ways[i] AS links, stations[i] AS ends
ORDER BY e.source, size(links)
WITH b, relation, name, collect(links) AS ways, collect(ends) AS stations
WITH b, relation, name, ways[0] AS links, stations[0] AS ends
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
