// name: partners
// title: Partners of a body or a region
// question:
//   en: With whom does a body, or do the bodies of a region, co-operate or have an agreement?
//   de: Mit wem arbeiten ein Unternehmen oder die Unternehmen einer Region zusammen, und mit wem bestehen Abkommen?
// purpose: List who works with whom; of a region, only partners outside it.
// see_also: [twins, contacts]
// parameters:
//   of: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: Thüringen}
//   in: {type: region, required: false, help: "Only partners that lie there.", example: Kasachstan}
// columns:
//   body: the body, or the city or region itself
//   partner: its partner outside
//   place: where the partner is
//   how: co-operation or agreement
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(b:Entity)
WITH DISTINCT b
MATCH (b)-[e:COOPERATES_WITH|SIGNED_AGREEMENT_WITH]-(partner:Entity)
WHERE ($planned OR NOT e.planned)
  AND (partner:Person OR NOT $of IN partner.within)
  AND ($in IS NULL OR NOT partner:Person AND $in IN partner.within)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH b, partner, e
ORDER BY b.name, partner.name, coalesce(e.last_date, e.published, '') DESC, type(e), e.source
LIMIT $limit
OPTIONAL MATCH (partner)-[:LOCATED_IN]->(place:Entity)
WHERE partner.regions IS NULL OR NOT place.key IN partner.regions
WITH b, partner, e, place
ORDER BY place.name
WITH b, partner, e, collect(place.name) AS places
RETURN
  b.name AS body,
  partner.name AS partner,
  places AS place,
  CASE type(e) WHEN 'COOPERATES_WITH' THEN 'co-operation' ELSE 'agreement' END AS how,
  [b, partner] AS nodes,
  [e] AS edges
ORDER BY body, partner, coalesce(e.last_date, e.published, '') DESC, how, e.source
