// name: agreements
// title: Agreements
// question:
//   en: Which agreements were signed by a body or those of a region, and with whom?
//   de: Welche Abkommen haben ein Unternehmen oder die einer Region geschlossen, und mit wem?
// purpose: List what was signed since a date, the newest first.
// see_also: [partners, silent]
// parameters:
//   of: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: Brandenburg}
// columns:
//   party: who signed
//   partner: with whom
//   place: where the partner is
MATCH (home:Entity {key: $of})
MATCH (home)<-[:LOCATED_IN*0..4]-(:Entity)<-[:REPRESENTS*0..1]-(party:Entity)
WITH DISTINCT party
MATCH (party)-[e:SIGNED_AGREEMENT_WITH]-(partner:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH e, collect(party) AS parties, collect(partner) AS partners
WITH e, parties[0] AS party, partners[0] AS partner
ORDER BY coalesce(e.last_date, e.published, '') DESC, party.name, partner.name, e.source
LIMIT $limit
OPTIONAL MATCH (partner)-[:LOCATED_IN]->(p:Entity)
WHERE partner.regions IS NULL OR NOT p.key IN partner.regions
WITH e, party, partner, p
ORDER BY p.name
WITH e, party, partner, collect(p.name) AS places
RETURN
  party.name AS party,
  partner.name AS partner,
  places AS place,
  [party, partner] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, party, partner, e.source
