// name: offices
// title: Offices and plants abroad
// group: co-operation
// question:
//   en: Who of a region has an office, a plant or a representation elsewhere?
//   de: Wer aus einer Region unterhält anderswo ein Büro, ein Werk oder eine Repräsentanz?
// see_also: [partners]
// parameters:
//   of: {type: any, help: "Body or place; a place stands for all that lies in it.", example: Thüringen}
//   in: {type: region, required: false, help: "Only offices there.", example: China}
//   since: {type: date, required: false, help: "Only openings on or after this date."}
//   until: {type: date, required: false, help: "Only openings on or before this date."}
//   planned: {type: flag, help: "Also openings that were only announced."}
// columns:
//   body: whose office it is
//   home: where that body is
//   office_in: where the office is
//   date: when it was opened, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(b:Entity)
WITH DISTINCT b
MATCH (b)-[e:OPENED_OFFICE_IN]->(place:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($in IS NULL OR EXISTS { (place)-[:LOCATED_IN*0..4]->(:Entity {key: $in}) })
WITH b, place, e, coalesce(e.first_date, e.published) AS first, coalesce(e.last_date, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
OPTIONAL MATCH (b)-[:LOCATED_IN]->(home:Entity)
WITH b, place, e, last, home
ORDER BY home.name
WITH b, place, e, last, collect(home.name) AS homes
RETURN
  b.name AS body,
  homes AS home,
  place.name AS office_in,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY body, office_in, source
