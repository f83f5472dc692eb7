// name: announced
// title: Announced and denied dealings
// group: evidence
// question:
//   en: What have articles announced or denied about an entity, or about the bodies of a place?
//   de: Was haben Artikel über einen Beteiligten oder die Unternehmen eines Ortes angekündigt oder verneint?
// parameters:
//   of: {type: any, help: "Body, person, place or event; a place stands for all that lies in it.", example: Brandenburg}
//   since: {type: date, required: false, help: "Only dealings on or after this date.", example: "2019"}
//   until: {type: date, required: false, help: "Only dealings on or before this date."}
// columns:
//   subject: the one that acts
//   relation: what it does
//   object: the other one
//   modality: planned or denied
//   date: when, as far as the article says
//   confidence: how sure the reading is, from 0 to 1
//   sentence: the sentence that states it
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
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
OPTIONAL MATCH (:Name {key: s.subject})-[:DENOTES]->(subject:Entity)
OPTIONAL MATCH (:Name {key: s.object})-[:DENOTES]->(object:Entity)
RETURN
  coalesce(subject.name, s.subject) AS subject,
  s.type AS relation,
  coalesce(object.name, s.object) AS object,
  s.modality AS modality,
  s.date AS date,
  s.confidence AS confidence,
  s.sentence AS sentence,
  a.title AS title,
  a.published AS published,
  a.url AS source
ORDER BY coalesce(day, '') DESC, source, s.start, relation, subject, object
