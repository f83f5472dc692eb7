// name: supporters
// title: Who supports whom
// group: support
// question:
//   en: Whom does an agency support, and who supports the bodies of a region?
//   de: Wen unterstützt eine Förderstelle, und wer unterstützt die Unternehmen einer Region?
// parameters:
//   of: {type: any, help: "Body, person or place, on either side; a place stands for all that lies in it.", example: "ZukunftsAgentur Brandenburg"}
//   since: {type: date, required: false, help: "Only support on or after this date."}
//   until: {type: date, required: false, help: "Only support on or before this date."}
//   planned: {type: flag, help: "Also support that were only announced."}
// columns:
//   supported: "who is supported: a body, a person or an event"
//   supporter: who supports it
//   date: when, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(b:Entity)
WITH DISTINCT b
MATCH (b)-[e:SUPPORTED_BY]-(:Entity)
WHERE $planned OR NOT e.planned
WITH DISTINCT e, coalesce(e.first_date, e.published) AS first, coalesce(e.last_date, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
WITH e, last, startNode(e) AS supported, endNode(e) AS supporter
RETURN
  supported.name AS supported,
  supporter.name AS supporter,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY supporter, supported, source
