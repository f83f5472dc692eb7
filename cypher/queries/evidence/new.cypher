// name: new
// title: What is new
// question:
//   en: What do the articles of the last ingest tell that no older one did?
//   de: Was berichten die zuletzt eingelesenen Artikel, das kein älterer berichtet hat?
// purpose: Read what came in. The last ingest is that of the day on which an article came last, or since a day you name.
// scope: whole-graph
// see_also: [coverage, about]
// parameters:
//   after: {type: date, required: false, help: "Articles read on or after this day, in place of the last one.", example: "2020"}
// columns:
//   subject: the one that acts
//   relation: what it does
//   object: the other one
//   modality: asserted, planned or denied
//   date: the date of the dealing, else of the article
//   dated_by: dealing or article
//   sentence: the sentence that states it
//   title: the article it stands in
//   published: when that article was published
//   source: the article's address
MATCH (a:Article)
WITH max(left(toString(a.ingested_at), 10)) AS newest, min(left(toString(a.ingested_at), 10)) AS oldest
WITH coalesce($after, newest) AS start, oldest
MATCH (a:Article)
WHERE left(toString(a.ingested_at), 10) >= start
MATCH (a)-[:STATES]->(s:Statement)
WHERE s.type <> 'ALIAS_OF'
  AND (oldest >= start OR NOT EXISTS {
    MATCH (:Statement {claim: s.claim})<-[:STATES]-(older:Article)
    WHERE left(toString(older.ingested_at), 10) < start
  })
WITH a, s
ORDER BY left(toString(a.ingested_at), 10) DESC, coalesce(a.published, '') DESC, a.url, s.start, s.id
LIMIT $limit
OPTIONAL MATCH (:Name {key: s.subject})-[:DENOTES]->(subject:Entity)
OPTIONAL MATCH (:Name {key: s.object})-[:DENOTES]->(object:Entity)
RETURN
  coalesce(subject.name, s.subject) AS subject,
  s.type AS relation,
  coalesce(object.name, s.object) AS object,
  s.modality AS modality,
  coalesce(s.date, a.published) AS date,
  CASE WHEN s.date IS NOT NULL THEN 'dealing' WHEN a.published IS NOT NULL THEN 'article' END AS dated_by,
  s.sentence AS sentence,
  a.title AS title,
  a.published AS published,
  a.url AS source
ORDER BY left(toString(a.ingested_at), 10) DESC, coalesce(published, '') DESC, source, s.start, s.id
