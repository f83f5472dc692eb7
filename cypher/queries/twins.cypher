// name: twins
// title: Twin towns and partner regions
// group: co-operation
// question:
//   en: Which cities, districts and regions of a place have partners elsewhere?
//   de: Welche Städte, Landkreise und Regionen haben anderswo Partner?
// see_also: [partners]
// parameters:
//   of: {type: region, help: "The place; all that lies in it counts.", example: Sachsen}
//   in: {type: region, required: false, help: "Only partners there.", example: China}
// columns:
//   place: the city, district or region
//   partner: its partner
//   country: the partner's country
//   how: co-operation or agreement
//   date: since when, as far as the articles say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (home:Entity {key: $of})
MATCH (home)<-[:LOCATED_IN*0..4]-(place:Entity)
WHERE place:City OR place:Region OR place:Country
WITH DISTINCT home, place
MATCH (place)-[e:COOPERATES_WITH|SIGNED_AGREEMENT_WITH]-(partner:Entity)
WHERE (partner:City OR partner:Region OR partner:Country) AND NOT e.planned
  AND NOT EXISTS { (partner)-[:LOCATED_IN*0..4]->(home) }
  AND ($in IS NULL OR EXISTS { (partner)-[:LOCATED_IN*0..4]->(:Entity {key: $in}) })
OPTIONAL MATCH (partner)-[:LOCATED_IN*0..4]->(c:Country)
WITH place, partner, e, min(c.name) AS country
RETURN
  place.name AS place,
  partner.name AS partner,
  country,
  CASE type(e) WHEN 'COOPERATES_WITH' THEN 'co-operation' ELSE 'agreement' END AS how,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY place, partner, how
