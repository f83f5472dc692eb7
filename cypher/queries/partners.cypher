// name: partners
// title: Partners of a body or a region
// group: co-operation
// question:
//   en: With whom does a body, or do the bodies of a region, co-operate or have an agreement?
//   de: Mit wem arbeiten ein Unternehmen oder die Unternehmen einer Region zusammen, und mit wem bestehen Abkommen?
// see_also: [twins, contacts]
// parameters:
//   of: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: "IHK Cottbus"}
//   in: {type: region, required: false, help: "Only partners that lie there.", example: Russland}
//   since: {type: date, required: false, help: "Only dealings on or after this date.", example: "2016"}
//   until: {type: date, required: false, help: "Only dealings on or before this date."}
//   planned: {type: flag, help: "Also dealings that were only announced."}
// columns:
//   body: the body, or the city or region itself
//   partner: its partner outside
//   place: where the partner is
//   how: co-operation or agreement
//   date: when, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (home:Entity {key: $of})
MATCH (home)<-[:LOCATED_IN*0..4]-(b:Entity)
WITH DISTINCT home, b
MATCH (b)-[e:COOPERATES_WITH|SIGNED_AGREEMENT_WITH]-(partner:Entity)
WHERE ($planned OR NOT e.planned)
  AND NOT EXISTS { (partner)-[:LOCATED_IN*0..4]->(home) }
  AND ($in IS NULL OR EXISTS { (partner)-[:LOCATED_IN*0..4]->(:Entity {key: $in}) })
WITH b, partner, e, coalesce(e.first_date, e.published) AS first, coalesce(e.last_date, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
OPTIONAL MATCH (partner)-[:LOCATED_IN]->(place:Entity)
WITH b, partner, e, last, place
ORDER BY place.name
WITH b, partner, e, last, collect(place.name) AS places
RETURN
  b.name AS body,
  partner.name AS partner,
  places AS place,
  CASE type(e) WHEN 'COOPERATES_WITH' THEN 'co-operation' ELSE 'agreement' END AS how,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY body, partner, coalesce(last, '') DESC, how, source
