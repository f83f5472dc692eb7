// name: delegation
// title: Who took part in an event
// group: travel
// question:
//   en: Who took part in a trip, visit, fair or conference, and for whom?
//   de: Wer hat an einer Reise, einem Besuch, einer Messe oder Konferenz teilgenommen, und für wen?
// see_also: [events]
// parameters:
//   event: {type: event, help: "Name of the event.", example: "Delegationsreise der Region Kaiserslautern nach China"}
//   planned: {type: flag, help: "Also those whose taking part was only announced."}
// columns:
//   participant: who took part
//   kind: Company, Agency, Institution, City, Region, Country or Person
//   represents: whom a person represents
//   home: where the participant is
//   date: when, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (:Entity {key: $event})<-[e:PARTICIPATED_IN]-(who:Entity)
WHERE $planned OR NOT e.planned
OPTIONAL MATCH (who)-[:REPRESENTS]->(body:Entity)
WITH who, e, body
ORDER BY body.name
WITH who, e, collect(body.name) AS represents
OPTIONAL MATCH (who)-[:REPRESENTS*0..1]->(:Entity)-[:LOCATED_IN]->(p:Entity)
WITH DISTINCT who, e, represents, p
ORDER BY p.name
WITH who, e, represents, collect(p.name) AS homes
RETURN
  who.name AS participant,
  [l IN labels(who) WHERE l <> 'Entity'][0] AS kind,
  represents,
  homes AS home,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY CASE kind WHEN 'Person' THEN 1 ELSE 0 END, participant, source
