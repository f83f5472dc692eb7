// name: announced
// title: Announced and denied dealings
// question:
//   en: What have articles announced or denied about an entity, or about the bodies of a place?
//   de: Was haben Artikel über einen Beteiligten oder die Unternehmen eines Ortes angekündigt oder verneint?
// purpose: See what is coming, and what an article says did not happen.
// empty: "no article announces or denies anything of it"
// see_also: [evidence, new]
// parameters:
//   of: {type: any, help: "Body, person, place or event; a place stands for all that lies in it.", example: China}
// columns:
//   subject: the one that acts
//   relation: what it does
//   object: the other one
//   modality: planned or denied
//   date: the date of the dealing, else of the article
//   dated_by: dealing or article
//   confidence: how sure the reading is, from 0 to 1
//   sentence: the sentence that states it
//   title: the article it stands in
//   published: when that article was published
//   source: the article's address
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(one:Entity)
WITH DISTINCT one
MATCH (one)<-[:DENOTES]-(n:Name)
CALL (n) {
  MATCH (s:Statement {subject: n.key}) WHERE s.modality <> 'asserted' RETURN s
  UNION
  MATCH (s:Statement {object: n.key}) WHERE s.modality <> 'asserted' RETURN s
}
WITH DISTINCT s
MATCH (s)<-[:STATES]-(a:Article)
WITH s, a, coalesce(s.date, a.published) AS day
WHERE ($since IS NULL OR left($since, size(day)) <= day)
  AND ($until IS NULL OR left(day, size($until)) <= $until)
WITH s, a, day
ORDER BY coalesce(day, '') DESC, a.url, s.start, s.id
LIMIT $limit
OPTIONAL MATCH (:Name {key: s.subject})-[:DENOTES]->(subject:Entity)
OPTIONAL MATCH (:Name {key: s.object})-[:DENOTES]->(object:Entity)
RETURN
  coalesce(subject.name, s.subject) AS subject,
  s.type AS relation,
  coalesce(object.name, s.object) AS object,
  s.modality AS modality,
  day AS date,
  CASE WHEN s.date IS NOT NULL THEN 'dealing' WHEN a.published IS NOT NULL THEN 'article' END AS dated_by,
  s.confidence AS confidence,
  s.sentence AS sentence,
  a.title AS title,
  a.published AS published,
  a.url AS source
ORDER BY coalesce(day, '') DESC, source, s.start, relation, subject, object
