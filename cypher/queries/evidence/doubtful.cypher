// name: doubtful
// title: Doubtful statements
// question:
//   en: Which statements is the reading least sure of?
//   de: Bei welchen Aussagen ist sich die Auswertung am wenigsten sicher?
// purpose: Review what may be wrong; the least sure comes first.
// scope: whole-graph
// see_also: [evidence, announced]
// parameters:
//   up_to: {type: number, default: 0.4, help: "Only statements at most this sure, from 0 to 1.", example: 1.0}
// columns:
//   subject: the one that acts
//   relation: what it does
//   object: the other one
//   modality: asserted, planned or denied
//   confidence: how sure the reading is, from 0 to 1
//   date: the date of the dealing, else of the article
//   dated_by: dealing or article
//   sentence: the sentence that states it
//   title: the article it stands in
//   published: when that article was published
//   source: the article's address
MATCH (s:Statement)
WHERE s.confidence <= $up_to
WITH s
ORDER BY s.confidence, s.id
LIMIT $limit
MATCH (s)<-[:STATES]-(a:Article)
OPTIONAL MATCH (:Name {key: s.subject})-[:DENOTES]->(subject:Entity)
OPTIONAL MATCH (:Name {key: s.object})-[:DENOTES]->(object:Entity)
RETURN
  coalesce(subject.name, s.subject) AS subject,
  s.type AS relation,
  coalesce(object.name, s.object) AS object,
  s.modality AS modality,
  s.confidence AS confidence,
  coalesce(s.date, a.published) AS date,
  CASE WHEN s.date IS NOT NULL THEN 'dealing' WHEN a.published IS NOT NULL THEN 'article' END AS dated_by,
  s.sentence AS sentence,
  a.title AS title,
  a.published AS published,
  a.url AS source
ORDER BY confidence, s.id
